"""Ways of rows, ticks, looks and editors that change nothing."""

from __future__ import annotations

from tests.blind.answers import WORKS, answer, blank, dates
from tests.blind.case import Case, benign, run_text, write
from tests.blind.tools import (
    answer_runs,
    parent,
)
from tests.blind.xml import b, p, parse, parse_all, r, text_of, texts, w


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
    for run in answer_runs(case)[:1]:
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
    if not runs:
        return False
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
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        f'<w:instrText> HYPERLINK "mailto:{address}" </w:instrText></w:r>'
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
        alone = len(parent(run).findall(w("r"))) == 1 and parent(run).tag == w("p")
        if alone and run.get(b("slot")) is None and not list(run.iter(w("br"))):
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
                    '<w:rPr><w:spacing w:val="-6"/><w:w w:val="90"/><w:kern w:val="2"/>'
                    '<w:fitText w:val="900" w:id="3"/></w:rPr>'
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
