"""Ambiguous: rows crossed out or hidden, names of rows changed, labels repeated in answers, lines drawn across."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.unseen.ambiguous_marks import any_field, set_prop, slot_runs
from tests.unseen.ambiguous_tables import own_grid
from tests.unseen.answers import Answer
from tests.unseen.returns import Return, erase, unknown
from tests.unseen.wml import para, parse, run, w


def _void_row(made: Return, key: str, number: int) -> None:
    made.rows[key][number] = {column: unknown(each) for column, each in made.rows[key][number].items()}


def row_struck(made: Return) -> bool:
    """All answers of a row are struck out."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    for each in rows[0].iter(w("r")):
        set_prop(each, "<w:strike/>")
    _void_row(made, grid.key, 0)
    return True


def row_hidden(made: Return) -> bool:
    """A row is set as hidden."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    props = rows[1].find(w("trPr"))
    props.append(parse("<w:hidden/>"))
    for each in rows[1].iter(w("r")):
        set_prop(each, "<w:vanish/>")
    _void_row(made, grid.key, 1)
    return True


def row_named(word: str) -> Callable[[Return], bool]:
    """The first answer of a row begins with a word that takes the row back."""

    def mutate(made: Return) -> bool:
        found = own_grid(made)
        if found is None:
            return False
        grid, _ = found
        key = grid.columns[0].key
        answer = made.rows[grid.key][0][key]
        made.write_cell(grid.key, 0, key, f"（{word}）{answer.raw if answer else ''}")
        _void_row(made, grid.key, 0)
        return True

    return mutate


def serial_void(made: Return) -> bool:
    """The number of a row is overwritten by 作废."""
    found = made.find("//w:tc[@u:serial]//w:t")
    if not found or not made.form.grids:
        return False
    found[0].text = "作废"
    _void_row(made, made.form.grids[0].key, 0)
    return True


def rows_as_text(made: Return) -> bool:
    """One more row is typed below the table, with tabs."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    line = {column.key: made.pool.make(column.kind) for column in grid.columns}
    rows[0].getparent().addnext(parse(para(run("\t".join(each.raw for each in line.values())))))
    made.rows[grid.key].append(dict(line))
    return True


def row_above_header(made: Return) -> bool:
    """One more row is typed above the header row."""
    found = own_grid(made)
    if found is None:
        return False
    grid, rows = found
    fresh = copy.deepcopy(rows[0])
    line = {column.key: made.pool.make(column.kind) for column in grid.columns}
    cells = [each for each in fresh.iter(w("tc")) if each.get("{urn:unseen}col")]
    for target, answer in zip(cells, line.values(), strict=True):
        for number, text in enumerate(target.iter(w("t"))):
            text.text = answer.raw if not number else ""
    for each in fresh.iter():
        for name in [one for one in each.attrib if str(one).startswith("{urn:unseen}")]:
            del each.attrib[name]
    rows[0].getparent().find(w("tr")).addprevious(fresh)
    made.rows[grid.key].append(dict(line))
    return True


def _names(made: Return) -> tuple[str, list] | None:  # type: ignore[type-arg]
    for grid in made.form.grids:
        if grid.names:
            return grid.key, made.find(f"//w:tr[@u:row='{grid.key}']")
    return None


def row_renamed(made: Return) -> bool:
    """The printed name of a row is overwritten by another."""
    found = _names(made)
    if found is None:
        return False
    key, rows = found
    next(rows[1].iter(w("t"))).text = "其他类别"
    _void_row(made, key, 1)
    return True


def named_row_inserted(made: Return) -> bool:
    """A row of another name stands between the printed ones."""
    found = _names(made)
    if found is None:
        return False
    _, rows = found
    fresh = copy.deepcopy(rows[1])
    for number, text in enumerate(fresh.iter(w("t"))):
        text.text = "其他类别" if not number else made.pool.make("int").raw
    for each in fresh.iter():
        for name in [one for one in each.attrib if str(one).startswith("{urn:unseen}")]:
            del each.attrib[name]
    rows[1].addnext(fresh)
    return True


def label_in_answer(made: Return) -> bool:
    """The label is typed again before the answer."""
    each = any_field(made, "name", "mobile", "phone", "unit", "email", "place")
    answer = made.answers[each.key] if each else None
    if each is None or answer is None:
        return False
    made.write(each.key, f"{each.labels[0]}：{answer.raw}")
    return True


def neighbour_in_answer(made: Return) -> bool:
    """Another field's label and answer are typed behind the answer."""
    names, others = made.slots("name"), made.slots("mobile", "phone", "email")
    if not names or not others:
        return False
    one, two = made.rng.choice(names), made.rng.choice(others)
    a, b = made.answers[one.key], made.answers[two.key]
    if a and b:
        made.write(one.key, f"{a.raw}，{two.labels[0]}：{b.raw}")
        erase(made, two.key)
    return True


def line_across(made: Return) -> bool:
    """A line is drawn across an answer."""
    each = any_field(made)
    if each is None:
        return False
    shape = '<v:line style="position:absolute;z-index:1" from="0,8pt" to="90pt,8pt" strokecolor="red"/>'
    slot_runs(made, each.key)[-1].addnext(parse(f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def circled_note(made: Return) -> bool:
    """A circled number at the answer, its note below."""
    each = any_field(made, "name", "mobile", "phone", "unit", "int", "text")
    if each is None:
        return False
    slot_runs(made, each.key)[-1].addnext(parse(run("①")))
    made.end(para(f"①已变更为{made.pool.make(each.kind).raw}"))
    made.answers[each.key] = unknown(made.answers[each.key])
    return True


def moved_away(made: Return) -> bool:
    """An answer was moved elsewhere under tracking; another was typed."""
    each = any_field(made)
    if each is None:
        return False
    other = made.pool.make(each.kind)
    who = 'w:id="31" w:author="a" w:date="2024-01-01T00:00:00Z"'
    old = slot_runs(made, each.key)[0]
    around = parse(f"<w:moveFrom {who}/>")
    old.addprevious(around)
    around.append(old)
    around.addnext(parse(run(other.raw)))
    made.answers[each.key] = Answer(each.kind, other.raw, other.value)
    return True


def between(made: Return) -> bool:
    """A sentence between the form's lines corrects an answer."""
    each = any_field(made)
    if each is None:
        return False
    other = made.pool.make(each.kind)
    made.find("//w:body/w:p[1]")[0].addnext(parse(para(f"（{each.labels[0]}已更换为{other.raw}）")))
    made.answers[each.key] = Answer(each.kind, other.raw, other.value)
    return True


MORE: dict[str, Callable[[Return], bool]] = {
    "row struck out": row_struck,
    "row hidden": row_hidden,
    "row taken back": row_named("已撤销"),
    "row entered by mistake": row_named("填错"),
    "number of a row void": serial_void,
    "row typed below the table": rows_as_text,
    "row above the header": row_above_header,
    "name of a row changed": row_renamed,
    "row of another name": named_row_inserted,
    "label in the answer": label_in_answer,
    "other field in the answer": neighbour_in_answer,
    "line drawn across": line_across,
    "circled number and note": circled_note,
    "moved under tracking": moved_away,
    "correction between the lines": between,
}
