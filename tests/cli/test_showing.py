"""How commands print JSON."""

from __future__ import annotations

import json

import pytest

from cli.showing import show_json


@pytest.mark.parametrize("text", ["名单", "☑😀", "half a pair: \ud83d", '"\n\\'])
def test_any_text_comes_back_from_the_line(text: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    show_json({"text": text})
    line = capfdbinary.readouterr().out
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert json.loads(line.decode("utf-8")) == {"text": text}
