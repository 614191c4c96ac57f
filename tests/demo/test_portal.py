"""The portal as a process: started, asked, counted, stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from demo.portal import Counts, Portal, PortTakenError, listen, main, portal
from demo.sites import sites
from schemas.errors import MonitorError, SourceFileError, UsageError
from schemas.settings import PROJECT

Folders = tuple[Path, Path]


@pytest.fixture(scope="module")
def fill(put_document: Callable[..., Path], put_source: Callable[..., Path]) -> Callable[[Path], Folders]:
    """Writes a region with a PDF and a web page, and two gemeenten that share a port."""

    def filling(root: Path) -> Folders:
        put_document(root, "vr-a/jaarstukken", title="Jaarstukken", text="# Jaarstukken\n\nWij oefenden.\n")
        put_document(root, "vr-a/nieuws", title="Nieuws", format="html")
        put_document(root, "gm-b/brief", title="Brief", format="md", route="module:1")
        documents = put_document(root, "gm-c/nota", title="Nota", format="md", route="meeting:Raad")
        put_source(root, "vr-a", "website", 8701, "{start: [/documenten], sitemap: true}")
        put_source(root, "gm-b", "notubiz", 8700, "{organisation_id: 1}")
        return documents, put_source(root, "gm-c", "notubiz", 8700, "{organisation_id: 2}")

    return filling


@pytest.fixture
def folders(fill: Callable[[Path], Folders], tmp_path: Path) -> Folders:
    return fill(tmp_path)


@pytest.fixture(scope="module")
def shared(fill: Callable[[Path], Folders], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with portal(*fill(tmp_path_factory.mktemp("portal")), any_port=True) as started:
        yield started


@pytest.fixture
def running(shared: Portal) -> Portal:
    """One portal for all tests that only ask it things, with nothing asked yet."""
    shared.reset()
    return shared


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def address_of(running: Portal, key: str) -> str:
    """Where the document is, found by looking as a crawler does."""
    base = running.address(key.split("/")[0])
    document = next(document for document in running.documents if document.key == key)
    if document.about.route == "website":
        place = "/publicaties/nieuws" if key == "vr-a/nieuws" else "/media/2024/06/jaarstukken.pdf"
        return base + place
    answers = [httpx.get(f"{base}/document/{document.number}/{version}") for version in (1, 2)]
    return next(str(answer.url) for answer in answers if answer.status_code == 200)


def test_every_document_can_be_had_at_its_address_and_leads_back(running: Portal) -> None:
    for key in ("vr-a/jaarstukken", "vr-a/nieuws", "gm-b/brief", "gm-c/nota"):
        address = address_of(running, key)
        assert httpx.get(address).status_code == 200
        assert running.key_of(address) == key
    assert running.key_of(running.address("vr-a") + "/documenten") is None


def test_addresses_are_on_the_ports_in_use(running: Portal) -> None:
    assert set(running.ports) == {8700, 8701}
    assert running.address("vr-a") == f"http://127.0.0.1:{running.ports[8701]}"
    assert running.address("gm-b") == running.address("gm-c") == f"http://127.0.0.1:{running.ports[8700]}"
    with pytest.raises(KeyError):
        running.address("vr-z")


def test_sources_are_written_with_the_ports_in_use(running: Portal, tmp_path: Path) -> None:
    folder = running.sources(tmp_path / "kopie")
    assert {site.organisation_id: site.port for site in sites(folder)} == {
        "gm-b": running.ports[8700],
        "gm-c": running.ports[8700],
        "vr-a": running.ports[8701],
    }


def test_requests_are_counted_over_all_ports_until_reset(running: Portal) -> None:
    assert running.counts() == Counts(document=0, documents_sent=0, listing=0, robots=0, trap=0)
    site, council = running.address("vr-a"), running.address("gm-b")
    etag = httpx.get(f"{site}/publicaties/nieuws").headers["etag"]
    httpx.get(f"{site}/publicaties/nieuws", headers={"If-None-Match": etag})
    httpx.get(f"{site}/robots.txt")
    httpx.get(f"{site}/documenten")
    httpx.get(f"{site}/kalender/1")
    httpx.get(f"{council}/organisations?format=json&version=1.17.0")
    httpx.get(f"{council}/document/1/1")
    assert running.counts() == Counts(document=3, documents_sent=1, listing=2, robots=1, trap=1)
    requests = running.requests()
    assert [line for line in requests if line[0] == running.ports[8700]] == [
        (running.ports[8700], "listing", "GET", "/organisations?format=json&version=1.17.0", 200),
        (running.ports[8700], "document", "GET", "/document/1/1", 400),
    ]
    assert len(requests) == 7
    running.reset()
    assert running.requests() == []


def test_it_is_a_process_of_its_own_that_ends_with_the_block_also_when_that_fails(folders: Folders) -> None:
    seen: list[Portal] = []

    def fail() -> None:
        with portal(*folders, any_port=True) as started:
            seen.append(started)
            assert is_alive(started.pid)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen[0].pid != os.getpid()
    assert not is_alive(seen[0].pid)
    with pytest.raises(httpx.ConnectError):
        httpx.get(seen[0].address("vr-a"))


def test_a_taken_port_is_an_error_that_names_it_before_anything_starts(
    folders: Folders,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        path = folders[1] / "vr-a.yaml"
        path.write_text(path.read_text().replace("8701", str(port)))
        gemeenten = [folders[1] / "gm-b.yaml", folders[1] / "gm-c.yaml"]
        with socket.create_server(("127.0.0.1", 0)) as free:
            free_port = free.getsockname()[1]
        for gemeente in gemeenten:
            gemeente.write_text(gemeente.read_text().replace("8700", str(free_port)))
        with pytest.raises(PortTakenError, match=f"cannot use port {port} of 127.0.0.1") as caught, portal(*folders):
            pass
    assert caught.value.exit_code == 2
    assert f"sport = :{port}" in str(caught.value)
    listen([free_port])[free_port].close()  # the other port was let go of


def test_the_declared_ports_are_used_unless_told_otherwise(folders: Folders) -> None:
    sockets = listen([8700, 8701], any_port=True)
    free = [taken.getsockname()[1] for taken in sockets.values()]
    for taken in sockets.values():
        taken.close()
    for path in folders[1].glob("*.yaml"):
        text = path.read_text().replace("8700", str(free[0])).replace("8701", str(free[1]))
        path.write_text(text)
    for _ in range(2):  # at once after another
        with portal(*folders) as started:
            assert started.ports == {port: port for port in free}
            assert httpx.get(f"http://127.0.0.1:{free[1]}/").status_code == 200


def test_what_is_wrong_with_documents_or_sources_is_said_before_anything_starts(
    folders: Folders, write_document: Callable[..., Path]
) -> None:
    write_document("vr-z/stuk")
    with pytest.raises(UsageError, match="vr-z/stuk: no source YAML"), portal(*folders, any_port=True):
        pass
    (folders[0] / "vr-z" / "stuk.md").unlink()
    write_document("gm-b/motie", route="module:5")
    with pytest.raises(UsageError, match="gm-b/motie: the supplier has no module 5"), portal(*folders, any_port=True):
        pass
    (folders[1] / "vr-a.yaml").write_text("kleur: rood\n")
    with pytest.raises(SourceFileError), portal(*folders, any_port=True):
        pass


def test_a_portal_that_does_not_come_up_is_an_error_with_its_code(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # no interpreter starts with that
    with pytest.raises(MonitorError, match="stopped by itself with code 1"), portal(*folders, any_port=True):
        pass


def test_it_goes_when_who_started_it_is_killed(folders: Folders) -> None:
    code = (
        "import sys, time; from pathlib import Path; from demo.portal import portal\n"
        "with portal(Path(sys.argv[1]), Path(sys.argv[2]), any_port=True) as started:\n"
        "    print(started.pid, flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, *map(str, folders)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as parent:
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    deadline = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_by_itself_it_tells_its_addresses_and_ends_cleanly_on_a_signal(
    folders: Folders, number: signal.Signals
) -> None:
    code = (
        "import sys; from pathlib import Path; from demo.portal import main\n"
        "sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), any_port=True))\n"
    )
    command = [sys.executable, "-c", code, *map(str, folders)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        lines = [process.stdout.readline() for _ in range(4)]
        process.send_signal(number)
        _, errors = process.communicate(timeout=15)
    assert process.returncode == 0
    assert errors == ""
    assert [line.split("  ")[1].strip() for line in lines[:3]] == ["Naam van gm-b", "Naam van gm-c", "Naam van vr-a"]
    assert lines[0].startswith("http://127.0.0.1:")
    assert lines[3] == "Stop with Ctrl-C.\n"


def test_by_itself_a_problem_is_told_without_a_traceback(folders: Folders) -> None:
    (folders[1] / "vr-a.yaml").unlink()
    assert main(*folders, any_port=True) == 2


def test_it_knows_its_documents(running: Portal) -> None:
    assert [document.key for document in running.documents] == [
        "gm-b/brief",
        "gm-c/nota",
        "vr-a/jaarstukken",
        "vr-a/nieuws",
    ]
