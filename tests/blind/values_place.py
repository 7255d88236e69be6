"""Answers in doubtful places: exchanged, shifted, joined, repeated, beside."""

from __future__ import annotations

from tests.blind.answers import Answer, answer, blank, landline, make, mobile, norm, person
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.tools import (
    typed_in,
)
from tests.blind.xml import parse, r, w


@ambiguous
def other_label_in_answer(case: Case) -> bool:
    """电话：138… typed into the name's cell behind the name."""
    slot = case.pick("name", "post", "unit", cells=True)
    if slot is None:
        return False
    return typed_in(case, slot, f"{case.answers[slot.name].typed}  联系电话：{mobile(case.rng)}")


@ambiguous
def note_names_another(case: Case) -> bool:
    """联系人：李四 in a long answer while the name's own place is empty: it may not fill it."""
    slot, name = case.pick("long", cells=True), case.pick("name")
    if slot is None or name is None or name.how != "cell":
        return False
    label = name.labels[0]
    case.put(name.name, blank("name"))
    case.put(slot.name, answer("long", f"{label}：{person(case.rng)}\n其余无。"))
    return True


@ambiguous
def fields_swapped(case: Case) -> bool:
    """Two answers that a person sees to be in each other's place."""
    pairs = (
        ("name", "post"),
        ("name", "mobile"),
        ("name", "unit"),
        ("mobile", "email"),
        ("date", "integer"),
        ("unit", "mobile"),
        ("name", "date"),
        ("mobile", "landline"),
        ("integer", "name"),
        ("name", "place"),
    )
    found = [(a, c) for first, second in pairs if (a := case.pick(first)) and (c := case.pick(second))]
    if not found:
        return False
    a, c = case.rng.choice(found)
    one, two = case.answers[a.name], case.answers[c.name]
    case.put(a.name, Answer(two.typed, frozenset(), a.kind, look=True))
    case.put(c.name, Answer(one.typed, frozenset(), c.kind, look=True))
    return True


@ambiguous
def fields_shifted(case: Case) -> bool:
    """From one place on, every answer stands in the next place."""
    cells = [each for each in case.form.slots if each.how == "cell" and not each.loose and each.kind != "opinion"]
    run = [each for each in cells if case.place(each.name).tag == w("tc")]
    if len(run) < 5:
        return False
    start = case.rng.randrange(len(run) - 3)
    words = [case.answers[each.name].typed for each in run]
    for place in range(len(run) - 1, start, -1):
        case.put(
            run[place].name,
            Answer(words[place - 1], frozenset(), run[place].kind, look=words[place - 1] != words[place]),
        )
    case.put(run[start].name, blank(run[start].kind))
    case.hold = True
    return True


@ambiguous
def row_swapped(case: Case) -> bool:
    """Two answers of one row in each other's column."""
    table = case.pick_table()
    if table is None:
        return False
    columns = [
        each
        for each in table.asked
        if not each.options and each.kind in ("name", "mobile", "post", "landline", "date", "decimal")
    ]
    pairs = [(a, c) for a in columns for c in columns if a.kind < c.kind and {a.kind, c.kind} != {"post", "text"}]
    if not pairs:
        return False
    a, c = case.rng.choice(pairs)
    number = case.rng.randrange(len(case.rows[table.name]))
    row = case.rows[table.name][number]
    one, two = row[a.name].typed, row[c.name].typed
    case.put_cell(table.name, number, a.name, Answer(two, frozenset(), a.kind, look=True))
    case.put_cell(table.name, number, c.name, Answer(one, frozenset(), c.kind, look=True))
    return True


@ambiguous
def row_shifted(case: Case) -> bool:
    """One row a column to the right."""
    table = case.pick_table()
    if table is None:
        return False
    columns = [each for each in table.asked if not each.options]
    number = case.rng.randrange(len(case.rows[table.name]))
    words = [case.rows[table.name][number][each.name].typed for each in columns]
    if not words[0] or len(columns) < 3:
        return False
    for column, word in zip(columns, ["", *words[:-1]], strict=True):
        case.put_cell(table.name, number, column.name, Answer(word, frozenset(), column.kind, look=True))
    return True


