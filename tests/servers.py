"""Real servers for tests: on free loopback ports, in a folder of their own, ended by their own process id."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from storage.s3 import S3Store
from supervisor.embedded import broker_command, store_command
from supervisor.ports import LOOPBACK, free_port, free_row
from supervisor.process import Child, Command

_READY_WITHIN = 60.0  # seconds; a busy machine of two cores is slow to start


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


def start(child: Child) -> None:
    """Start `child` and wait until it is ready; AssertionError with the end of its log when it is not."""
    child.start()
    end = time.monotonic() + _READY_WITHIN
    while not child.ready():
        if not child.alive() or time.monotonic() > end:
            child.kill()
            raise AssertionError(f"{child.name} did not start: {child.log_tail()}")
        time.sleep(0.05)


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
def broker() -> Iterator[str]:
    """A Redis or Valkey server; its redis:// URL."""
    with TemporaryDirectory(prefix="shoufa-broker-") as name:
        folder, port = Path(name), free_port()
        with running("broker", broker_command(folder / "data", port), folder):
            yield f"redis://{LOOPBACK}:{port}/0"


@contextmanager
def object_store() -> Iterator[S3Server]:
    """A SeaweedFS server whose bucket is there."""
    with TemporaryDirectory(prefix="shoufa-store-") as name:
        folder, port = Path(name), free_row()
        server = S3Server(f"{LOOPBACK}:{port}", "test-key", "test-secret-key", "papers")
        command = store_command(folder / "data", port, server.access_key, server.secret_key, server.bucket)
        with running("store", command, folder):
            server.store().prepare()
            yield server


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL cluster of its own with the empty database `shoufa`; its postgresql:// URL.

    The server refuses to be run by root; root runs it as the user that Debian's package made.
    """
    programs = _postgresql_programs()
    with TemporaryDirectory(prefix="shoufa-postgresql-") as name:
        folder, port = Path(name), free_port()
        as_user = _as_postgres_user(folder)
        data = folder / "data"
        options = ["--username=shoufa", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        argv = [*as_user, str(programs / "initdb"), f"--pgdata={data}", *options]
        subprocess.run(argv, check=True, capture_output=True, cwd=folder)
        settings = [f"listen_addresses={LOOPBACK}", f"port={port}", f"unix_socket_directories={folder}"]
        settings += ["fsync=off", "full_page_writes=off", "max_connections=50"]
        argv = [*as_user, str(programs / "postgres"), "-D", str(data)]
        argv += [part for setting in settings for part in ("-c", setting)]
        command = Command(argv, ready=partial(_postgresql_ready, port), port=port)
        with running("postgresql", command, folder) as child:
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
