"""The command line: help that is enough, messages for people, an exit code for each kind of trouble."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from schemas import errors
from tests.tasks.filled import fill, settings
from tests.tasks.publish.test_stage import publish
from warehouse.writer import open_warehouse
from weerbaarheid import cli

GOOD = "organisation: {id: vr-x, kind: veiligheidsregio, name: X, region_code: VR99}\nsources: []\n"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["weerbaarheid", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    printed = capsys.readouterr()
    return int(str(ended.value.code)), printed.out, printed.err


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    return lambda *arguments: run(monkeypatch, capsys, *map(str, arguments))


@pytest.mark.parametrize("command", ["refresh", "demo", "query", "report", "page", "evaluate", "train", "doctor"])
def test_every_command_has_help_and_json(ask, command: str) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask(command, "--help")
    assert code == 0
    assert "--json" in out


def test_no_command_shows_the_commands_and_the_exit_codes(ask) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = ask("--help")
    assert "refresh" in out
    assert "Exit codes" in out


def test_an_unknown_option_is_a_wrong_call(ask) -> None:  # type: ignore[no-untyped-def]
    code, _, err = ask("refresh", "--dta", "x")
    assert code == 2
    assert "--dta" in err


def test_a_date_that_is_none_is_a_wrong_call(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, _, err = ask("refresh", "--as-of", "24-11-2026", "--data", tmp_path)
    assert code == 2
    assert "24-11-2026" in err


def test_an_unknown_key_in_a_source_names_file_and_key(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "vr-x.yaml").write_text(GOOD + "extra: 1\n", encoding="utf-8")
    code, _, err = ask("refresh", "--sources", tmp_path, "--data", tmp_path / "data")
    assert code == 3
    assert "vr-x.yaml" in err
    assert "extra" in err
    assert "Traceback" not in err


def test_a_missing_source_folder_is_told(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, _, err = ask("refresh", "--sources", tmp_path / "nowhere", "--data", tmp_path / "data")
    assert code == 3
    assert "nowhere" in err


def test_a_query_before_anything_is_published_says_what_to_do(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for command in (("query", "SELECT 1"), ("report",)):
        code, _, err = ask(*command, "--data", tmp_path)
        assert code == 9
        assert "refresh" in err


def test_a_second_refresh_says_who_holds_the_data_folder(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "vr-x.yaml").write_text(GOOD, encoding="utf-8")
    hold = (
        "import sys, time; from pathlib import Path; from warehouse.writer import open_warehouse\n"
        "with open_warehouse(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", hold, str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        began = time.monotonic()
        code, _, err = ask("refresh", "--sources", tmp_path, "--data", tmp_path / "data")
        holder.kill()
    assert code == 4
    assert str(holder.pid) in err
    assert time.monotonic() - began < 30


def test_a_data_folder_of_a_newer_version_is_refused(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    import duckdb

    with open_warehouse(tmp_path / "data"):
        pass
    with duckdb.connect(str(tmp_path / "data" / "warehouse.duckdb")) as connection:
        name = connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'core_migration'"
        )
        columns = [row[0] for row in name.fetchall()]
        newest = dict(
            zip(
                columns,
                connection.execute("SELECT * FROM core_migration ORDER BY ALL DESC").fetchone() or (),
                strict=True,
            )
        )
        changed = [
            9999 if isinstance(value, int) else "9999_later.sql" if "sql" in str(value) else value
            for value in newest.values()
        ]
        marks = ", ".join("?" * len(columns))
        connection.execute(f"INSERT INTO core_migration VALUES ({marks})", changed)
    (tmp_path / "vr-x.yaml").write_text(GOOD, encoding="utf-8")
    code, _, err = ask("refresh", "--sources", tmp_path, "--data", tmp_path / "data")
    assert code == 5
    assert "newer" in err


def test_query_and_report_answer_people_and_programs(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        publish(warehouse, asked)
    sql = "SELECT organisation_id, measure, level FROM out_score WHERE level = 'hoog'"
    code, out, _ = ask("query", sql, "--data", asked.data, "--json")
    assert code == 0
    assert json.loads(out) == [{"organisation_id": "vr-x", "measure": 5, "level": "hoog"}]
    code, out, _ = ask("query", sql, "--data", asked.data)
    assert "vr-x" in out
    code, out, err = ask("query", "SELECT nothing FROM out_score", "--data", asked.data)
    assert code == 2
    assert "nothing" in err
    code, out, _ = ask("report", "--data", asked.data, "--json")
    assert json.loads(out)["run_id"] == "run-1"
    assert Path(json.loads(out)["report"]).exists()


def test_a_contact_that_nobody_can_use_is_told_before_a_run_starts(
    ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("WEERBAARHEID_CONTACT", "nergens")
    code, _, err = ask("refresh", "--data", tmp_path / "data")
    assert code == 2
    assert "nergens" in err
    assert not (tmp_path / "data").exists()
    _, out, _ = ask("doctor", "--data", tmp_path / "data", "--json")
    assert {check["name"]: check for check in json.loads(out)}["contact"]["state"] == "wrong"


def test_doctor_names_what_is_missing_and_does_not_fail_for_it(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = ask("doctor", "--data", tmp_path / "data", "--json")
    checks = {check["name"]: check for check in json.loads(out)}
    assert checks["python"]["state"] == "ok"
    assert checks["data folder"]["state"] == "missing"
    assert checks["fastapi"]["state"] == "ok"
    assert code == (1 if any(check["state"] == "wrong" for check in checks.values()) else 0)


def test_each_kind_of_trouble_has_an_exit_code_of_its_own() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.MonitorError)]
    codes = [kind.exit_code for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert 0 not in codes
