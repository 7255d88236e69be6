"""How often one client may be wrong before it has to wait: wrong links, wrong passwords."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST = 20  # wrong attempts of one client address
WITHIN = 600  # seconds


def _key(request: HttpRequest) -> str:
    return f"wrong:{request.META.get('REMOTE_ADDR', '')}"


def must_wait(request: HttpRequest) -> bool:
    """Whether this client has been wrong too often of late."""
    return bool(cache.get(_key(request), 0) >= MOST)


def was_wrong(request: HttpRequest) -> None:
    """Count one wrong attempt of this client."""
    if not cache.add(_key(request), 1, WITHIN):
        cache.incr(_key(request))


def wait_page(request: HttpRequest) -> HttpResponse:
    """429 with when to try again."""
    response = render(request, "web/wait.html", status=429)
    response["Retry-After"] = str(WITHIN)
    return response
