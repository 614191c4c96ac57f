"""E-mail, as a file and as Outlook keeps it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

import pytest
from faker import Faker

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.mail import read_email, read_msg
from tasks.read.page import Reading
from tests.ole import compound, mail

HEAD = b"From: a@x.example\nSubject: Oefening\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n"
SENT = 133500000000000000
"""17 January 2024, as Windows counts."""


def blocks(reading: Reading) -> list[tuple[str, int, str]]:
    (page,) = reading.pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


@pytest.fixture
def message() -> Callable[..., EmailMessage]:
    """A message between two made-up people, with this text."""

    def make(text: str = "Wij oefenen elk jaar.", **content: str) -> EmailMessage:
        fake = Faker("nl_NL")
        made = EmailMessage()
        made["From"] = f"{fake.first_name()} <a@x.example>"
        made["To"] = "b@x.example, c@x.example"
        made["Cc"] = "d@x.example"
        made["Subject"] = "Oefening café"
        made["Date"] = "Tue, 05 Mar 2024 23:30:00 +0100"
        made.set_content(text, **content)
        return made

    return make


def test_a_mail_has_its_subject_as_heading_then_who_and_when_then_its_text(
    message: Callable[..., EmailMessage],
) -> None:
    made = message("Beste raad,\n\n1. Doel\nWij oefenen elk jaar samen.\n\n- eerste punt\n- tweede punt\n")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="bijlage.pdf")
    reading = read_email(made.as_bytes())
    assert (reading.reader, reading.title, reading.metadata_date) == ("email", "Oefening café", date(2024, 3, 5))
    assert blocks(reading) == [
        ("heading", 1, "Oefening café"),
        ("paragraph", 0, f"Van: {made['From']}"),
        ("paragraph", 0, "Aan: b@x.example, c@x.example"),
        ("paragraph", 0, "Cc: d@x.example"),
        ("paragraph", 0, "Datum: 5 maart 2024"),
        ("paragraph", 0, "Beste raad,"),
        ("heading", 2, "1. Doel"),
        ("paragraph", 0, "Wij oefenen elk jaar samen."),
        ("item", 0, "- eerste punt"),
        ("item", 0, "- tweede punt"),
    ]


def test_the_plain_text_goes_before_the_one_in_html(message: Callable[..., EmailMessage]) -> None:
    made = message("Gewone tekst.")
    made.add_alternative("<h1>Kop</h1><p>Opgemaakte tekst.</p>", subtype="html")
    assert blocks(read_email(made.as_bytes()))[5:] == [("paragraph", 0, "Gewone tekst.")]
    page = "<h1>Kop</h1><p>Opgemaakte tekst.</p><table><tr><td>a</td><td>b</td></tr></table>"
    for text in (message(page, subtype="html"), message(" \n")):
        if text.get_content_type() == "text/plain":
            text.add_alternative(page, subtype="html")
        assert blocks(read_email(text.as_bytes()))[5:] == [
            ("heading", 2, "Kop"),
            ("paragraph", 0, "Opgemaakte tekst."),
            ("row", 0, "a | b"),
        ]


@pytest.mark.parametrize(
    ("headers", "body", "found"),
    [
        (b"Content-Type: text/plain; charset=utf-8", "één".encode(), "één"),
        (b"Content-Type: text/plain; charset=iso-8859-15", b"\xa4 5", "€ 5"),
        (b"Content-Type: text/plain; charset=onzin", "één".encode(), "één"),
        (b"Content-Type: text/plain; charset=us-ascii", "één".encode("cp1252"), "één"),
        (b"X-Niets: 1", "één".encode("cp1252"), "één"),
        (b"Content-Transfer-Encoding: quoted-printable", b"=C3=A9=C3=A9n lange re=\ngel", "één lange regel"),
        (b"Content-Transfer-Encoding: base64", b"w6nDqW4", "één"),
        (b"Content-Type: multipart/mixed; boundary=b", b"--b\nContent-Type: text/plain\n\ntekst\n", "tekst"),
        (b"Content-Type: multipart/signed; boundary=b", b"--b\n\ntekst\n--b--", "tekst"),
    ],
)
def test_text_is_decoded_however_it_is_sent(headers: bytes, body: bytes, found: str) -> None:
    assert blocks(read_email(HEAD + headers + b"\n\n" + body))[3:] == [("paragraph", 0, found)]


def test_a_mail_without_text_still_has_its_subject() -> None:
    assert blocks(read_email(HEAD + b"\n"))[0] == ("heading", 1, "Oefening")
    html = HEAD + b"Content-Type: text/html\n\n<script>x</script>"
    assert blocks(read_email(html))[0] == ("heading", 1, "Oefening")
    with pytest.raises(Damaged, match="geen tekst"):
        read_email(b"X-Niets: 1\n\n")


def test_headers_that_are_wrong_cost_only_themselves() -> None:
    wrong = b'From: "((((\nTo: =?utf-8?q?=E9?= <x\nDate: gisteren\nSubject: =?onzin?b?w6k?=\n\nTekst'
    assert blocks(read_email(wrong))[-1] == ("paragraph", 0, "Tekst")


@pytest.mark.parametrize(
    "kind",
    ["application/pkcs7-mime; smime-type=enveloped-data", "multipart/encrypted; boundary=b", "application/pkcs7-mime"],
)
def test_an_encrypted_mail_is_told(kind: str) -> None:
    with pytest.raises(NotReadable, match="versleuteld") as caught:
        read_email(HEAD + f"Content-Type: {kind}\n\nMIAGCSqGSIb3".encode())
    assert caught.value.reason_code == "encrypted"


def test_a_signed_mail_is_not_encrypted() -> None:
    data = HEAD + b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIAGCSqGSIb3"
    assert blocks(read_email(data))[0] == ("heading", 1, "Oefening")


@pytest.mark.parametrize(
    "hostile",
    [
        HEAD + b"To: " + b"a@b.example, " * 100_000 + b"\n\nTekst",
        HEAD + b"To: " + b"a@b.example,\r\n " * 100_000 + b"\n\nTekst",
        HEAD + b"Content-Type: text/plain; " + b"a=b; " * 100_000 + b"\n\nTekst",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain;" + b"a=b; " * 100_000,
        HEAD + b"Content-Type: message/rfc822\n\n" * 5_000,
        HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1_000)),
    ],
    ids=["addresses", "folded", "parameters", "parameters of a part", "messages in messages", "parts in parts"],
)
def test_a_hostile_mail_takes_no_time(hostile: bytes) -> None:
    began = time.process_time()
    try:
        kind, level, text = blocks(read_email(hostile))[0]
    except Damaged:
        kind, level, text = "heading", 1, "Oefening"  # nested too deeply to be a mail
    assert (kind, level, text) == ("heading", 1, "Oefening")
    assert time.process_time() - began < 5


def test_too_much_text_is_refused() -> None:
    for kind, text in ((b"plain", b"abc " * 20), (b"html", b"<p>abc</p>" * 20)):
        with pytest.raises(NotReadable) as caught:
            read_email(HEAD + b"Content-Type: text/" + kind + b"\n\n" + text, Limits(characters=15))
        assert caught.value.reason_code == "too_large"


def test_an_outlook_message_is_read() -> None:
    properties = {0x37: "Oefening café", 0x1000: "Wij oefenen.", 0x0C1A: "Afzender", 0x0C1F: "a@x.example", 0x39: SENT}
    streams = mail(properties)
    streams |= mail({0x3001: "Raad"}, "__recip_version1.0_#00000000/", 8)
    streams |= mail({0x3001: "Griffie"}, "__recip_version1.0_#00000001/", 8)
    streams |= mail({0x3707: "plan.pdf", 0x3701: b"%PDF-1.4", 0x3705: 1}, "__attach_version1.0_#00000000/", 8)
    reading = read_msg(compound(streams))
    assert (reading.reader, reading.title) == ("python-oxmsg", "Oefening café")
    assert blocks(reading) == [
        ("heading", 1, "Oefening café"),
        ("paragraph", 0, 'Van: "Afzender" <a@x.example>'),
        ("paragraph", 0, "Aan: Raad; Griffie"),
        ("paragraph", 0, "Datum: 17 januari 2024"),
        ("paragraph", 0, "Wij oefenen."),
    ]


@pytest.mark.parametrize("codepage", [65001, 1252, None])
def test_an_outlook_message_in_html_is_read(codepage: int | None) -> None:
    encoding = "cp1252" if codepage == 1252 else "utf-8"
    properties: dict[int, str | bytes | int] = {
        0x37: "Oefening",
        0x1013: "<p>Wij oefenen één keer.</p>".encode(encoding),
    }
    if codepage:
        properties[0x3FDE] = codepage
    assert blocks(read_msg(compound(mail(properties))))[1:] == [("paragraph", 0, "Wij oefenen één keer.")]


def test_an_encrypted_outlook_message_is_told() -> None:
    with pytest.raises(NotReadable) as caught:
        read_msg(compound(mail({0x37: "Geheim", 0x1A: "IPM.Note.SMIME"})))
    assert caught.value.reason_code == "encrypted"
    signed = compound(mail({0x37: "Open", 0x1A: "IPM.Note.SMIME.MultipartSigned"}))
    assert blocks(read_msg(signed)) == [("heading", 1, "Open")]


def test_a_broken_outlook_message_is_damage() -> None:
    whole = compound(mail({0x37: "Oefening", 0x1000: "Tekst" * 2_000}))
    unknown = compound(mail({0x37: "Oefening", 0x1013: b"<p>\xe9", 0x3FDE: 99_999}))
    no_properties = compound({"__substg1.0_0037001F": "Oefening".encode("utf-16-le")})
    for data in (b"", b"tekst", whole[:600], whole[:1_600], unknown, no_properties):
        with pytest.raises(Damaged, match=r"beschadigd|geen tekst"):
            read_msg(data)
