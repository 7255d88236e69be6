"""What kind of answer a printed label asks for: strict where the words leave no doubt, else text."""

from __future__ import annotations

import re
from functools import lru_cache

from documents.blanks.options import options_in
from documents.content.parts import Control
from documents.forms import FieldType
from documents.wml import label_key, squeeze

_HINT = re.compile(r"\([^()]*\)")
_LATIN = re.compile(  # 姓名 Name, 手机/Mobile Phone; but 电话/E-mail asks for two
    r"(?<=[\u3400-\u9fff])(?!.*(?:QQ|WeChat|[/|](?:Fax|Skype|(?<!邮箱/)(?<!邮件/)E-?mail|ID)))[/|]?[A-Za-z][A-Za-z.'’/&,-]*$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[及和与或、/,&+;]|其[他它]")  # 姓名及职务: two answers in one
_NUMBERING = re.compile(r"^(?:\d+[.、)]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|[①-⑳*])+")
_LONG = re.compile(
    r"(?:意见|情况|内容|简介|简历|事迹|小结|总结|做法|成效|建议|理由|说明|措施|问题|困难|打算|计划|方案|体会|感想|评语|评价"
    r"|经历|特长|概述|概况|描述|经验|亮点|需求|成果|业绩|表现|奖惩|分析|反馈|陈述|介绍|宣言|寄语|心得|过程|要求|任务|主要工作)$"
)
_MEASURES: tuple[tuple[re.Pattern[str], FieldType], ...] = (
    (
        re.compile(
            r"(?:单位:?)?(?:万元|元|亿元|千元|亩|平方米|m2|㎡|公里|km|千米|吨|公顷|分|小时|公斤|千克|kg|斤|升|米|立方米|m3|度)",
            re.IGNORECASE,
        ),
        FieldType.DECIMAL,
    ),
    (
        re.compile(
            r"(?:单位:?)?(?:人|人次|次|个|户|名|场|场次|批次|件|篇|家|项|岁|周岁|天|所|支|份|期|位|条|处|册|台|套|辆|只|箱|盒|袋|块"
            r"|棵|株|头|对|组|座|栋|幢|间|班|村|批|课时|学时|分钟|种|类|幅|张|把|桶|瓶|部|艘|面|床|届|队)"
        ),
        FieldType.INTEGER,
    ),
    (re.compile(r"(?:单位:?)?%"), FieldType.PERCENTAGE),
)
_LAST_HINT = re.compile(r"\(([^()]*)\)$")
_CLAUSE = re.compile(r"[,;。]")
_INSTRUCTION = re.compile(  # how to answer; the kind of answer stays that of the label
    r"必填项?|必选|选填项?|可选填?|单选|(?:没有|如?无)?(?:则|的|者)?(?:可以?)?(?:不填写?|留空)|\d{1,2}位(?:数字|数|号码)?|限.*"
    r"|(?:不超过|不少于|不多于|至少|最多|控制在).*|\d+(?:-\d+)?字(?:以内|之内|以上|左右|内)?|单位:?.{1,4}|[例比]?如.*|例.*|格式.*"
    r"|(?:保留|精确到?|取).*|请.*|填写.*|年月日|年[-/]月[-/]日|y{2,4}[-/.]?m{1,2}(?:[-/.]?d{1,2})?|[与同]身份证一致"
    r"|签[字名章]|盖章|[公印]章|实名|本人|常用|[A-Za-z.'’/& -]+",
    re.IGNORECASE,
)
_ANSWERS = r"姓名|职务|职称|电话|手机|号码|短号|座机|传真|邮箱|微信|QQ|地址|单位|部门|时间|日期"
_PERSONS = (
    "联系人|联络人|联络员|信息员|负责人|责任人|经办人|经手人|承办人|填表人|填报人|填写人|报送人|上报人|报告人|制表人"
    "|审核人|审批人|复核人|申请人|申报人|推荐人|被推荐人|推荐者|登记人|记录人|监护人|法人代表|法定代表人|承诺人|证明人"
    "|介绍人|带队人|领队|候选人|报名人|检查人|验收人|值班人|带班人|签收人|接收人|领取人|领用人|保管人|移交人|交接人|受理人|签发人"
    "|批准人|核准人|校对人|撰稿人|供稿人|主持人|主讲人|授课人|汇报人|统计人|初审人|复审人|提交人|收件人|借用人|管护人|看管人|管理人|盘点人|核查人|查验人"
    "|用车人|驾驶人|养护人|巡查人|录入人|采集人|调查人|核对人|发放人|监督人|清点人|维修人|检修人"
)
_NO_PERSON = (
    "党员|团员|学员|人员|队员|成员|会员|职员|演员|官员|委员|社员|店员|船员|议员|教员|组员|球员|雇员|是否|几名|哪"
)
_RULES: tuple[tuple[re.Pattern[str], FieldType], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"(?:手机|移动电话|手机电话|手机联系)(?:号码?)?$", FieldType.MOBILE),
        (r"(?:办公(?:室)?电话|办公座机|固定电话|固话|座机|传真(?:电话)?)(?:号码?)?$", FieldType.LANDLINE),
        (r"(?:电话|电话号码?|联系号码)$", FieldType.PHONE),
        (r"(?:邮箱|邮箱地址|电子邮件|电子邮件地址|电子邮箱地址|电子信箱|e-?mail|e-?mail地址)$", FieldType.EMAIL),
        (r"^(?!.*(?:曾用|别|笔|网|艺)).*姓名$", FieldType.NAME),
        (rf"(?:{_PERSONS})(?:签字|签名|签章)?$", FieldType.NAME),
        (rf"^(?!.*(?:{_NO_PERSON})).*[\u3400-\u9fff]{{2}}员$", FieldType.NAME),
        (r"^(?!.*(?:单位|部门|各方|双方|是否|需要|个性|电子)).*(?:签字|签名)$", FieldType.NAME),
        (r"(?:职务|职称|职级|职务职称|职务职级)$", FieldType.POST),
        (r"^(?:填报|填表|报送|上报|申报|填写|呈报|报告)单位(?:名称|全称)?$", FieldType.UNIT),
        (r"(?:地址|住址|地点|住所|籍贯|出生地|户籍地|户籍所在地|所在地)$", FieldType.PLACE),
        (r"^(?!.*(?:起止|期间|时段)).*日期$", FieldType.DATE),
        (r"(?:填报|填表|报送|上报|制表|申报|填写|申请|报告|签字|签署)时间$", FieldType.DATE),
        (r"(?:[人个件户场篇份期条项家村班天册本台]|人次|场次|批次|团员|党员|总人|床位|座位|青年|学生|职工|队伍|活动|组织|支部)数$",
         FieldType.INTEGER),
        (r"(?:人次|次数|数量|年龄|场次|人口)$", FieldType.INTEGER),
        (r"[^指系参倍分小函对基因常总]数$", FieldType.INTEGER),
        (r"(?:占比|百分比|比例)$", FieldType.PERCENTAGE),
        (r"(?<![频功效汇心速利税费])率$", FieldType.PERCENTAGE),
        (r"(?:金额|单价|总价|经费|经费预算|预算|资金|总收入|年收入|月收入|支出)$", FieldType.DECIMAL),
    )
)  # fmt: skip
_SHORT = re.compile(
    r"(?:单位|学校|院校|院系|专业|班级|名称|部门|面貌|民族|性别|学历|学位|编号|号码|[学证账]号|类别|类型|题目|标题|主题|时间|年月|方式|职务|姓名|电话|地址|职称|岗位)$"
)
_REMARK = re.compile(r"备注|单位|内容|说明|来源|地区|序号|对象|人员|人$")
_NO_EMAIL = re.compile(r"(?:邮政|意见|举报|投诉|信)邮箱$")


