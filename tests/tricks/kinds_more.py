"""A second batch: what tables of Excel leave behind, forms typed anew, other parts and rare markup."""

from __future__ import annotations

from random import Random

from tests.tricks.kinds import PLAIN, kind, pick, remarks, rewrites, same, twist
from tests.tricks.kinds_fields import SHAPE, field
from tests.tricks.kinds_lists import cells, listed
from tests.tricks.kinds_numbers import fixed
from tests.tricks.markup import DECLARED, cell, paragraph, pieces, row, run, table, w
from tests.tricks.slots import LOOK, Listing, Paper, Row, is_one_of

NUM = "integer decimal percentage"
fixed("excel, bad reference", NUM, "#REF!")
fixed("excel, division by nothing", NUM, "#DIV/0!")
fixed("excel, not at hand", NUM, "#N/A")
fixed("excel, column too narrow", NUM + " date", "########")
fixed("excel, false", NUM + " name", "FALSE")
fixed("excel, zeroth of January", "date", "1900/1/0")
fixed("excel, short month", "date", "May-26")
fixed("excel, telephone in powers", "mobile", "1.38E+10")
fixed("word, reference lost", NUM + " name post text", "错误!未找到引用源。")
fixed("word, bookmark lost", NUM + " name post text", "错误！未定义书签。")
fixed("word, field code shown", NUM, "{ =SUM(ABOVE) }")
fixed("word, merge field shown", "name post text unit", "«联系人»")
fixed("word, template word left", "name post text unit", "{{ unit.name }}")
rewrites("excel, decimal point at a telephone", "mobile", lambda v, rng: f"{v}.0", same)
rewrites("excel, apostrophe before a telephone", "mobile", lambda v, rng: f"'{v}", same)
rewrites("excel, zero lost from the area code", "landline", lambda v, rng: v.removeprefix("0"), same)
rewrites("excel, currency", "decimal", lambda v, rng: f"￥{v}", same)
rewrites("excel, dollars", "decimal", lambda v, rng: f"US${v}")
rewrites("excel, date as a number of days in text", "date", lambda v, rng: "46152.5")
rewrites("phone, a suggestion of the keyboard after it", "name", lambda v, rng: f"{v}你好")
rewrites("phone, a smile after it", "name", lambda v, rng: f"{v}🙂")
rewrites("phone, digits as keycaps", "integer", lambda v, rng: "".join(f"{each}\ufe0f\u20e3" for each in v), same)
rewrites("OCR, S for five and B for eight", "integer", lambda v, rng: f"{v}S")
rewrites("OCR, vertical bar", "integer", lambda v, rng: f"|{v}|")
rewrites("OCR, quote marks", "integer", lambda v, rng: f"{v[:1]}'{v[1:]}")
rewrites("number, in words and figures that differ", "integer", lambda v, rng: f"叁拾（{v}）")
rewrites("number, tab and another", "integer", lambda v, rng: f"{v}\t{int(v) + 4}")
rewrites("number, new line and another", "integer", lambda v, rng: f"{v}\n{int(v) + 4}")
rewrites("number, ideographic gap and another", "integer", lambda v, rng: f"{v}　{int(v) + 4}")
rewrites("number, point and gap", "decimal", lambda v, rng: v.replace(".", ". "), same)
rewrites("number, groups of two", "integer", lambda v, rng: f"1,00,{v[:3]}")
rewrites("mobile, two with a gap", "mobile", lambda v, rng: f"{v} {v[:-1]}{(int(v[-1]) + 1) % 10}")
rewrites("date, two lines", "date", lambda v, rng: f"{v}\n{twist(v, rng)}")
rewrites("name, two with a gap", "name", lambda v, rng: f"{v} 王小明")
rewrites("post, of two persons", "post", lambda v, rng: f"{v}、副主任（王小明）")
rewrites("unit, and another", "unit", lambda v, rng: f"{v}、青石县民政局")
rewrites("unit, for another", "unit", lambda v, rng: f"{v}（代青石县民政局填）")
rewrites("unit, not yet stamped", "unit", lambda v, rng: f"{v}（未盖章，暂不作数）")
rewrites("place, old and new", "place", lambda v, rng: f"{v}（旧址），现已搬迁")
remarks(
    "ruby, other digits above",
    "integer",
    lambda v, r: f"<w:r><w:ruby><w:rt>{run(twist(v, r))}</w:rt><w:rubyBase>{run(v)}</w:rubyBase></w:ruby></w:r>",
    same,
)
remarks("field, error as a result", NUM, lambda v, r: field("=SUM(ABOVE)", run("!语法错误")))
remarks("field, nothing as a result", NUM, lambda v, r: field("=SUM(ABOVE)", ""))
remarks(
    "break of a column inside",
    "mobile",
    lambda v, r: f'<w:r><w:t>{v[:5]}</w:t><w:br w:type="column"/><w:t>{v[5:]}</w:t></w:r>',
    same,
)
remarks("embedded direction", "integer", lambda v, r: f'<w:dir w:val="rtl">{run(v)}</w:dir>', same)
remarks(
    "group of shapes with a word",
    "",
    lambda v, r: (
        run(v)
        + SHAPE.replace("v:shape", "v:group").format(
            f"<v:rect><v:textbox><w:txbxContent>{paragraph(run(twist(v, r)))}</w:txbxContent></v:textbox></v:rect>"
        )
    ),
)


