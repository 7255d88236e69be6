"""The models and their migrations say the same, and a database is made from nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.core.management import call_command

from config.env import PROJECT


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_from_nothing_forwards_every_table_is_there(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SHOUFA_DATABASE_URL"}
    environment |= {"SHOUFA_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, check=True, env=environment, cwd=PROJECT)
    with sqlite3.connect(tmp_path / "shoufa.sqlite3") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    database.close()
    assert {model._meta.db_table for model in apps.get_app_config("tracking").get_models()} <= tables
