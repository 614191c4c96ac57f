"""The demonstration portal: starts it, stops it, and tells what was asked of it.

    with portal() as running:
        running.counts()

or, by itself until Ctrl-C, `python -m demo.portal`. It answers on loopback only, in a process of its own, so that its
work is not counted as that of the program it demonstrates. What it answers is in server.py.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from demo.addresses import key_of
from demo.council import councils
from demo.documents import DOCUMENTS, Document, load
from demo.request_log import ADDRESS
from demo.sites import HOST, SOURCES, Site, by_port, check_homes, sites, write_sources
from schemas.errors import MonitorError, UsageError
from schemas.settings import PROJECT

READY_SECONDS = 60.0
STOP_SECONDS = 10.0
CONNECTIONS_IN_LINE = 128


class PortTakenError(UsageError):
    """Another program listens on a port that the portal needs."""


@dataclass(frozen=True)
class Counts:
    """What was asked of the portal, over all its ports, since it started or since `reset`."""

    document: int  # requests for a document, answered in any way
    documents_sent: int  # of those, sent in full (status 200)
    listing: int  # requests for lists, pages and sitemaps
    robots: int
    trap: int  # pages that robots.txt closes off


@dataclass(frozen=True)
class Portal:
    """A portal that runs."""

    ports: dict[int, int]  # declared port: port in use
    pid: int
    sites: tuple[Site, ...]
    documents: tuple[Document, ...]
    source_folder: Path

    def address(self, organisation_id: str) -> str:
        """The base address of the organisation's source. Raises KeyError for one that has none."""
        for site in self.sites:
            if site.organisation_id == organisation_id:
                return f"http://{HOST}:{self.ports[site.port]}"
        raise KeyError(organisation_id)

    def sources(self, target: Path) -> Path:
        """The source YAMLs written to the folder `target`, with the ports in use; returns `target`."""
        return write_sources(self.source_folder, self.ports, target)

    def key_of(self, url: str) -> str | None:
        """Which document ("<organisation_id>/<slug>") is at the address, whatever its version; None for any other."""
        return key_of(url, self.documents, self.sites, self.ports)

    def counts(self) -> Counts:
        """How many requests of each kind there were."""
        answers = [self._ask("GET", port) for port in self.ports.values()]
        kinds = {kind: sum(answer["counts"][kind] for answer in answers) for kind in answers[0]["counts"]}
        return Counts(documents_sent=sum(answer["documents_sent"] for answer in answers), **kinds)

    def requests(self) -> list[tuple[int, str, str, str, int]]:
        """Every request: port in use, kind, method, address, status; per port in the order they came."""
        return [
            (port, kind, method, address, status)
            for port in sorted(self.ports.values())
            for kind, method, address, status in self._ask("GET", port)["requests"]
        ]

    def reset(self) -> None:
        """Forget what was asked so far."""
        for port in self.ports.values():
            self._ask("DELETE", port)

    def _ask(self, method: str, port: int) -> dict[str, Any]:
        return _ask(method, port, READY_SECONDS)


@contextlib.contextmanager
def portal(documents: Path = DOCUMENTS, sources: Path = SOURCES, any_port: bool = False) -> Iterator[Portal]:
    """A portal that answers while the block runs, on the ports that the source YAMLs declare, or on any that are free.

    Everything is checked before anything starts. Raises PortTakenError; UsageError or SourceFileError for a document
    or a source that is not right; MonitorError when the portal does not come up.
    """
    everything, found = load(documents), sites(sources)
    check_homes(everything, found)
    councils(found, everything)
    sockets = listen(sorted(by_port(found)), any_port)
    try:
        process = _start(sockets, documents, sources)
        ports = {port: taken.getsockname()[1] for port, taken in sockets.items()}
    finally:
        for taken in sockets.values():
            taken.close()
    try:
        _wait_until_ready(process, min(ports.values()))
        yield Portal(ports, process.pid, tuple(found), tuple(everything), sources)
    finally:
        _stop(process)


def listen(ports: Sequence[int], any_port: bool = False) -> dict[int, socket.socket]:
    """A listening socket on loopback for each port, all or none. Raises PortTakenError, naming the port."""
    sockets: dict[int, socket.socket] = {}
    try:
        for port in ports:
            sockets[port] = taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind((HOST, 0 if any_port else port))
            # at once: two sockets may be bound to one port as long as neither listens
            taken.listen(CONNECTIONS_IN_LINE)
    except OSError as error:
        for taken in sockets.values():
            taken.close()
        raise PortTakenError(
            f"The demonstration portal cannot use port {port} of {HOST}: {error.strerror}. Another program has it, "
            f"perhaps an earlier demonstration. Stop that program (find it with: ss -ltnp 'sport = :{port}'), "
            "then try again."
        ) from None
    return sockets


def _start(sockets: dict[int, socket.socket], documents: Path, sources: Path) -> subprocess.Popen[bytes]:
    numbers = {port: taken.fileno() for port, taken in sockets.items()}
    command = [sys.executable, "-P", "-m", "demo.server"]
    command += ["--documents", str(documents.resolve()), "--sources", str(sources.resolve())]
    command += [f"{port}:{number}" for port, number in numbers.items()]
    # the portal's modules are found where ours were, whatever folder we are started in
    path = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,  # its end tells the portal that we are gone
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path)},
        pass_fds=list(numbers.values()),
        start_new_session=True,  # Ctrl-C is for us; we stop the portal when we are done
    )


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise MonitorError(
                f"The demonstration portal stopped by itself with code {process.returncode}; what it said is above."
            )
        with contextlib.suppress(OSError, http.client.HTTPException):
            _ask("GET", port, timeout=1.0)
            return
        time.sleep(0.02)
    raise MonitorError(f"The demonstration portal gave no answer on port {port} within {READY_SECONDS:.0f} seconds.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _ask(method: str, port: int, timeout: float) -> dict[str, Any]:
    connection = http.client.HTTPConnection(HOST, port, timeout=timeout)
    try:
        connection.request(method, ADDRESS)
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()


def main(documents: Path = DOCUMENTS, sources: Path = SOURCES, any_port: bool = False) -> int:
    """Run the portal until Ctrl-C or SIGTERM; returns the exit code."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    try:
        with portal(documents, sources, any_port) as running:
            for site in running.sites:
                print(f"{running.address(site.organisation_id)}  {site.name}", flush=True)
            print("Stop with Ctrl-C.", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        return 0
    except MonitorError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
