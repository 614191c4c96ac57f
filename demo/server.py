"""The process that answers on all ports of the demonstration portal; portal.py starts and stops it.

Run as `python -m demo.server <port>:<socket> …` with sockets that listen already: each declared port and the number of
its inherited socket. It ends on SIGTERM, and when its standard input ends, so that it never outlives who started it.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import threading
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from demo.council import councils
from demo.documents import Document, load
from demo.notubiz import notubiz
from demo.render import Rendered
from demo.request_log import RequestLog
from demo.sites import Site, by_port, sites
from demo.website import website

# Longer than clients keep an idle connection, so that none is closed while a client is about to use it.
KEEP_ALIVE_SECONDS = 60
SHUTDOWN_SECONDS = 2
STANDARD_INPUT = 0


def application(found: Sequence[Site], documents: Sequence[Document], rendered: Rendered) -> ASGIApp:
    """What one port answers: the council information of all its sites, or the website of its one site."""
    if all(site.number is not None for site in found):
        return notubiz(councils(found, documents), rendered)
    return website(found[0], documents, rendered)


class ByPort:
    """Hands each request to the application of the port it came in on."""

    def __init__(self, applications: dict[int, ASGIApp]) -> None:
        self.applications = applications

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.applications[scope["server"][1]](scope, receive, send)


def serve(sockets: dict[int, socket.socket], documents: Path, sources: Path) -> None:
    """Answer on the listening sockets, by declared port, until SIGTERM or the end of standard input."""
    everything = load(documents)
    rendered = Rendered()
    applications: dict[int, ASGIApp] = {}
    for port, found in by_port(sites(sources)).items():
        actual = sockets[port].getsockname()[1]
        here = {site.organisation_id for site in found}
        own = [document for document in everything if document.organisation_id in here]
        applications[actual] = RequestLog(application(found, own, rendered))
    server = uvicorn.Server(
        uvicorn.Config(
            ByPort(applications),
            http="h11",
            lifespan="off",
            log_level="warning",
            access_log=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
    )

    def watch() -> None:
        while os.read(STANDARD_INPUT, 4096):  # not sys.stdin: its lock would hold up the end of the process
            pass
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    # uvicorn ends on SIGTERM and then sends it once more to the handler that was there before: this one.
    signal.signal(signal.SIGTERM, lambda *_: None)
    server.run(sockets=list(sockets.values()))


def main() -> None:
    """Read the command line that portal.py writes."""
    parser = argparse.ArgumentParser(prog="demo.server")
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("sockets", nargs="+")
    arguments = parser.parse_args()
    pairs = [pair.split(":") for pair in arguments.sockets]
    sockets = {int(port): socket.socket(fileno=int(number)) for port, number in pairs}
    serve(sockets, arguments.documents, arguments.sources)


if __name__ == "__main__":
    main()
