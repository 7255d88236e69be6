"""Who may see what: the links of units, the one-time links of staff.

A unit's link carries a 256-bit token made from the installation's secret, so that a retried step writes the
same link; only its SHA-256 is stored.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracking.models import Assignment, Batch, SignInLink, Unit

SIGN_IN_FOR = timedelta(hours=12)


def link_token(batch: Batch, unit: Unit, generation: int) -> str:
    """The token of the unit's link in this batch: 43 URL-safe characters, others for each `generation`."""
    message = f"link:{batch.pk}:{unit.pk}:{generation}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def assignment_of(token: str, now: datetime) -> Assignment | None:
    """The assignment that the link belongs to; None when it is unknown, revoked or expired (all the same)."""
    return (
        Assignment.objects.select_related("batch", "batch__campaign", "unit")
        .filter(link_hash=hash_of(token), link_expires_at__gt=now)
        .first()
    )


def revoke(assignment: Assignment) -> str:
    """Make the link in use worthless; returns the token of the new one."""
    assignment.link_generation += 1
    token = link_token(assignment.batch, assignment.unit, assignment.link_generation)
    assignment.link_hash = hash_of(token)
    assignment.save(update_fields=["link_generation", "link_hash"])
    return token


def one_time_token(user: User) -> str:
    """A fresh token that signs `user` in once within twelve hours (real time)."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, token_hash=hash_of(token), expires_at=timezone.now() + SIGN_IN_FOR)
    return token


@transaction.atomic
def redeem(token: str) -> User | None:
    """The user whom an unused, unexpired one-time token signs in; it cannot be used again."""
    now = timezone.now()
    link = SignInLink.objects.filter(token_hash=hash_of(token), used_at=None, expires_at__gt=now).first()
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
        return None
    return link.user
