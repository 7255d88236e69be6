"""Render every template of a batch once before anything is issued: what a clerk mistyped is said at once.

The jobs render again for each unit; a fault that only one unit meets is shown there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaigns.spec import Batch as BatchSpec
from campaigns.spec import Campaign as Specification
from campaigns.variables import campaign_variables, unit_variables
from documents.rendering.render import render
from tracking.models import Unit
from workflows.forms import CompiledForm


def try_templates(
    specification: Specification, planned: BatchSpec, compiled: Sequence[CompiledForm], files: Mapping[str, bytes]
) -> None:
    """Render each paper for its first receiver, each form for its first ower.

    Errors: TemplateError naming template, variable and unit.
    """
    units = list(Unit.objects.prefetch_related("aliases"))
    common = campaign_variables(specification, planned, units)
    templates = [(specification.paper(key).file, specification.receivers(planned, units)[:1]) for key in planned.papers]
    templates += [(entry.form.file, specification.owers(entry.form, units)[:1]) for entry in compiled]
    for file, first in templates:
        for unit in first:
            render(files[file], common | unit_variables(unit), place=f"{file} · {unit.code} {unit.name}")
