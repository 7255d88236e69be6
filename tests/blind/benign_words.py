"""Ways of writing that change nothing: a careful person takes such a form as it stands."""

from __future__ import annotations

from copy import deepcopy

from tests.blind.answers import answer, dates, landline, person
from tests.blind.case import Case, benign, fill_rows, run_text, write
from tests.blind.tools import (
    DIGITS,
    answer_runs,
    label_texts,
    parent,
    unmark,
    wide,
)
from tests.blind.xml import b, parse, text_of, w


@benign
def labels_spaced(case: Case) -> bool:
    """联系人 → 联 系 人."""
    found = [each for each in label_texts(case) if 2 <= len((each.text or "").strip()) <= 4]
    for each in case.rng.sample(found, min(3, len(found))):
        gap = case.rng.choice((" ", "  ", "\u3000"))
        each.text = gap.join((each.text or "").replace(" ", ""))
    return bool(found)


@benign
def label_broken(case: Case) -> bool:
    """A label in two lines by a break of its own."""
    found = [each for each in label_texts(case) if len(each.text or "") >= 4]
    if not found:
        return False
    each = case.rng.choice(found)
    words = each.text or ""
    run_text_element = each.getparent()
    assert run_text_element is not None
    run_text(run_text_element, words[:2] + "\n" + words[2:])
    return True


@benign
def runs_split(case: Case) -> bool:
    """Answers in runs of one character, with spelling marks and rsids between, as editors leave them."""
    runs = answer_runs(case)
    for run in runs:
        words = text_of(run)
        if len(words) < 2 or list(run.iter(w("br"), w("tab"), w("noBreakHyphen"))):
            continue
        for place, letter in enumerate(words):
            new = deepcopy(run)
            slot = new.attrib.pop(b("slot"), "")
            if slot:
                new.set(b("piece"), slot)
            run_text(new, letter)
            new.set(w("rsidR"), f"00{place:02d}A1B2")
            run.addprevious(new)
        run.addprevious(parse('<w:proofErr w:type="spellStart"/>'))
        run_text(run, "")
    return bool(runs)


@benign
def coloured(case: Case) -> bool:
    """Answers in blue, bold, another font and size."""
    runs = answer_runs(case)
    for run in runs:
        old = run.find(w("rPr"))
        if old is not None and old.find(w("rStyle")) is None:
            run.remove(old)
        if run.find(w("rPr")) is None:
            run.insert(
                0,
                parse('<w:rPr><w:rFonts w:eastAsia="楷体"/><w:b/><w:color w:val="0000FF"/><w:sz w:val="24"/></w:rPr>'),
            )
    return bool(runs)


@benign
def digits_wide(case: Case) -> bool:
    """Numbers in full width."""
    slot = case.pick("mobile", "integer", "landline")
    if slot is None or slot.how == "formtext":
        return False
    old = case.answers[slot.name]
    case.put(slot.name, answer(old.kind, wide(old.typed), *old.values))
    return True


@benign
def dates_otherwise(case: Case) -> bool:
    """2016.5.10, 2016/5/10, 二〇一六年五月十日, 2016 年 5 月 10 日, 20160510."""
    slot = case.pick("date")
    if slot is None:
        return False
    m, d = case.rng.randint(1, 9), case.rng.randint(1, 9)
    hand = f"二〇一六年{DIGITS[m]}月{DIGITS[d]}日"
    styles = (
        f"2016.{m}.{d}",
        f"2016/{m:02d}/{d:02d}",
        hand,
        f"2016 年 {m} 月 {d} 日",
        f"2016年0{m}月0{d}日",
        f"２０１６．{m}．{d}",
    )
    case.put(slot.name, answer("date", case.rng.choice(styles), *dates(2016, m, d)))
    return True


@benign
def date_parts_padded(case: Case) -> bool:
    """Digits in the printed 年 月 日 with zeros, spaces, or in Chinese."""
    slot = case.pick("day")
    slot = slot or next((each for each in case.form.slots if each.kind == "day"), None)
    if slot is None:
        return False
    m, d = case.rng.randint(1, 9), case.rng.randint(1, 9)
    parts = case.rng.choice(
        (
            (" 2016 ", f" {m} ", f" {d} "),
            ("2016", f"0{m}", f"0{d}"),
            ("二〇一六", DIGITS[m], DIGITS[d]),
            ("２０１６", wide(str(m)), wide(str(d))),
        )
    )
    typed = "年".join(parts[:2]) + f"月{parts[2]}日"
    case.put(slot.name, answer("date", typed, *dates(2016, m, d), options=parts))
    return True


@benign
def name_spaced(case: Case) -> bool:
    """张 三."""
    slot = case.pick("name")
    if slot is None:
        return False
    words = person(case.rng)[:2]
    case.put(slot.name, answer("name", case.rng.choice((" ", "  ", "\u3000")).join(words), words))
    return True


@benign
def name_minority(case: Case) -> bool:
    """A name with a dot, or a double surname."""
    slot = case.pick("name", cells=True)
    if slot is None:
        return False
    name = case.rng.choice(("阿依古丽·买买提", "欧阳建国", "司马晓燕", "迪丽拜尔·艾合买提", "诸葛明"))
    case.put(slot.name, answer("name", name, name.replace("·", "")))
    return True