@lru_cache(maxsize=4096)
def infer_type(label: str, kinds: frozenset[str] = frozenset(), *, roomy: bool = False) -> FieldType:
    """The kind of answer below or beside `label`; `kinds` of its content control, `roomy`: a wide or tall place.

    A label that does not surely mean one kind gives text, in a roomy place or for a report long text.
    """
    if "date" in kinds:
        return FieldType.DATE
    full = _NUMBERING.sub("", label_key(label))
    measure = _measured(full)
    if measure is not None:
        return measure
    core = core_of(label)
    found = _by_words(core, _HINT.findall(full))
    if found is not None:
        return found
    long = (roomy and not _SHORT.search(core)) or _LONG.search(core)
    return FieldType.LONG_TEXT if long else FieldType.TEXT


@lru_cache(maxsize=4096)
def core_of(label: str) -> str:
    """The words of a label that ask, squeezed: without numbering, notes in brackets and its English translation."""
    return _LATIN.sub("", label_key(_HINT.sub("", _NUMBERING.sub("", label_key(label)))))


def is_own_unit(label: str) -> bool:
    """Whether a single field with this label asks for the unit that sends the form."""
    return _OWN_UNIT.fullmatch(core_of(label)) is not None


def is_share(label: str) -> bool:
    """Whether a label below another one names a part of what is counted there (上半年), no answer of its own."""
    core = core_of(label)
    return infer_type(label) == FieldType.TEXT and _SHORT.search(core) is None and _REMARK.search(core) is None


