"""The same house on services of others, by environment variables alone: nothing embedded is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import servers
from tests.e2e.campaigns import filled_roster, form_in, with_counties
from tests.e2e.office import office
from tests.e2e.post_office import post_office
from tests.mail.dovecot import imap_server


@pytest.mark.services
@pytest.mark.timeout(900)
@pytest.mark.postgresql
def test_one_unit_goes_the_whole_way(tmp_path: Path) -> None:
    with (
        servers.postgresql() as database,
        servers.broker() as broker,
        servers.object_store() as store,
        imap_server() as mailbox,
        post_office() as post,
    ):
        settings = {
            "SHOUFA_DATABASE_URL": database,
            "SHOUFA_BROKER_URL": broker,
            "SHOUFA_S3_ENDPOINT": store.endpoint,
            "SHOUFA_S3_ACCESS_KEY": store.access_key,
            "SHOUFA_S3_SECRET_KEY": store.secret_key,
            "SHOUFA_S3_BUCKET": "bucket-of-the-office",  # is not there yet
            "SHOUFA_IMAP_HOST": mailbox.host,
            "SHOUFA_IMAP_PORT": str(mailbox.port),
            "SHOUFA_IMAP_USER": mailbox.user,
            "SHOUFA_IMAP_PASSWORD": mailbox.password,
            "SHOUFA_IMAP_TLS": "none",
        }
        with office(tmp_path / "home", post, **settings) as house:
            post.deliver = lambda letter: mailbox.deliver(letter.raw)
            assert set(house.children()) == {"relay", "worker", "beat", "receiver", "web"}
            house.issue(with_counties(tmp_path / "one", "one", 1), "one")
            house.wait_for(1, "SELECT count(*) FROM tracking_dispatch WHERE state = 'sent'")
            (letter,) = post.notices()
            post.answer(letter, "名单.docx", filled_roster(form_in(letter)))
            house.wait_for(1, "SELECT count(*) FROM tracking_item WHERE status = 'accepted'")
            house.wait_for(2, "SELECT count(*) FROM tracking_dispatch WHERE state = 'sent' AND journal_at IS NOT NULL")
            assert house.json("rollup", "one", "roster", "--out", str(tmp_path / "out"))["accepted"] == 1
            assert house.json("doctor")["fit"]
        left = {path.name for path in (tmp_path / "home").iterdir()}
        assert not left & {"broker", "store", "objects", "shoufa.sqlite3"}
        assert any(store.store("bucket-of-the-office").list("replies/"))