@benign
def mobile_spaced(case: Case) -> bool:
    """138 0573 1234, 138-0573-1234."""
    slot = case.pick("mobile")
    if slot is None:
        return False
    n = case.answers[slot.name].typed
    if len(n) != 11:
        return False
    gap = case.rng.choice((" ", "-", "\u00a0"))
    case.put(slot.name, answer("mobile", f"{n[:3]}{gap}{n[3:7]}{gap}{n[7:]}", n))
    return True


@benign
def landline_otherwise(case: Case) -> bool:
    """(0573)82521879, 0573－82521879, 0573 82521879."""
    slot = case.pick("landline")
    if slot is None:
        return False
    full = landline(case.rng)
    area, number = full.split("-")
    style = case.rng.choice((f"（{area}）{number}", f"{area}－{number}", f"{area} {number}", f"({area}){number}"))
    case.put(slot.name, answer("landline", style, full))
    return True


@benign
def count_with_unit(case: Case) -> bool:
    """12人."""
    slot = case.pick("integer", cells=True)
    if slot is None:
        return False
    label = slot.labels[0]
    unit = "元" if "元" in label else "人" if "人" in label else "次"
    n = case.rng.randint(2, 900)
    case.put(slot.name, answer("integer", f"{n}{unit}", n))
    return True


@benign
def thousands(case: Case) -> bool:
    """1,234."""
    slot = case.pick("integer", "decimal")
    if slot is None:
        return False
    n = case.rng.randint(1000, 99999)
    case.put(slot.name, answer(slot.kind, f"{n:,}", n))
    return True


@benign
def many_rows(case: Case) -> bool:
    """More rows than the blank has."""
    table = case.pick_table()
    if table is None:
        return False
    fill_rows(case, table, case.rng.randint(table.preset + 1, 30))
    return True


@benign
def two_hundred_rows(case: Case) -> bool:
    """200 rows."""
    table = case.pick_table()
    if table is None or case.rng.random() < 0.5:
        return False
    fill_rows(case, table, 200)
    return True


@benign
def empty_rows_deleted(case: Case) -> bool:
    """What was not needed is gone."""
    table = case.pick_table()
    if table is None:
        return False
    rows = case.doc.find(f'//w:tr[@b:table="{table.name}"]')[len(case.rows[table.name]) :]
    for each in rows:
        parent(each).remove(each)
    return bool(rows)


@benign
def no_rows(case: Case) -> bool:
    """The list stays empty."""
    table = case.pick_table()
    if table is None:
        return False
    fresh = case.form.doc.copy().find(f'//w:tr[@b:table="{table.name}"]')
    for number, old in enumerate(case.doc.find(f'//w:tr[@b:table="{table.name}"]')):
        if number < len(fresh):
            parent(old).replace(old, fresh[number])
        else:
            parent(old).remove(old)
    case.rows[table.name] = []
    return True


@benign
def gap_between_rows(case: Case) -> bool:
    """An empty row between filled ones."""
    table = case.pick_table(2)
    if table is None or any(each.options or each.kind == "serial" for each in table.columns):
        return False
    first = case.row(table.name, 0)
    new = deepcopy(first)
    for cell in new.iter(w("tc")):
        if next(cell.iter(w("sdt")), None) is not None:
            return False
        write(cell, "")
    unmark(new)
    first.addnext(new)
    return True


@benign
def header_again(case: Case) -> bool:
    """The header stands again where a page begins."""
    table = case.pick_table(3)
    if table is None:
        return False
    heads = list(case.row(table.name, 0).itersiblings(w("tr"), preceding=True))[::-1]
    for each in heads:
        case.row(table.name, 2).addprevious(deepcopy(each))
    return True


@benign
def underscores_kept(case: Case) -> bool:
    """__张三__."""
    found = [each for each in case.form.slots if each.how == "line" and case.answers[each.name].typed]
    for each in found:
        if "_" in text_of(case.form.doc.find(f'//*[@b:slot="{each.name}"]')[0]):
            old = case.answers[each.name]
            case.put_line(each.name, f"__{old.typed}__")
    return bool(found)


@benign
def spaces_kept(case: Case) -> bool:
    """Underlined spaces left around the answers."""
    found = [each for each in case.form.slots if each.how == "line" and case.answers[each.name].typed]
    for each in found:
        case.put_line(each.name, f"   {case.answers[each.name].typed}     ")
    return bool(found)


@benign
def line_in_three_runs(case: Case) -> bool:
    """Underlined spaces, the answer without a line, underlined spaces."""
    slot = case.pick(how="line")
    if slot is None:
        return False
    run = case.place(slot.name)
    before, after = deepcopy(run), deepcopy(run)
    for each in (before, after):
        each.attrib.pop(b("slot"), "")
        run_text(each, "  ")
    run.addprevious(before)
    run.addnext(after)
    return True


@benign
def ticks_otherwise(case: Case) -> bool:
    """All ticks in another style: symbol fonts, ✔, ☒."""
    found = [each for each in case.form.slots if each.how == "boxes" and case.answers[each.name].options]
    style = case.rng.choice(("sym", "✓", "✔", "R"))
    for slot in found:
        for run in case.places(slot.name):
            if run.get(b("opt")) not in case.answers[slot.name].options:
                continue
            if style == "sym":
                run_text(run, "")
                run.append(parse('<w:sym w:font="Wingdings" w:char="F0FE"/>'))
            elif style == "R":
                run_text(run, "R")
                for old in run.findall(w("rPr")):
                    run.remove(old)
                run.insert(0, parse('<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr>'))
            else:
                run_text(run, style)
    return bool(found)
