"""Sign in with a password or a one-time link, and out again."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tracking import access
from web import limiter
from web.access import open_page

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@open_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password → the page that was asked for."""
    form = AuthenticationForm(request, request.POST or None)
    if request.method != "POST":
        return render(request, "web/sign_in.html", {"form": form, "next": request.GET.get("next", "")})
    if limiter.must_wait(request):
        return limiter.wait_page(request)
    wanted = request.POST.get("next", "")
    if not form.is_valid():
        limiter.was_wrong(request)
        return render(request, "web/sign_in.html", {"form": form, "next": wanted}, status=422)
    login(request, form.get_user())
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "home")


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def sign_in_once(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: opening it does nothing (mail scanners open links), the button uses it up."""
    if request.method != "POST":
        return render(request, "web/sign_in_once.html")
    if limiter.must_wait(request):
        return limiter.wait_page(request)
    user = access.redeem(token)
    if user is None or not user.is_active:
        limiter.was_wrong(request)
        return render(request, "web/sign_in_once.html", {"worthless": True}, status=404)
    login(request, user, backend=BACKEND)
    return redirect("home")


@require_POST
@open_page
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")
