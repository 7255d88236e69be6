"""What a held file may be placed on: what its evidence suggests, and what a search by unit finds."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from tracking.models import Batch, Item, Reply
from tracking.states import ITEM_EVENTS

MOST_FOUND = 50


def placeable(batch: Batch | None) -> QuerySet[Item]:
    """Every item that may take a file: of `batch`, or of all batches when nobody knows which."""
    found = Item.objects.filter(status__in=ITEM_EVENTS["arrive"][0])
    found = found.filter(assignment__batch=batch) if batch else found
    return found.select_related("assignment__unit", "assignment__batch", "form")


def suggested(reply: Reply) -> Sequence[Item]:
    """The items that the evidence left to choose from."""
    candidates = [note["candidate"] for note in reply.matched_by if "candidate" in note]
    if reply.assignment_id:
        candidates.append(reply.assignment_id)
    found = placeable(reply.batch).filter(assignment__in=candidates)
    return list(found.order_by("assignment__unit__code", "form_key")[:MOST_FOUND])


def called(batch: Batch | None, unit: str) -> Sequence[Item]:
    """At most MOST_FOUND items of units whose code begins with `unit` or that have, or had, a name with it inside."""
    if not unit:
        return []
    named = Q(assignment__unit__name__icontains=unit) | Q(assignment__unit__aliases__name__icontains=unit)
    named |= Q(assignment__unit__former_names__name__icontains=unit)
    found = placeable(batch).filter(named | Q(assignment__unit__code__istartswith=unit)).distinct()
    return list(found.order_by("assignment__unit__code", "form_key", "pk")[:MOST_FOUND])
