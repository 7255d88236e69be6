"""Run one benchmark; the environment names its home. Prints its lines."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

from messages.errors import ShoufaError

HOUSE = {"issue"}  # those that need the database

if __name__ == "__main__":
    if sys.argv[1] in HOUSE:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()  # models can be imported only after this
    try:
        print(import_module(f"cli.benches.{sys.argv[1]}").measure(int(sys.argv[2])))
    except ShoufaError as error:
        sys.exit(str(error))
