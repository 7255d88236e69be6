"""`shoufa up`: everything on this machine, supervised: broker, object store, relay, worker, beat, mail, web.

1. What is not set in the environment is started here, on loopback, with its data in the home folder.
2. The addresses go to `run/services.json`, so that other commands find them.
3. On SIGTERM or SIGINT all are ended in reverse order; on SIGKILL the kernel ends them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command

from cli.processes import command
from cli.sign_in import link_for_first_user
from config import env
from config.secrets import kept_secret
from config.wiring import services
from messages.errors import NotAllowed
from messages.language import mark, translate
from supervisor.embedded import broker_command, broker_port, store_command, store_port
from supervisor.ports import LOOPBACK, free_port, is_free, kept_port, web_port_file
from supervisor.process import Child, Command
from supervisor.tree import Supervisor

app = typer.Typer(add_completion=False)

BUCKET = "shoufa"
USUAL_PORT = 8000


@app.command()
def up(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[
        int | None,
        typer.Option(help="Port to listen on; 0 takes a free one; without it, the one kept in this folder, or 8000."),
    ] = None,
) -> None:
    """Run everything on this machine until it is told to end."""
    home = env.home()
    home.mkdir(parents=True, exist_ok=True)
    port = _web_port(home, port)
    settings, embedded = _embedded(home)
    os.environ.update(settings)
    children = [Child(name, one, home / "logs" / f"{name}.log") for name, one in embedded.items()]
    for name in ("relay", "worker", "beat", "receiver", "web"):
        children.append(Child(name, command(name, host, port), home / "logs" / f"{name}.log"))
    Supervisor(children, home / "run").run(
        before=lambda: _prepare(settings, port), on_ready=lambda: _say(f"http://{host}:{port}")
    )


def _web_port(home: Path, asked: int | None) -> int:
    """The port to serve on: as asked, else the one that links of this installation name, else the usual one."""
    if asked is None:
        return kept_port(web_port_file(home), lambda: USUAL_PORT, usable=lambda _port: True)
    return asked or kept_port(web_port_file(home), free_port)


def _embedded(home: Path) -> tuple[dict[str, str], dict[str, Command]]:
    """The services that nobody has set up elsewhere: their settings, and how they are started."""
    settings: dict[str, str] = {}
    commands: dict[str, Command] = {}
    if not env.given("SHOUFA_BROKER_URL"):
        port = broker_port(home / "broker")
        settings["SHOUFA_BROKER_URL"] = f"redis://{LOOPBACK}:{port}/0"
        commands["broker"] = broker_command(home / "broker", port)
    if env.given("SHOUFA_STORE") != "disk" and not env.given("SHOUFA_S3_ENDPOINT"):
        port = store_port(home / "store")
        access_key, secret_key = kept_secret(home, "store-access"), kept_secret(home, "store-secret")
        settings |= {
            "SHOUFA_S3_ENDPOINT": f"{LOOPBACK}:{port}",
            "SHOUFA_S3_ACCESS_KEY": access_key,
            "SHOUFA_S3_SECRET_KEY": secret_key,
            "SHOUFA_S3_BUCKET": BUCKET,
        }
        commands["store"] = store_command(home / "store", port, access_key, secret_key, BUCKET)
    if not env.given("SHOUFA_RECEIVER_PORT"):
        settings["SHOUFA_RECEIVER_PORT"] = str(kept_port(home / "run" / "receiver-port", free_port))
    return settings, commands


def _prepare(settings: dict[str, str], port: int) -> None:
    """Under the lock, before anything is started: addresses for other commands, database, bucket.

    NotAllowed when another program listens on the console's port: it would be taken for ours.
    """
    if not is_free(port):
        raise NotAllowed(
            mark("another program uses port {port}."), remedy=mark("End it, or choose another: --port."), port=port
        )
    file = env.services_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(settings, indent=1), "utf-8")
    unfinished.replace(file)
    call_command("migrate", interactive=False, verbosity=0)
    if "SHOUFA_S3_ENDPOINT" not in settings:  # the embedded store makes its bucket when it starts
        services().store.prepare()


def _say(address: str) -> None:
    """Where the console is, and how to sign in."""
    typer.echo(translate(mark("The console is open: {address}"), address=address))
    typer.echo(translate(mark("Sign in with this link, once: {link}"), link=address + link_for_first_user()))
    if not env.text("SHOUFA_SMTP_HOST"):
        typer.echo(translate(mark("No mail server is set (SHOUFA_SMTP_HOST): messages are held and shown.")))
    if not env.text("SHOUFA_PUBLIC_URL"):
        typer.echo(translate(mark("No public address is set (SHOUFA_PUBLIC_URL): mails carry no link.")))
    typer.echo(translate(mark("Ctrl-C ends everything.")))
