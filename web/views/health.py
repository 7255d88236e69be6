"""Whether the parts that a page needs answer."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.wiring import services
from messages.errors import ShoufaError


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """{"database": "ok"|"failed", "store": "ok"|"failed"}; 503 when one has failed. Says nothing else."""
    parts = {"database": _database(), "store": _store()}
    good = all(parts.values())
    said = {name: "ok" if part else "failed" for name, part in parts.items()}
    return JsonResponse(said, status=200 if good else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _store() -> bool:
    try:
        services().store.check()
    except ShoufaError:
        return False
    return True
