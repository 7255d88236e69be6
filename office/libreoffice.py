"""Word-processor files of other kinds, converted by a LibreOffice of our own.

One instance is kept warm: it has an empty document open and so does not end after a conversion; every further start
of the program hands its request to that instance, through a socket in the file system, and waits until it is done.
Measured on two cores with LibreOffice 7.4, a form of 15 fields and 30 rows, seconds a file: a new profile each time
2.3, one profile but a new process 1.2 to 1.8, one process for ten files 0.25, the warm instance 0.08 (and 1.3 once).
So no UNO bridge is needed, nor Python inside LibreOffice.

It runs in a profile of its own without macros, remote pictures and updates of links, without a network where the
system allows that, and is killed with its whole group at the time limit.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from messages.errors import ConversionFailed, ShoufaError, Unavailable
from messages.language import mark
from office import child
from office.child import MEGABYTE, Child, Limits

SECONDS = 60.0
_USES = 200  # conversions until the instance is started anew: LibreOffice never gives all memory back
_IDLE = 120.0  # seconds without work until it is ended
_MEMORY = 4096 * MEGABYTE
_OUTPUT = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf:writer_pdf_Export",
}
_INPUT = {"html": ("--infilter=HTML (StarWriter):UTF8",)}  # else HTML opens as a web page, which has no Word filter
SOURCES = ("docx", "doc", "odt", "rtf", "html", "xml", "fodt")

_KEPT = "keep.txt"
_POLL = 0.02  # seconds
_START_AGAIN = 81  # exit code
_QUIET = ("--headless", "--nologo", "--nolockcheck")
_ENVIRONMENT = {"SAL_USE_VCLPLUGIN": "svp", "SAL_ENABLE_FILE_LOCKING": "1"}
_COMMON, _WRITER = "/org.openoffice.Office.Common/", "/org.openoffice.Office.Writer/"
_PROFILE = (
    (_COMMON + "Security/Scripting", "MacroSecurityLevel", "3"),  # the highest
    (_COMMON + "Security/Scripting", "DisableMacrosExecution", "true"),
    (_COMMON + "Security/Scripting", "BlockUntrustedRefererLinks", "true"),  # pictures from other addresses
    (_WRITER + "Content/Update", "Link", "0"),  # never
    (_COMMON + "Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Java/ApplicationInstances", "Enable", "false"),
)


class LibreOffice:
    """Converts one file at a time; started when first needed, ended when idle, by `close` and with this process."""

    def __init__(self, program: str = "soffice", seconds: float = SECONDS, idle: float = _IDLE) -> None:
        self._program = program
        self.seconds = seconds
        self._idle = idle
        self._lock = threading.Lock()
        self._instance: _Instance | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the instance, if one runs; the next conversion starts another."""
        with self._lock:
            self._end()

    def convert(self, data: bytes, source: str, target: str) -> bytes:
        """The file `data` of kind `source` (SOURCES) as `target` (docx, doc, odt, rtf, pdf).

        Raises Unavailable when LibreOffice is not installed; ConversionFailed when it hangs, crashes or gives nothing.
        """
        if source not in SOURCES or target not in _OUTPUT:
            raise ValueError(f"{source} → {target}")
        with self._lock:
            try:
                return self._ready().convert(data, source, target, Limits(self.seconds, _MEMORY))
            except ConversionFailed:
                self._end()
                raise
            finally:
                self._rest()

    def _ready(self) -> _Instance:
        if self._timer is not None:
            self._timer.cancel()
        if self._instance is not None and (self._instance.uses >= _USES or not self._instance.alive()):
            self._end()
        if self._instance is None:
            self._instance = _Instance(self._program, self.seconds)
        return self._instance

    def _rest(self) -> None:
        self._timer = threading.Timer(self._idle, self.close)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._instance is not None:
            self._instance.end()
            self._instance = None


class _Instance:
    """A running LibreOffice with a folder and profile of its own, and an empty document open."""

    def __init__(self, program: str, seconds: float) -> None:
        launcher, binary = _programs(program)
        self._limits = Limits(seconds, _MEMORY)
        self._folder = Path(tempfile.mkdtemp(prefix="shoufa-office-"))
        profile = self._folder / "profile"
        _write_profile(profile)
        self._options = [f"-env:UserInstallation={profile.as_uri()}", *_QUIET]
        self._launcher = launcher
        self.uses = 0
        (self._folder / _KEPT).touch()
        try:
            self._server = self._start([binary, *self._options, "--norestore", _KEPT])
        except ShoufaError:
            _clear(self._folder, profile.as_uri())
            raise
        self.end = weakref.finalize(self, _end, self._server, self._folder, profile.as_uri())

    def _start(self, argv: list[str]) -> Child:
        """Start it and wait for the lock of the empty document, which says that requests are taken.

        Once it may ask to be started again, as it does when it has furnished a new profile.
        """
        lock = self._folder / f".~lock.{_KEPT}#"
        patience = time.monotonic() + self._limits.seconds
        server, again = child.start(argv, self._folder, self._limits, _ENVIRONMENT), False
        while not lock.exists():
            ended = server.wait(_POLL)
            if ended and not again and server.end() == _START_AGAIN:
                server, again = child.start(argv, self._folder, self._limits, _ENVIRONMENT), True
            elif ended or time.monotonic() > patience:
                server.end()
                raise ConversionFailed(mark("LibreOffice does not start: {reason}"), reason=server.errors() or "—")
        return server

    def alive(self) -> bool:
        """Whether it still runs."""
        return not self._server.wait(0)

    def convert(self, data: bytes, source: str, target: str, limits: Limits) -> bytes:
        """As LibreOffice.convert; after an error the instance is of no more use."""
        self.uses += 1
        work = Path(tempfile.mkdtemp(dir=self._folder))
        given, made = work / f"in.{source}", work / "out" / f"in.{target}"
        given.write_bytes(data)
        wanted = [*_INPUT.get(source, ()), "--convert-to", _OUTPUT[target], "--outdir", "out", given.name]
        child.run([self._launcher, *self._options, *wanted], work, limits, _ENVIRONMENT)
        if not made.is_file():
            raise ConversionFailed(mark("the program gave no file."), place="LibreOffice")
        result = made.read_bytes()
        shutil.rmtree(work)
        return result


def _end(server: Child, folder: Path, profile: str) -> None:
    server.end()
    _clear(folder, profile)


def _clear(folder: Path, profile: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)  # its own spelling, without the zeros of small bytes
    for place in (Path("/tmp"), Path("/var/tmp")):  # noqa: S108 — where LibreOffice puts the socket of an instance
        for socket in place.glob(f"OSL_PIPE_*_SingleOfficeIPC_{name}"):
            socket.unlink(missing_ok=True)


def _programs(program: str) -> tuple[str, str]:
    """The launcher, which hands requests on, and the program behind it, which is the one that must not outlive us."""
    launcher = shutil.which(program)
    if launcher is None:
        raise Unavailable(mark("LibreOffice is not installed."), place=program)
    binary = Path(launcher).resolve().with_name("soffice.bin")
    return launcher, str(binary) if binary.is_file() else launcher


def _write_profile(profile: Path) -> None:
    """A profile with nothing but our settings, in the format of LibreOffice's own registrymodifications.xcu."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _PROFILE
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )


def convert_all(files: Iterable[tuple[bytes, str, str]], program: str = "soffice") -> list[bytes]:
    """Every (data, source kind, target kind) converted, in order, by one instance. Errors as LibreOffice.convert."""
    with LibreOffice(program) as office:
        return [office.convert(*file) for file in files]
