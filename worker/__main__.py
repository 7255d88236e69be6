"""Run a process of this room: `python -m worker relay` or `python -m worker receiver`."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

from messages.errors import ShoufaError

PROCESSES = ("relay", "receiver")

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PROCESSES:
        sys.exit(f"usage: python -m worker {'|'.join(PROCESSES)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()  # models can be imported only after this
    try:
        import_module(f"worker.{sys.argv[1]}").main()
    except ShoufaError as error:  # `shoufa up` shows the end of this log to a person
        sys.exit(f"shoufa: {error}")