def _measured(full: str) -> FieldType | None:
    """The kind of number by the unit in the label's last brackets: （万元）, （单位：万元，保留两位小数）."""
    hint = _LAST_HINT.search(full)
    clauses = _CLAUSE.split(hint[1]) if hint is not None else []
    kinds = [kind for each in clauses for pattern, kind in _MEASURES if pattern.fullmatch(each)]
    return kinds[0] if len(kinds) == 1 else None


def _by_words(core: str, hints: list[str]) -> FieldType | None:
    """The strict type that the words fix, None for none."""
    if _JOINT.search(core) or any(_asks_more(hint[1:-1]) for hint in hints):
        return None
    return next((kind for pattern, kind in _RULES if pattern.search(core) and not _NO_EMAIL.search(core)), None)


def _asks_more(hint: str) -> bool:
    """Whether a note in brackets asks for another kind of answer too: 含短号, 及微信, 姓名，职务; not 必填，11位."""
    own = [each for each in _CLAUSE.split(hint) if _MORE.search(each) or _INSTRUCTION.fullmatch(each) is None]
    return _JOINT_HINT.search(",".join(own)) is not None


_MORE = re.compile(rf"短号|微信|QQ|分机|[及和与或、/](?:{_ANSWERS})|(?:{_ANSWERS})[及和与或、/]", re.IGNORECASE)
_JOINT_HINT = re.compile(r"[及和与或、/,]|短号|微信|QQ|分机", re.IGNORECASE)
_OWN_UNIT = re.compile(r"(?:(?:填报|填表|报送|上报|填写|呈报|报告|所属|参会|参加)?单位)(?:名称|全称)?")
_BY_LABEL = {"性别": ("男", "女")}
_PROMPT_ENTRY = re.compile(r"(?:请|点击|单击)?选择.*|请.*")


def choices_of(label: str, control: Control | None) -> tuple[str, ...]:
    """The options of a drop-down list, or those that the label fixes or names.

    Into a combo box people type what they like, so that its entries bind nobody.
    """
    if control is None or not control.choices or "comboBox" in control.kinds:
        named = options_in(label) if infer_type(label) == FieldType.TEXT else ()
        return _BY_LABEL.get(label_key(label), ()) or named
    return tuple(dict.fromkeys(each for each in control.choices if squeeze(each) and not _PROMPT_ENTRY.fullmatch(each)))
