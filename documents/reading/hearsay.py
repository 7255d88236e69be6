"""What one answer says of others: a correction, a withdrawal, a newer number. No other answer is sure beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from documents.forms import NUMBER_TYPES, PHONE_TYPES, FieldSpec, FieldType, FormModel
from documents.reading.fields import Read
from documents.reading.result import FieldReading, RowReading, TableReading
from documents.reasons import Reason
from documents.values import Value, parse_value
from documents.wml import label_key, squeeze

_TOLD = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_COMPARED = NUMBER_TYPES | PHONE_TYPES | {FieldType.EMAIL, FieldType.DATE, FieldType.NAME}
_ALSO: Mapping[FieldType, tuple[str, ...]] = {  # other words for what such a field asks
    FieldType.NAME: ("姓名", "名字"),
    FieldType.EMAIL: ("邮箱",),
    FieldType.INTEGER: ("人数", "数字", "数量", "次数"),
} | dict.fromkeys(PHONE_TYPES, ("手机", "电话", "号码", "联系方式"))
_SHORTEST = 2  # characters of a label or its end
_BRACKETS = re.compile(r"\([^()]*\)")
_ASKED_FOR = re.compile(r"(?:姓名|名称|号码|电话|手机)+$")
_SIGNS = re.compile(r"[改换变更错误停离辞调销准稿报勿废效新]|不[对再是]|[应实]为|\d|@|[是为:]")
_CLAUSES = re.compile(r"[,;。!?\n()\[\]]+")
_CHANGED = (
    r"应该?[为是]|实际?[为是]|改[为成用了]|更正|更改|变更|变动|有变|[已变]换|换[为成了人]|更换(?=为|成|了|$)|更新[为成]"
    r"|变[为成了](?!.{0,4}现实)|(?<![不差交过])错|有误|笔误|停用|停机|注销|失效|不对|不准|不符|为准|调整[为成]|不再使用|停止使用"
)
_ALL_VOID = re.compile(
    r"(?<!起)草稿|[此本该](?:表|件|稿|报表)(?:无效|不作数|作废)|另报$|请?勿使用|勿用|作废|正式[稿件版]|正式报表"
)
_GONE = re.compile(r"(?:本人|此人|该同志|该人|其|现|均|都)*已?经?(?:离职|辞职|调离|调走|调出|去世|停用|停机|注销)了?")
_NEW_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_STATED = r"[是为:]?([\w./@+-]{1,24})"


def doubt_hearsay(
    read: Sequence[Read], tables: Sequence[TableReading], model: FormModel
) -> tuple[Sequence[Read], Sequence[TableReading]]:
    """The readings, with the reason void_note on each free text that corrects, replaces or withdraws other answers."""
    others = _Others(read, tables, model)
    fields = [replace(each, reading=_doubted(each.reading)) if _tells(each, others) else each for each in read]
    specs = {table.key: [column for column in table.columns if column.type in _TOLD] for table in model.tables}
    return fields, [_table(table, specs[table.key], others) for table in tables]


def _tells(each: Read, others: _Others) -> bool:
    return each.given and each.reading.type in _TOLD and others.are_named(each.reading.raw, each.reading.label)


def _table(table: TableReading, columns: Sequence[FieldSpec], others: _Others) -> TableReading:
    if not columns:
        return table
    rows = tuple(
        _row_doubted(row) if any(others.are_named(row.raw[each.label], each.label) for each in columns) else row
        for row in table.rows
    )
    return replace(table, rows=rows, status="review" if any(row.status == "review" for row in rows) else table.status)


def _doubted(each: FieldReading) -> FieldReading:
    return replace(each, status="review", reasons=(*each.reasons, Reason("void_note")))


def _row_doubted(row: RowReading) -> RowReading:
    return replace(row, status="review", reasons=(*row.reasons, Reason("void_note")))


class _Others:
    """The form's other answers, as far as a text may speak of them."""

    def __init__(self, read: Sequence[Read], tables: Sequence[TableReading], model: FormModel) -> None:
        self.read, self.tables, self.model = read, tables, model

    @cached_property
    def asked(self) -> _Asked:
        return _asked(self.model)

    def are_named(self, raw: str, label: str) -> bool:
        """Whether `raw`, the answer to `label`, says that another one is not so."""
        if len(raw) < _SHORTEST or _SIGNS.search(raw) is None:
            return False
        return any(self._is_said(clause, label) for clause in _CLAUSES.split(_squeezed(raw)) if clause)

    def _is_said(self, clause: str, label: str) -> bool:
        if _ALL_VOID.search(clause) or _GONE.fullmatch(clause):
            return True
        words, changed = self.asked.words, self.asked.changed
        for found in changed.finditer(clause):
            if words[found["of"] or found["old"]] - {label}:
                return True
        return self._has_new_number(clause) or self._is_other(clause, label)

    def _has_new_number(self, clause: str) -> bool:
        """Whether a mobile or mail address is told where the form asks for one and none of its answers is that."""
        numbers = _NEW_NUMBER.findall(clause)
        if not numbers:
            return False
        given = set(map(str, self._values(PHONE_TYPES | {FieldType.EMAIL})))
        asked = self.asked.kinds
        return any(
            number not in given and (FieldType.EMAIL in asked if "@" in number else bool(asked & PHONE_TYPES))
            for number in numbers
        )

    def _is_other(self, clause: str, label: str) -> bool:
        """Whether a whole label of the form is followed by a value of its type that the form does not give there."""
        if self.asked.named.search(clause) is None:
            return False
        for core, spec in self.asked.cores:
            at = clause.find(core) if spec.label != label else -1
            found = re.match(_STATED, clause[at + len(core) :]) if at >= 0 else None
            if found is None:
                continue
            value, problem = parse_value(_beginning(found[1], spec.type), spec.type)
            if problem is None and value is not None and value not in self._given(spec):
                return True
        return False

    def _given(self, spec: FieldSpec) -> list[Value]:
        fields = [each.reading.value for each in self.read if each.reading.label == spec.label]
        return fields + [row.values[spec.label] for row in self._rows() if spec.label in row.values]

    def _values(self, types: Iterable[FieldType]) -> Iterator[Value]:
        yield from (each.reading.value for each in self.read if each.reading.type in types)
        kinds = {(table.key, each.label): each.type for table in self.model.tables for each in table.columns}
        for table in self.tables:
            for row in table.rows:
                yield from (value for name, value in row.values.items() if kinds[table.key, name] in types)

    def _rows(self) -> Iterator[RowReading]:
        for table in self.tables:
            yield from table.rows


