"""What lies in a document."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from email.message import EmailMessage
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read import attachments as module
from tasks.read.attachments import Found, attachments, may_hold
from tasks.read.limits import MEGABYTE, Limits
from tests.ole import compound, mail

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
TEXT = b"Wij oefenen elk jaar."


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def letter(*parts: tuple[str, bytes], subject: str = "Oefening") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@x.example", "b@x.example", subject
    made.set_content("Zie de bijlage.")
    for name, content in parts:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made


def embedding(*files: tuple[str, bytes], pinned: bool = False, **save: Any) -> bytes:
    """A PDF with files embedded in it, or pinned to its page."""
    made = pikepdf.new()
    made.add_blank_page()
    for name, content in files:
        spec = pikepdf.AttachedFileSpec(made, content, filename=name)
        if pinned:
            about = {"/Subtype": pikepdf.Name.FileAttachment, "/Rect": [0, 0, 9, 9], "/FS": spec.obj}
            made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(pikepdf.Dictionary(about))])
        else:
            made.attachments[name] = spec
    buffer = io.BytesIO()
    made.save(buffer, **save)
    return buffer.getvalue()


def parts(found: Found) -> dict[str, bytes]:
    return {part.name: part.data for part in found.attachments}


def reasons(found: Found) -> dict[str, str]:
    return {name: reason for name, reason, _ in found.rejects}


def test_the_files_of_a_zip_are_documents_under_their_names() -> None:
    data = packed(("map/plan.txt", TEXT), ("brief.html", b"<p>Beste raad</p>"), ("map/", b""), ("__MACOSX/._a", b"x"))
    found = attachments(data)
    assert parts(found) == {"map/plan.txt": TEXT, "brief.html": b"<p>Beste raad</p>"}
    assert found.rejects == []


def test_what_is_no_document_is_told() -> None:
    found = attachments(packed(("foto.png", PNG), ("a.exe", b"MZ\0"), ("leeg.txt", b" \n"), ("b.json", b'{"a": 1}')))
    assert found.attachments == []
    unsupported = dict.fromkeys(("foto.png", "a.exe", "b.json"), "unsupported_type")
    assert reasons(found) == unsupported | {"leeg.txt": "empty"}
    assert found.rejects[0][2] == "Dit is een afbeelding; dat is geen document dat wordt gelezen."


def test_a_document_that_is_not_read_is_a_document_all_the_same() -> None:
    old = compound({"WordDocument": b"x"})
    assert parts(attachments(packed(("oud.doc", old)))) == {"oud.doc": old}


def test_names_are_tidied_and_no_two_are_the_same() -> None:
    data = packed(("../a.txt", b"een"), ("/a.txt", b"twee"), ("x/../a.txt", b"drie"), ("a > b.txt", b"vier"))
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("in.zip", data), ("in.zip", data), ("..", b"vijf"))
    found = attachments(data)
    assert parts(found) == {
        "in.zip > a.txt": b"een",
        "in.zip > a.txt (2)": b"twee",
        "in.zip > x/a.txt": b"drie",
        "in.zip > a - b.txt": b"vier",
        "zonder naam": b"vijf",
    }


def test_links_are_left_alone() -> None:
    entry = zipfile.ZipInfo("wachtwoorden.txt")
    entry.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert attachments(buffer.getvalue()) == Found()


def test_an_encrypted_file_in_a_zip_costs_only_itself() -> None:
    data = bytearray(packed(("geheim.txt", TEXT), ("open.txt", TEXT)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = attachments(bytes(data))
    assert (parts(found), reasons(found)) == ({"open.txt": TEXT}, {"geheim.txt": "encrypted"})


def test_a_broken_file_in_a_zip_costs_only_itself() -> None:
    data = packed(("a.txt", TEXT), ("b.txt", b"Nog een tekst."), method=zipfile.ZIP_STORED)
    found = attachments(data.replace(TEXT, TEXT[::-1]))
    assert (parts(found), reasons(found)) == ({"b.txt": b"Nog een tekst."}, {"a.txt": "damaged"})
    method = bytearray(packed(("a.txt", TEXT)))
    method[8] = method[method.index(b"PK\x01\x02") + 10] = 9
    assert reasons(attachments(bytes(method))) == {"a.txt": "unsupported_type"}


def test_a_container_that_does_not_open_holds_nothing() -> None:
    broken = packed(("a.txt", TEXT))[:-9]
    for data in (broken, b"", b"tekst", b"%PDF-1.7 /EmbeddedFile", compound(mail({0x37: "x"}))[:700]):
        assert attachments(data) == Found()
    assert reasons(attachments(packed(("binnen.zip", broken)))) == {"binnen.zip": "damaged"}


def test_a_bomb_is_not_unpacked() -> None:
    small = Limits(unpacked=MEGABYTE)
    zeros = packed(("nullen.txt", b"0" * 2 * MEGABYTE), ("klein.txt", TEXT))
    found = attachments(zeros, small)
    assert (parts(found), reasons(found)) == ({"klein.txt": TEXT}, {"nullen.txt": "too_large"})
    many = packed(*((f"{n}.txt", bytes([65 + n]) * (MEGABYTE // 4)) for n in range(8)))
    found = attachments(many, small)
    assert sum(len(part.data) for part in found.attachments) <= MEGABYTE
    assert len(found.attachments) + len(found.rejects) == 8
    lies = bytearray(zeros)
    place = lies.index(b"PK\x01\x02") + 24
    lies[place : place + 4] = struct.pack("<I", 100)
    assert reasons(attachments(bytes(lies), small)) == {"nullen.txt": "damaged"}


def test_a_zip_in_a_zip_is_opened_and_no_document_itself() -> None:
    data = packed(("a.zip", packed(("b.zip", packed(("c.txt", TEXT))))))
    assert parts(attachments(data)) == {"a.zip > b.zip > c.txt": TEXT}
    found = attachments(packed(("buiten.zip", data)))
    assert (parts(found), reasons(found)) == ({}, {"buiten.zip > a.zip > b.zip": "too_large"})


def test_a_zip_that_holds_itself_ends() -> None:
    # one that really does takes a trick with deflate; what counts is that its digest was seen on the way down
    walk = module._Walk(Limits())
    walk.open(packed(("a.txt", TEXT)), "zip", (), (hashlib.sha256(TEXT).digest(),))
    assert reasons(walk.found) == {"a.txt": "too_large"}
    assert walk.found.attachments == []


def test_more_files_than_will_be_looked_at_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PARTS", 3)
    inner = packed(*((f"{n}.txt", bytes([65 + n])) for n in range(5)))
    found = attachments(packed(("in.zip", inner), ("na.txt", TEXT)))
    assert list(parts(found)) == ["in.zip > 0.txt", "in.zip > 1.txt"]
    assert reasons(found) == {"meer": "too_large"}


def test_attachments_of_a_mail_are_documents_and_its_logo_and_signature_are_not() -> None:
    made = letter(("plan.pdf", b"%PDF-1.4 x"), ("foto.png", PNG))
    made.add_attachment(TEXT.decode(), filename="tekst.txt")
    made.add_attachment(PNG, maintype="image", subtype="png", disposition="inline", filename="logo.png")
    made.add_attachment(PNG, maintype="image", subtype="png", cid="<logo@x>", filename="logo2.png")
    made.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    found = attachments(made.as_bytes())
    assert list(parts(found)) == ["plan.pdf", "tekst.txt"]
    assert reasons(found) == {"foto.png": "unsupported_type"}


def test_a_mail_in_a_mail_is_a_document_and_what_is_in_it_too() -> None:
    made = letter()
    made.add_attachment(letter(("plan.txt", TEXT), subject="Doorgestuurd café"))
    found = parts(attachments(made.as_bytes()))
    assert list(found) == ["Doorgestuurd café.eml", "Doorgestuurd café.eml > plan.txt"]
    assert found["Doorgestuurd café.eml > plan.txt"] == TEXT
    assert b"Zie de bijlage." in found["Doorgestuurd café.eml"]


@pytest.mark.parametrize(
    "part",
    [
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nAAAA",
        b"Content-Type: message/delivery-status\n\nStatus: 5\n\nx: y",
        b"Content-Type: application/pdf; name*=onzin'x'%ff%\nContent-Transfer-Encoding: base64\n\n!!!",
        b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR",
        b"Content-Type: multipart/mixed\n\nzonder grens",
    ],
)
def test_parts_of_a_mail_that_are_wrong_cost_only_themselves(part: bytes) -> None:
    head = b"From: a@x\nTo: b@x\nSubject: c\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    good = b'\n--b\nContent-Disposition: attachment; filename="a.txt"\n\nTekst\n--b--\n'
    assert parts(attachments(head + part + good))["a.txt"] == b"Tekst"


def test_attachments_of_an_outlook_message_are_documents() -> None:
    streams = mail({0x37: "Oefening", 0x1000: "Tekst"})
    for number, about in enumerate(
        (
            {0x3707: "plan.txt", 0x3701: TEXT},
            {0x3704: "KORT~1.TXT", 0x3701: b"Kort."},
            {0x3707: "logo.png", 0x3701: PNG, 0x3712: "logo@x"},
            {0x3707: "foto.png", 0x3701: PNG},
            {0x3001: "Bericht"},
        )
    ):
        streams |= mail(about | {0x3705: 1}, f"__attach_version1.0_#{number:08X}/", 8)
    found = attachments(compound(streams))
    assert parts(found) == {"plan.txt": TEXT, "KORT~1.TXT": b"Kort."}
    assert reasons(found) == {"foto.png": "unsupported_type", "Bericht": "unsupported_type"}


@pytest.mark.parametrize("streams", [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
@pytest.mark.parametrize("pinned", [False, True])
def test_files_in_a_pdf_are_documents(streams: dict[str, Any], pinned: bool) -> None:
    data = embedding(("bijlage é.txt", TEXT), pinned=pinned, **streams)
    if pinned and streams:
        data = data.replace(b"%%EOF", b"%/FileAttachment\n%%EOF")
    assert may_hold(data)
    assert parts(attachments(data)) == {"bijlage é.txt": TEXT}


def test_a_pdf_without_a_sign_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pypdfium2.PdfDocument", None)
    data = embedding(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert not may_hold(data)
    assert attachments(data) == Found()
    assert may_hold(packed(("a", b"x")))


def test_a_locked_pdf_holds_nothing() -> None:
    locked = embedding(("a.txt", TEXT), encryption=pikepdf.Encryption(owner="x", user="y"))
    assert attachments(locked) == Found()


def test_a_broken_file_in_a_pdf_is_told() -> None:
    data = embedding(("leeg.txt", b""), ("goed.txt", TEXT))
    assert parts(attachments(data)) == {"goed.txt": TEXT}
    assert reasons(attachments(data)) in ({"leeg.txt": "damaged"}, {"leeg.txt": "empty"})


def test_containers_of_all_kinds_are_opened_within_each_other() -> None:
    pdf = embedding(("diep.txt", TEXT))
    data = packed(("brief.eml", letter(("nota.pdf", pdf)).as_bytes()))
    assert list(parts(attachments(data))) == ["brief.eml", "brief.eml > nota.pdf", "brief.eml > nota.pdf > diep.txt"]
    found = attachments(packed(("om.zip", data)))
    assert list(parts(found)) == ["om.zip > brief.eml", "om.zip > brief.eml > nota.pdf"]
    assert reasons(found) == {"om.zip > brief.eml > nota.pdf": "too_large"}


@given(st.data())
def test_a_damaged_container_is_opened_or_told_and_never_fails(data: st.DataObject) -> None:
    nested = packed(("a.txt", TEXT), ("b.zip", packed(("c.txt", TEXT))))
    outlook = compound(mail({0x37: "x"}) | mail({0x3707: "a.txt", 0x3701: TEXT}, "__attach_version1.0_#00000000/", 8))
    whole = bytearray(data.draw(st.sampled_from([nested, letter(("a.txt", TEXT)).as_bytes(), outlook])))
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = attachments(bytes(whole), Limits(unpacked=MEGABYTE))
    names = [part.name for part in found.attachments]
    assert len(names) == len(set(names))
    assert all(name.isprintable() and name for name in names)
