"""How often one client may be wrong before it has to wait: wrong links, wrong passwords.

Only wrong attempts count. A link that is right always opens: behind a gateway many share one address, and nobody
guesses a link. A password can be guessed, so it is counted for each user name and refused while one has to wait.
"""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST = 20  # wrong attempts of one client address, at one user name
WITHIN = 600  # seconds


def client_address(request: HttpRequest) -> str:
    """Where the request comes from; the last entry of X-Forwarded-For when our own proxy has written it."""
    forwarded = request.headers.get("x-forwarded-for", "") if settings.TRUSTED_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _key(request: HttpRequest, name: str) -> str:
    return f"wrong:{sha256(f'{client_address(request)} {name}'.encode()).hexdigest()}"


def must_wait(request: HttpRequest, name: str = "") -> bool:
    """Whether this client has been wrong too often of late; `name` is the user name that it gave."""
    return bool(cache.get(_key(request, name), 0) >= MOST)


def was_wrong(request: HttpRequest, name: str = "") -> None:
    """Count one wrong attempt of this client."""
    key = _key(request, name)
    if cache.add(key, 1, WITHIN):
        return
    try:
        cache.incr(key)
    except ValueError:  # it has just expired
        cache.add(key, 1, WITHIN)


def wait_page(request: HttpRequest) -> HttpResponse:
    """429 with when to try again."""
    response = render(request, "web/wait.html", status=429)
    response["Retry-After"] = str(WITHIN)
    return response
