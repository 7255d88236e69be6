"""Bring units and campaigns into the house: units from an Excel list, a campaign from its folder.

1. The folder is checked as a whole; a fault names file and key, and nothing is changed.
2. Bytes go into the object store first, then the rows are written in one transaction.
3. What is imported again is brought up to date; running batches keep what they were issued with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from campaigns.load import load_campaign
from campaigns.spec import Campaign as Specification
from campaigns.units import UnitRow, read_units_xlsx
from storage.keys import content_key
from tracking import audit
from tracking.audit import Actor
from tracking.models import Campaign, CampaignFile, Unit
from workflows.services import Services


@transaction.atomic
def import_units(rows: Iterable[UnitRow], actor: Actor, now: datetime) -> tuple[int, int]:
    """Add the units that are new and bring the others up to date; returns how many of each.

    The rows have been checked (campaigns.units); a unit that is not among them stays as it is.
    """
    rows = list(rows)
    known = set(Unit.objects.filter(code__in=[row.code for row in rows]).values_list("code", flat=True))
    units = {row.code: _write_unit(row) for row in rows}
    for row in rows:
        unit, parent = units[row.code], units.get(row.parent_code)
        if unit.parent_id != (parent.pk if parent else None):
            unit.parent = parent
            unit.save(update_fields=["parent"])
    if rows:
        audit.record(actor, "units_imported", units[rows[0].code], now, units=len(rows), new=len(rows) - len(known))
    return len(rows) - len(known), len(known)


def _write_unit(row: UnitRow) -> Unit:
    unit, _ = Unit.objects.update_or_create(
        code=row.code,
        defaults={"name": row.name, "kind": row.kind, "region_code": row.code if row.code.isdigit() else ""},
    )
    unit.aliases.exclude(name__in=row.aliases).delete()
    for alias in row.aliases:
        unit.aliases.get_or_create(name=alias)
    contact = unit.contacts.first() or unit.contacts.model(unit=unit)
    contact.post, contact.email, contact.phone = row.contact_post, row.email, row.phone
    contact.save()
    return unit


def import_campaign(services: Services, files: Mapping[str, bytes], actor: Actor, now: datetime) -> Campaign:
    """A campaign's folder (file name → bytes) → its rows and objects, its units included.

    Errors: CampaignError and ImportFileError with everything that is wrong; StoreUnavailable.
    """
    specification = load_campaign(files)
    keys = {name: content_key("campaigns", data, PurePath(name).suffix) for name, data in files.items()}
    for name, data in files.items():
        services.store.put(keys[name], data)
    with transaction.atomic():
        import_units(read_units_xlsx(files[specification.units.file]), actor, now)
        campaign, created = Campaign.objects.update_or_create(
            code=specification.about.code,
            defaults={"title": specification.about.title, "digest": _digest(keys), "imported_at": now},
        )
        campaign.files.exclude(name__in=keys).delete()
        for name, key in keys.items():
            CampaignFile.objects.update_or_create(campaign=campaign, name=name, defaults={"object_key": key})
        audit.record(actor, "campaign_imported", campaign, now, new=created, digest=campaign.digest)
    return campaign


def _digest(keys: Mapping[str, str]) -> str:
    return hashlib.sha256("\n".join(f"{name}={key}" for name, key in sorted(keys.items())).encode()).hexdigest()


def files_of(services: Services, campaign: Campaign) -> dict[str, bytes]:
    """The campaign's files as last imported. Errors: StoreUnavailable."""
    return {file.name: services.store.get(file.object_key) for file in campaign.files.all()}


def specification_of(services: Services, campaign: Campaign) -> Specification:
    """The campaign's typed specification as last imported."""
    return load_campaign(files_of(services, campaign))
