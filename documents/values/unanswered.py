"""Words that stand where an answer should be: placeholders, and references to another place or year."""

from __future__ import annotations

import re

from documents.forms import FieldType

_PLACE_WORD = r"村|社区|小区|路|街|道|巷|弄|里|苑|园|镇|乡|楼|大厦|大学|中学|小学|学校|幼儿园|公司|厂|医院|书院|\d"
_ELSEWHERE = re.compile(
    r"[〃″]|(?:如|照|按)[上前旧]"
    r"|(?:与|和)?(?:上|前|左|去年|往年)(?:行|格|面|表|栏|年|次|期|回|月|周|季度?|届)?同"
    r"|(?:[与和同](?:原来?|旧)|[与和跟同]?(?:以前|之前|从前|上|前|左|去年|往年|往常)).{0,6}(?:一样|相同|一致|不变|差不多)"
    r"|(?:参照|参考|仿照|依照|比照|参见)(?!物).{1,10}|(?:按照?|依|照|沿)(?:用)?(?:原|上[次回期年行面栏]|去年|往年|以前|之前|旧|老).{0,8}"
    r"|[与和跟同].{1,8}(?:相同|一样|一致)|(?:保持|维持)原[样状]|保持不变|不变|原样|老样子"
    r"|[详请参另可]*见(?:附|上|下|前|后|左|右|另|原|旧|第|去年|名册|名单|文件|邮件|微信|通知).{0,8}|详见.{0,10}"
    r"|[接续转](?:上|下|前|后|背|反|另|附|次)(?:一)?[页面栏表行文格张].{0,4}|[上下]接.{0,8}|见[背反][面页]?.{0,4}|未完.{0,4}|待续"
    r"|附后|另附|[另后]报|照旧|(?:没有|没|无|不|未)变化?|沿用.{0,6}|略"
)
_SAME_AS = re.compile(rf"同(?!意|志|学|事|步|期|时)(?!.{{1,8}}(?:{_PLACE_WORD})).{{1,10}}|同(?:上|第?\d+行).{{0,4}}")
_OPEN = re.compile(
    r"待(?:[定补报查]|确[定认]|核实|落实|通知|[核审批]$)|(?:暂|空)缺|不(?:详|清楚|知道|明确?|适用)$|未(?:知|定|填|确定|落实|明确)"
    r"|后补|补报|尚未|暂[未不]|暂时(?:无|没|不|未)"
)
_EMPTY_WORDS = re.compile(
    r"[空缺]|.{0,3}空白|以下无.{0,4}|空着|保密|n/?a|none|null|nil|tb[ac]|tbd|todo|xx?|test|测试", re.IGNORECASE
)
_FILLERS = re.compile(
    r"请.{0,6}(?:填|输入|选择).{0,6}|(?:此处|在此|点击).{0,4}(?:填|输入).{0,6}"
    r"|[×*]{2,}|(?<![A-Za-z])[xX]{3,}(?![A-Za-z])|(?<![A-Za-z])[xX]{2}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[xX]{2}\b"
    r"|某(?![些种])"
)
_WHOLE = frozenset({FieldType.LONG_TEXT, FieldType.CHOICE, FieldType.CHOICES})
_MACHINES = re.compile(  # what a program leaves that found no value: a template's name, a spreadsheet's error
    r"\{\{.*\}\}|\{%.*%\}|\$\{.*\}|«.*»|#(?:DIV/0!|N/A|REF!|NAME\?|VALUE!|NUM!|NULL!)|<[A-Za-z_]+>"
    r"|错误!未找到.*|Error!.*",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\?|大概|可能|也许|好像|暂定|拟[任定聘]|[(,;、]或|或者|或另|请.{0,2}核[实对]")
_GAP_LEFT = re.compile(r"_{2,}|\([:、]?\)")  # that the answer itself leaves open: (补:____)
_ARROW = re.compile(r"[\u2190-\u21ff\u27a1]|[-=]>|>>")  # one thing becomes another
_BRACKETS = re.compile(r"\(([^()]+)\)")
_ASIDE = re.compile(  # in brackets about the answer: to whom it goes, who is to write it, that it is no longer so
    r"[此本该](?:栏|项|格|处|行)|填[写报]?$|代签|^代(?:[章签填写]$|(?!理|表|办).{2,})|^[补漏缺后][填:]|^[请呈转]"
    r"|审[定核阅批示]|^[待需应须].{0,4}[审核批确]|^(?:旧|原|老)(?:地|住)?址|搬|迁|更名|并入|合并|撤并|改[称名为]|^其中|^[月季年日]均|^草[案稿]?$|.{2,}代$"
)
_MOVED = re.compile(r"(?:[已将拟]|现已?)(?:经|要)?[搬迁]")
_HELD = frozenset({FieldType.POST, FieldType.UNIT})
_NO_MORE = re.compile(  # 原科长, 拟任主任: what somebody or something was or may be
    r"原(?!料|子|创|种|野|乡|生|平|阳|水|木|油|材)|(?:曾|拟|前|原|将)任|不是|前(?!台|端|沿|锋|厅|方|线|期|进|程|山|哨|景|门)"
)
_SHORT_QUESTION = 12  # characters: 这里填什么? is no report
_NOTE = re.compile(r"[\u4e00-\u9fff]{1,8}:.*|\(.*\)")  # 注：…, 填表人：…, （单位盖章）
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9]+")
_SIGNALS = re.compile(  # one of these is in everything that is looked for here and in the doubts of `parse`
    "[原不曾废准正撤误应改勘订消待缺详清知明适未补尚暂后请填输选某错概能许像拟或如照按上前旧与和左去往见附另报略变沿同空白无保测"
    "约近超足至右下多余几到锟删勿划算重持样依考仿比差]"
)
_OUTSIDE = re.compile(r"^[\W_]+|[\W_]+$")


def is_plain(flat: str) -> bool:
    """Whether `flat` is Chinese words and digits without any that could make it no answer; most answers are."""
    return _PLAIN.fullmatch(flat) is not None and _SIGNALS.search(flat) is None


def unanswered(flat: str, type: FieldType) -> str | None:  # noqa: A002 - the spec's own word
    """The problem's code if `flat` (squeezed) is no answer: elsewhere, no_answer, unsure, note; None if it may be one.

    In a report or an option such a word may be a part; there only a text that is nothing else counts.
    """
    core = _OUTSIDE.sub("", flat)
    if any(each.fullmatch(text) for each in (_ELSEWHERE, _SAME_AS) for text in (flat, core)):
        return "elsewhere"
    if not core or _EMPTY_WORDS.fullmatch(core) or _MACHINES.search(flat):
        return "no_answer"
    if type in _WHOLE:
        put_off, filler = _OPEN.fullmatch(core), _FILLERS.fullmatch(core)
    else:
        put_off, filler = _OPEN.search(core), _FILLERS.search(flat)
    if put_off:
        return "elsewhere"
    if filler:
        return "no_answer"
    if type not in _WHOLE:
        return _aside(flat, type)
    asks_back = type == FieldType.LONG_TEXT and len(flat) <= _SHORT_QUESTION and flat.endswith("?")
    return "unsure" if asks_back else None


def was_or_may_be(flat: str) -> bool:
    """Whether a post's or unit's name (squeezed) begins as what it no longer is, or is not yet."""
    return _NO_MORE.match(flat) is not None


def _aside(flat: str, type: FieldType) -> str | None:  # noqa: A002
    """The code for a short answer that doubts itself or is a remark about the form."""
    if type in _HELD and was_or_may_be(flat):
        return "unsure"
    if _UNSURE.search(flat) or (type == FieldType.PLACE and "或" in flat):
        return "unsure"
    if _GAP_LEFT.search(flat):
        return "placeholder_left"
    if _ARROW.search(flat):
        return "two_texts"
    told = any(map(_ASIDE.search, _BRACKETS.findall(flat))) or (type == FieldType.PLACE and _MOVED.search(flat))
    return "note" if told or _NOTE.fullmatch(flat) else None
