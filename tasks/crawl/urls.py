"""Addresses in one form, so that a page and a document have one name each however they are linked to."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

LONGEST_ADDRESS = 2000
DEEPEST_PATH = 15
"""Parts of a path; a deeper one is a site that leads round in circles."""

_SAFE = "-._~!$&'()*+,;=:@"
_NOISE = re.compile(r"(utm_\w+|fbclid|gclid|mc_cid|mc_eid|phpsessid|jsessionid|sid|_ga)", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_USUAL_PORTS = {"http": 80, "https": 443}


def canonical(address: str, base: str = "") -> str | None:
    """The address in its one form, taken relative to `base`; None when it is no web address.

    Scheme and host in lower case, no usual port, no fragment, no dot segments, percent-encoding only where needed,
    no parameters that name a visit or a campaign. The order of the other parameters is kept.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL_PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    if port == _USUAL_PORTS[parts.scheme]:
        port = None
    netloc = f"[{host}]" if ":" in host else host
    path = _path(_SESSION.sub("", parts.path))
    query = "&".join(
        f"{_encoded(name, '')}={_encoded(value, '/?')}" if value or f"{name}=" in parts.query else _encoded(name, "")
        for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if not _NOISE.fullmatch(name)
    )
    whole = urlunsplit((parts.scheme, f"{netloc}:{port}" if port is not None else netloc, path, query, ""))
    return whole if len(whole) <= LONGEST_ADDRESS else None


def _path(path: str) -> str:
    """Without dot segments; always with a leading slash."""
    parts: list[str] = []
    for part in path.split("/")[1:]:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    if path.endswith(("/.", "/..")):
        parts.append("")
    return "/" + "/".join(quote(unquote_to_bytes(part), safe=_SAFE) for part in parts)


def _encoded(text: str, more: str) -> str:
    return quote(text.encode("utf-8", "surrogateescape"), safe="-._~!$'()*,;:@" + more)


def leads_in_circles(address: str) -> bool:
    """A path that is too deep, or in which a part comes back three times: the mark of a broken relative link."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    return len(parts) > DEEPEST_PATH or any(parts.count(part) >= 3 for part in parts)
