"""Reads files in processes of their own, and says of each its verdict, seconds and peak memory.

`python -m tests.documents.measured FOLDER` prints one JSON object for each file of the folder that is no blank.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from documents.reading import Expected
from documents.returned import read_returned
from documents.tools import NO_TOOLS, Page, Tools
from messages.errors import ConversionFailed
from messages.language import activate
from tests.documents import build


class Hanging:
    """Tools whose every program hangs until it is ended."""

    def to_docx(self, data: bytes, kind: str) -> bytes:
        raise ConversionFailed(kind)

    def words(self, data: bytes) -> list[Page]:
        raise ConversionFailed("pdf")

    def recognise(self, data: bytes, kind: str) -> list[Page]:
        raise ConversionFailed(kind)

    def unpack(self, data: bytes, kind: str) -> list[tuple[str, bytes]]:
        raise ConversionFailed(kind)


def report(path: Path, out: int) -> None:
    """Read one file and write what came of it."""
    data = path.read_bytes()
    tools: Tools = Hanging() if "hang" in path.name else NO_TOOLS
    started = time.monotonic()
    reading = read_returned(build.model(), build.blank(), data, Expected("", build.UNITS), tools)
    said = reading.to_json(path.name) | {"seconds": time.monotonic() - started, "quarantined": reading.quarantined}
    os.write(out, json.dumps(said).encode() + b"\n")


def main(folder: Path) -> None:
    activate("en")
    build.model()
    for path in sorted(folder.iterdir()):
        readable, writable = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(readable)
            report(path, writable)
            os._exit(0)
        os.close(writable)
        with os.fdopen(readable, "rb") as said:
            answer = json.loads(said.read() or b'{"verdict": "crashed", "reasons": []}')
        _, _, usage = os.wait4(pid, 0)
        print(json.dumps(answer | {"file": path.name, "mib": usage.ru_maxrss / 1024}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
