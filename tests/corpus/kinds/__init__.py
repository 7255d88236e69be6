"""What people do to forms, as small functions on a return; each module registers its kinds."""

from tests.corpus.kinds import (
    habits,
    looks,
    odd_choices,
    odd_documents,
    odd_numbers,
    odd_people,
    odd_phones,
    odd_places,
    odd_tables,
    odd_texts,
    other_files,
    programs,
    shapes,
    unusable,
    writing,
)
from tests.corpus.kinds.registry import KINDS, Kind

__all__ = [
    "KINDS",
    "Kind",
    "habits",
    "looks",
    "odd_choices",
    "odd_documents",
    "odd_numbers",
    "odd_people",
    "odd_phones",
    "odd_places",
    "odd_tables",
    "odd_texts",
    "other_files",
    "programs",
    "shapes",
    "unusable",
    "writing",
]
