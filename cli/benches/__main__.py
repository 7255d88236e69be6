"""Run one benchmark; the environment names its home. Prints its line."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()  # models can be imported only after this
    print(import_module(f"cli.benches.{sys.argv[1]}").measure(int(sys.argv[2])))
