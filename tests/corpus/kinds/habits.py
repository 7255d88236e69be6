"""Small habits of people who fill in forms, benign and ambiguous."""

from __future__ import annotations

import copy

from documents.wml import TC, Element, P, text_of, w
from tests.corpus.fill import write
from tests.corpus.kinds.registry import ambiguous, benign
from tests.corpus.kinds.words import one_of, typed, value_kind
from tests.corpus.paper import el, para, run
from tests.corpus.returns import Return, Spot, parent_of

value_kind(
    "answer_with_full_stop",
    "ends an answer with a full stop",
    ("name", "mobile", "date", "count"),
    lambda made, spot: f"{typed(spot)}。",
    keep=True,
)
value_kind(
    "answer_in_brackets",
    "puts the answer in brackets",
    ("name", "mobile", "post", "bureau"),
    lambda made, spot: f"（{typed(spot)}）",
    keep=True,
)
value_kind(
    "answer_in_quotes",
    "puts the answer in quotation marks",
    ("name", "bureau", "topic", "point"),
    lambda made, spot: f"“{typed(spot)}”",
    keep=True,
)
value_kind(
    "answer_with_label",
    "repeats the label in front of the answer",
    ("name", "mobile", "email", "bureau", "place", "date", "count"),
    lambda made, spot: f"{spot.ask.label}：{typed(spot)}",
    keep=True,
)
value_kind(
    "date_with_weekday",
    "adds the day of the week",
    ("date",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '（星期二）', '上午9时', ' 周二')}",
    keep=True,
)
value_kind(
    "mobile_grouped_oddly",
    "groups the mobile's digits in another way",
    ("mobile",),
    lambda made, spot: (
        f"{str(spot.answer.values[0])[:3]}{one_of(made, '.', ' ', '－')}{str(spot.answer.values[0])[3:]}"
    ),
    keep=True,
)
value_kind(
    "count_as_decimal", "Excel made 12.0 of 12", ("count",), lambda made, spot: f"{spot.answer.values[0]}.0", keep=True
)
value_kind(
    "count_with_zeros", "writes leading zeros", ("count",), lambda made, spot: f"0{spot.answer.values[0]}", keep=True
)
value_kind(
    "percent_without_sign",
    "leaves out the percent sign",
    ("percent",),
    lambda made, spot: typed(spot).rstrip("%"),
    keep=True,
)
value_kind(
    "same_as_contact",
    "refers to another answer",
    ("name", "mobile", "place", "bureau", "email"),
    lambda made, spot: one_of(made, "同联系人", "与负责人相同", "同左", "见上"),
    never=True,
)
value_kind(
    "word_prompt_typed",
    "a program's prompt stands where the answer should",
    ("name", "bureau", "place", "mobile", "post"),
    lambda made, spot: one_of(made, "单击此处输入文字", "单击或点击此处输入文字。", "请输入内容"),
    never=True,
)
value_kind(
    "unit_department",
    "writes a department of the own unit",
    ("unit",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '办公室', '组织部')}",
)
value_kind("two_units", "writes two units", ("unit",), lambda made, spot: f"{typed(spot)}、海宁团市委")
value_kind(
    "long_text_void",
    "a long text withdraws itself",
    ("long",),
    lambda made, spot: f"{typed(spot)}（以上内容作废，以书面材料为准）",
    never=True,
)
value_kind(
    "long_text_is_name", "a long text is only a name and a mobile", ("long",), lambda made, spot: "张明 13812345678"
)


@benign("leaves what may be left out empty")
def fields_blank(made: Return) -> bool:
    spots = made.filled("remark", "email", "place", "long", "landline", "post", how=("cell", "control", "gap"))
    gone = [each for each in spots if each.how == "cell" and each in made.spots]
    for spot in gone:
        spot.touched = True
        for each in spot.runs:
            parent_of(each).remove(each)
        spot.runs = []
        spot.answer.take("", None)
    return bool(gone) and any(not each.answer.blank for each in made.spots)


@benign("types the e-mail address in capitals")
def email_in_capitals(made: Return) -> bool:
    spot = made.pick("email", how=("cell", "control", "gap"))
    if spot is None:
        return False
    spot.retype(typed(spot).upper(), typed(spot), typed(spot).upper())
    return True


@benign("the typed answer keeps the grey look of the prompt")
def answer_looks_like_prompt(made: Return) -> bool:
    spot = made.pick("name", "mobile", "date", "place", "count", how=("control",))
    if spot is None:
        return False
    spot.type(typed(spot), el("rStyle", val="PlaceholderText"), el("color", val="808080"))
    return True


