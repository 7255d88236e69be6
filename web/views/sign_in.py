"""Sign in with a password or a one-time link, and out again."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tracking import access, audit
from tracking.clock import business_now
from web import limiter
from web.access import actor, open_page

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@open_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password → the page that was asked for."""
    form = AuthenticationForm(request, request.POST or None)
    if request.method != "POST":
        return render(request, "web/sign_in.html", {"form": form, "next": request.GET.get("next", "")})
    name = request.POST.get("username", "")
    if limiter.must_wait(request, name):
        return limiter.wait_page(request)
    wanted = request.POST.get("next", "")
    if not form.is_valid():
        limiter.was_wrong(request, name)
        return render(request, "web/sign_in.html", {"form": form, "next": wanted}, status=422)
    _signs_in(request, form.get_user())
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "home")


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def sign_in_once(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: opening it does nothing (mail scanners open links), the button uses it up."""
    if request.method != "POST":
        return render(request, "web/sign_in_once.html")
    user = access.redeem(token)
    if user is None or not user.is_active:
        if limiter.must_wait(request):
            return limiter.wait_page(request)
        limiter.was_wrong(request)
        return render(request, "web/sign_in_once.html", {"worthless": True}, status=404)
    _signs_in(request, user)
    return redirect("home")


def _signs_in(request: HttpRequest, user: User) -> None:
    login(request, user, backend=BACKEND)
    audit.record(actor(request), "sign_in", user, business_now())


@require_POST
@open_page
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")
