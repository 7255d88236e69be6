"""The shared test servers are what they say."""

from __future__ import annotations

import psycopg
import pytest
import redis

from tests.servers import S3Server


@pytest.mark.services
def test_broker_and_store_answer(broker_url: str, s3_server: S3Server) -> None:
    with redis.Redis.from_url(broker_url) as client:
        assert client.ping()
    s3_server.store().check()


@pytest.mark.postgresql
def test_postgresql_is_empty_and_speaks_utf8(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as database:
        assert database.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
