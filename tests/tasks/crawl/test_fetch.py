"""One polite, bounded GET."""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from schemas.errors import UsageError
from schemas.settings import CONTACT
from tasks.crawl.fetch import ERROR_BYTES, MOST_REDIRECTS, TOTAL_FACTOR, Fetched, Retry, user_agent
from tests.tasks.crawl.fetching import Make, failure


def in_turn(site: HTTPServer, path: str, *answers: Response) -> None:
    """Give these answers one after another, the last one from then on."""
    waiting = list(answers)
    site.expect_request(path).respond_with_handler(lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0])


@pytest.fixture
def raw() -> Iterator[Callable[..., str]]:
    """A server that sends these bytes, with a pause between the pieces, and then closes; gives its address."""
    listening = []

    def start(*pieces: bytes, pause: float = 0.0) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        listening.append(server)

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked = connection.recv(10_000)
                    if b"/robots.txt" in asked:
                        connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        continue
                    try:
                        for piece in pieces:
                            connection.sendall(piece)
                            time.sleep(pause)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}"

    yield start
    for server in listening:
        server.close()


# -- what is asked and what comes back


def test_an_answer_comes_with_what_the_server_says_of_it(site: HTTPServer, fetcher: Make) -> None:
    headers = {"ETag": '"a1"', "Last-Modified": "Wed, 18 Jun 2025 10:00:00 GMT"}
    site.expect_request("/x.pdf").respond_with_data(b"%PDF-", content_type="Application/PDF; q=1", headers=headers)
    url = site.url_for("/x.pdf")
    assert fetcher().get(url) == Fetched(
        url, url, 200, "application/pdf", '"a1"', "Wed, 18 Jun 2025 10:00:00 GMT", b"%PDF-"
    )


