"""The processes of the house, each as the command that runs it; `up` starts all, `run` becomes one."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from config import broker, env
from supervisor.ports import tcp_ready
from supervisor.process import Command

PROCESSES = ("web", "worker", "relay", "beat", "receiver")


def command(name: str, host: str = "127.0.0.1", port: int = 8000) -> Command:
    """The process `name`; host and port are the web server's."""
    if name == "web":
        return _web(host, port)
    if name == "receiver":
        return _receiver()
    module = {"worker": _worker, "beat": _beat, "relay": _relay}[name]
    return Command([sys.executable, "-m", *module()])


def _web(host: str, port: int) -> Command:
    argv = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--host", host, "--port", str(port)]
    argv += ["--no-server-header", "--timeout-graceful-shutdown", "3", "--log-level", "warning"]
    here = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104 — only compared
    return Command(argv, ready=partial(tcp_ready, here, port), port=port)


def _receiver() -> Command:
    host, port = (
        env.text("SHOUFA_RECEIVER_HOST", "127.0.0.1"),
        env.whole("SHOUFA_RECEIVER_PORT", 2525, least=1),
    )
    here = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 — only compared
    argv = [sys.executable, "-m", "worker", "receiver"]
    return Command(argv, ready=partial(tcp_ready, here, port), port=port)


def _worker() -> list[str]:
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return ["celery", "-A", "worker.app", "worker", f"--concurrency={broker.workers()}", *quiet]


def _beat() -> list[str]:
    folder = env.home() / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return ["celery", "-A", "worker.app", "beat", "--pidfile=", f"--schedule={Path(folder, 'beat')}"]


def _relay() -> list[str]:
    return ["worker", "relay"]
