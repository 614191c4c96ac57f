"""Where a source may go: its own host, its declared file hosts, and no private address, whoever names it.

The address that was checked is the address that is connected to, so that a name server cannot change its mind in
between; Host header and TLS name stay those of the URL. Redirects and answers are in fetch.py.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import ssl
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from tasks.crawl.failures import FetchFailed

if TYPE_CHECKING:
    from schemas.source import Source

PORTS = {"http": 80, "https": 443}
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# what `is_global` lets through (in some version of Python) although it leads inside or carries another address in it
CLOSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("192.0.0.0/24", "192.88.99.0/24", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16"),
        *("3fff::/20", "5f00::/16", "fec0::/10"),
    )
)


class HostPolicy:
    """The hosts and ports one source may be asked for.

    base: (host, port) of base_url: the only place that may be on loopback, and only if the source allows it.
    others: (host, port) of file_hosts; port None means the usual ports.
    """

    def __init__(self, base_url: str | None, file_hosts: Iterable[str] = (), allow_loopback: bool = False) -> None:
        self.base = _host_and_port(httpx.URL(base_url)) if base_url else None
        others = [httpx.URL(f"https://{host}") for host in file_hosts]
        self.others = {(url.raw_host.decode("ascii"), url.port) for url in others}
        self.allow_loopback = allow_loopback

    @classmethod
    def of(cls, source: Source, base_url: str | None) -> HostPolicy:
        """The policy of a source; base_url is its own or its supplier's."""
        return cls(base_url, source.file_hosts, source.allow_loopback)

    def check_url(self, address: str) -> httpx.URL:
        """The parsed address. Raises FetchFailed (refused_host) unless it is http(s), bare, at a declared host."""
        # the parser of the client itself: two parsers could be made to see two hosts in one address
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, ValueError, UnicodeError) as error:
            raise _refused(address, f"geen geldig webadres ({error})") from error
        if url.scheme not in PORTS or not url.host:
            raise _refused(address, "alleen adressen met http:// of https:// worden opgehaald")
        if url.userinfo:
            raise _refused(f"{url.scheme}://{url.host}", "een adres met een wachtwoord erin wordt niet opgehaald")
        if not self.allows(*_host_and_port(url)):
            raise _refused(
                address, f"{url.host} hoort niet bij deze bron; zet de naam bij file_hosts als dat wel zo is"
            )
        return url

    def allows(self, host: str, port: int) -> bool:
        """The host and port are the source's own, or declared; a host without a port has the usual ones."""
        usual = port in PORTS.values()
        if self.base is not None and host == self.base[0] and (port == self.base[1] or usual):
            return True
        return (host, port) in self.others or (usual and (host, None) in self.others)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a declared host, all of them checked. Raises FetchFailed (refused_host, unreachable)."""
        if not self.allows(host, port):
            raise _refused(host, f"{host} hoort niet bij deze bron")
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchFailed("unreachable", f"{host} is niet te vinden: {error}", is_transient=True) from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        for address in addresses:
            if not self.may_connect(address, host, port):
                raise _refused(host, f"{host} wijst naar {address}: een adres binnen een eigen netwerk")
        return addresses

    def may_connect(self, address: str, host: str, port: int) -> bool:
        """The address is public, or is loopback and the one place this source declared."""
        ip = _unwrapped(ipaddress.ip_address(address))
        if ip.is_loopback:
            return self.allow_loopback and (host, port) == self.base
        closed = any(ip in network for network in CLOSED_NETWORKS if network.version == ip.version)
        return ip.is_global and not ip.is_multicast and not ip.is_reserved and not closed


class Deadline:
    """Until when the request under way may take; one request at a time."""

    def __init__(self) -> None:
        self.at = math.inf

    def left(self, timeout: float | None) -> float | None:
        """The shorter of the timeout and the time left, in seconds. Raises ReadTimeout when none is left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole took too long")
        if timeout is None:
            return None if math.isinf(left) else left
        return min(timeout, left)


class PinnedStream(httpcore.NetworkStream):
    """A connection on which no single read or write outlasts the deadline, so that a dripping server cannot hold us."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return PinnedStream(
            self.stream.start_tls(ssl_context, server_hostname, self.deadline.left(timeout)), self.deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to an address the policy has just checked, never to what a second lookup would give."""

    def __init__(self, policy: HostPolicy, deadline: Deadline) -> None:
        self.policy = policy
        self.deadline = deadline
        self.backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in self.policy.addresses(host, port):
            try:
                stream = self.backend.connect_tcp(
                    address, port, self.deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return PinnedStream(stream, self.deadline)
        raise failure or httpcore.ConnectError(f"{host} has no address")


class PinnedTransport(httpx.HTTPTransport):
    """The transport of httpx on a pinned backend; no proxy, nothing from the environment."""

    def __init__(self, policy: HostPolicy) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        super().__init__(verify=context, trust_env=False)
        self.deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=4,
            keepalive_expiry=5.0,
            network_backend=PinnedBackend(policy, self.deadline),
        )


def _host_and_port(url: httpx.URL) -> tuple[str, int]:
    """The host as it goes over the wire (lower case, punycode), and the port, the usual one if none is named."""
    return url.raw_host.decode("ascii"), PORTS.get(url.scheme, 0) if url.port is None else url.port


def _unwrapped(ip: IPAddress) -> IPAddress:
    """The IPv4 address inside ::ffff:a.b.c.d, else the address itself."""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    return ip


def _refused(url: str, why: str) -> FetchFailed:
    return FetchFailed("refused_host", f"Niet opgehaald: {url}: {why}.")
