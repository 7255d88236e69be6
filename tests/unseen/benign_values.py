"""Benign: the same answers in other people's ways of typing them."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tests.unseen.answers import Answer
from tests.unseen.returns import Return, fill_row, place, set_sign, tick, write
from tests.unseen.wml import NS, Element, parse, run, u, w

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN = "〇一二三四五六七八九"


def retype(kinds: tuple[str, ...], how: Callable[[Answer], str | None]) -> Callable[[Return], bool]:
    """All answers of `kinds`, single and in rows, typed as `how` says (None: this one stays)."""

    def mutate(made: Return) -> bool:
        changed = False
        for each in made.slots(*kinds):
            answer = made.answers[each.key]
            text = how(answer) if answer else None
            if answer is not None and text is not None and text != answer.raw:
                made.write(each.key, text)
                made.answers[each.key] = answer.typed(text)
                changed = True
        for grid, number in made.filled():
            line = made.rows[grid.key][number]
            for key, answer in line.items():
                text = how(answer) if answer and answer.kind.split(":")[0] in kinds else None
                if answer is not None and text is not None and text != answer.raw:
                    made.write_cell(grid.key, number, key, text)
                    line[key] = answer.typed(text)
                    changed = True
        return changed

    return mutate


def _iso(answer: Answer) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in answer.value.split("-"))
    return year, month, day


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones or not tens else "")


def _chinese(answer: Answer) -> str:
    year, month, day = _iso(answer)
    return f"{''.join(_HAN[int(d)] for d in str(year))}年{_han(month)}月{_han(day)}日"


def _measure(answer: Answer) -> str | None:
    unit = answer.kind.partition(":")[2]
    return f"{answer.value}{unit}" if unit else None


def _landline(answer: Answer, form: str) -> str | None:
    area, dash, number = answer.raw.partition("-")
    return form.format(area, number) if dash else None


def _mobile(answer: Answer, form: str) -> str | None:
    raw = answer.raw
    return form.format(raw[:3], raw[3:7], raw[7:]) if len(raw) == 11 and raw.isdigit() else None


def _gap(answer: Answer) -> str | None:
    return f"{answer.raw[0]} {answer.raw[1]}" if len(answer.raw) == 2 else None


def blanks(made: Return) -> bool:
    """One to three answers are left blank."""
    found = made.slots()
    for each in made.rng.sample(found, min(len(found) - 1, made.rng.randint(1, 3))):
        made.answers[each.key] = None
        original = made.form.root.xpath(f"//*[@u:slot='{each.key}']", namespaces={"u": "urn:unseen"})[0]
        target = made.slot(each.key)
        target.getparent().replace(target, etree.fromstring(etree.tostring(original)))
    return True


def signs(sign: str) -> Callable[[Return], bool]:
    def mutate(made: Return) -> bool:
        found = made.choices()
        for each in found:
            tick(made, each, sign)
        return bool(found)

    return mutate


def wingdings(made: Return) -> bool:
    """The tick is a symbol of a symbol font."""
    found = made.choices()
    for each in found:
        answer = made.answers[each.key]
        for box in made.find(f"//w:r[@u:box='{each.key}']"):
            if answer and box.get(u("opt")) in answer.raw.split("、"):
                set_sign(box, "")
                box.append(parse('<w:sym w:font="Wingdings 2" w:char="F052"/>'))
    return bool(found)


def two_paragraphs(made: Return) -> bool:
    """A long answer with a second paragraph."""
    found = [each for each in made.slots("long") if made.slot(each.key).tag == w("p")]
    for each in found[:1]:
        answer = made.answers[each.key]
        if answer is None:
            continue
        more = made.pool.make("long")
        made.slot(each.key).addnext(parse(f"<w:p>{run(more.raw)}</w:p>"))
        text = f"{answer.raw}\n{more.raw}"
        made.answers[each.key] = Answer("long", text, text)
    return bool(found)


def quotes(made: Return) -> bool:
    """Word has made curly quotes and an ellipsis."""
    found = made.slots("long")
    for each in found:
        answer = made.answers[each.key]
        if answer:
            text = "“一村一策”" + answer.raw
            made.write(each.key, text)
            made.answers[each.key] = Answer("long", text, text)
    return bool(found)


def line_break(made: Return) -> bool:
    """A long answer or an address goes on after a line break."""
    found = made.slots("long")
    for each in found:
        answer = made.answers[each.key]
        if answer:
            text = answer.raw.replace("，", "，\n", 1)
            made.write(each.key, text)
            made.answers[each.key] = Answer("long", text, (text, answer.raw))
    return bool(found)


def underscores(made: Return) -> bool:
    """The answer stands between what is left of the line."""
    found = [each for each in made.slots() if _lined(made, each.key)]
    for each in found:
        answer = made.answers[each.key]
        if answer:
            made.write(each.key, f"__{answer.raw}____")
    return bool(found)


def _lined(made: Return, key: str) -> bool:
    original = made.form.root.xpath(f"//*[@u:slot='{key}']", namespaces={"u": "urn:unseen"})[0]
    return "__" in "".join(original.itertext())


def more_rows(made: Return) -> bool:
    """Rows added at the end of a full table."""
    open_grids = [grid for grid in made.form.grids if not grid.names]
    for grid in open_grids:
        lines = made.rows[grid.key]
        for number in range(len(lines), grid.count):
            lines.append(fill_row(made, grid, number))
        for _ in range(made.rng.randint(1, 4)):
            last = made.find(f"//w:tr[@u:row='{grid.key}']")[-1]
            around = last.getparent().getparent() if last.getparent().tag == w("sdtContent") else last
            fresh: Element = etree.fromstring(etree.tostring(around))
            around.addnext(fresh)
            for mark in fresh.xpath(".//w:tc[@u:serial]//w:t", namespaces=NS):
                mark.text = str(len(lines) + 1)
            lines.append({})
            number = len(lines) - 1
            for cell in made.cells(grid.key, number).values():
                write(place(cell), "")
            lines[number] = fill_row(made, grid, number)
    return bool(open_grids)


VALUES: dict[str, Callable[[Return], bool]] = {
    "wide digits": retype(("mobile", "date", "when", "int", "phone"), lambda a: a.raw.translate(WIDE)),
    "mobile in groups": retype(("mobile", "phone"), lambda a: _mobile(a, "{} {} {}")),
    "mobile with dashes": retype(("mobile", "phone"), lambda a: _mobile(a, "{}-{}-{}")),
    "mobile with +86": retype(("mobile", "phone"), lambda a: _mobile(a, "+86 {}{}{}")),
    "area code in brackets": retype(("landline", "phone"), lambda a: _landline(a, "（{}）{}")),
    "area code and space": retype(("landline", "phone"), lambda a: _landline(a, "{} {}")),
    "date with dots": retype(("date", "when"), lambda a: "{}.{}.{}".format(*_iso(a))),
    "date with slashes": retype(("date", "when"), lambda a: "{}/{}/{}".format(*_iso(a))),
    "date with dashes": retype(("date", "when"), lambda a: "{}-{}-{}".format(*_iso(a))),
    "date with zeros": retype(("date", "when"), lambda a: "{}年{:02d}月{:02d}日".format(*_iso(a))),
    "date in Chinese": retype(("date", "when"), _chinese),
    "date with spaces": retype(("date", "when"), lambda a: "{} 年 {} 月 {} 日".format(*_iso(a))),
    "number with its measure": retype(("int",), _measure),
    "number with 共": retype(("int",), lambda a: f"共{_measure(a)}" if _measure(a) else None),
    "name of two spaced out": retype(("name", "person"), _gap),
    "spaces around": retype(("name", "person", "text", "unit", "mobile", "int"), lambda a: f" {a.raw}　"),
    "some left blank": blanks,
    "tick √": signs("√"),
    "tick ✓": signs("✓"),
    "tick ■": signs("■"),
    "tick ☒": signs("☒"),
    "tick of Wingdings": wingdings,
    "long answer in two paragraphs": two_paragraphs,
    "curly quotes": quotes,
    "line break in a long answer": line_break,
    "underscores kept": underscores,
    "rows added": more_rows,
}
