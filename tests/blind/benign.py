"""Ways that change nothing: a careful person takes such a form as it stands."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.blind.answers import WORKS, answer, blank, dates, landline, person
from tests.blind.case import Case, benign, fill_rows, run_text, write
from tests.blind.xml import b, p, parse, parse_all, r, text_of, texts, w

_WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
_DIGITS = "〇一二三四五六七八九"


def wide(text: str) -> str:
    """Digits in full width."""
    return text.translate(_WIDE)


def answer_runs(case: Case) -> list[etree._Element]:
    """The runs of all typed answers in cells and lines."""
    found = []
    for each in case.doc.find("//*[@b:slot or @b:col]"):
        if each.get(b("opt")) or each.get(b("part")):
            continue
        found += [each] if each.tag == w("r") else [run for run in each.iter(w("r")) if not run.get(b("opt"))]
    return [each for each in found if text_of(each).strip()]


def label_texts(case: Case) -> list[etree._Element]:
    """The text elements of printed labels in cells."""
    return [each for cell in case.doc.find("//w:tc[@b:label]") for each in texts(cell) if (each.text or "").strip()]


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
        if "\n" in words or len(words) < 2:
            continue
        for place, letter in enumerate(words):
            new = deepcopy(run)
            new.attrib.pop(b("slot"), None)
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
    hand = f"二〇一六年{_DIGITS[m]}月{_DIGITS[d]}日"
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
            ("二〇一六", _DIGITS[m], _DIGITS[d]),
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
    unit = "人" if "人" in label else "元" if "元" in label else "次"
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
        _parent(each).remove(each)
    return bool(rows)


@benign
def no_rows(case: Case) -> bool:
    """The list stays empty."""
    table = case.pick_table()
    if table is None:
        return False
    for number, row in enumerate(case.rows[table.name]):
        fresh = case.form.doc.copy().find(f'//w:tr[@b:table="{table.name}"]')
        if number < len(fresh) and row:
            case.row(table.name, number).getparent().replace(case.row(table.name, number), fresh[number])
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
    _unmark(new)
    first.addnext(new)
    return True


@benign
def header_again(case: Case) -> bool:
    """The header stands again where a page begins."""
    table = case.pick_table(3)
    if table is None:
        return False
    heads = [each for each in case.row(table.name, 0).itersiblings(w("tr"), preceding=True)][::-1]
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
            run_text(case.place(each.name), f"__{old.typed}__")
    return bool(found)


@benign
def spaces_kept(case: Case) -> bool:
    """Underlined spaces left around the answers."""
    found = [each for each in case.form.slots if each.how == "line" and case.answers[each.name].typed]
    for each in found:
        run_text(case.place(each.name), f"   {case.answers[each.name].typed}     ")
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
        each.attrib.pop(b("slot"), None)
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


@benign
def long_list(case: Case) -> bool:
    """A long answer with a typed list, blank lines and indents."""
    slot = case.pick("long", cells=True)
    if slot is None:
        return False
    heads = case.rng.choice(
        (("1.", "2.", "3."), ("一、", "二、", "三、"), ("（一）", "（二）", "（三）"), ("①", "②", "③"))
    )
    lines = [f"    {head}{work}。" for head, work in zip(heads, case.rng.sample(WORKS, 3), strict=True)]
    case.put(slot.name, answer("long", "\n".join(lines)))
    return True


@benign
def long_very(case: Case) -> bool:
    """Two thousand characters in ten paragraphs."""
    slot = case.pick("long", cells=True)
    if slot is None:
        return False
    case.put(slot.name, answer("long", "\n".join("；".join(case.rng.sample(WORKS, 6)) + "。" for _ in range(10))))
    return True


@benign
def long_with_labels(case: Case) -> bool:
    """A long answer that speaks of what other labels ask."""
    slot = case.pick("long", cells=True)
    if slot is None:
        return False
    words = case.rng.choice(
        (
            "本单位对联系人、联系电话和职务等信息进行了全面核对，更新姓名、性别等字段。",
            "建立“单位名称—负责人—手机”三级清单，并在备注中注明填报日期。",
            "共召开会议3次，参会人数120人，电话回访45人次。",
            "落实《安全生产责任制》（2016年修订）：明确责任人、完成时限、检查次数。",
            "其中：走访入户30户；发放问卷200份【回收率96%】；整改率由85%提高到98%。",
        )
    )
    case.put(slot.name, answer("long", words))
    return True


@benign
def long_breaks(case: Case) -> bool:
    """Lines of one paragraph divided by breaks."""
    slot = case.pick("long", cells=True)
    if slot is None:
        return False
    lines = [f"{work}。" for work in case.rng.sample(WORKS, 3)]
    case.put(slot.name, answer("long", " ".join(lines)))
    for run in list(case.place(slot.name).iter(w("r"))):
        run_text(run, "\n".join(lines))
    return True


@benign
def address_wrapped(case: Case) -> bool:
    """An address in two lines by hand."""
    slot = case.pick("place", cells=True)
    if slot is None:
        return False
    words = case.answers[slot.name].typed
    case.put(slot.name, answer("text", f"{words}\n（行政中心东侧）", f"{words}（行政中心东侧）"))
    return True


@benign
def zero_width(case: Case) -> bool:
    """Soft hyphens and zero-width spaces in answers, a no-break hyphen in a number."""
    runs = [each for each in answer_runs(case) if each.find(w("t")) is not None]
    for run in case.rng.sample(runs, min(4, len(runs))):
        each = next(texts(run))
        words = each.text or ""
        if "-" in words and "@" not in words:
            head, _, tail = words.partition("-")
            run_text(run, head)
            run.append(parse("<w:noBreakHyphen/>"))
            run.append(parse(f'<w:t xml:space="preserve">{tail}</w:t>'))
        else:
            each.text = words[:1] + case.rng.choice(("\u200b", "\ufeff", "\u00ad")) + words[1:]
    return bool(runs)


@benign
def smart_tags(case: Case) -> bool:
    """Answers in smart tags, hyperlinks and custom XML, labels too."""
    runs = answer_runs(case)
    for run in case.rng.sample(runs, min(4, len(runs))):
        parent = run.getparent()
        if parent is None or parent.tag != w("p"):
            continue
        wrap = parse(
            case.rng.choice(('<w:smartTag w:uri="urn:x" w:element="PersonName"/>', '<w:customXml w:element="x"/>'))
        )
        run.addprevious(wrap)
        wrap.append(run)
    return bool(runs)


@benign
def empty_paragraphs(case: Case) -> bool:
    """Empty paragraphs around answers, at the end and between the parts."""
    for cell in case.doc.find("//w:tc[@b:slot]"):
        if case.rng.random() < 0.5:
            cell.append(parse(p()))
    case.doc.append(p() + p(r("  ")) + p(r("\u3000")))
    return True


@benign
def page_broken(case: Case) -> bool:
    """A page break before a part, rendered page breaks within labels."""
    block = case.rng.choice(case.doc.blocks()[1:])
    block.addprevious(parse(p('<w:r><w:br w:type="page"/></w:r>')))
    for run in case.rng.sample(answer_runs(case), 1):
        run.insert(0, parse("<w:lastRenderedPageBreak/>"))
    return True


@benign
def looks_changed(case: Case) -> bool:
    """Other widths, heights, alignment, shading and lines."""
    for each in case.doc.find("//w:tcW | //w:gridCol"):
        each.set(w("w"), str(int(each.get(w("w"), "1000")) + case.rng.randint(-150, 300)))
    for row in case.doc.find("//w:tr[not(w:trPr)]"):
        row.insert(0, parse('<w:trPr><w:trHeight w:val="560"/><w:jc w:val="center"/></w:trPr>'))
    for props in case.doc.find("//w:tc[@b:label]/w:tcPr[not(w:shd)]"):
        width = props.find(w("vAlign"))
        shade = parse('<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>')
        if width is not None:
            width.addprevious(shade)
    return bool(case.form.tables or case.doc.find("//w:tbl"))


@benign
def ids_and_bookmarks(case: Case) -> bool:
    """Paragraph ids, _GoBack, a language, permissions."""
    for number, each in enumerate(case.doc.find("//w:p")):
        each.set(w("rsidR"), f"{number:08X}")
        each.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number + 4096:08X}")
    runs = answer_runs(case)
    run = case.rng.choice(runs)
    run.addprevious(parse('<w:bookmarkStart w:id="990" w:name="_GoBack"/>'))
    run.addnext(parse('<w:bookmarkEnd w:id="990"/>'))
    return True


@benign
def colons_half(case: Case) -> bool:
    """： of the labels as :."""
    found = [each for each in case.doc.find("//w:t") if (each.text or "").endswith("：") and len(each.text or "") < 12]
    for each in found:
        each.text = (each.text or "").rstrip("：") + ":"
    return bool(found)


@benign
def sign_off_reflowed(case: Case) -> bool:
    """Two answers of one line on two lines."""
    for paragraph in case.doc.find("/w:document/w:body/w:p[count(w:r[@b:slot][not(@b:part)][not(@b:opt)])=2]"):
        second = [each for each in paragraph if each.get(b("slot")) and not each.get(b("part"))][1]
        label = second.getprevious()
        while label is not None and "：" not in text_of(label):
            label = label.getprevious()
        if label is None or label.get(b("slot")):
            continue
        new = parse(p())
        moved = [label, *label.itersiblings()]
        paragraph.addnext(new)
        for each in moved:
            new.append(each)
        return True
    return False


@benign
def left_empty(case: Case) -> bool:
    """Two more answers left out."""
    for _ in range(2):
        slot = case.pick("text", "post", "place", "landline", "party", "degree", cells=True)
        if slot is None:
            return False
        case.put(slot.name, blank(slot.kind))
        case.answers[slot.name] = blank(slot.kind)
    return True


@benign
def nothing_to_say(case: Case) -> bool:
    """无 where a long answer is asked."""
    slot = case.pick("long", cells=True)
    if slot is None:
        return False
    case.put(slot.name, answer("long", case.rng.choice(("无", "无。")), "无", ""))
    return True


@benign
def mail_linked(case: Case) -> bool:
    """An e-mail address that the editor made a link."""
    slot = case.pick("email")
    if slot is None:
        return False
    run = next(iter(case.place(slot.name).iter(w("r"))))
    link = parse('<w:hyperlink w:history="1" w:anchor="x"/>')
    run.addprevious(link)
    link.append(run)
    run.insert(0, parse('<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'))
    for extra in run.findall(w("rPr"))[1:]:
        run.remove(extra)
    return True


@benign
def mail_field_link(case: Case) -> bool:
    """The same as a HYPERLINK field."""
    slot = case.pick("email", cells=True)
    if slot is None:
        return False
    run = next(iter(case.place(slot.name).iter(w("r"))))
    address = text_of(run)
    xml = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:{address}" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for each in parse_all(xml):
        run.addprevious(each)
    run.addnext(parse('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    return True


@benign
def rows_numbered_anew(case: Case) -> bool:
    """Serial numbers typed by hand as 01, 02 or 1、."""
    table = next((each for each in case.form.tables if each.columns[0].kind == "serial"), None)
    if table is None:
        return False
    for number in range(len(case.rows[table.name])):
        write(case.cell(table.name, number, "no"), f"{number + 1:02d}")
    return True


@benign
def answers_padded(case: Case) -> bool:
    """Spaces before and after answers in cells."""
    for run in answer_runs(case):
        if run.getparent() is not None and run.get(b("slot")) is None and "\n" not in text_of(run):
            run_text(run, f"  {text_of(run)} ")
    return True


@benign
def layout_words(case: Case) -> bool:
    """Kerning, fitted widths, snapped grid, emphasis-free character properties in odd order."""
    for run in answer_runs(case):
        props = run.find(w("rPr"))
        if props is None:
            run.insert(
                0,
                parse(
                    '<w:rPr><w:spacing w:val="-6"/><w:w w:val="90"/><w:kern w:val="2"/><w:fitText w:val="900" w:id="3"/></w:rPr>'
                ),
            )
    return True


@benign
def opinion_plain(case: Case) -> bool:
    """An opinion of two lines above the seal."""
    slot = case.pick("opinion")
    if slot is None:
        return False
    case.put(slot.name, answer("opinion", "经研究，该同志符合条件。\n同意上报。"))
    return True


@benign
def header_rows_tall(case: Case) -> bool:
    """The header repeats by property, rows may not break."""
    for table in case.form.tables:
        for each in case.row(table.name, 0).itersiblings(w("tr"), preceding=True):
            for old in each.findall(w("trPr")):
                each.remove(old)
            each.insert(0, parse("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"))
    return bool(case.form.tables)


@benign
def date_full_in_words(case: Case) -> bool:
    """二○一六年十二月二十一日 with the circle that many keyboards give."""
    slot = case.pick("date", cells=True)
    if slot is None:
        return False
    circle = case.rng.choice("○〇零")
    case.put(slot.name, answer("date", f"二{circle}一六年十二月二十一日", *dates(2016, 12, 21)))
    return True


def _parent(each: etree._Element) -> etree._Element:
    found = each.getparent()
    assert found is not None
    return found


def _unmark(element: etree._Element) -> None:
    for each in element.iter():
        for name in [name for name in each.attrib if str(name).startswith("{urn:blind}")]:
            del each.attrib[name]
