"""Who may open a page, and what becomes of the errors that a person is to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from messages.errors import NotFound, ShoufaError, Unavailable
from messages.language import DEFAULT, activate, current
from tracking.audit import Actor

View = Callable[..., HttpResponse]


def open_page(view: View) -> View:
    """A page that needs no account. It speaks the request's language, is kept by no cache, and says a ShoufaError."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = current()
        activate(get_language() or DEFAULT)
        try:
            response = view(request, *args, **kwargs)
        except ShoufaError as error:
            response = _said(request, error)
        finally:
            activate(before)
        add_never_cache_headers(response)
        return response

    return page


def staff_page(view: View) -> View:
    """A page for members of staff: others are asked to sign in, or refused when they are no staff."""

    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wraps(view)(open_page(guarded))


def actor(request: HttpRequest) -> Actor:
    """The signed-in member of staff, for the audit trail."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 — staff_page has looked, or somebody has just signed in
    return Actor(user.get_username(), "web", user.pk)


def attempt(form: Form, action: Callable[[], object]) -> bool:
    """Whether the form was valid and `action` went through; if not, the form says why and keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        action()
    except ShoufaError as error:
        form.add_error(None, str(error))
    return form.is_valid()


def act(request: HttpRequest, form: Form, action: Callable[[], object], done: str) -> None:
    """Do what a short form asks for and say `done`, or say what is wrong with it, on the next page."""
    if form.is_valid():
        action()
        messages.success(request, done)
    say_errors(request, form)


def say_errors(request: HttpRequest, form: Form) -> None:
    """Everything that is wrong with a short form, as messages on the next page."""
    for name, errors in form.errors.items():
        label = "" if name == "__all__" else f"{form.fields[name].label}: "
        for error in errors:
            messages.error(request, f"{label}{error}")


def came_from(request: HttpRequest) -> str:
    """The path of the page of ours that the request came from; "" when it is unknown."""
    referer = request.headers.get("referer", "")
    if not referer or not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    parts = urlsplit(referer)
    path = f"/{parts.path.lstrip('/')}"  # two slashes would begin the name of another host
    return f"{path}?{parts.query}" if parts.query else path


def _said(request: HttpRequest, error: ShoufaError) -> HttpResponse:
    """After an action: the page before, with the message. Else a page that says it."""
    back = came_from(request)
    if request.method == "POST" and back:
        messages.error(request, str(error))
        return redirect(back)
    status = 503 if isinstance(error, Unavailable) else 404 if isinstance(error, NotFound) else 409
    return render(request, "web/error.html", {"error": error, "back": back}, status=status)
