"""Bytes to text."""

from __future__ import annotations

import pytest

from tasks.read.decode import decode

TEXT = "Coördinatie kost € 5 – “één” keer"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_is_recognised_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_a_declared_encoding_is_believed_when_the_bytes_are_no_utf_8() -> None:
    data = '<meta charset="iso-8859-2">łąka'.encode("iso-8859-2")
    assert decode(data).endswith("łąka")


@pytest.mark.parametrize("declared", ["utf-8", "UTF8", "iso-8859-1", "latin-1", "us-ascii", "klingon"])
def test_a_declaration_that_is_often_wrong_or_unknown_gives_windows_1252(declared: str) -> None:
    data = f"<?xml encoding='{declared}'?> kost € 5".encode("cp1252")
    assert decode(data).endswith("kost € 5")


def test_utf_8_with_a_broken_byte_stays_utf_8() -> None:
    data = TEXT.encode() + " één".encode() * 3 + b" \xff"
    assert decode(data) == TEXT + " één" * 3 + " \ufffd"
    assert decode(b"caf\xe9 \xe9\xe9n") == "café één"


def test_the_declaration_stands_near_the_start() -> None:
    data = b"\xe9" + b" " * 4096 + b'charset="iso-8859-5"'
    assert decode(data).startswith("é")
