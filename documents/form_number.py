"""Form numbers: `SF-` + serial + check character, short to print, safe against a slip of the pen."""

from __future__ import annotations

import re
import unicodedata

from stdnum.iso7064 import mod_37_36

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # base 32 without I, L, O, U, which are read as others
_WIDTH = 6
_LONGEST = 13  # digits and check character
_START = re.compile(r"(?<![0-9A-Z])S ?F ?[-‐‑–—－_] ?")
_RUN = re.compile(r"[0-9A-Z](?: ?[0-9A-Z])*")


def make_number(serial: int) -> str:
    """The form number of `serial` (0, 1, …), `SF-` with digits and an ISO 7064 mod 37,36 check character."""
    if serial < 0:
        raise ValueError(f"a serial is not negative: {serial}")
    digits = ""
    while serial or len(digits) < _WIDTH:
        serial, rest = divmod(serial, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return f"SF-{digits}{mod_37_36.calc_check_digit(digits)}"


def check_number(number: str) -> bool:
    """Whether `number` is a form number, exactly as `make_number` writes it."""
    body = number[3:]
    return (
        number.startswith("SF-")
        and len(body) > _WIDTH
        and all(char in _DIGITS for char in body[:-1])
        and mod_37_36.calc_check_digit(body[:-1]) == body[-1]
        and (len(body) == _WIDTH + 1 or body[0] != "0")
    )


def find_numbers(text: str) -> list[str]:
    """The valid form numbers in `text`, each once; full width, spaces and lower case are tolerated."""
    flat = unicodedata.normalize("NFKC", text).upper()
    flat = re.sub(r"[^\S\n]+", " ", flat)
    numbers = (_at(flat, start.end()) for start in _START.finditer(flat))
    return list(dict.fromkeys(number for number in numbers if number))


def _at(text: str, position: int) -> str:
    """The longest valid number whose digits begin at `position`; what follows it may stand behind a space."""
    run = _RUN.match(text, position)
    characters = run[0] if run else ""
    ends = [place for place in range(1, len(characters) + 1) if characters[place - 1] != " "][:_LONGEST]
    for end in reversed(ends):
        number = "SF-" + characters[:end].replace(" ", "")
        if characters[end : end + 1] in ("", " ") and check_number(number):
            return number
    return ""
