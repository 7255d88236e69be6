"""Header texts and parameters as they are found in the wild, read without ever failing.

RFC 2047 and RFC 2231, and what Chinese clients write instead: raw GBK or UTF-8 bytes, encoded words
inside quotes, one character spread over two encoded words, GBK that calls itself gb2312.
"""

from __future__ import annotations

import binascii
import quopri
import re
from email.message import Message
from email.policy import Compat32
from urllib.parse import unquote_to_bytes

BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library and flufl.bounce raise on messages that are broken in a new way."""

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\r\n]*)\?=")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){2}")
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
}
_SAYS_NOTHING = {"", "us-ascii", "ascii", "iso-8859-1", "latin1", "unknown-8bit", "default", "x-unknown"}


class AsWritten(Compat32):
    """A policy that gives each header as it stands, because `written` decodes better."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """`value` without the blanks around it; `name` plays no part."""
        del name
        return value.strip()


def header(message: Message, name: str) -> str:
    """The first header of that name, raw bytes decoded and unfolded; empty when there is none."""
    return written(message.get(name, ""))


def written(value: object) -> str:
    """A header value of the parser as one line of text: its surrogates stand for raw bytes."""
    return re.sub(r"[\r\n]+", "", decoded(str(value).encode("utf-8", "surrogateescape")))


def decoded(data: bytes, charset: str = "") -> str:
    """`data` as text: by its label where that is plausible, else UTF-8, GB18030, and at worst U+FFFD.

    NUL is left out: it means nothing in a text, and PostgreSQL takes none.
    """
    label = charset.strip().strip("\"'").lower()
    label = _WIDER.get(label, label)
    guesses = ["utf-8", "gb18030"]
    guesses = [*guesses, label] if label in _SAYS_NOTHING else [label, *guesses]
    for guess in guesses:
        try:
            return data.decode(guess).replace("\x00", "")
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace").replace("\x00", "")


def text(value: str) -> str:
    """A header value as people read it, its encoded words decoded, blanks made single."""
    parts: list[str] = []
    run: list[tuple[str, str, str]] = []
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if between.strip() or (run and run[-1][0].lower() != word[1].lower()):
            parts.append(_run(run))
            run = []
        if between.strip() or end == 0:
            parts.append(between)
        run.append((word[1], word[2].lower(), word[3]))
        end = word.end()
    parts += [_run(run), value[end:]]
    return " ".join("".join(parts).split())


def _run(words: list[tuple[str, str, str]]) -> str:
    """Neighbouring encoded words of one charset, joined as bytes: a character may be split between them."""
    data, base64 = b"", ""
    for _, encoding, payload in words:
        if encoding == "b":
            base64 += payload
            if base64.endswith("=") or len(base64) % 4 == 0:
                data, base64 = data + _base64(base64), ""
        else:
            data += quopri.decodestring(payload.encode(), header=True)
    return decoded(data + _base64(base64), words[0][0].partition("*")[0]) if words else ""


def _base64(payload: str) -> bytes:
    """As much as can be decoded; a missing end is made up for."""
    clean = re.sub(r"[^A-Za-z0-9+/]", "", payload)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))


def parameters(value: str) -> dict[str, str]:
    """The parameters of a Content-Type or Content-Disposition value, decoded; names in lower case.

    `filename*0*`, `filename*1` … are put together (RFC 2231 §3, §4); a `*` form wins over a plain one.
    """
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(value):
        name, content = match[1].lower(), _unquoted(match[2].strip())
        piece = _PIECE.fullmatch(name)
        if piece and (piece[2] or piece[3]):
            pieces.setdefault(piece[1], []).append((int(piece[2] or 0), bool(piece[3]), content))
        else:
            plain.setdefault(name, _plain(content))
    return plain | {name: _joined(sorted(parts)) for name, parts in pieces.items()}


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """The pieces of one RFC 2231 parameter, percent-decoded as bytes and decoded together."""
    charset = ""
    _, encoded, first = pieces[0]
    if encoded and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    data = b""
    for _, percent, content in [(0, encoded, first), *pieces[1:]]:
        data += unquote_to_bytes(content) if percent else content.encode()
    result = decoded(data, charset)
    return text(result) if _WORD.search(result) else result


def _plain(content: str) -> str:
    """A plain parameter: encoded words, raw bytes, or percent-encoding without saying so."""
    result = text(content)
    if _PERCENT.search(result):
        try:
            return unquote_to_bytes(result).decode("utf-8")
        except ValueError:
            return result
    return result


def _unquoted(content: str) -> str:
    if len(content) >= 2 and content[0] == content[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", content[1:-1])
    return content.strip('"')
