"""Free TCP ports on the loopback interface, and whether a server answers on one."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from messages.errors import Unavailable
from messages.language import mark

LOOPBACK = "127.0.0.1"
# A server that opens several ports gets a row of them, and a twin of each this much higher for gRPC.
TWIN = 10_000
# Below Linux's own range of 32,768-60,999 for outgoing connections, twins included.
_ROWS = range(12_000, 22_000)
_ATTEMPTS = 200
_PATIENCE = 1.0  # seconds


def is_free(port: int) -> bool:
    """Whether nothing listens on `port` of the loopback interface."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A free port; whoever wants it must take it soon."""
    return free_row(1)


def free_row(length: int = 5) -> int:
    """The first of `length` neighbouring ports that are free together with their twins."""
    for _ in range(_ATTEMPTS):
        first = random.choice(_ROWS)  # noqa: S311  # spreads instances out, guards nothing
        if row_is_free(first, length):
            return first
    raise Unavailable(
        mark("no {length} neighbouring free ports were found on this machine."),
        place=LOOPBACK,
        remedy=mark("End programs that are not needed."),
        length=length,
    )


def row_is_free(first: int, length: int = 5) -> bool:
    """Whether the `length` ports from `first` on and their twins are free."""
    return all(is_free(port) and is_free(port + TWIN) for port in range(first, first + length))


def kept_port(file: Path, choose: Callable[[], int], usable: Callable[[int], bool] = is_free) -> int:
    """The port written in `file` if it is still usable, else a new one from `choose`, written there."""
    kept = file.read_text("ascii").strip() if file.is_file() else ""
    if kept.isdigit() and usable(int(kept)):
        return int(kept)
    port = choose()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{port}\n", "ascii")
    return port


def web_port_file(home: Path) -> Path:
    """Where the installation in `home` keeps the port that its links name."""
    return home / "run" / "web-port"


def tcp_ready(host: str, port: int) -> bool:
    """Whether something takes connections on `host`:`port`."""
    try:
        socket.create_connection((host, port), _PATIENCE).close()
    except OSError:
        return False
    return True


def http_ready(url: str) -> bool:
    """Whether an http server answers GET `url` with a status below 500."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=_PATIENCE)
    try:
        connection.request("GET", f"{parts.path or '/'}?{parts.query}")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
