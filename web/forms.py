"""What people fill in on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.intake import Member
from tracking.models import Item

MOST_FILES = 20
LARGEST_UPLOAD = 50 * 1024 * 1024  # bytes, all files of one upload together


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files, within the limits of one upload; empty files are taken, for the reader to refuse."""

    widget = SeveralFilesInput(attrs={"multiple": True})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, max_length=255, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The files as they were sent. Errors: ValidationError for none, too many, too large."""
        given: list[Any] = list(data) if isinstance(data, list | tuple) else [data]
        files = [cast("UploadedFile[bytes]", super(SeveralFilesField, self).clean(each, initial)) for each in given]
        if not files:
            raise ValidationError(gettext("Choose at least one file."))
        if len(files) > MOST_FILES:
            raise ValidationError(gettext("At most 20 files can be sent at a time."))
        if sum(file.size or 0 for file in files) > LARGEST_UPLOAD:
            raise ValidationError(gettext("The files are larger than 50 MB together. Send fewer at a time."))
        return files


def members(files: Sequence[UploadedFile[bytes]]) -> list[Member]:
    """Uploaded files as the workflows take them."""
    return [Member(file.name or "unnamed", file.read()) for file in files]


class MomentField(forms.DateTimeField):
    """A date and time in the time zone in force (that of the batch)."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)


def _text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PileForm(forms.Form):
    """Files that staff drop on a batch, with where they come from."""

    origin = forms.CharField(
        label=_("Where they come from"),
        max_length=200,
        help_text=_("For example: chat group, USB stick, scanner."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = SeveralFilesField(label=_("Files"))


class ReasonForm(forms.Form):
    """A step that needs a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=_text_area())


class NoteForm(forms.Form):
    """A step that needs a note."""

    note = forms.CharField(label=_("Note"), max_length=1000, widget=_text_area(2))


class DueTimeForm(ReasonForm):
    """Another due time, with a reason."""

    due_at = MomentField(label=_("New due time"))
    field_order = ["due_at", "reason"]


class CorrectionForm(forms.Form):
    """What a person says an answer is; empty means blank."""

    text = forms.CharField(label=_("Correct value"), required=False, max_length=20000)


class FormField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    """An item, called by its form."""

    def label_from_instance(self, obj: Item) -> str:
        """What the list shows."""
        return obj.form.title


class PlaceForm(forms.Form):
    """Whose reply a held file is; the page offers few of the items that may be chosen."""

    def __init__(self, items: QuerySet[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = forms.ModelChoiceField(items, label=_("Unit and form"))


class UploadForm(forms.Form):
    """Files that a unit brings; without an item the file's own number tells which form it is."""

    def __init__(self, items: QuerySet[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = SeveralFilesField(label=_("Files"))
        self.fields["item"] = FormField(
            items, label=_("Which form is it?"), required=False, empty_label=_("Find out from the file")
        )
