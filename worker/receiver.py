"""The built-in mail receiver of one machine. Run it as `python -m worker receiver`."""

from __future__ import annotations

from django.db import close_old_connections

from config import env
from config.wiring import office, services
from mail.receive import Receiver
from tracking.clock import business_now
from workflows import reconciling
from workflows.collecting import receive_mail
from workflows.services import Office


def accepts(address: str, sender: Office) -> bool:
    """Whether mail for `address` is ours: the office, its sub-addresses, its journal."""
    local, _, domain = address.lower().partition("@")
    own = (sender.address, sender.journal)
    return f"{local.partition('+')[0]}@{domain}" in [each.lower() for each in own if each]


def accept(raw: bytes) -> None:
    """Keep one message; returns when it is safe."""
    close_old_connections()
    try:
        receive_mail(services(), raw, "smtp", business_now())
    finally:
        close_old_connections()


def main() -> None:
    """Receive until SIGTERM or SIGINT."""
    reconciling.adopt_orphans(services(), business_now())
    sender = office()
    host, port = (
        env.text("SHOUFA_RECEIVER_HOST", "127.0.0.1"),
        env.whole("SHOUFA_RECEIVER_PORT", 2525, least=1),
    )
    Receiver(host, port, lambda address: accepts(address, sender), accept, hostname=sender.domain).run()