@ambiguous
def columns_exchanged(case: Case) -> bool:
    """Two columns exchanged in every row, headers left."""
    table = case.pick_table()
    columns = (
        [each for each in table.asked if each.kind in ("name", "mobile", "landline", "post", "date")] if table else []
    )
    if table is None or len(columns) < 2:
        return False
    a, c = case.rng.sample(columns, 2)
    for number, row in enumerate(case.rows[table.name]):
        one, two = row[a.name].typed, row[c.name].typed
        case.put_cell(table.name, number, a.name, Answer(two, frozenset(), a.kind, look=True))
        case.put_cell(table.name, number, c.name, Answer(one, frozenset(), c.kind, look=True))
    return True


@ambiguous
def row_in_one_cell(case: Case) -> bool:
    """A whole row pasted into its first cell."""
    table = case.pick_table()
    if table is None:
        return False
    columns = [each for each in table.asked if not each.options]
    row = case.rows[table.name][0]
    words = "\t".join(row[each.name].typed for each in columns)
    for place, column in enumerate(columns):
        new = Answer(words, frozenset(), column.kind, look=True) if place == 0 else Answer("", frozenset(), look=True)
        case.put_cell(table.name, 0, column.name, new)
    return True


@ambiguous
def two_people_in_row(case: Case) -> bool:
    """Two persons in one row, line under line."""
    table = case.pick_table()
    columns = [each for each in table.asked if each.kind in ("name", "mobile", "post")] if table else []
    if table is None or len(columns) < 2:
        return False
    for column in columns:
        words = f"{case.rows[table.name][0][column.name].typed}\n{make(column.kind, case.rng).typed}"
        case.put_cell(table.name, 0, column.name, Answer(words, frozenset(), column.kind, look=True))
    return True


@ambiguous
def rest_in_next_row(case: Case) -> bool:
    """A long cell goes on in the next row, whose other cells are empty."""
    table = case.pick_table(2)
    column = case.column(table, "text", "post", "place", "long") if table else None
    if table is None or column is None:
        return False
    for each in table.asked:
        if each.options:
            return False
        case.put_cell(table.name, 1, each.name, Answer("", frozenset(), each.kind, look=True))
    case.put_cell(table.name, 0, column.name, Answer("城北片区管网改造及配套", frozenset(), "text", look=True))
    case.put_cell(table.name, 1, column.name, Answer("道路恢复工程（二期）", frozenset(), "text", look=True))
    return True


@ambiguous
def answer_spills(case: Case) -> bool:
    """An answer goes on in the next field's cell."""
    cells = [each for each in case.form.slots if each.how == "cell" and each.kind in ("unit", "text", "place", "post")]
    if len(cells) < 2:
        return False
    a = case.rng.choice(cells[:-1])
    c = case.form.slots[case.form.slots.index(a) + 1]
    if c.how != "cell" or c.kind == "opinion":
        return False
    case.put(a.name, Answer("海宁市农业农村和水利", frozenset(), a.kind, look=True))
    case.put(c.name, Answer(f"局（{case.answers[c.name].typed}）", frozenset(), c.kind, look=True))
    case.hold = True
    return True


@ambiguous
def unsure(case: Case) -> bool:
    """张三？, 可能, 暂定."""
    slot = case.pick("name", "unit", "post", "date", "integer", "mobile")
    if slot is None:
        return False
    old = case.answers[slot.name].typed
    return typed_in(
        case,
        slot,
        case.rng.choice((f"{old}？", f"{old}（暂定）", f"可能{old}", f"{old}（待核实）", f"{old}?", f"暂定{old}")),
    )


