from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.errors import NothingPublishedError
from warehouse.published import KEPT_RUNS, current, new_run_folder, swap


def publish(data: Path, run_id: str, text: str | None = None) -> Path:
    """Publish a folder with one file in it."""
    folder = new_run_folder(data, run_id)
    (folder / "report").mkdir()
    (folder / "report" / "index.html").write_text(text or run_id, encoding="utf-8")
    return swap(data, run_id)


def names(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "published").iterdir())


def reads(data: Path) -> str:
    return (data / "published" / "current" / "report" / "index.html").read_text(encoding="utf-8")


def age(folder: Path, seconds: int) -> None:
    os.utime(folder, (seconds, seconds))


def test_nothing_published_yet_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError, match=r"Nothing is published in .* yet\. Run `weerbaarheid refresh`"):
        current(tmp_path)
    new_run_folder(tmp_path, "r1")
    with pytest.raises(NothingPublishedError):
        current(tmp_path)


def test_a_run_builds_beside_and_readers_see_it_after_the_swap(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    folder = new_run_folder(tmp_path, "r2")
    assert folder == tmp_path / "published" / "building-r2"
    assert list(folder.iterdir()) == []
    assert reads(tmp_path) == "r1"
    (folder / "report").mkdir()
    (folder / "report" / "index.html").write_text("r2")
    assert reads(tmp_path) == "r1"
    assert swap(tmp_path, "r2") == tmp_path / "published" / "r2"
    assert reads(tmp_path) == "r2"
    assert names(tmp_path) == ["current", "r1", "r2"]


def test_the_pointer_is_a_link_that_moves_with_the_data_folder(tmp_path: Path) -> None:
    publish(tmp_path / "a", "r1")
    assert current(tmp_path / "a") == tmp_path / "a" / "published" / "r1"
    assert os.readlink(tmp_path / "a" / "published" / "current") == "r1"
    (tmp_path / "a").rename(tmp_path / "b")
    assert current(tmp_path / "b") == tmp_path / "b" / "published" / "r1"


def test_what_was_opened_stays_the_same_runs_after_a_swap(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    before = current(tmp_path)
    publish(tmp_path, "r2")
    assert (before / "report" / "index.html").read_text() == "r1"


def test_what_a_killed_run_left_goes_when_the_next_one_builds(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    (new_run_folder(tmp_path, "r2") / "half").write_text("half")
    assert names(tmp_path) == ["building-r2", "current", "r1"]
    new_run_folder(tmp_path, "r3")
    assert names(tmp_path) == ["building-r3", "current", "r1"]
    assert reads(tmp_path) == "r1"


def test_a_pointer_that_a_killed_run_did_not_put_in_place_is_no_obstacle(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    (tmp_path / "published" / "current~").symlink_to("nowhere")
    publish(tmp_path, "r2")
    assert reads(tmp_path) == "r2"
    assert names(tmp_path) == ["current", "r1", "r2"]


def test_the_same_run_building_again_starts_empty(tmp_path: Path) -> None:
    (new_run_folder(tmp_path, "r1") / "old").write_text("old")
    assert list(new_run_folder(tmp_path, "r1").iterdir()) == []


def test_a_second_swap_of_the_same_run_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    assert swap(tmp_path, "r1") == tmp_path / "published" / "r1"
    assert reads(tmp_path) == "r1"
    assert names(tmp_path) == ["current", "r1"]


def test_a_swap_that_was_killed_between_its_two_steps_is_finished_by_the_next(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    new_run_folder(tmp_path, "r2").rename(tmp_path / "published" / "r2")
    assert current(tmp_path).name == "r1"
    assert swap(tmp_path, "r2").name == "r2"
    assert current(tmp_path).name == "r2"


def test_a_run_that_publishes_again_leaves_its_first_folder_to_those_who_read_it(tmp_path: Path) -> None:
    publish(tmp_path, "r1", "first")
    assert publish(tmp_path, "r1", "second").name == "r1.2"
    assert publish(tmp_path, "r1", "third").name == "r1.3"
    assert swap(tmp_path, "r1").name == "r1.3"
    assert reads(tmp_path) == "third"
    assert (tmp_path / "published" / "r1" / "report" / "index.html").read_text() == "first"


def test_there_is_nothing_to_swap_for_a_run_that_built_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    with pytest.raises(FileNotFoundError, match="run r2 has built nothing"):
        swap(tmp_path, "r2")
    assert reads(tmp_path) == "r1"


def test_fourteen_runs_are_kept_the_newest_ones(tmp_path: Path) -> None:
    assert KEPT_RUNS == 14
    for number in range(14):
        age(publish(tmp_path, f"r{number:02}"), 1000 + number)
    assert len(names(tmp_path)) == 15
    age(publish(tmp_path, "a-later-one"), 2000)
    assert names(tmp_path) == sorted(["current", "a-later-one", *(f"r{number:02}" for number in range(1, 14))])
    publish(tmp_path, "b")
    assert names(tmp_path) == sorted(["current", "a-later-one", "b", *(f"r{number:02}" for number in range(2, 14))])


def test_a_folder_that_is_pointed_at_again_is_new_again_and_kept(tmp_path: Path) -> None:
    for number in range(14):
        age(publish(tmp_path, f"r{number:02}"), 1000 + number)
    swap(tmp_path, "r00")
    assert current(tmp_path).name == "r00"
    publish(tmp_path, "r14")
    assert "r00" in names(tmp_path)
    assert "r01" not in names(tmp_path)
    assert len(names(tmp_path)) == 15


def test_sweeping_leaves_what_is_being_built_alone(tmp_path: Path) -> None:
    for number in range(14):
        age(publish(tmp_path, f"r{number:02}"), 1000 + number)
    new_run_folder(tmp_path, "next")
    age(tmp_path / "published" / "building-next", 1)
    swap(tmp_path, "r13")
    assert "building-next" in names(tmp_path)
    assert "r00" in names(tmp_path)


@pytest.mark.parametrize("run_id", ["", ".", "..", "a/b", "../x", "current", "building-x", "-x", "a b", "a\n"])
def test_a_run_id_is_the_name_of_a_folder(tmp_path: Path, run_id: str) -> None:
    for use in (new_run_folder, swap):
        with pytest.raises(ValueError, match="is no name for a run"):
            use(tmp_path, run_id)


def test_readers_never_miss_the_pointer_while_runs_are_swapped(tmp_path: Path) -> None:
    publish(tmp_path, "r1")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.warehouse.test_published import publish\n"
        "for number in range(40):\n"
        "    publish(Path(sys.argv[1]), f's{number:02}')\n"
    )
    seen = 0
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as writer:
        while writer.poll() is None:
            folder = current(tmp_path)
            assert (folder / "report" / "index.html").read_text() == folder.name
            seen += 1
    assert writer.returncode == 0
    assert seen > 0
    assert current(tmp_path).name == "s39"
