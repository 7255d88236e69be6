"""What comes in: names in every form seen in the wild, and never an error."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mail.headers import decoded, parameters, text
from mail.page import words_of
from mail.parse import parse

NAME = "基层联系点名单（海滨县）.docx"
UTF8 = NAME.encode()
GBK = NAME.encode("gb18030")
B64_UTF8 = base64.b64encode(UTF8).decode()
B64_GBK = base64.b64encode(GBK).decode()
PERCENT = "".join(f"%{byte:02X}" for byte in UTF8)
PERCENT_GBK = "".join(f"%{byte:02X}" for byte in GBK)


def q(data: bytes) -> str:
    """RFC 2047's Q encoding, every byte of it."""
    return "".join(f"={byte:02X}" for byte in data)


def one_file(disposition: bytes | str, content_type: bytes | str = "application/octet-stream") -> bytes:
    """A message with one attachment whose headers are just these bytes."""
    headers = [value.encode() if isinstance(value, str) else value for value in (content_type, disposition) if value]
    lines = [b"Content-Type: " + headers[0], b"Content-Transfer-Encoding: base64 "]
    lines += [b"Content-Disposition: " + value for value in headers[1:]]
    part = b"\r\n".join(lines) + b"\r\n\r\n" + base64.b64encode(b"PK\x03\x04")
    return (
        b"From: county@county.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n" + "见附件".encode("gbk") + b"\r\n"
        b"--b\r\n" + part + b"\r\n--b--\r\n"
    )


WILD: dict[str, bytes | str] = {
    "RFC 2231": f"attachment; filename*=UTF-8''{PERCENT}",
    "RFC 2231 in lower case": f"attachment; filename*=utf-8''{PERCENT.lower()}",
    "RFC 2231 in GBK": f"attachment; filename*=GBK''{PERCENT_GBK}",
    "RFC 2231 with a language": f"attachment; filename*=utf-8'zh-cn'{PERCENT}",
    "RFC 2231 without a charset": f"attachment; filename*={PERCENT}",
    "RFC 2231 in pieces": (f"attachment;\r\n filename*0*=UTF-8''{PERCENT[:30]};\r\n filename*1*={PERCENT[30:]}"),
    "RFC 2231 pieces within a character": (f"attachment; filename*1*={PERCENT[24:]}; filename*0*=''{PERCENT[:24]}"),
    "RFC 2231 beside a wrong plain one": f"attachment; filename=\"____.docx\"; filename*=UTF-8''{PERCENT}",
    "encoded word": f'attachment; filename="=?utf-8?B?{B64_UTF8}?="',
    "encoded word, unquoted": f"attachment; filename==?utf-8?B?{B64_UTF8}?=",
    "encoded word in Q": f'attachment; filename="=?UTF-8?Q?{q(UTF8)}?="',
    "encoded word, gb2312 that is GB18030": f'attachment; filename="=?gb2312?B?{B64_GBK}?="',
    "encoded word, unknown charset": f'attachment; filename="=?x-unknown?B?{B64_UTF8}?="',
    "encoded word without padding": f'attachment; filename="=?gbk?B?{B64_GBK.rstrip("=")}?="',
    "encoded words within a character": (
        f'attachment; filename="=?utf-8?B?{base64.b64encode(UTF8[:10]).decode()}?=\r\n'
        f' =?utf-8?B?{base64.b64encode(UTF8[10:]).decode()}?="'
    ),
    "one base64 in two words": (f'attachment; filename="=?gbk?B?{B64_GBK[:10]}?= =?gbk?B?{B64_GBK[10:]}?="'),
    "words of two charsets": (
        f'attachment; filename="=?gbk?B?{base64.b64encode(NAME[:4].encode("gbk")).decode()}?='
        f' =?utf-8?B?{base64.b64encode(NAME[4:].encode()).decode()}?="'
    ),
    "word and plain text": (f'attachment; filename="=?utf-8?B?{base64.b64encode(NAME[:-5].encode()).decode()}?=.docx"'),
    "raw GBK": b'attachment; filename="' + GBK + b'"',
    "raw UTF-8": b'attachment; filename="' + UTF8 + b'"',
    "raw GBK, unquoted": b"attachment; filename=" + GBK,
    "percent-encoded without saying so": f'attachment; filename="{PERCENT}"',
    "encoded word in an RFC 2231 value": (
        f'attachment; filename*0="=?utf-8?B?{B64_UTF8[:20]}"; filename*1="{B64_UTF8[20:]}?="'
    ),
    "a Windows path": b'attachment; filename="C:\\Users\\a\\' + UTF8 + b'"',
    "a Unix path": b'attachment; filename="../../etc/' + UTF8 + b'"',
    "spaces around": f'ATTACHMENT ;  FileName = "=?utf-8?B?{B64_UTF8}?=" ',
}


