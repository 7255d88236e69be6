"""Answers that are files."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(data: bytes, name: str, content_type: str = "application/octet-stream") -> HttpResponse:
    """`data` to be saved as `name`, which may be Chinese (RFC 6266, RFC 8187); a browser never opens it in place."""
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition})