@ambiguous
def corrected_inside(case: Case) -> bool:
    """李四（原为张三）, 张三→李四, 张三 改 李四."""
    slot = case.pick("name", "mobile", "integer", "post", "date")
    if slot is None:
        return False
    old, new = case.answers[slot.name].typed, make(slot.kind, case.rng).typed
    words = case.rng.choice(
        (
            f"{new}（原为{old}）",
            f"{old}→{new}",
            f"{old} 改为 {new}",
            f"{old}，更正：{new}",
            f"{old}（作废）{new}",
            f"{old}误，应为{new}",
        )
    )
    return typed_in(case, slot, words)


@ambiguous
def look_alikes(case: Case) -> bool:
    """Full-width and mixed digits in one number are one number; circled ones are not."""
    slot = case.pick("integer")
    words, *right = case.rng.choice(
        (("１2", "12", 12), ("①②",), ("1²",), ("㈤",), ("1２０", 120, "120"), ("Ⅲ5",), ("l2",), ("O",), ("І2",))
    )
    return typed_in(case, slot, str(words), *right)


@ambiguous
def bidi(case: Case) -> bool:
    """A right-to-left override turns what is seen around."""
    slot = case.pick("mobile", "integer", "name")
    if slot is None:
        return False
    old = case.answers[slot.name].typed
    return typed_in(case, slot, f"\u202e{old}\u202c") if len(old) > 1 and old != old[::-1] else False


@ambiguous
def dash_or_slash(case: Case) -> bool:
    """/ or — : empty, or the sign itself, or a person looks."""
    slot = case.pick("text", "post", "landline", "place", "name")
    word = case.rng.choice(("/", "—", "——", "-", "\\", "无"))
    return typed_in(case, slot, word, word, "")


@ambiguous
def wrong_unit(case: Case) -> bool:
    """A second unit's name beside the first."""
    slot = case.pick("unit")
    if slot is None or slot.labels[0] == "帮扶单位":  # which may be two
        return False
    return typed_in(case, slot, f"{case.answers[slot.name].typed}{case.rng.choice('、/ ')}嘉善县民政局")


@ambiguous
def landline_short(case: Case) -> bool:
    """A short number, an extension: as typed or a look."""
    full = landline(case.rng)
    words = case.rng.choice((full.split("-")[1], f"{full}-802", f"{full}转8012", full[:-2], "6688（小号）"))
    return typed_in(
        case, case.pick("landline"), words, words, *([full.split("-")[1]] if words == full.split("-")[1] else [])
    )


@ambiguous
def duplicate_rows(case: Case) -> bool:
    """The same row twice."""
    table = case.pick_table(2)
    if table is None:
        return False
    for column in table.asked:
        case.put_cell(table.name, 1, column.name, case.rows[table.name][0][column.name])
    return True


@ambiguous
def answer_in_label_cell(case: Case) -> bool:
    """姓名 张三 in the label cell, the answer cell empty."""
    slot = case.pick("name", "post", "mobile", "unit", cells=True)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    old = case.answers[slot.name].typed
    case.put(slot.name, blank(slot.kind))
    case.answers[slot.name] = answer(slot.kind, old)
    from_label = cell.findall("{*}p")[-1]
    write(from_label, f"{slot.labels[0]} {old}")
    case.hold = False
    return True


@ambiguous
def line_answers_together(case: Case) -> bool:
    """Two answers on the first of two lines, the second left empty."""
    lines = [each for each in case.form.slots if each.how == "line" and case.answers[each.name].typed]
    if len(lines) < 2:
        return False
    place = case.rng.randrange(len(lines) - 1)
    a, c = lines[place], lines[place + 1]
    words = f"{case.answers[a.name].typed} {case.answers[c.name].typed}"
    case.put(a.name, Answer(words, frozenset(), a.kind, look=True))
    case.put(c.name, Answer("", frozenset({norm(case.answers[c.name].typed, True)}), c.kind))
    case.hold = True
    return True


@ambiguous
def line_answer_late(case: Case) -> bool:
    """联系人：______ 张三: behind the blank, before the next label."""
    slot = case.pick(how="line")
    if slot is None:
        return False
    run = case.place(slot.name)
    old = case.answers[slot.name].typed
    write_run = parse(r(f" {old} "))
    run_text(run, "________")
    run.addnext(write_run)
    return True
