"""Statuses, moments and values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.translation import gettext

from documents.reading.result import say_place
from web import labels
from web.document import Document
from workflows.reading import sentences as _sentences

register = template.Library()
SHORT = 4  # digits of a phone number that a list shows


@register.inclusion_tag("web/parts/badge.html")
def badge(family: str, key: str) -> dict[str, str]:
    """A status as shape, colour and word."""
    return {"tone": labels.tone(family, key), "word": labels.word(family, key), "key": key}


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: Mapping[str, Any], page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to the page before and the page after; `parameter` tells the lists of one address apart."""
    asked = context["request"].GET.copy()

    def address(number: int) -> str:
        asked[parameter] = str(number)
        return f"?{asked.urlencode()}"

    return {
        "page": page,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


@register.filter
def word(key: str, family: str) -> str:
    """The word of a status."""
    return labels.word(family, key)


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """2016-05-10 17:00 in the time zone in force, never broken between two lines."""
    if value is None:
        return "—"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), f"{value:%Y-%m-%d %H:%M}")


@register.filter(expects_localtime=True)
def long_moment(value: datetime) -> str:
    """A day with its name, and the time, for people who seldom see the page."""
    days = (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )
    pattern = gettext("{year}-{month:02}-{day:02} ({name}), {time}")
    return pattern.format(
        year=value.year,
        month=value.month,
        day=value.day,
        name=days[value.weekday()],
        time=f"{value:%H:%M}",
    )


@register.filter
def shown(value: object) -> str:
    """A canonical value as text; "" for a blank."""
    if value is None:
        return ""
    return "、".join(str(part) for part in value) if isinstance(value, list) else str(value)


@register.filter
def sentences(reasons: list[Mapping[str, Any]]) -> list[str]:
    """Stored reasons as sentences."""
    return _sentences(reasons)


@register.filter
def place(code: str) -> str:
    """Where in the file an answer stands."""
    return say_place(code)


@register.simple_tag
def where(document: Document | None, code: str) -> str:
    """Where in the file an answer stands, as a link into the document when the page shows it."""
    words = say_place(code)
    address = document.address_of(code) if document and code else ""
    return format_html('<a href="{}">{}</a>', address, words) if address else words


@register.filter
def witness(note: Mapping[str, Any]) -> str:
    """Why a file was matched, or was not, in words."""
    return labels.witness(note)


@register.filter
def masked(phone: str) -> str:
    """A phone number of which only the last digits are shown."""
    return f"…{phone[-SHORT:]}" if len(phone) > SHORT else phone


@register.filter
def lookup(table: Mapping[object, object], key: object) -> object:
    """`table[key]`, None where there is none."""
    return table.get(key)
