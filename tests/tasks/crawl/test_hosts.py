"""Where a source may go."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import httpcore
import httpx
import pytest

from schemas.source import Source
from tasks.crawl.failures import FetchFailed
from tasks.crawl.hosts import Deadline, HostPolicy, PinnedBackend, PinnedTransport

SITE = HostPolicy("https://www.a.example", ["files.a.example", "cdn.example:8443", "Bücher.example"])


def refused(policy: HostPolicy, address: str) -> str:
    with pytest.raises(FetchFailed) as failure:
        policy.check_url(address)
    assert failure.value.reason_code == "refused_host"
    assert not failure.value.is_transient
    return failure.value.message


@pytest.mark.parametrize(
    "address",
    [
        "https://www.a.example/x",
        "http://www.a.example/x",
        "HTTPS://WWW.A.EXAMPLE:443/x",
        "https://files.a.example/x",
        "http://files.a.example:80/x",
        "https://cdn.example:8443/x",
        "https://bücher.example/x",
        "https://xn--bcher-kva.example/x",
    ],
)
def test_own_and_declared_hosts_may_be_asked(address: str) -> None:
    assert str(SITE.check_url(address)).endswith(("/x",))


@pytest.mark.parametrize(
    "address",
    [
        "https://b.example/x",
        "https://a.example/x",
        "https://www.a.example.b.example/x",
        "https://www.a.example:8080/x",
        "https://files.a.example:8443/x",
        "https://cdn.example/x",
        "http://127.0.0.1/x",
        "https://www.a.example\\@b.example/x",
        "https://b.example#@www.a.example/",
    ],
)
def test_any_other_host_or_port_is_refused(address: str) -> None:
    refused(SITE, address)


def test_a_refusal_says_what_to_do() -> None:
    assert refused(SITE, "https://b.example/x") == (
        "Niet opgehaald: https://b.example/x: b.example hoort niet bij deze bron; "
        "zet de naam bij file_hosts als dat wel zo is."
    )


@pytest.mark.parametrize("address", ["ftp://www.a.example/x", "file:///etc/passwd", "gopher://www.a.example", "x", ""])
def test_only_http_is_asked(address: str) -> None:
    assert "alleen adressen met http:// of https://" in refused(SITE, address)


def test_an_address_with_a_password_is_refused_without_telling_it() -> None:
    for address in ("https://u:geheim@www.a.example/x", "https://geheim@www.a.example/x"):
        assert "geheim" not in refused(SITE, address)


def test_an_address_that_is_no_address_is_refused() -> None:
    assert "geen geldig webadres" in refused(SITE, "https://www.a.example\t/x")
    assert "geen geldig webadres" in refused(SITE, "https://[::1/x")


def test_a_source_without_an_address_may_go_nowhere() -> None:
    refused(HostPolicy(None), "https://www.a.example/")


def test_a_port_of_its_own_and_the_usual_ports_are_a_sites_own() -> None:
    policy = HostPolicy("https://a.example:8443")
    for port in (8443, 443, 80):
        assert policy.allows("a.example", port)
    assert not policy.allows("a.example", 8444)


def test_the_policy_of_a_source_is_made_of_its_keys() -> None:
    keys = {"base_url": "http://127.0.0.1:1", "file_hosts": ["b.example"], "allow_loopback": True}
    source = Source.model_validate({"id": "s", "connector": "website", **keys})
    plain = Source.model_validate({"id": "s", "connector": "website"})
    policy = HostPolicy.of(source, source.base_url)
    assert (policy.base, policy.others, policy.allow_loopback) == (("127.0.0.1", 1), {("b.example", None)}, True)
    assert HostPolicy.of(plain, "https://c.example").base == ("c.example", 443)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "145.97.20.20", "2a02:898::1", "2001:67c:2e8::1", "::ffff:8.8.8.8"],
)
def test_a_public_address_may_be_connected_to(address: str) -> None:
    assert SITE.may_connect(address, "www.a.example", 443)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
        *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:224.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001::1", "::7f00:1", "::8.8.8.8"),
        *("100::1", "5f00::1", "3fff::1", "64:ff9b:1::a00:1", "2001:1ff::1"),
    ],
)
def test_a_private_reserved_or_tunnelled_address_is_not_connected_to(address: str) -> None:
    assert not SITE.may_connect(address, "www.a.example", 443)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.0.0.53", "::ffff:127.0.0.1"])
def test_loopback_is_open_for_the_declared_host_and_port_alone(address: str) -> None:
    policy = HostPolicy("http://demo.example:8700", ["b.example"], allow_loopback=True)
    assert policy.may_connect(address, "demo.example", 8700)
    assert not policy.may_connect(address, "demo.example", 8701)
    assert not policy.may_connect(address, "demo.example", 80)
    assert not policy.may_connect(address, "b.example", 80)
    assert not HostPolicy("http://demo.example:8700").may_connect(address, "demo.example", 8700)


def test_loopback_that_is_allowed_opens_no_other_private_address() -> None:
    policy = HostPolicy("http://demo.example:8700", allow_loopback=True)
    for address in ("10.0.0.1", "169.254.169.254", "0.0.0.0", "192.168.1.1"):
        assert not policy.may_connect(address, "demo.example", 8700)


def test_a_name_that_leads_inside_is_refused_and_its_address_told() -> None:
    for policy in (HostPolicy("http://localhost:9"), HostPolicy("http://2130706433"), HostPolicy("http://127.1")):
        host, port = policy.base or ("", 0)
        with pytest.raises(FetchFailed, match=r"een adres binnen een eigen netwerk") as failure:
            policy.addresses(host, port)
        assert failure.value.reason_code == "refused_host"


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(FetchFailed, match=r"www\.a\.example wijst naar 10\.0\.0\.1"):
        SITE.addresses("www.a.example", 443)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: both()[:2])
    assert SITE.addresses("www.a.example", 443) == ["8.8.8.8"]


def test_a_host_that_was_not_declared_is_not_even_looked_up() -> None:
    with pytest.raises(FetchFailed, match=r"b\.example hoort niet bij deze bron"):
        SITE.addresses("b.example", 443)


def test_a_name_that_does_not_exist_is_unreachable_and_may_come_back() -> None:
    policy = HostPolicy("http://does-not-exist.invalid")
    with pytest.raises(FetchFailed, match=r"does-not-exist\.invalid is niet te vinden") as failure:
        policy.addresses("does-not-exist.invalid", 80)
    assert (failure.value.reason_code, failure.value.is_transient) == ("unreachable", True)


@pytest.fixture
def server() -> Iterator[tuple[int, list[bytes]]]:
    """A server that answers every connection and keeps what it was asked."""
    asked: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(10_000))
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1], asked
    listening.close()


def looked_up(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names lead to these addresses, one answer a look-up; returns the names that are looked up."""
    names: list[str] = []
    real = socket.getaddrinfo
    waiting = list(answers)

    def look(host: str, port: int, *args: Any, **kwargs: Any) -> Sequence[tuple[object, ...]]:
        if host.replace(".", "").isdigit():
            return real(host, port, *args, **kwargs)
        names.append(host)
        addresses = waiting.pop(0) if waiting else ["10.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    return names


def test_the_checked_address_is_connected_to_under_the_name_of_the_host(
    server: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, asked = server
    names = looked_up(monkeypatch, ["127.0.0.1"])
    policy = HostPolicy(f"http://demo.example:{port}", allow_loopback=True)
    with httpx.Client(transport=PinnedTransport(policy)) as client:
        assert client.get(f"http://demo.example:{port}/x").text == "ok"
    assert names == ["demo.example"]
    assert f"Host: demo.example:{port}".encode() in asked[0]


def test_a_name_that_changes_its_mind_is_checked_each_time(
    server: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, asked = server
    looked_up(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    policy = HostPolicy(f"http://demo.example:{port}", allow_loopback=True)
    with httpx.Client(transport=PinnedTransport(policy)) as client:
        client.get(f"http://demo.example:{port}/x")
        with pytest.raises(FetchFailed, match=r"169\.254\.169\.254"):
            client.get(f"http://demo.example:{port}/x")
    assert len(asked) == 1


def test_the_next_address_is_tried_when_one_does_not_answer(
    server: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, _ = server
    looked_up(monkeypatch, ["127.0.0.2", "127.0.0.1"], ["127.0.0.2", "127.0.0.3"])
    policy = HostPolicy(f"http://demo.example:{port}", allow_loopback=True)
    with httpx.Client(transport=PinnedTransport(policy)) as client:
        assert client.get(f"http://demo.example:{port}/x").text == "ok"
        with pytest.raises(httpx.ConnectError):
            client.get(f"http://demo.example:{port}/x")


def test_a_name_without_addresses_cannot_be_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up(monkeypatch, [])
    backend = PinnedBackend(HostPolicy("http://demo.example"), Deadline())
    with pytest.raises(httpcore.ConnectError, match=r"demo\.example has no address"):
        backend.connect_tcp("demo.example", 80)


def test_a_proxy_of_the_environment_is_not_used(
    server: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, asked = server
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with httpx.Client(transport=PinnedTransport(HostPolicy(f"http://127.0.0.1:{port}", allow_loopback=True))) as client:
        assert client.get(f"http://127.0.0.1:{port}/x").text == "ok"
    assert asked[0].startswith(b"GET /x HTTP/1.1\r\n")


def test_the_deadline_shortens_every_wait_and_then_ends_them() -> None:
    deadline = Deadline()
    assert deadline.left(None) is None
    assert deadline.left(5.0) == 5.0
    deadline.at = time.monotonic() + 2
    assert 1.5 < (deadline.left(None) or 0) <= 2
    assert 1.5 < (deadline.left(30.0) or 0) <= 2
    assert deadline.left(0.5) == 0.5
    deadline.at = time.monotonic()
    with pytest.raises(httpcore.ReadTimeout):
        deadline.left(5.0)


def test_tls_is_spoken_with_the_name_of_the_host() -> None:
    spoken: list[tuple[str | None, float | None]] = []

    class Stream(httpcore.NetworkStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):  # type: ignore[no-untyped-def]
            spoken.append((server_hostname, timeout))
            return self

        def get_extra_info(self, info: str) -> str:
            return info

    from tasks.crawl.hosts import PinnedStream

    stream = PinnedStream(Stream(), Deadline())
    over = stream.start_tls(None, "www.a.example", 3.0)  # type: ignore[arg-type]
    assert isinstance(over, PinnedStream)
    assert over.deadline is stream.deadline
    assert spoken == [("www.a.example", 3.0)]
    assert stream.get_extra_info("socket") == "socket"