@ambiguous("writes 无 where there is nothing to say, which for a number may be 0")
def nothing_to_report(made: Return) -> bool:
    spot = made.pick("remark", "email", "landline", "count", "long", how=("cell", "control", "gap"), single=True)
    if spot is None:
        return False
    text = made.rng.choice(("无", "暂无", "没有"))
    spot.retype(text, None, text, 0)
    return True


@ambiguous("a control goes on saying that it shows its prompt, though an answer was typed")
def prompt_flag_left(made: Return) -> bool:
    spot = made.pick(how=("control",))
    properties = spot.holder.find(w("sdtPr")) if spot is not None else None
    if properties is None:
        return False
    properties.append(el("showingPlcHdr"))
    return True


@ambiguous("a date control remembers another day than it shows")
def date_control_disagrees(made: Return) -> bool:
    spots = [
        each
        for each in made.filled("date", how=("control",))
        if each.holder.find(f"{w('sdtPr')}/{w('date')}") is not None
    ]
    for spot in spots:
        found = spot.holder.find(f"{w('sdtPr')}/{w('date')}")
        assert found is not None
        found.set(w("fullDate"), "2015-01-01T00:00:00Z")
        spot.touched = True
    return bool(spots)


@benign("writes an address in two paragraphs")
def address_in_paragraphs(made: Return) -> bool:
    spot = made.pick("place", how=("cell",))
    if spot is None:
        return False
    text = typed(spot)
    cut = len(text) // 2
    spot.type(text[:cut])
    spot.holder.append(para(text[cut:]))
    broken = f"{text[:cut]}\n{text[cut:]}"
    spot.answer.take(broken, text, broken)
    return True


@benign("deletes the line 附件 above the title")
def attachment_mark_deleted(made: Return) -> bool:
    first = made.body[0]
    if not text_of(first).startswith("附件"):
        return False
    made.body.remove(first)
    return True


@ambiguous("deletes the title")
def title_deleted(made: Return) -> bool:
    title = next((each for each in made.body.findall(P) if len(text_of(each)) > 4), None)
    if title is None or made.truth.held:  # what holds the file may stand there
        return False
    made.body.remove(title)
    return True


@ambiguous("adds （补报） to the title")
def title_with_note(made: Return) -> bool:
    title = next((each for each in made.body.findall(P) if len(text_of(each)) > 4), None)
    if title is None:
        return False
    title.append(run(made.rng.choice(("（补报）", "（第二次报送）", "（更正）", "（草稿）"))))
    return True


@benign("deletes the serial numbers of rows that stayed empty")
def empty_serials_deleted(made: Return) -> bool:
    empty = [each.element for each in made.rows if each.line is None and made.lives(each.element)]
    nodes = [node for each in made.marks.get("serial", []) if each.getparent() in empty for node in each.iter(w("t"))]
    for node in nodes:
        node.text = ""
    return bool(nodes)


@ambiguous("deletes the serial numbers of filled rows")
def serials_deleted(made: Return) -> bool:
    filled = [
        each.element for each in made.rows if each.line is not None and not each.line.fixed and made.lives(each.element)
    ]
    nodes = [node for each in made.marks.get("serial", []) if each.getparent() in filled for node in each.iter(w("t"))]
    for node in nodes:
        node.text = ""
    return bool(nodes)


@ambiguous("lets Word number the rows")
def serials_automatic(made: Return) -> bool:
    cells = [each for each in made.marks.get("serial", []) if made.lives(each) and text_of(each).isdigit()]
    for each in cells:
        paragraph = each.find(P)
        assert paragraph is not None
        for old in paragraph.findall(w("r")):
            paragraph.remove(old)
        paragraph.insert(0, el("pPr", el("numPr", el("ilvl", val=0), el("numId", val=1))))
    return bool(cells)


def _lines(made: Return) -> list[tuple[Element, list[Spot]]]:
    """Lines of a paragraph form with their filled, untouched answers."""
    found = []
    for line in made.marks.get("line", []):
        spots = [
            each for each in made.filled(how=("gap",)) if each.label is not None and each.label.getparent() is line
        ]
        if made.lives(line) and spots:
            found.append((line, spots))
    return found