def _squeezed(raw: str) -> str:
    """`raw` squeezed line by line."""
    return "\n".join(map(squeeze, raw.split("\n")))


def _beginning(text: str, type: FieldType) -> str:  # noqa: A002 - the spec's own word
    """The number, with its unit, with which `text` begins; all of it where another type is asked for."""
    found = re.match(r"\d+(?:\.\d+)?", text)
    return found[0] if found and type in NUMBER_TYPES else text


def _specs(model: FormModel) -> list[FieldSpec]:
    return [*model.fields, *(column for table in model.tables for column in table.columns)]


class _Asked(NamedTuple):
    """What a form asks for, as a text would name it.

    `words` are those that stand for a field, each with the labels it may mean; `changed` is one of them in a change;
    `cores` the labels whose answers can be compared with what a text says of them.
    """

    words: Mapping[str, frozenset[str]]
    changed: re.Pattern[str]
    cores: tuple[tuple[str, FieldSpec], ...]
    named: re.Pattern[str]  # any of these
    kinds: frozenset[FieldType]


@lru_cache(maxsize=64)
def _asked(model: FormModel) -> _Asked:
    cores = _cores(model)
    named = re.compile(_either(core for core, _ in cores))
    return _Asked(*_words(model), cores, named, frozenset(each.type for each in _specs(model)))


def _either(words: Iterable[str]) -> str:
    """A pattern for one of the words, which none matches where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"


def _cores(model: FormModel) -> tuple[tuple[str, FieldSpec], ...]:
    specs = [each for each in _specs(model) if each.type in _COMPARED]
    return tuple((core, each) for each in specs if len(core := _core(each.label)) > _SHORTEST)


def _core(label: str) -> str:
    return _BRACKETS.sub("", label_key(label))


def _words(model: FormModel) -> tuple[Mapping[str, frozenset[str]], re.Pattern[str]]:
    words: dict[str, set[str]] = {}
    for spec in _specs(model):
        core = _core(spec.label)
        names = {core, _ASKED_FOR.sub("", core), *_ALSO.get(spec.type, ())}
        if spec.type != FieldType.LONG_TEXT:
            names.add(core[-_SHORTEST:])
        for name in names:
            if len(name) >= _SHORTEST:
                words.setdefault(name, set()).add(spec.label)
    either = _either(sorted(words, key=len, reverse=True))
    changed = re.compile(
        rf"(?P<of>{either}).{{0,4}}?(?:{_CHANGED})|(?:更正|更改|更换|换了)(?P<old>{either})(?=$|[为是了成])"
    )
    return {name: frozenset(labels) for name, labels in words.items()}, changed