@pytest.mark.parametrize("disposition", WILD.values(), ids=WILD.keys())
def test_names_in_content_disposition(disposition: bytes | str) -> None:
    mail = parse(one_file(disposition))
    assert [(file.filename, file.data) for file in mail.attachments] == [(NAME, b"PK\x03\x04")]
    assert mail.text == "见附件"


@pytest.mark.parametrize("disposition", ["", "attachment", "inline", 'attachment; filename="????.docx"'])
@pytest.mark.parametrize(
    "content_type",
    [
        f'application/msword; name="=?gb2312?B?{B64_GBK}?="',
        f"application/msword; name*=utf-8''{PERCENT}",
        b'application/msword; name="' + GBK + b'"',
    ],
)
def test_names_that_only_content_type_has(disposition: str, content_type: bytes | str) -> None:
    (file,) = parse(one_file(disposition, content_type)).attachments
    assert file.filename == NAME
    assert file.content_type == "application/msword"


def test_a_file_without_a_name_gets_one() -> None:
    (file,) = parse(one_file("attachment", "application/pdf")).attachments
    assert file.filename == "unnamed-1.pdf"


def test_a_name_has_no_control_characters_and_an_end() -> None:
    (file,) = parse(one_file('attachment; filename="a\tb\x07' + "长" * 400 + '.docx"')).attachments
    assert "\x07" not in file.filename and file.filename.endswith(".docx") and len(file.filename) < 256


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (
            b"=?GB2312?B?" + base64.b64encode("回复：关于报送名单的通知".encode("gbk")) + b"?=",
            "回复：关于报送名单的通知",
        ),
        ("转发: 名单".encode("gbk"), "转发: 名单"),
        ("转发: 名单".encode(), "转发: 名单"),
        (b"Re: =?utf-8?Q?=E5=90=8D=E5=8D=95?= [SF-7K3M2Q]", "Re: 名单 [SF-7K3M2Q]"),
        (b"=?utf-8?Q?a_b?= =?utf-8?Q?_c?=", "a b c"),
        (b"=?utf-8?B?!!!?= x", "x"),
        (b"=?utf-8?B?YWJjZA?=", "abcd"),
        (b"=?utf-8?B?YWJjZ?=", "abc"),
        (b"=?no-such-charset*zh?B?5ZCN5Y2V?=", "名单"),
        (b"=?us-ascii?Q?plain?=\r\n folded", "plain folded"),
        (b"", ""),
    ],
)
def test_subjects(subject: bytes, expected: str) -> None:
    assert parse(b"Subject: " + subject + b"\r\n\r\n").subject == expected


def test_bytes_that_are_nothing_become_replacement_characters() -> None:
    assert decoded(b"\xff\xff") == "\ufffd\ufffd"
    assert decoded("名".encode(), "ascii\x00") == "名"


def compose_reply() -> EmailMessage:
    """A reply as a county's client writes it."""
    mail = EmailMessage()
    mail["From"] = "海滨县 <County@County.example>"
    mail["To"] = "Office+7k3m@City.example"
    mail["Cc"] = "boss@county.example"
    mail["Subject"] = "回复: 名单"
    mail["Message-ID"] = "<reply@county.example>"
    mail["In-Reply-To"] = "<reminder@city.example>"
    mail["References"] = "<notice@city.example> <reminder@city.example>"
    mail["Date"] = "Fri, 06 May 2016 09:30:00 +0800"
    mail.set_content("已填好，请查收。")
    return mail