@ambiguous("copies a line for a second person")
def line_copied(made: Return) -> bool:
    found = _lines(made)
    if not found:
        return False
    line, spots = made.rng.choice(found)
    twin = copy.deepcopy(line)
    for spot in spots:
        spot.touched = True
        was = list(line.iter())
        node = list(twin.iter())[was.index(next(spot.runs[0].iter(w("t"))))]
        node.text = "另一人" + (node.text or "")
        spot.answer.doubt()
    line.addnext(twin)
    return True


@ambiguous("deletes a line with its question")
def line_deleted(made: Return) -> bool:
    found = _lines(made)
    if len(found) < 2:
        return False
    line, _ = made.rng.choice(found)
    for spot in made.spots:
        if spot.label is not None and spot.label.getparent() is line:
            spot.touched = True
            spot.answer.take("", None)
    parent_of(line).remove(line)
    return True


@ambiguous("adds a remark behind the answer of a line")
def line_with_remark(made: Return) -> bool:
    found = _lines(made)
    if not found:
        return False
    line, spots = made.rng.choice(found)
    line.append(run(made.rng.choice(("（周末请打办公电话）", "  另：可能晚到", "，请核实"))))
    spots[-1].touched = True
    spots[-1].answer.doubt()
    return True


@ambiguous("writes the unit that the form prints behind the gap")
def unit_twice(made: Return) -> bool:
    spots = [each for each in made.filled("count", how=("gap",)) if not each.ask.wish.suffix]
    for spot in spots:
        spot.touched = True
        spot.restyle(f"{spot.answer.values[0]}人")
    return bool(spots)


@benign("the boxes that are not ticked become ☐")
def empty_boxes_of_another_kind(made: Return) -> bool:
    spots = made.filled("choice", "choices", how=("boxes",))
    for spot in spots:
        spot.touched = True
        for node in spot.runs[0].iter(w("t")):
            node.text = (node.text or "").replace("□", "☐")
    return any("☐" in text_of(each.runs[0]) for each in spots)


@benign("ticks nothing")
def nothing_ticked(made: Return) -> bool:
    spots = made.filled("choice", "choices", how=("boxes",))
    for spot in spots[:1]:
        spot.touched = True
        spot.type("  ".join(f"□{each}" for each in spot.ask.wish.options))
        spot.answer.take("", None)
    return bool(spots)


@ambiguous("keeps only the chosen option with its tick")
def chosen_option_only(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    spot.type(f"√{spot.answer.values[0]}")
    return True


@ambiguous("ticks with the letter V")
def tick_as_letter(made: Return) -> bool:
    spot = made.pick("choice", "choices", how=("boxes",))
    if spot is None:
        return False
    value = spot.answer.values[0]
    chosen = value if isinstance(value, list) else [value]
    sign = made.rng.choice(("V", "v", "[√]", "(√)"))
    spot.type("  ".join((sign if each in chosen else "□") + each for each in spot.ask.wish.options))
    return True


@ambiguous("answers two more questions in a row added between the others")
def question_added(made: Return) -> bool:
    rows = list(
        dict.fromkeys(each.row for each in made.spots if each.row is not None and each.how in ("cell", "control"))
    )
    rows = [each for each in rows if made.lives(each) and each.find(f".//{w('vMerge')}") is None]
    if not rows:
        return False
    row = made.rng.choice(rows)
    twin = copy.deepcopy(row)
    for sdt in list(twin.iter(w("sdt"))):
        content = sdt.find(w("sdtContent"))
        parent = parent_of(sdt)
        at = parent.index(sdt)
        parent[at : at + 1] = list(content) if content is not None else []
    for number, each in enumerate(twin.iter(TC)):
        for node in each.iter(w("t")):
            node.text = ""
        first = next(each.iter(w("t")), None)
        if first is not None:
            first.text = ("血型", "A型", "籍贯", "浙江嘉善")[number % 4]
    row.addnext(twin)
    return True


@ambiguous("fills an answer twice: in the cell and, differently, in brackets beside the label")
def answer_beside_label_too(made: Return) -> bool:
    found = [
        each
        for each in made.filled("name", "mobile", "count", "bureau", single=True)
        if each.label is not None and each.label.tag == TC
    ]
    if not found:
        return False
    spot = made.rng.choice(found)
    assert spot.label is not None
    paragraph = spot.label.find(P)
    assert paragraph is not None
    spot.touched = True
    paragraph.append(run("（改为李明）"))
    spot.answer.doubt()
    return True


@benign("fills in what was left empty, too")
def everything_filled(made: Return) -> bool:
    spots = [each for each in made.empties() if each.how != "boxes"]
    for spot in spots:
        write(made, spot)
        spot.touched = True
    return bool(spots)