@kind("link, target differs from the words")
def linked(paper: Paper, rng: Random) -> bool:
    """The words are an address and the link goes to another."""
    slot = pick(paper, rng, ["email"])
    if slot is None:
        return False
    number = paper.package.relate("hyperlink", f"mailto:li{slot.written}", external=True)
    slot.write(f'<w:hyperlink r:id="{number}">{run(slot.written)}</w:hyperlink>')
    return True


@kind("nested table with a second answer")
def nested(paper: Paper, rng: Random) -> bool:
    """A small table stands in the cell after the answer."""
    slot = pick(paper, rng, PLAIN, "cell")
    if slot is None or slot.cell is None:
        return False
    inner = table(row(cell(paragraph(run("更正"))) + cell(paragraph(run(twist(slot.written, rng))))), 2, 500)
    slot.cell.extend(pieces(inner + paragraph()))
    slot.truth = LOOK
    return True


@kind("answer in a header part")
def in_header(paper: Paper, rng: Random) -> bool:
    """The cell is empty, the page's header says it."""
    slot = pick(paper, rng, PLAIN, "cell")
    if slot is None or slot not in paper.slots:
        return False
    words = paragraph(run(f"{slot.label}：{slot.written}"))
    number = paper.package.add("header", f"<w:hdr {DECLARED}>{words}</w:hdr>", "header1.xml")
    paper.body[-1].insert(0, pieces(f'<w:headerReference w:type="default" r:id="{number}"/>')[0])
    slot.write("")
    slot.truth = LOOK
    return True


@kind("whole, imported part at the end")
def imported(paper: Paper, rng: Random) -> bool:
    """An HTML part that Word will show in its place corrects the paper."""
    page = "<html><body>更正：以上人数均应减半。</body></html>"
    number = paper.package.add("aFChunk", page, "chunk.html", "text/html")
    paper.end(f'<w:altChunk r:id="{number}"/>')
    paper.look()
    return True


@kind("whole, white by the table's style")
def white_tables(paper: Paper, rng: Random) -> bool:
    """The style of every table makes its letters white on white."""
    style = '<w:style w:type="table" w:styleId="Pale"><w:name w:val="Pale"/>'
    paper.package.change_styles(f'{style}<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>')
    for each in paper.body.iter(w("tblStyle")):
        each.set(w("val"), "Pale")
    for slot in paper.every:
        if slot.cell is not None and slot.written:
            slot.truth = LOOK
    return True


@kind("whole, typed anew from memory")
def anew(paper: Paper, rng: Random) -> bool:
    """One table of two columns in another order; some labels ask for something else now."""
    if paper.lists:
        return False
    slots = [each for each in paper.slots if each.written]
    rng.shuffle(slots)
    lines = ""
    for slot in slots:
        label = rng.choice((slot.label, slot.label, f"备用{slot.label}"))
        if label != slot.label:
            slot.truth = LOOK
        lines += row(cell(paragraph(run(label))) + cell(paragraph(run(slot.written))))
    for each in list(paper.body)[1:-1]:
        paper.body.remove(each)
    paper.end(table(lines, 2))
    return True


@listed("serial numbers made by Word")
def numbered(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """The first column has numbered paragraphs without text."""
    if not listing.serial:
        return False
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    kinds = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    used = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    paper.package.add("numbering", f"<w:numbering {DECLARED}>{kinds}{used}</w:numbering>")
    for line in listing.rows:
        place = cells(line.element)[0]
        place.remove(place[-1])
        properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        place.append(pieces(paragraph("", properties))[0])
    return True


@listed("the same row twice, one figure differs")
def nearly_twice(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """A row was pasted again and a figure changed: which one holds?"""
    spare = [each for each in listing.rows if not each.filled]
    if not spare or rows[-1].slots[-1].type == "place":
        return False
    for one, other in zip(rows[-1].slots, spare[0].slots, strict=True):
        words = twist(one.written, rng) if one is rows[-1].slots[-1] and one.written else one.written
        other.say(words, LOOK)
    rows[-1].look()
    return True


@listed("brace beside two rows")
def braced(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """A brace in the last column joins two rows to one value."""
    rows[0].slots[-1].say("｝", LOOK)
    rows[1].slots[-1].say("", is_one_of(""))
    rows[0].look()
    rows[1].look()
    return True


@listed("values of a column in its header's cell")
def in_header_cell(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """All values of the last column were typed under its header, the cells are empty."""
    head = cells(listing.header)[-1]
    for line in rows:
        head.append(pieces(paragraph(run(line.slots[-1].written)))[0])
        line.slots[-1].write("")
        line.look()
    return True


@listed("two rows in one cell each", 3)
def joined(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Two entries share a row, line under line in every cell."""
    for one, other in zip(rows[0].slots, rows[1].slots, strict=True):
        if one.cell is not None and other.written and not one.options:
            one.cell.append(pieces(paragraph(run(other.written)))[0])
        other.write("")
    rows[0].look()
    rows[1].look()
    return True


@listed("row under another with an arrow up")
def arrowed(paper: Paper, listing: Listing, rows: list[Row], rng: Random) -> bool:
    """Cells say that they repeat what stands above."""
    for slot in rows[1].slots[1:]:
        slot.say("↑", LOOK)
    rows[1].look()
    return True
