"""What a text shows, whatever kind of answer it is: trimmed, narrowed, and whether it is readable or said twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from documents.wml import squeeze

_FILL_IN = re.compile("^[_＿]{2,}|^[_＿](?!.*@)|[_＿]+$")  # an e-mail address may begin with one
_SPREAD = 3  # of two characters apart each may be an answer: 男 女
_FARTHEST = 2000  # characters after which a beginning is not looked for again
_LEAST_START = 6  # characters of a beginning that does not come twice by chance
_SENTENCE_END = re.compile("[。;!?]")
_SENTENCE = 8  # characters; a shorter one may well come again
_FEW_LINES = 3
_ENUMERATED = re.compile(r"(?<![A-Za-z\d])(?:\d{1,2}|[A-Za-z])\)|(?<!\w)[一二三四五六七八九十]{1,3}\)")  # 1) a) 二)
_SAME_CHARS = 3  # more of one character are no word
_MISREAD = re.compile(  # Chinese in another code, as ÕÅÈý and å¼ ä¸‰; but André·X is a name
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff](?:[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]|[\u0080-\u00bf](?<!·))"
)
_ORDINARY = re.compile(r"[\s\x20-\x7e\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*")
_NO_TEXT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn"})
_WIDE = re.compile("[\uff01-\uff5e\u3000\u2011]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2011: "-"}  # with ‑ of Unicode


def clean(raw: str) -> str:
    """`raw` without outer white space and fill-in lines, each paragraph trimmed, blank ones dropped."""
    spaced = raw.replace("\u00a0", " ").replace("\u3000", " ")
    if "_" not in spaced and "＿" not in spaced and "\n" not in spaced:
        return spaced.strip()
    lines = (_FILL_IN.sub("", line.strip()).strip() for line in spaced.split("\n"))
    return "\n".join(line for line in lines if line)


def closed_up(text: str) -> str:
    """`text` without the spaces that set every single character of it apart (副 科 长); else as it is."""
    pieces = text.split(" ")
    if "\n" in text or len([each for each in pieces if each]) < _SPREAD or any(len(each) > 1 for each in pieces):
        return text
    return "".join(pieces)


def narrow(text: str) -> str:
    """Full-width letters, digits, signs and spaces as half-width ones; nothing else changes."""
    return text if _WIDE.search(text) is None else text.translate(_NARROW)  # translating takes four times as long


def closes_too_much(text: str) -> bool:
    """Whether a bracket of `text` closes what none has opened: two texts stand there, or the end of another one."""
    if ")" not in text and "）" not in text:
        return False
    depth = 0
    for char in _ENUMERATED.sub("", narrow(text)):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return True
    return False


def has_odd_sign(text: str) -> bool:
    """Whether a character of `text` is only a look of another one (①, ², ⒈, Ⅱ), so that it may be no part of it."""
    narrowed = narrow(text)
    if narrowed.isascii() or unicodedata.is_normalized("NFKC", narrowed):
        return False
    return any(unicodedata.normalize("NFKC", char) != char for char in narrowed if not char.isspace())


def has_no_meaning(text: str) -> bool:
    """Whether `text` holds what no font shows alike: a mark put over another character, a private character."""
    if _ORDINARY.fullmatch(text):
        return "锟斤拷" in text
    if _MISREAD.search(text):
        return True
    return any(unicodedata.category(char) in _NO_TEXT for char in text if not char.isspace())


def repeats(flat: str) -> bool:
    """张三张三: one piece over and over, or a beginning that comes twice (LibreOffice 7.4 does both to controls)."""
    period = (flat + flat).find(flat, 1)
    if period < len(flat):
        return (period > 1 or len(flat) > _SAME_CHARS) and not flat.isdigit()
    start, at = flat[:_LEAST_START], 0
    while (at := flat.find(start, max(at + 1, _LEAST_START), min(len(flat) // 2, _FARTHEST) + _LEAST_START)) > 0:
        if flat.startswith(flat[:at], at):
            return True
    return False


def says_again(text: str, flat: str) -> bool:
    """Whether a sentence comes twice; between the paragraphs of a longer report one may, a whole paragraph not."""
    lines = text.split("\n")
    if len(lines) <= _FEW_LINES:
        return _has_twins(_SENTENCE_END.split(flat))
    lines = list(map(squeeze, lines))
    return _has_twins(lines) or any(_has_twins(_SENTENCE_END.split(line)) for line in lines)


def _has_twins(texts: Sequence[str]) -> bool:
    long = [each for each in texts if len(each) >= _SENTENCE]
    return len(set(long)) < len(long)