def test_all_fields_of_a_reply() -> None:
    mail = compose_reply()
    mail.add_attachment(b"1", "application", "msword", filename="名单.doc")
    found = parse(b"Return-Path: <county@county.example>\r\n" + mail.as_bytes())
    assert found.sender == "county@county.example" and found.sender_name == "海滨县"
    assert found.recipients == ("office+7k3m@city.example", "boss@county.example")
    assert found.message_id == "<reply@county.example>"
    assert found.in_reply_to == ("<reminder@city.example>",)
    assert found.references == ("<reminder@city.example>", "<notice@city.example>")
    assert found.date == datetime(2016, 5, 6, 1, 30, tzinfo=UTC)
    assert found.text == "已填好，请查收。"
    assert [file.filename for file in found.attachments] == ["名单.doc"]
    assert not found.is_automatic and not found.is_own and found.bounce is None


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("county@county.example", "", "county@county.example"),
        ("海滨县 <county@county.example", "海滨县", "county@county.example"),
        ("=?gbk?B?uqPM7A==?= <c@d.example>", "海天", "c@d.example"),
        ("nobody", "nobody", ""),
        ("", "", ""),
    ],
)
def test_senders(value: str, name: str, address: str) -> None:
    found = parse(f"From: {value}\r\n\r\n".encode())
    assert (found.sender_name, found.sender) == (name, address)


@pytest.mark.parametrize("date", ["", "yesterday", "Fri, 99 May 2016 09:30:00 +0800", "Mon, 1 Jan 0 0:0:0 +9999999"])
def test_a_date_that_says_nothing(date: str) -> None:
    assert parse(f"Date: {date}\r\n\r\n".encode()).date is None


def test_a_date_of_unknown_zone_is_utc() -> None:
    assert parse(b"Date: Fri, 06 May 2016 09:30:00 -0000\r\n\r\n").date == datetime(2016, 5, 6, 9, 30, tzinfo=UTC)


def test_pictures_of_the_text_are_not_attachments() -> None:
    mail = compose_reply()
    mail.add_alternative('<p>好</p><img src="cid:Logo@x">', subtype="html")
    html = mail.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(b"1", "image", "png", cid="<logo@x>", filename="logo.png", disposition="inline")
    html.add_related(b"2", "image", "jpeg", cid="<unused@x>", filename="扫描件.jpg")
    mail.add_attachment(b"3", "image", "jpeg", cid="<logo@x>", filename="盖章.jpg")
    mail.add_attachment("a,b", subtype="csv", filename="名单.csv")
    found = parse(mail.as_bytes())
    assert [file.filename for file in found.attachments] == ["扫描件.jpg", "盖章.jpg", "名单.csv"]
    assert found.text == "已填好，请查收。"


def test_html_alone_becomes_text() -> None:
    page = "<html><head><title>x</title><style>p{}</style></head><body>"
    page += "<p>第一&nbsp;行</p>第二<br>第三<!-- no --></body>"
    raw = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    assert parse(raw).text == "第一 行\n第二\n第三"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a<script>1<2</script>b", "ab"),
        ("<STYLE type=x>p</STYLE >甲<div>乙</div>丙", "甲\n乙\n丙"),
        ("<!--[if mso]><p>no</p><![endif]-->yes", "yes"),
        ("1 < 2 &lt; 3<br/><img alt=x>", "1 < 2 < 3"),
        ("<!DOCTYPE html><p>x", "x"),
        ("x<!-- never ended", "x<!-- never ended"),
        ("x<script>never ended", "x"),
    ],
)
def test_words_of_a_page(page: str, expected: str) -> None:
    assert words_of(page) == expected


@pytest.mark.parametrize(
    "raw",
    [
        *[b"Content-Type: text/html\r\n\r\n" + bit * 100_000 for bit in (b"<script ", b"<!-- ", b"<", b"cid:")],
        b"To: " + b"a" * 400_000 + b"\r\n\r\n",
        b"From: " + b"(<" * 100_000 + b"\r\n\r\n",
        b"References: " + b"<a@" * 100_000 + b"\r\n\r\n",
        b"Subject: " + b"=?a?q?x" * 100_000 + b"\r\n\r\n",
        b"Content-Disposition: attachment" + b';  f="' * 100_001 + b"\r\n\r\n",
        b'Content-Disposition: attachment; f="' + b'\\"' * 200_000 + b"\r\n\r\n",
    ],
    ids=range(10),
)
@pytest.mark.timeout(20)
def test_no_message_takes_long(raw: bytes) -> None:
    """Each would take minutes if reading were quadratic."""
    assert parse(raw).message_id == ""


def test_signatures_of_mail_are_not_attachments() -> None:
    mail = compose_reply()
    mail.add_attachment(b"1", "application", "pkcs7-signature", filename="smime.p7s")
    assert parse(mail.as_bytes()).attachments == ()


