"""Bring units and campaigns into the house: units from an Excel list, a campaign from its folder.

1. The folder is checked as a whole; a fault names file and key, and nothing is changed.
2. Bytes go into the object store first, then the rows are written in one transaction.
3. What is imported again is brought up to date; running batches keep what they were issued with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q

from campaigns.load import load_campaign
from campaigns.spec import Campaign as Specification
from campaigns.units import UnitRow, read_units_xlsx
from storage.keys import content_key
from tracking import audit
from tracking.audit import Actor
from tracking.models import Campaign, CampaignFile, Contact, FormerName, Unit, UnitAlias
from workflows.services import Services


@transaction.atomic
def import_units(rows: Iterable[UnitRow], actor: Actor, now: datetime) -> tuple[int, int]:
    """Add the units that are new and bring the others up to date; returns how many of each.

    The rows have been checked (campaigns.units); a unit that is not among them stays as it is, and so does
    what staff wrote of a contact where the row's cell is empty.
    """
    rows = list(rows)
    known = {row.code for row in rows} & set(Unit.objects.values_list("code", flat=True))
    before = _names_of(known)
    first = _write_units(rows, {}, ["name", "kind", "region_code"])
    ids = {unit.code: unit.pk for unit in first}
    _write_units(rows, ids, ["parent"])  # a superior may stand below its unit in the list
    _write_aliases(rows, ids)
    _keep_former_names(known, before)
    _write_contacts(rows, ids)
    if first:
        audit.record(actor, "units_imported", first[0], now, units=len(rows), new=len(rows) - len(known))
    return len(rows) - len(known), len(known)


def _names_of(codes: Collection[str]) -> set[tuple[int, str]]:
    """Unit id and name, for the names and aliases that these units have now."""
    names = Unit.objects.filter(code__in=codes).values_list("pk", "name")
    aliases = UnitAlias.objects.filter(unit__code__in=codes).values_list("unit_id", "name")
    return {*names, *aliases}


def _keep_former_names(codes: Collection[str], before: set[tuple[int, str]]) -> None:
    """A form that was issued under a name comes back under it; a name that somebody bears now is nobody's former."""
    gone = before - _names_of(codes)
    FormerName.objects.bulk_create(
        (FormerName(unit_id=unit, name=name) for unit, name in sorted(gone)), ignore_conflicts=True
    )
    borne = Q(name__in=Unit.objects.values("name")) | Q(name__in=UnitAlias.objects.values("name"))
    FormerName.objects.filter(borne).delete()


def _write_units(rows: Sequence[UnitRow], ids: Mapping[str, int], fields: Sequence[str]) -> list[Unit]:
    """Write these `fields` of every row's unit; one that is new is added."""
    return Unit.objects.bulk_create(
        [
            Unit(
                code=row.code,
                name=row.name,
                kind=row.kind,
                region_code=row.code if row.code.isdigit() else "",
                parent_id=ids.get(row.parent_code),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=fields,
    )


def _write_aliases(rows: Sequence[UnitRow], ids: Mapping[str, int]) -> None:
    wanted = {(ids[row.code], name) for row in rows for name in row.aliases}
    imported = set(ids.values())
    there = {(alias.unit_id, alias.name): alias.pk for alias in UnitAlias.objects.all() if alias.unit_id in imported}
    UnitAlias.objects.filter(pk__in=[there[alias] for alias in there.keys() - wanted]).delete()
    fresh = ((ids[row.code], name) for row in rows for name in row.aliases)  # in the row's order: the first is `short`
    UnitAlias.objects.bulk_create(
        UnitAlias(unit_id=unit, name=name) for unit, name in fresh if (unit, name) not in there
    )


def _write_contacts(rows: Sequence[UnitRow], ids: Mapping[str, int]) -> None:
    """The unit's first contact as the row says; what an empty cell does not say stays."""
    first = {contact.unit_id: contact for contact in Contact.objects.order_by("-pk")}
    known: list[Contact] = []
    fresh: list[Contact] = []
    for row in rows:
        unit = ids[row.code]
        contact = first.get(unit) or Contact(unit_id=unit)
        (known if unit in first else fresh).append(contact)
        contact.post = row.contact_post or contact.post
        contact.email = row.email or contact.email
        contact.phone = row.phone or contact.phone
    Contact.objects.bulk_create(fresh)
    Contact.objects.bulk_update(known, ["post", "email", "phone"])


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
