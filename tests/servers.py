"""Real servers for tests: on free loopback ports, in a folder of their own, ended by their own process id."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from messages.errors import StoreUnavailable
from storage.s3 import S3Store
from supervisor.embedded import broker_command, store_command
from supervisor.ports import LOOPBACK, free_port, free_row
from supervisor.process import Child, Command

_READY_WITHIN = 120.0  # seconds; a busy machine of two cores is slow to start
_TRIES = 3


@dataclass(frozen=True)
class S3Server:
    """What a client of a running object store needs."""

    endpoint: str
    access_key: str
    secret_key: str
    bucket: str

    def store(self, bucket: str = "", secret_key: str = "") -> S3Store:
        """A store on this server, for another bucket or with another secret if given."""
        return S3Store(self.endpoint, self.access_key, secret_key or self.secret_key, bucket or self.bucket)


def start(child: Child, tries: int = _TRIES) -> None:
    """Start `child` and wait until it is ready; AssertionError with the end of its log when it is not.

    One that has ended at once is started again: for a moment another program may have had its port.
    """
    end = time.monotonic() + _READY_WITHIN
    for _ in range(tries):
        child.start()
        while child.alive() and time.monotonic() < end:
            if child.ready():
                return
            time.sleep(0.05)
        child.kill()
    raise AssertionError(f"{child.name} did not start: {child.log_tail()}")


@contextmanager
def running(name: str, command: Command, folder: Path) -> Iterator[Child]:
    """A started and ready child with its log in `folder`, ended when this is left."""
    child = Child(name, command, folder / f"{name}.log")
    start(child)
    try:
        yield child
    finally:
        child.stop()


@contextmanager
def serving(name: str, command: Callable[[int], Command], choose: Callable[[], int], folder: Path) -> Iterator[Child]:
    """As `running`, on a port of `choose`; when another program has taken that in the meantime, on the next."""
    for left in reversed(range(_TRIES)):
        child = Child(name, command(choose()), folder / f"{name}.log")
        try:
            start(child, tries=1)
        except AssertionError:
            if not left:
                raise
        else:
            break
    try:
        yield child
    finally:
        child.stop()


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port that refuses every connection, and that no other program can take in the meantime."""
    with closing(socket.socket()) as bound:
        bound.bind((LOOPBACK, 0))
        yield int(bound.getsockname()[1])


@contextmanager
def broker() -> Iterator[str]:
    """A Redis or Valkey server; its redis:// URL."""
    with TemporaryDirectory(prefix="shoufa-broker-") as name:
        folder = Path(name)
        with serving("broker", partial(broker_command, folder / "data"), free_port, folder) as child:
            yield f"redis://{LOOPBACK}:{child.command.port}/0"
            child.kill()  # nothing of it is wanted any more


@contextmanager
def object_store() -> Iterator[S3Server]:
    """A SeaweedFS server whose bucket is there."""
    with TemporaryDirectory(prefix="shoufa-store-") as name:
        folder, keys = Path(name), ("test-key", "test-secret-key", "papers")
        with serving("store", lambda port: store_command(folder / "data", port, *keys), free_row, folder) as child:
            server = S3Server(f"{LOOPBACK}:{child.command.port}", *keys)
            _wait_until_it_keeps(server.store(bucket="first"))
            server.store().prepare()
            yield server
            child.kill()  # nothing of it is wanted any more; it would take seconds to end by itself


def _wait_until_it_keeps(store: S3Store) -> None:
    """A server that has just started answers before its volumes are there."""
    end = time.monotonic() + _READY_WITHIN
    while not _keeps(store):
        assert time.monotonic() < end, f"{store} keeps nothing"
        time.sleep(0.2)


def _keeps(store: S3Store) -> bool:
    try:
        store.prepare()
        store.put("first", b"1")
        return store.get("first") == b"1"
    except StoreUnavailable:
        return False


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL cluster of its own with the empty database `shoufa`; its postgresql:// URL.

    The server refuses to be run by root; root runs it as the user that Debian's package made.
    """
    programs = _postgresql_programs()
    with TemporaryDirectory(prefix="shoufa-postgresql-") as name:
        folder = Path(name)
        as_user = _as_postgres_user(folder)
        data = folder / "data"
        options = ["--username=shoufa", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        argv = [*as_user, str(programs / "initdb"), f"--pgdata={data}", *options]
        subprocess.run(argv, check=True, capture_output=True, cwd=folder)
        settings = [f"listen_addresses={LOOPBACK}", f"unix_socket_directories={folder}"]
        settings += ["fsync=off", "full_page_writes=off", "max_connections=50"]
        argv = [*as_user, str(programs / "postgres"), "-D", str(data)]
        argv += [part for setting in settings for part in ("-c", setting)]

        def command(port: int) -> Command:
            return Command([*argv, "-c", f"port={port}"], ready=partial(_postgresql_ready, port), port=port)

        with serving("postgresql", command, free_port, folder) as child:
            port = child.command.port
            with psycopg.connect(host=LOOPBACK, port=port, user="shoufa", dbname="postgres", autocommit=True) as db:
                db.execute("CREATE DATABASE shoufa")
            try:
                yield f"postgresql://shoufa@{LOOPBACK}:{port}/shoufa"
            finally:
                # Its fast shutdown; SIGTERM alone would wait for clients that are still connected.
                os.kill(child.pid or 0, signal.SIGINT)


def _postgresql_ready(port: int) -> bool:
    """Whether it lets clients in; it listens before that."""
    try:
        psycopg.connect(host=LOOPBACK, port=port, user="shoufa", dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _postgresql_programs() -> Path:
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not versions:
        raise AssertionError("no PostgreSQL server is installed: apt-get install postgresql")
    return max(versions, key=lambda path: int(path.parent.name))


def _as_postgres_user(folder: Path) -> Sequence[str]:
    """The start of a command line that leaves root, and `folder` given to that user; empty when not root."""
    if os.geteuid() != 0:
        return ()
    shutil.chown(folder, "postgres", "postgres")
    # A change of user takes the death signal away; setpriv sets it again after the change.
    return [
        "setpriv",
        "--reuid=postgres",
        "--regid=postgres",
        "--clear-groups",
        "--pdeathsig=KILL",
        "--",
    ]