def inner() -> EmailMessage:
    """A message with a form, as a township sent it to its county."""
    mail = EmailMessage()
    mail["From"] = "town@town.example"
    mail["Message-ID"] = "<town@town.example>"
    mail["In-Reply-To"] = "<notice@city.example>"
    mail["References"] = "<old@city.example> <notice@city.example>"
    mail.set_content("镇里的名单")
    mail.add_attachment(b"PK", "application", "msword", filename="镇名单.doc")
    return mail


def test_files_of_a_forwarded_message_count() -> None:
    mail = compose_reply()
    mail.add_attachment(inner())
    found = parse(mail.as_bytes())
    assert [file.filename for file in found.attachments] == ["镇名单.doc"]
    assert found.references[-4:] == (
        "<town@town.example>",
        "<notice@city.example>",
        "<notice@city.example>",
        "<old@city.example>",
    )
    assert found.text == "已填好，请查收。\n镇里的名单"


@pytest.mark.parametrize("subtype", ["octet-stream", "x-message"])
def test_files_of_an_eml_file_count(subtype: str) -> None:
    mail = compose_reply()
    mail.add_attachment(inner().as_bytes(), "application", subtype, filename="转发.EML")
    assert [file.filename for file in parse(mail.as_bytes()).attachments] == ["镇名单.doc"]


def test_a_forwarded_message_in_base64_is_read() -> None:
    raw = one_file("attachment", "message/rfc822").replace(
        base64.b64encode(b"PK\x03\x04"), base64.encodebytes(inner().as_bytes())
    )
    assert [file.filename for file in parse(raw).attachments] == ["镇名单.doc"]
    assert parse(one_file("attachment", "message/rfc822").replace(b"UEsD", b"x")).attachments == ()


def test_our_own_message_sent_back_brings_its_thread_and_no_files() -> None:
    ours = inner()
    ours["X-Shoufa-Message"] = "issue-1"
    mail = compose_reply()
    mail.add_attachment(ours)
    found = parse(mail.as_bytes())
    assert found.attachments == () and "<town@town.example>" in found.references
    assert not found.is_own
    assert parse(ours.as_bytes()).is_own


def nested(levels: int, kind: str) -> bytes:
    """Parts in parts in parts."""
    raw = b""
    for level in range(levels):
        raw += f"Content-Type: {kind}; boundary=b{level}\r\n\r\n--b{level}\r\n".encode()
    return raw + b"Content-Disposition: attachment; filename=x\r\n\r\nx\r\n"


@pytest.mark.parametrize("kind", ["multipart/mixed", "message/rfc822"])
@pytest.mark.parametrize("levels", [3, 40, 1500])
def test_nesting_without_end_is_cut(kind: str, levels: int) -> None:
    found = parse(b"Subject: deep\r\n" + nested(levels, kind))
    assert found.subject == "deep"
    assert len(found.attachments) == (1 if levels == 3 and kind.startswith("multipart") else 0)


BITS = st.sampled_from(
    [
        *[value if isinstance(value, bytes) else value.encode() for value in WILD.values()],
        b"\r\n",
        b"\r\n\r\n",
        b"--b\r\n",
        b"--b--",
        b"From: ",
        b"Subject: =?gbk?B?",
        b"Date: ",
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"Content-Type: multipart/report; boundary=b\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nFinal-Recipient: rfc822; ",
        b"Content-Type: text/html; charset=\x00x\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: uuencode\r\n",
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        b"Content-Disposition: ",
        b"Return-Path: <>\r\n",
        b"Message-ID: <",
        b"References: <a@b> \xff <c@d>\r\n",
        b"<![x",
        b"From: mailer-daemon@x.example\r\n",
        b'filename*0*=x; filename*99*="',
        b"\xff\xfe",
    ]
)


@given(st.lists(BITS | st.binary(max_size=12), max_size=25).map(b"".join))
@example(b"From: \xff\xff <\xff@\xff>\r\nReturn-Path: <>\r\nContent-Type: multipart/report\r\n\r\n\xff")
def test_arbitrary_bytes_give_a_message(raw: bytes) -> None:
    found = parse(raw)
    for value in (found.subject, found.sender, found.sender_name, found.text, *found.recipients):
        value.encode()
    for file in found.attachments:
        assert file.filename.isprintable() and not set(file.filename) & set("/\\")
        file.filename.encode()
        file.content_type.encode()


@given(st.text(max_size=60))
def test_header_values_never_fail(value: str) -> None:
    text(value)
    parameters(f"x; filename={value}; filename*={value}; filename*1*={value}")
