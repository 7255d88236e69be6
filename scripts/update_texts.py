"""Brings messages/locale up to date with the texts in the source; what is new there waits for its translation.

    .venv/bin/python scripts/update_texts.py [--check] [FILE]

With --check nothing is written: exit code 1 when a text has no translation, or a translation no text, each named.
"""

from __future__ import annotations

import argparse
import os
import sys
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from messages.language import LOCALE  # noqa: E402 — the path has to be set first
from tests.house import spoken  # noqa: E402

FILE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"

# By hand, for Babel's own would carry the moment of each run.
HEADER = """# Shoufa 收发: 简体中文
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def main(arguments: list[str] | None = None) -> int:
    """Update or check the catalogue; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="Change nothing, say what is missing.")
    parser.add_argument("file", nargs="?", type=Path, default=FILE, help="The catalogue, by default the Chinese one.")
    asked = parser.parse_args(arguments)
    catalogue = read(asked.file)
    superfluous = [entry.id for entry in catalogue if entry.id and entry.id not in spoken()]
    bring_up_to_date(catalogue)
    missing = {text: where for text, where in spoken().items() if not is_translated(catalogue[text])}
    if not asked.check:
        asked.file.parent.mkdir(parents=True, exist_ok=True)
        asked.file.write_bytes(written(catalogue))
    for text, where in missing.items():
        sys.stdout.write(f"{where}: no translation of {text!r}\n")
    for unsaid in superfluous:
        sys.stdout.write(f"{asked.file.name}: nobody says any more {unsaid!r}\n")
    sys.stdout.write(f"{len(spoken())} texts, {len(missing)} without a translation: {asked.file}\n")
    return int(asked.check and bool(missing or superfluous))


def read(file: Path) -> Catalog:
    """The catalogue that is there, or an empty one."""
    if not file.exists():
        return Catalog(locale="zh_Hans", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale="zh_Hans", abort_invalid=True)


def bring_up_to_date(catalogue: Catalog) -> None:
    """Add what is new, drop what nobody says any more, keep the translations that are there."""
    texts = Catalog()
    for text, where in spoken().items():
        texts.add(text, locations=[(where.rpartition(":")[0], 0)])
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()


def is_translated(entry: Message) -> bool:
    """Whether every form of the text has a translation that nobody doubts."""
    forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    return all(forms) and not entry.fuzzy


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it is kept: sorted, without line numbers and dates, so that a diff shows what changed."""
    body = BytesIO()
    write_po(body, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=True)
    return HEADER.encode() + body.getvalue()


if __name__ == "__main__":
    sys.exit(main())
