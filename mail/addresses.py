"""Mail addresses: which may be written to, and sub-addresses `office+token@city.example` (RFC 5233)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mail.message import UnsendableMail
from messages.language import mark

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
_TOKEN = re.compile(r"[a-z0-9-]+")


def checked_address(address: str) -> str:
    """`address` itself when it is a bare `local@domain` (RFC 5321 dot-string, ASCII).

    Raises UnsendableMail for anything else: line breaks, display names, angle brackets, quoted parts.
    """
    if not _ADDRESS.fullmatch(address):
        raise UnsendableMail(
            mark("{address} is not a mail address that can be written to."),
            remedy=mark("Correct it; it must look like office@city.example."),
            address=repr(address),
        )
    return address


def verp(local: str, domain: str, token: str) -> str:
    """The sub-address `local+token@domain`: a sender that names its dispatch, so that bounces do too.

    `token` is lower case letters, digits and hyphens, because servers may change the case of addresses.
    """
    if not _TOKEN.fullmatch(token):
        raise UnsendableMail(
            mark("{token} cannot be part of a mail address."),
            remedy=mark("Use lower case letters, digits and hyphens."),
            token=repr(token),
        )
    return checked_address(f"{local}+{token}@{domain}")


def token_from(recipients: Iterable[str], base_address: str) -> str:
    """The token of the first sub-address of `base_address` among `recipients`, or an empty text."""
    local, _, domain = base_address.lower().rpartition("@")
    for recipient in recipients:
        name, _, host = recipient.strip().lower().rpartition("@")
        base, plus, token = name.partition("+")
        if plus and base == local and host == domain and _TOKEN.fullmatch(token):
            return token
    return ""
