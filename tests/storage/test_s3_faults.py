"""What the S3 store says when the server is away, refuses, or answers nonsense."""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from messages.errors import ConfigurationError, StoreUnavailable
from storage.protocol import ObjectMissing
from storage.s3 import S3Store
from supervisor.embedded import store_command
from supervisor.ports import LOOPBACK, free_port, free_row
from tests.servers import S3Server, running

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("english")]


def every_step(store: S3Store) -> list[Callable[[], object]]:
    return [
        store.check,
        lambda: store.put("a/one", b"1"),
        lambda: store.get("a/one"),
        lambda: store.exists("a/one"),
        lambda: list(store.list("a")),
    ]


def assert_all_unavailable(store: S3Store, *said: str) -> None:
    for step in every_step(store):
        with pytest.raises(StoreUnavailable) as failure:
            step()
        assert all(words in str(failure.value) for words in said), str(failure.value)


def test_stopped_server_is_unavailable_and_serves_again_when_restarted(tmp_path: Path) -> None:
    port = free_row()
    server = S3Server(f"{LOOPBACK}:{port}", "key", "secret-key", "papers")
    command = store_command(tmp_path / "data", port, server.access_key, server.secret_key, server.bucket)
    store = server.store()
    with running("store", command, tmp_path):
        store.prepare()
        store.put("a/one", b"1")
    began = time.monotonic()
    assert_all_unavailable(store, server.endpoint, "SHOUFA_S3_ENDPOINT")
    with pytest.raises(StoreUnavailable):
        store.prepare()
    assert time.monotonic() - began < 10
    with running("store", command, tmp_path):
        store.prepare()
        assert _got_within(store, "a/one", 20.0) == b"1"


def _got_within(store: S3Store, key: str, seconds: float) -> bytes:
    """What is kept under `key`; a server that has just started answers 500 until its volumes have reported."""
    end = time.monotonic() + seconds
    while True:
        try:
            return store.get(key)
        except StoreUnavailable:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_wrong_secret_is_refused_with_the_setting_to_correct(s3_server: S3Server) -> None:
    store = s3_server.store(secret_key="not-the-secret")
    assert_all_unavailable(store, s3_server.endpoint, "SHOUFA_S3_SECRET_KEY")
    with pytest.raises(StoreUnavailable):
        store.prepare()


def test_unknown_access_key_is_refused(s3_server: S3Server) -> None:
    store = S3Store(s3_server.endpoint, "nobody", s3_server.secret_key, s3_server.bucket)
    assert_all_unavailable(store, s3_server.endpoint, "SHOUFA_S3_ACCESS_KEY")


def test_missing_bucket_is_said_and_prepare_makes_it(s3_server: S3Server) -> None:
    store = s3_server.store(bucket="misspelt")
    assert_all_unavailable(store, s3_server.endpoint, "misspelt", "SHOUFA_S3_BUCKET")
    store.prepare()
    store.check()
    with pytest.raises(ObjectMissing):
        store.get("a/one")


@pytest.mark.parametrize(("endpoint", "bucket"), [("http://s3.city.example:9000", "papers"), ("127.0.0.1:1", "A b")])
def test_impossible_settings_are_said(endpoint: str, bucket: str) -> None:
    with pytest.raises(ConfigurationError) as failure:
        S3Store(endpoint, "key", "secret", bucket).check()
    assert "SHOUFA_S3_ENDPOINT" in str(failure.value)


def test_silent_server_is_given_up_after_the_time_limit() -> None:
    with closing(socket.create_server((LOOPBACK, 0))) as silent:
        endpoint = f"{LOOPBACK}:{silent.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(StoreUnavailable) as failure:
            S3Store(endpoint, "key", "secret", "papers", timeout=0.2).check()
        assert endpoint in str(failure.value)
        assert 0.6 <= time.monotonic() - began < 5


class _Nonsense(BaseHTTPRequestHandler):
    """Answers every GET with the class's status, headers and body."""

    status = 200
    headers_sent: tuple[tuple[str, str], ...] = ()
    body = b""

    def do_GET(self) -> None:
        self.send_response(self.status)
        for name, value in self.headers_sent:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output quiet."""


def _xml(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>as the test wants it</Message></Error>".encode()


@pytest.mark.parametrize(
    ("status", "headers", "body", "said"),
    [
        (200, (("Content-Length", "100"),), b"three", "IncompleteRead"),
        (503, (("Content-Length", "0"),), b"", "503"),
        (404, (("Content-Type", "text/html"), ("Content-Length", "4")), b"<p/>", "non-XML"),
        (
            403,
            (("Content-Type", "application/xml"), ("Content-Length", str(len(_xml("RequestTimeTooSkewed"))))),
            _xml("RequestTimeTooSkewed"),
            "clock",
        ),
    ],
    ids=["cut-off", "overloaded", "not-s3", "wrong-clock"],
)
def test_nonsense_is_unavailable(status: int, headers: tuple[tuple[str, str], ...], body: bytes, said: str) -> None:
    handler = type("Handler", (_Nonsense,), {"status": status, "headers_sent": headers, "body": body})
    with ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            store = S3Store(f"{LOOPBACK}:{server.server_port}", "key", "secret", "papers", region="test")
            with pytest.raises(StoreUnavailable) as failure:
                store.get("a/one")
            assert said in str(failure.value)
        finally:
            server.shutdown()
            thread.join()


def _put_in_child(store: S3Store) -> None:
    store.put("forked/child", b"child")


def test_a_forked_process_uses_connections_of_its_own(s3_server: S3Server) -> None:
    store = s3_server.store()
    store.put("forked/parent", b"parent")
    child = multiprocessing.get_context("fork").Process(target=_put_in_child, args=(store,))
    child.start()
    child.join(20)
    assert child.exitcode == 0
    assert store.get("forked/child") == b"child"
    assert store.get("forked/parent") == b"parent"


def test_a_race_to_make_the_bucket_is_no_error(s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    store = s3_server.store()
    monkeypatch.setattr("minio.Minio.bucket_exists", lambda *_: False)
    store.prepare()


def test_nothing_listens_there() -> None:
    assert_all_unavailable(S3Store(f"{LOOPBACK}:{free_port()}", "key", "secret", "papers"), "Connection refused")
