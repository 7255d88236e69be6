"""The typed form of campaign.toml; the key of every table and line is the field's name here.

`load.load_campaign` makes these models and reports what does not fit; nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Annotated, Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from messages.errors import NotFound
from messages.language import mark

UnitKind = Literal["city", "county", "group", "team", "town", "other"]
FieldType = Literal[
    "text", "long_text", "unit", "name", "post", "place", "date", "integer", "decimal", "percentage",
    "mobile", "landline", "phone", "email", "choice", "choices",
]  # fmt: skip

EVERYONE = "all"
KIND_PREFIX = "kind:"


def _written(value: object) -> object:
    """A date or time as TOML knows it or as text; pydantic would take a number for seconds since 1970."""
    if isinstance(value, str | date | time):
        return value
    raise PydanticCustomError("not_a_moment", "")


def _day(value: object) -> object:
    if isinstance(value, datetime):
        raise PydanticCustomError("not_a_moment", "")
    return _written(value)


def _local(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise PydanticCustomError("with_zone", "")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("unknown_zone", "") from None
    return value


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldName = Annotated[
    str, StringConstraints(pattern=r"^([a-z][a-z0-9_.]{0,39}|[^\r\n]*[^\x00-\x7f][^\r\n]*)$", max_length=120)
]
LONGEST_LINE = 300  # characters
Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE, pattern=r"^[^\r\n]*$")]
Lines = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$", max_length=254)]
Day = Annotated[date, BeforeValidator(_day)]
LocalMoment = Annotated[datetime, BeforeValidator(_written), AfterValidator(_local)]
Clock = Annotated[time, BeforeValidator(_written)]
WorkingDays = Annotated[int, Field(ge=1, le=60)]
Selector = Annotated[
    str,
    StringConstraints(pattern=r"^(all|kind:(city|county|group|team|town|other)|[A-Za-z0-9][A-Za-z0-9-]{0,39})$"),
]


class UnitLike(Protocol):
    """What a selector looks at."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...


U = TypeVar("U", bound=UnitLike)


class _Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class About(_Spec):
    """[campaign]: what stands in the notice's head and in the mail's subject.

    `title_lines`: the title, broken into lines as the notice shows it.
    """

    code: Code
    title_lines: Lines = Field(alias="title")
    issuer: Line
    document_number: Line
    addressee: Line
    issued_on: Day
    copies_to: Line | None = None
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    subject: Line = "{{ title }}"

    @property
    def title(self) -> str:
        """The title in one line; Chinese needs no space where lines are joined."""
        return "".join(line.strip() for line in self.title_lines.splitlines())


class Contact(_Spec):
    """[contact]: whom a unit may ask; a post, not a person."""

    post: Line
    phone: Line
    email: Email


class UnitsFile(_Spec):
    """[units]: the Excel file with the units."""

    file: Line


class Paper(_Spec):
    """[[papers]]: a document that is sent and not returned. `attach_as`: its name in the mail."""

    key: Key
    file: Line
    attach_as: Line


class FormField(_Spec):
    """[forms.fields.<tag or label>]: what campaign.toml adds to a field of the blank form.

    `type` None: text for a tagged field; what label and blank say for one that is named by its label.
    """

    type: FieldType | None = None
    label: Line | None = None
    required: bool = False
    choices: tuple[Line, ...] = ()


class Form(_Spec):
    """[[forms]]: a blank form and who owes it. `per`: one item for each owing unit."""

    key: Key
    file: Line
    title: Line
    attach_as: Line
    owed_by: Annotated[tuple[Selector, ...], Field(min_length=1)]
    per: Literal["unit"] = "unit"
    fields: Mapping[FieldName, FormField] = Field(default_factory=dict)


class Batch(_Spec):
    """[[batches]]: one issuing of papers and forms; `due` is local time and holds for all its forms."""

    key: Key
    title: Line
    papers: tuple[Key, ...] = ()
    forms: tuple[Key, ...] = ()
    receive: Annotated[tuple[Selector, ...], Field(min_length=1)]
    due: LocalMoment | None = None


class Link(_Spec):
    """[[links]]: a leader and a team of the issuer, and the counties and group that they look after."""

    leader: Line
    team: Code
    counties: Annotated[tuple[Code, ...], Field(min_length=1)]
    group: Code | None = None


class Reminders(_Spec):
    """[reminders]: `before`, `after`, `then_every` count working days; `quiet` is from–to, local time."""

    before: tuple[WorkingDays, ...] = (3, 1)
    on_due: bool = True
    after: tuple[WorkingDays, ...] = (1,)
    then_every: Annotated[int, Field(ge=0, le=60)] = 2
    at_most: Annotated[int, Field(ge=0, le=50)] = 8
    send_at: Clock = time(9)
    quiet: tuple[Clock, Clock] = (time(20), time(8))


class Campaign(_Spec):
    """A whole campaign.toml."""

    about: About = Field(alias="campaign")
    contact: Contact
    units: UnitsFile
    papers: tuple[Paper, ...] = ()
    forms: tuple[Form, ...] = ()
    batches: Annotated[tuple[Batch, ...], Field(min_length=1)]
    links: tuple[Link, ...] = ()
    reminders: Reminders = Reminders()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of every local time in the file."""
        return ZoneInfo(self.about.timezone)

    def paper(self, key: str) -> Paper:
        """The paper of that key; NotFound."""
        return _find(self.papers, key)

    def form(self, key: str) -> Form:
        """The form of that key; NotFound."""
        return _find(self.forms, key)

    def batch(self, key: str) -> Batch:
        """The batch of that key; NotFound."""
        return _find(self.batches, key)

    def due_at(self, batch: Batch) -> datetime | None:
        """The batch's due time with its zone; None when nothing is owed."""
        return batch.due.replace(tzinfo=self.zone) if batch.due else None

    def receivers(self, batch: Batch, units: Iterable[U]) -> list[U]:
        """The units that receive the batch, in the order given."""
        return select(batch.receive, units)

    def owers(self, form: Form, units: Iterable[U]) -> list[U]:
        """The units that owe the form, in the order given."""
        return select(form.owed_by, units)


def select(selectors: Sequence[str], units: Iterable[U]) -> list[U]:
    """The units that "all", "kind:<kind>" or a unit's code names; each once, in the order given."""
    wanted = set(selectors)
    return [unit for unit in units if wanted & {EVERYONE, f"{KIND_PREFIX}{unit.kind}", unit.code}]


K = TypeVar("K", Paper, Form, Batch)


def _find(entries: Iterable[K], key: str) -> K:
    for entry in entries:
        if entry.key == key:
            return entry
    raise NotFound(mark("campaign.toml has no entry with the key “{key}”."), key=key)
