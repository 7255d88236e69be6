"""A real Dovecot as a private process: IMAP on a free loopback port, one account, everything in a folder."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from imapclient import IMAPClient

from supervisor.ports import free_port

USER = "office@city.example"
PASSWORD = "long-and-made-up"
_TRIES = 3
_GREETS_WITHIN = 60.0  # seconds

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login_user}
first_valid_uid = 0
first_valid_gid = 0
mail_uid = {uid}
mail_gid = {gid}
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class ImapServer:
    """Where the mailbox is, and how a message gets into it."""

    host: str
    port: int
    user: str
    password: str

    def client(self) -> IMAPClient:
        """A signed-in session, to be used as a context manager."""
        client = IMAPClient(self.host, self.port, ssl=False, timeout=60)
        client.login(self.user, self.password)
        return client

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        """Put a message into `folder`, made if it is not there."""
        with self.client() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            client.append(folder, raw)


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """A running IMAP server with an empty mailbox, ended and removed afterwards."""
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "install dovecot-imapd"
    # sockets have paths of at most 107 bytes, so the folder is a short one
    with tempfile.TemporaryDirectory(prefix="imap", dir="/tmp") as name:
        server, process = _started(program, Path(name))
        try:
            yield server
        finally:
            process.terminate()
            process.wait(60)


def _started(program: str, folder: Path) -> tuple[ImapServer, subprocess.Popen[bytes]]:
    """On a free port, or on another one when a program has taken that in the meantime."""
    mail = folder / "mail"
    mail.mkdir()
    for left in reversed(range(_TRIES)):
        server = ImapServer("127.0.0.1", free_port(), USER, PASSWORD)
        config = folder / "dovecot.conf"
        config.write_text(_config(folder, server))
        process = subprocess.Popen([program, "-F", "-c", str(config)])
        try:
            _wait_until_it_greets(server, process, folder / "dovecot.log")
        except AssertionError:
            if not left:
                raise
        else:
            break
    return server, process


def _config(folder: Path, server: ImapServer) -> str:
    """Everything under the present account; as root under Dovecot's own, because it refuses root."""
    as_root = os.getuid() == 0
    account = pwd.getpwnam("dovecot") if as_root else pwd.getpwuid(os.getuid())
    mail = folder / "mail"
    if as_root:
        folder.chmod(0o755)
        os.chown(mail, account.pw_uid, account.pw_gid)
    return _CONFIG.format(
        folder=folder,
        user=account.pw_name,
        login_user="dovenull" if as_root else account.pw_name,
        group=grp.getgrgid(account.pw_gid).gr_name,
        uid=account.pw_uid,
        gid=account.pw_gid,
        password=server.password,
        port=server.port,
    )


def _wait_until_it_greets(server: ImapServer, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _GREETS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection((server.host, server.port), 1) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    process.kill()
    process.wait(60)
    raise AssertionError(f"dovecot did not start: {log.read_text() if log.exists() else 'no log'}")
