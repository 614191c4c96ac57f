"""A Prefect server, the deployment of prefect.yaml, a worker: scheduled nights, and one that finishes green."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from demo.portal import portal
from schemas.settings import PROJECT
from tests.system.running import environment, started

ARTIFACTS = {"crawled", "read", "rejected", "judged", "scores"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(question: Callable[[], Any], seconds: int, what: str) -> Any:
    """The first answer that is true; fails when the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if answer := question():
                return answer
        except httpx.HTTPError:
            pass
        time.sleep(1)
    return pytest.fail(f"{what}: not within {seconds} s")


def test_the_nightly_deployment_is_scheduled_and_a_night_finishes_green(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    env = environment(tmp_path / "prefect", PREFECT_API_URL=url, PREFECT_SERVER_API_PORT=str(port))
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    quiet = {"env": env, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": PROJECT}
    api = httpx.Client(base_url=url, timeout=30)

    def run(*arguments: str) -> None:
        done = subprocess.run([*prefect, *arguments], env=env, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    with started([*prefect, "server", "start", "--host", "127.0.0.1", "--port", str(port)], **quiet):
        until(lambda: api.get("/health").status_code == 200, 180, "the server is healthy")
        run("work-pool", "create", "nacht", "--type", "process")
        run("deploy", "--all")
        deployment = api.get("/deployments/name/refresh/nightly").json()
        scheduled = until(
            lambda: api.post(
                "/flow_runs/filter",
                json={"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "sort": "EXPECTED_START_TIME_ASC"},
            ).json(),
            120,
            "SCHEDULED runs",
        )
        assert {run["deployment_id"] for run in scheduled} == {deployment["id"]}
        with portal(), started([*prefect, "worker", "start", "--pool", "nacht"], **quiet):
            parameters = {"data": str(tmp_path / "data"), "sources": str(PROJECT / "demo" / "sources")}
            made = api.post(f"/deployments/{deployment['id']}/create_flow_run", json={"parameters": parameters}).json()
            night = until(
                lambda: (
                    (one := api.get(f"/flow_runs/{made['id']}").json())["state_type"]
                    in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
                    and one
                ),
                900,
                "the night ends",
            )
            assert night["state_type"] == "COMPLETED", night["state"]
        artifacts = api.post("/artifacts/filter", json={"artifacts": {}}).json()
        assert {one["key"] for one in artifacts} >= ARTIFACTS
        matrix = next(one for one in artifacts if one["key"] == "scores")
        assert "| vr-zilverkust |" in matrix["data"]
        manifest = json.loads((tmp_path / "data/published/current/manifest.json").read_text(encoding="utf-8"))
        assert manifest["as_of_date"]
        picture(f"http://127.0.0.1:{port}/runs/flow-run/{made['id']}", tmp_path / "run.png")


def picture(address: str, file: Path) -> None:
    """Draw the run's page in a real browser; where PICTURES names a folder, keep it there (docs/ has one)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(address)
        page.get_by_text("Completed").first.wait_for(timeout=60_000)
        page.wait_for_timeout(3_000)
        page.screenshot(path=file)
        browser.close()
    assert file.stat().st_size > 20_000
    if folder := os.environ.get("PICTURES"):
        shutil.copy(file, folder)
