from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import fsspec
import polars as pl
import pytest

from schemas.errors import ContractError, DiskFullError
from warehouse import staging
from warehouse.stage import Item, Outcome, Reject


def outcome(**changes: object) -> Outcome:
    values: dict[str, object] = {
        "stage": "read",
        "version": "3",
        "items": [Item("a", "hash-a", {"bytes": b"never staged"}), Item("b", "hash-b")],
        "tables": {
            "core_page": pl.DataFrame({"page_number": [1, 2], "raw_text": ["één", None]}),
            "core_passage": pl.DataFrame({"page_from": []}, schema={"page_from": pl.Int32}),
        },
        "replaces": {"core_page": "document_id", "core_passage": "document_id"},
        "upserts": {"core_embedding"},
        "rejects": [Reject("read", "b", "empty", "Leeg.", "vr-x", "b", "part 1")],
        **changes,
    }
    return Outcome(**values)  # type: ignore[arg-type]


@pytest.fixture(params=["folder", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    return tmp_path / "staging [1]" if request.param == "folder" else f"memory://{uuid4().hex}/staging"


def test_an_outcome_comes_back_as_it_was_but_for_the_payloads(address: Path | str) -> None:
    path = staging.write(outcome(), address)
    staged = staging.read(path)
    given, back = outcome(), staged.outcome
    assert staged.batch_id == staging.batch_id(path)
    assert path.endswith(
        f"/staging [1]/{staged.batch_id}" if isinstance(address, Path) else f"/staging/{staged.batch_id}"
    )
    assert path.startswith("memory://") == (not isinstance(address, Path))
    assert (back.stage, back.version, back.replaces, back.upserts) == ("read", "3", given.replaces, given.upserts)
    assert back.items == [Item("a", "hash-a"), Item("b", "hash-b")]
    assert back.rejects == given.rejects
    assert sorted(back.tables) == ["core_page", "core_passage"]
    for table, frame in given.tables.items():
        assert back.tables[table].equals(frame)
        assert back.tables[table].schema == frame.schema


def test_the_name_of_a_batch_is_a_digest_of_its_content_in_whatever_order(address: Path | str) -> None:
    first = staging.write(outcome(), address)
    again = staging.write(outcome(items=list(reversed(outcome().items))), address)
    assert again == first
    assert staging.batches(address) == [first]
    others = [
        outcome(version="4"),
        outcome(stage="crawl", rejects=[]),
        outcome(items=[Item("a", "hash-a"), Item("b", "hash-c")]),
        outcome(tables={"core_page": pl.DataFrame({"page_number": [1]})}),
        outcome(replaces={}),
        outcome(upserts=set()),
        outcome(rejects=[]),
    ]
    paths = {staging.write(other, address) for other in others}
    assert len(paths | {first}) == 8
    assert staging.batches(address) == sorted({first, *paths})


def test_a_batch_without_a_header_is_not_there(address: Path | str) -> None:
    path = staging.write(outcome(), address)
    filesystem, folder = fsspec.core.url_to_fs(path)
    filesystem.rm_file(f"{folder}/batch.json")
    assert staging.batches(address) == []
    with pytest.raises(FileNotFoundError):
        staging.read(path)
    assert staging.write(outcome(), address) == path
    assert staging.read(path).outcome.version == "3"


def test_a_batch_that_was_damaged_is_refused(address: Path | str) -> None:
    path = staging.write(outcome(), address)
    filesystem, folder = fsspec.core.url_to_fs(path)
    filesystem.pipe_file(f"{folder}/core_page.parquet", b"PAR1")
    with pytest.raises(ContractError, match=r"staged rows of core_page in .* are damaged"):
        staging.read(path)


def test_a_removed_batch_is_gone_and_removing_it_again_is_no_error(address: Path | str) -> None:
    path = staging.write(outcome(), address)
    other = staging.write(outcome(version="4"), address)
    staging.remove(path)
    staging.remove(path)
    assert staging.batches(address) == [other]
    filesystem, folder = fsspec.core.url_to_fs(path)
    assert not filesystem.exists(folder)


def test_pruning_removes_whole_and_half_batches(address: Path | str) -> None:
    assert staging.prune(address) == 0
    path = staging.write(outcome(), address)
    staging.write(outcome(version="4"), address)
    filesystem, folder = fsspec.core.url_to_fs(path)
    filesystem.rm_file(f"{folder}/batch.json")
    assert staging.prune(address) == 2
    assert staging.batches(address) == []
    assert not filesystem.exists(folder)
    assert staging.prune(address) == 0


def test_a_place_that_is_not_there_yet_has_no_batches(address: Path | str) -> None:
    assert staging.batches(address) == []


def test_the_id_is_the_last_part_of_the_address() -> None:
    assert staging.batch_id("memory:///a/b/c/") == "c"
    assert staging.batch_id(Path("/a/b")) == "b"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"items": [Item("b", "1"), Item("a", "1"), Item("a", "2")]}, "hands over item a twice"),
        ({"rejects": [Reject("read", "c", "empty", "Leeg.")]}, "Stage read rejects c as stage read"),
        ({"rejects": [Reject("crawl", "a", "empty", "Leeg.")]}, "Stage read rejects a as stage crawl"),
        ({"rejects": [Reject("verify", "a", "empty", "Leeg.")]}, "Stage read rejects a as stage verify"),
    ],
)
def test_an_outcome_that_does_not_hang_together_is_refused(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(ContractError, match=told):
        staging.write(outcome(**changes), tmp_path)
    assert staging.batches(tmp_path) == []


def test_a_batch_that_does_not_fit_is_invisible(tmp_path: Path) -> None:
    code = (
        "import resource, sys, polars as pl\n"
        "from schemas.errors import DiskFullError\n"
        "from warehouse import staging\n"
        "from warehouse.stage import Item, Outcome\n"
        "frame = pl.DataFrame({'x': range(100_000)}).with_columns(y=pl.col('x').hash())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try:\n"
        "    staging.write(Outcome('read', '1', [Item('a', 'h')], {'core_page': frame}), sys.argv[1])\n"
        "except DiskFullError as error:\n"
        "    print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True)
    assert "a batch of stage read did not fit in" in told.stdout
    assert os.listdir(tmp_path) != []
    assert staging.batches(tmp_path) == []
    assert staging.prune(tmp_path) == 1
    assert DiskFullError.exit_code == 6
