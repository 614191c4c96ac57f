"""Unpacking an answer piece by piece."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.crawl.failures import FetchFailed
from tasks.crawl.unpack import PIECE, gunzipped, unpacked

BODY = bytes(range(256)) * 300


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def bare(data: bytes) -> bytes:
    """Deflated without the header and check that the standard asks for."""
    deflater = zlib.compressobj(wbits=-15)
    return deflater.compress(data) + deflater.flush()


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_what_is_not_packed_comes_as_it_is(encoding: str) -> None:
    assert list(unpacked([b"ab", b"c"], encoding)) == [b"ab", b"c"]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY)),
        ("X-GZIP", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", bare(BODY)),
    ],
)
@pytest.mark.parametrize("size", [2, 1000, 10**6])
def test_packed_bodies_come_out_whole(encoding: str, packed: bytes, size: int) -> None:
    assert b"".join(unpacked(pieces(packed, size), encoding)) == BODY


@given(st.binary(max_size=3000), st.integers(1, 50))
def test_any_body_survives_packing(data: bytes, size: int) -> None:
    assert b"".join(unpacked(pieces(gzip.compress(data), size), "gzip")) == data


def test_a_bomb_comes_out_in_small_pieces() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    sizes = []
    for piece in unpacked([bomb], "gzip"):
        sizes.append(len(piece))
        if len(sizes) == 20:
            break
    assert sizes == [PIECE] * 20


def test_members_that_follow_each_other_and_zeros_at_the_end_are_one_body() -> None:
    packed = gzip.compress(b"een ") + gzip.compress(b"twee") + b"\0" * 10
    assert b"".join(unpacked([packed], "gzip")) == b"een twee"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_other_and_stacked_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(FetchFailed) as failure:
        list(unpacked([b"x"], encoding))
    assert failure.value.reason_code == "bad_encoding"
    assert repr(encoding) in failure.value.message
    assert not failure.value.is_transient


@pytest.mark.parametrize("cut", [1, 9, 100])
def test_a_body_that_ends_early_is_truncated_and_may_be_asked_again(cut: int) -> None:
    packed = gzip.compress(BODY)
    with pytest.raises(FetchFailed) as failure:
        list(unpacked([packed[:-cut]], "gzip"))
    assert failure.value.reason_code == "truncated"
    assert failure.value.is_transient


def test_what_is_not_packed_as_it_says_is_bad_encoding() -> None:
    for encoding in ("gzip", "deflate"):
        with pytest.raises(FetchFailed) as failure:
            list(unpacked([b"plain words, not packed at all"], encoding))
        assert failure.value.reason_code == "bad_encoding"


def test_no_body_at_all_is_an_empty_body() -> None:
    assert list(unpacked([], "gzip")) == []
    assert list(unpacked([b""], "gzip")) == []


def test_a_packed_file_is_unpacked_up_to_its_limit() -> None:
    packed = gzip.compress(b"x" * 100)
    assert gunzipped(packed, 100) == b"x" * 100
    with pytest.raises(FetchFailed) as failure:
        gunzipped(packed, 99)
    assert failure.value.reason_code == "too_large"
    assert "99" in failure.value.message


def test_a_packed_file_that_is_broken_is_told_apart_from_one_that_ends_early() -> None:
    packed = gzip.compress(BODY)
    for data, code in ((packed[:-20], "truncated"), (b"\x1f\x8bxxxxxxxxxxxxx", "bad_encoding"), (b"x", "bad_encoding")):
        with pytest.raises(FetchFailed) as failure:
            gunzipped(data, 10**6)
        assert failure.value.reason_code == code
    spoilt = packed[:50] + bytes(50) + packed[100:]
    with pytest.raises(FetchFailed) as failure:
        gunzipped(spoilt, 10**6)
    assert failure.value.reason_code == "bad_encoding"
