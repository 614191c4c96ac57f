"""What one document may cost."""

from __future__ import annotations

import io
import zipfile

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import (
    LIMITS,
    MEGABYTE,
    Limits,
    check_archive,
    check_characters,
    check_page,
    check_pages,
    read_entry,
)


def archive(files: dict[str, bytes]) -> zipfile.ZipFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            new.writestr(name, data)
    return zipfile.ZipFile(io.BytesIO(buffer.getvalue()))


def test_the_bounds_of_a_document() -> None:
    assert MEGABYTE == 1_048_576
    assert (
        Limits()
        == LIMITS
        == Limits(1000 * MEGABYTE, 50, 58, 5_000, 20_000_000, 3_000_000, 200_000, 200 * MEGABYTE, 500 * MEGABYTE, 256)
    )


def test_as_many_pages_as_the_bound_are_read_and_one_more_is_not() -> None:
    check_pages(5_000)
    with pytest.raises(NotReadable, match="5001 pagina's; meer dan 5000") as caught:
        check_pages(5_001)
    assert caught.value.reason_code == "too_large"


def test_as_much_text_as_the_bound_is_read_and_one_character_more_is_not() -> None:
    check_characters(10, Limits(characters=10))
    with pytest.raises(NotReadable, match="meer dan 10 tekens") as caught:
        check_characters(11, Limits(characters=10))
    assert caught.value.reason_code == "too_large"


def test_an_archive_that_unpacks_to_more_than_it_may_is_refused() -> None:
    check_archive(archive({"a": b"x" * 60, "b": b"x" * 40}), Limits(unpacked=100))
    with pytest.raises(NotReadable) as caught:
        check_archive(archive({"a": b"x" * 60, "b": b"x" * 41}), Limits(unpacked=100))
    assert caught.value.reason_code == "too_large"
    with pytest.raises(NotReadable, match="groter dan 1 MB"):
        check_archive(archive({"a": b"\0" * (MEGABYTE + 1)}), Limits(unpacked=MEGABYTE))


def test_an_archive_of_very_many_files_is_refused() -> None:
    check_archive(archive({str(number): b"" for number in range(10_000)}))
    with pytest.raises(NotReadable, match="groter"):
        check_archive(archive({str(number): b"" for number in range(10_001)}))


def test_a_locked_archive_is_encrypted() -> None:
    locked = archive({"a": b"x", "b": b"x"})
    locked.infolist()[1].flag_bits |= 1
    with pytest.raises(NotReadable, match="wachtwoord") as caught:
        check_archive(locked)
    assert caught.value.reason_code == "encrypted"


def test_an_entry_is_read_whole_or_not_at_all() -> None:
    files = archive({"a": b"x" * 100})
    assert read_entry(files, "a", Limits(unpacked=100)) == b"x" * 100
    with pytest.raises(NotReadable) as caught:
        read_entry(files, "a", Limits(unpacked=99))
    assert caught.value.reason_code == "too_large"


def test_an_entry_that_is_missing_or_broken_is_damage() -> None:
    with pytest.raises(Damaged, match="deel b ontbreekt of is stuk"):
        read_entry(archive({"a": b"x"}), "b")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        new.writestr("a", b"hello hello")
    broken = buffer.getvalue().replace(b"hello hello", b"hallo hallo")
    with pytest.raises(Damaged, match="deel a"):
        read_entry(zipfile.ZipFile(io.BytesIO(broken)), "a")


def test_a_page_is_bounded_in_text_and_in_blocks() -> None:
    limits = Limits(page_characters=10, blocks=3)
    check_page(10, 3, limits)
    for characters, blocks in ((11, 3), (10, 4)):
        with pytest.raises(NotReadable, match="meer dan 10 tekens of 3 alinea's") as caught:
            check_page(characters, blocks, limits)
        assert caught.value.reason_code == "too_large"
    with pytest.raises(NotReadable, match="Het document heeft meer dan 5 tekens"):
        check_page(6, 1, Limits(characters=5))