def test_we_say_who_asks_and_ask_for_packing_we_can_undo(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data("ok")
    fetcher().get(site.url_for("/x"))
    for request, _ in site.log:
        assert request.headers["User-Agent"] == user_agent()
        assert request.headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("contact", ["", "https://monitor.example/over", "beheer@monitor.example"])
def test_the_agent_names_the_contact_that_the_operator_gave(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv(CONTACT, contact)
    name, *rest = user_agent().split(" ")
    assert re.fullmatch(r"Weerbaarheidsmonitor/\d+\.\d+\.\d+", name)
    assert rest == ([f"(+{contact})"] if contact else [])


@pytest.mark.parametrize(
    "contact", ["http://monitor.example", "monitor", "https://monitor.example\nX-Extra: 1", "a b@c.example"]
)
def test_a_contact_that_nobody_can_use_is_an_error(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv(CONTACT, contact)
    with pytest.raises(UsageError, match=CONTACT):
        user_agent()


def test_a_packed_answer_comes_unpacked(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data(gzip.compress(b"tekst"), headers={"Content-Encoding": "gzip"})
    assert fetcher().get(site.url_for("/x")).body == b"tekst"


def test_a_body_that_nobody_wants_is_left_unread(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data(b"x" * 1000, content_type="image/png")
    told: list[str] = []

    def wants(kind: str) -> bool:
        told.append(kind)
        return False

    answer = fetcher(bytes=10_000).get(site.url_for("/x"), wants=wants)
    assert (answer.body, answer.status_code, told) == (None, 200, ["image/png"])
    assert fetcher().get(site.url_for("/x"), wants=lambda kind: kind == "image/png").body == b"x" * 1000


def test_an_answer_without_a_type_has_an_empty_one(raw: Callable[..., str], fetcher: Make) -> None:
    base = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    answer = fetcher(base).get(f"{base}/x")
    assert (answer.media_type, answer.etag, answer.last_modified, answer.body) == ("", None, None, b"ok")


# -- conditional requests


def test_what_did_not_change_is_not_sent_again(site: HTTPServer, fetcher: Make) -> None:
    def answer(request: Request) -> Response:
        same = request.headers.get("If-None-Match") == '"a1"' and request.headers.get("If-Modified-Since") == "gisteren"
        return Response(status=304, headers={"ETag": '"a2"'}) if same else Response("nieuw")

    site.expect_request("/x").respond_with_handler(answer)
    url = site.url_for("/x")
    same = fetcher().get(url, etag='"a1"', last_modified="gisteren")
    assert (same.status_code, same.body, same.etag) == (304, None, '"a2"')
    assert fetcher().get(url, etag='"a0"', last_modified="gisteren").body == b"nieuw"
    assert fetcher().get(url).body == b"nieuw"


def test_one_condition_is_enough_for_not_modified(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data(b"", status=304)
    url = site.url_for("/x")
    assert fetcher().get(url, etag='"a"').status_code == 304
    assert fetcher().get(url, last_modified="gisteren").status_code == 304
    assert failure(fetcher(), url).reason_code == "http_304"


# -- answers that say no


@pytest.mark.parametrize("status", [201, 204, 206, 400, 401, 403, 404, 410])
def test_an_answer_that_says_no_is_told_by_its_status_and_not_asked_again(
    site: HTTPServer, fetcher: Make, status: int
) -> None:
    site.expect_request("/x").respond_with_data("uitleg" if status != 204 else "", status=status)
    failed = failure(fetcher(), site.url_for("/x"))
    assert (failed.reason_code, failed.status_code, failed.is_transient) == (f"http_{status}", status, False)
    assert failed.message == f"{site.url_for('/x')} gaf het antwoord {status}."
    assert [request.path for request, _ in site.log].count("/x") == 1
    assert failed.body == (b"uitleg" if status != 204 else b"")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_asked_again_until_it_passes(site: HTTPServer, fetcher: Make, status: int) -> None:
    in_turn(site, "/x", Response(status=status), Response(status=status), Response("ok"))
    assert fetcher().get(site.url_for("/x")).body == b"ok"


def test_a_failure_that_does_not_pass_is_given_up_after_so_many_times(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data("", status=503)
    failed = failure(fetcher(retry=Retry(4, 0.001, 0.01)), site.url_for("/x"))
    assert (failed.reason_code, failed.is_transient) == ("http_503", True)
    assert [request.path for request, _ in site.log].count("/x") == 4


def test_the_wait_that_a_server_asks_for_is_kept(site: HTTPServer, fetcher: Make) -> None:
    in_turn(site, "/x", Response(status=429, headers={"Retry-After": "1"}), Response("ok"))
    started = time.monotonic()
    assert fetcher(retry=Retry(2, 0.001, 1.0)).get(site.url_for("/x")).body == b"ok"
    assert time.monotonic() - started >= 1


def test_a_server_that_asks_for_a_longer_wait_than_we_have_is_left_alone(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data("", status=503, headers={"Retry-After": "2"})
    failed = failure(fetcher(retry=Retry(3, 0.001, 1.9)), site.url_for("/x"))
    assert failed.retry_after == 2
    assert [request.path for request, _ in site.log].count("/x") == 1


def test_a_wait_may_be_given_as_a_moment(site: HTTPServer, fetcher: Make) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    for value, least, most in ((later, 590, 600), ("Wed, 18 Jun 2025 10:00:00 GMT", 0, 0)):
        site.clear()
        site.no_handler_status_code = 404
        site.expect_request("/x").respond_with_data("", status=503, headers={"Retry-After": value})
        failed = failure(fetcher(retry=Retry(1, 0.001, 0.01)), site.url_for("/x"))
        assert failed.retry_after is not None
        assert least <= failed.retry_after <= most
    site.clear()
    for number, value in enumerate(("straks", "\xb2", "-1")):
        site.expect_request(f"/y{number}").respond_with_data("", status=503, headers={"Retry-After": value})
        assert failure(fetcher(), site.url_for(f"/y{number}")).retry_after is None


def test_a_closed_document_of_the_vendor_is_known_by_its_error_code(site: HTTPServer, fetcher: Make) -> None:
    said = "<error><error_code>3</error_code><message>U moet een token doorgeven</message></error>"
    site.expect_request("/x").respond_with_data(said, status=400, content_type="text/xml")
    failed = failure(fetcher(), site.url_for("/x"))
    assert (failed.reason_code, failed.status_code) == ("closed", 400)
    site.expect_request("/y").respond_with_data(said, status=403, content_type="text/xml")
    assert failure(fetcher(), site.url_for("/y")).reason_code == "http_403"


def test_no_more_is_read_of_a_refusal_than_needed(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data(b"x" * (ERROR_BYTES + 1), status=404)
    assert len(failure(fetcher(bytes=10**6), site.url_for("/x")).body) == ERROR_BYTES == 65_536


# -- size


def test_an_answer_may_have_so_many_bytes_and_not_one_more(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data(b"x" * 1000)
    assert fetcher(bytes=1000).get(site.url_for("/x")).body == b"x" * 1000
    failed = failure(fetcher(bytes=999), site.url_for("/x"))
    assert (failed.reason_code, failed.is_transient) == ("too_large", False)
    assert failed.message.endswith("is groter dan 999 bytes; verhoog limits.bytes als dat klopt.")


def test_a_declared_size_is_believed_before_anything_is_read(raw: Callable[..., str], fetcher: Make) -> None:
    base = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\nConnection: close\r\n\r\n", pause=0.5)
    started = time.monotonic()
    assert failure(fetcher(base, bytes=1000), f"{base}/x").reason_code == "too_large"
    assert time.monotonic() - started < 0.4


def test_a_size_that_is_not_declared_is_counted_as_it_comes(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_handler(lambda _: Response(iter([b"x" * 600, b"x" * 600])))
    assert failure(fetcher(bytes=1000), site.url_for("/x")).reason_code == "too_large"
    assert fetcher(bytes=1200).get(site.url_for("/x")).body == b"x" * 1200


def test_a_bomb_is_counted_unpacked(site: HTTPServer, fetcher: Make) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    site.expect_request("/x").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    assert failure(fetcher(bytes=10**6), site.url_for("/x")).reason_code == "too_large"


# -- time


def test_a_server_that_does_not_answer_in_time_is_a_timeout(raw: Callable[..., str], fetcher: Make) -> None:
    base = raw(b"", pause=1)
    started = time.monotonic()
    failed = failure(fetcher(base, seconds=0.2, retry=Retry(1)), f"{base}/x")
    assert (failed.reason_code, failed.is_transient) == ("timeout", True)
    assert time.monotonic() - started < 0.9


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
def test_a_server_that_drips_is_cut_off_in_its_head_and_in_its_body(
    raw: Callable[..., str], fetcher: Make, start: bytes
) -> None:
    base = raw(start, *[b"x"] * 40, pause=0.05)
    started = time.monotonic()
    assert failure(fetcher(base, seconds=0.1, retry=Retry(1)), f"{base}/x").reason_code == "timeout"
    assert 0.1 * TOTAL_FACTOR <= time.monotonic() - started < 1.9
    assert TOTAL_FACTOR == 4


def test_waiting_for_our_own_turn_is_not_the_servers_time(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data("ok")
    slow = fetcher(requests_per_minute=120, seconds=0.1)
    assert slow.get(site.url_for("/x")).body == b"ok"
    assert slow.get(site.url_for("/x")).body == b"ok"


# -- broken answers


def test_a_body_that_is_shorter_than_declared_is_truncated(raw: Callable[..., str], fetcher: Make) -> None:
    base = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    failed = failure(fetcher(base), f"{base}/x")
    assert (failed.reason_code, failed.is_transient) == ("truncated", True)


def test_chunks_that_do_not_end_are_truncated(raw: Callable[..., str], fetcher: Make) -> None:
    base = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")
    assert failure(fetcher(base), f"{base}/x").reason_code == "truncated"


def test_what_is_no_http_or_no_answer_is_unreachable(raw: Callable[..., str], fetcher: Make) -> None:
    for sent in (b"hallo daar\r\n\r\n", b""):
        base = raw(sent)
        failed = failure(fetcher(base), f"{base}/x")
        assert (failed.reason_code, failed.is_transient) == ("unreachable", True)


def test_a_port_where_nobody_listens_is_unreachable(fetcher: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
    failed = failure(fetcher(base), f"{base}/x")
    assert (failed.reason_code, failed.is_of_host) == ("unreachable", True)


def test_an_encoding_that_we_did_not_ask_for_is_told(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data(b"...", headers={"Content-Encoding": "br"})
    assert failure(fetcher(), site.url_for("/x")).reason_code == "bad_encoding"


# -- redirects


def test_redirects_are_followed_up_to_their_limit(site: HTTPServer, fetcher: Make) -> None:
    for number in range(MOST_REDIRECTS + 1):
        site.expect_request(f"/r{number}").respond_with_data(
            "", status=(301, 302, 303, 307, 308)[number % 5], headers={"Location": f"/r{number + 1}"}
        )
    site.expect_request(f"/r{MOST_REDIRECTS + 1}").respond_with_data("er")
    assert MOST_REDIRECTS == 5
    answer = fetcher().get(site.url_for("/r1"))
    assert (answer.body, answer.url, answer.final_url) == (b"er", site.url_for("/r1"), site.url_for("/r6"))
    failed = failure(fetcher(), site.url_for("/r0"))
    assert (failed.reason_code, failed.is_transient) == ("redirects", False)
    assert "meer dan 5 keer" in failed.message


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1:1/x", "http://169.254.169.254/meta", "file:///etc/passwd", "http://b.example/x"),
        *("//b.example/x", "http://u:p@localhost/x"),
    ],
)
def test_a_redirect_is_checked_like_any_other_address(site: HTTPServer, fetcher: Make, target: str) -> None:
    site.expect_request("/x").respond_with_data("", status=302, headers={"Location": target})
    assert failure(fetcher(), site.url_for("/x")).reason_code == "refused_host"


def test_a_redirect_to_what_is_no_address_is_no_answer(raw: Callable[..., str], fetcher: Make) -> None:
    base = raw(b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n")
    assert failure(fetcher(base), f"{base}/x").reason_code == "unreachable"


def test_a_redirect_to_a_declared_host_on_loopback_is_still_refused(site: HTTPServer, fetcher: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        site.expect_request("/x").respond_with_data("", status=302, headers={"Location": f"http://127.0.0.1:{port}/"})
        failed = failure(fetcher(file_hosts=(f"127.0.0.1:{port}",)), site.url_for("/x"))
    assert failed.reason_code == "refused_host"
    assert "een adres binnen een eigen netwerk" in failed.message


def test_a_redirect_without_a_place_is_an_answer_that_says_no(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/x").respond_with_data("", status=302)
    assert failure(fetcher(), site.url_for("/x")).reason_code == "http_302"


def test_an_address_that_is_not_the_sources_is_never_asked(site: HTTPServer, fetcher: Make) -> None:
    assert failure(fetcher(), "http://b.example/x").reason_code == "refused_host"
    assert site.log == []


# -- robots.txt and pacing


def test_the_waits_between_attempts_are_these_unless_told_otherwise() -> None:
    assert Retry() == Retry(attempts=3, first_wait=1.0, longest_wait=60.0)
