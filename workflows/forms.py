"""Freeze a campaign's forms: a version is what was issued, and never changes again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from campaigns.spec import Campaign as Specification
from campaigns.spec import Form
from documents.blanks import FieldOverride, model_from_blank
from documents.forms import FieldType
from storage.keys import content_key
from tracking.models import Campaign, FormVersion


@dataclass(frozen=True)
class CompiledForm:
    """A form of the specification with what documents.blanks found in its file."""

    form: Form
    object_key: str
    model: dict[str, Any]


def compile_form(specification: Specification, key: str, files: Mapping[str, bytes]) -> CompiledForm:
    """The form `key` of the campaign, its fields found in the blank. Errors: DocumentError, NotFound."""
    form = specification.form(key)
    overrides = {
        tag: FieldOverride(
            type=FieldType(field.type) if field.type else None,
            required=field.required,
            choices=field.choices,
            label=field.label or "",
        )
        for tag, field in form.fields.items()
    }
    data = files[form.file]
    model = model_from_blank(data, form.key, form.title, overrides)
    return CompiledForm(form, content_key("campaigns", data, PurePath(form.file).suffix), model.to_json())


def freeze(campaign: Campaign, compiled: CompiledForm) -> FormVersion:
    """The version with just this file and these fields; a new one where either has changed."""
    versions = FormVersion.objects.filter(campaign=campaign, key=compiled.form.key)
    latest = versions.order_by("-number").first()
    if latest and latest.object_key == compiled.object_key and latest.model == compiled.model:
        return latest
    return FormVersion.objects.create(
        campaign=campaign,
        key=compiled.form.key,
        number=latest.number + 1 if latest else 1,
        title=compiled.form.title,
        file_name=compiled.form.attach_as,
        object_key=compiled.object_key,
        model=compiled.model,
    )
