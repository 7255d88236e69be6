"""All blank forms of the corpus."""

from __future__ import annotations

from functools import cache

from tests.corpus.forms import Form
from tests.corpus.older_forms import older_forms
from tests.corpus.plain_forms import plain_forms
from tests.corpus.tagged_forms import tagged_forms


@cache
def every_form() -> dict[str, Form]:
    """The forms by key, built once."""
    return {each.key: each for each in (*tagged_forms(), *plain_forms(), *older_forms())}
