"""A running LibreOffice: its profile, its folder, how it is started, asked and ended."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
import weakref
from pathlib import Path

from messages.errors import ConversionFailed, ShoufaError, Unavailable
from messages.language import mark
from office import child
from office.child import Child, Limits

OUTPUT = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf:writer_pdf_Export",
}
_INPUT = {"html": ("--infilter=HTML (StarWriter):UTF8",)}  # else HTML opens as a web page, which has no Word filter
_PREFIX, _PROFILE, _LOCK, _KEPT = "shoufa-office-", "profile", "lock", "keep.txt"  # the folder, and what is in it
_POLL = 0.02  # seconds
_START_AGAIN = 81  # exit code
_QUIET = ("--headless", "--nologo", "--nolockcheck")
_COMMON, _WRITER = "/org.openoffice.Office.Common/", "/org.openoffice.Office.Writer/"
_SETTINGS = (
    (_COMMON + "Security/Scripting", "MacroSecurityLevel", "3"),  # the highest
    (_COMMON + "Security/Scripting", "DisableMacrosExecution", "true"),
    (_COMMON + "Security/Scripting", "BlockUntrustedRefererLinks", "true"),  # pictures from other addresses
    (_WRITER + "Content/Update", "Link", "0"),  # never
    (_COMMON + "Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Java/ApplicationInstances", "Enable", "false"),
)


class Instance:
    """A running LibreOffice with a folder and profile of its own, and an empty document open."""

    def __init__(self, program: str, limits: Limits) -> None:
        launcher, binary = _programs(program)
        self._limits = limits
        _clear_dead()
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = _locked(self._folder)
        _write_profile(self._folder / _PROFILE)
        self._environment = {
            "SAL_USE_VCLPLUGIN": "svp",
            "SAL_ENABLE_FILE_LOCKING": "1",
            "TMPDIR": str(self._folder),  # where it leaves files when it is killed
        }
        self._options = [f"-env:UserInstallation={(self._folder / _PROFILE).as_uri()}", *_QUIET]
        self._launcher = launcher
        self.uses = 0
        (self._folder / _KEPT).touch()
        try:
            self._server = self._start([binary, *self._options, "--norestore", _KEPT])
        except ShoufaError:
            _clear(self._lock, self._folder)
            raise
        self.end = weakref.finalize(self, _end, self._server, self._lock, self._folder)

    def _start(self, argv: list[str]) -> Child:
        """Start it and wait for the lock of the empty document, which says that requests are taken.

        Once it may ask to be started again, as it does when it has furnished a new profile.
        """
        lock = self._folder / f".~lock.{_KEPT}#"
        patience = time.monotonic() + self._limits.seconds
        server, again = child.start(argv, self._folder, self._limits, self._environment), False
        while not lock.exists():
            ended = server.wait(_POLL)
            if ended and not again and server.end() == _START_AGAIN:
                server, again = child.start(argv, self._folder, self._limits, self._environment), True
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
        wanted = [*_INPUT.get(source, ()), "--convert-to", OUTPUT[target], "--outdir", "out", given.name]
        child.run([self._launcher, *self._options, *wanted], work, limits, self._environment)
        if not made.is_file():
            raise ConversionFailed(mark("the program gave no file."), place="LibreOffice")
        result = made.read_bytes()
        shutil.rmtree(work)
        return result


def _end(server: Child, lock: int, folder: Path) -> None:
    server.end()
    _clear(lock, folder)


def _clear(lock: int, folder: Path) -> None:
    """Remove an instance's folder, and the socket that LibreOffice names after the profile."""
    digest = hashlib.md5((folder / _PROFILE).as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)  # its own spelling, without the zeros of small bytes
    shutil.rmtree(folder, ignore_errors=True)
    for place in (Path("/tmp"), Path("/var/tmp")):  # noqa: S108 — where LibreOffice puts the socket of an instance
        for socket in place.glob(f"OSL_PIPE_*_SingleOfficeIPC_{name}"):
            socket.unlink(missing_ok=True)
    os.close(lock)


def _locked(folder: Path) -> int:
    """A lock on `folder` that ends with this process, however it ends."""
    made = folder / "made"
    lock = os.open(made, os.O_CREAT | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    made.rename(folder / _LOCK)  # nobody can take it before we have
    return lock


def _clear_dead() -> None:
    """Remove what processes that were killed have left."""
    for held in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        try:
            lock = os.open(held, os.O_RDWR)
        except OSError:  # another user's, or just removed
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
        else:
            _clear(lock, held.parent)


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
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
