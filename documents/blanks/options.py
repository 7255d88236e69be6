"""Options that a label itself names: 是否参加（是/否）, 参会方式（线上、线下）. When in doubt there are none."""

from __future__ import annotations

import re
from functools import lru_cache

from documents.wml import label_key

_LABEL = re.compile(r"(?P<core>[^()]*[^()\s])\((?P<hint>[^()]+)\)[*:]*")
_CLAUSE = re.compile(r"[,;。]")
_HOW = re.compile(r"必填项?|必选项?|单选|[二三四五]选一|请?(?:选填|选择|勾选)(?:其一|一项)?")
_ASKED = re.compile(r"^(?:单选|请?(?:选填|填写?|选择?|勾选)):?")
_BETWEEN = re.compile(r"或者?|[/、|]")
_OPTION = re.compile(r"[\u3400-\u9fffA-Za-z]{1,8}")
_OPEN = re.compile(r".+等|等等|[例比]?如.*|含.*|请.*|注.*")  # more may be answered than stands there
_OPPOSITES = frozenset({("是", "否"), ("有", "无"), ("能", "否"), ("可", "否"), ("有", "没有"), ("要", "不要")})
_NOT = re.compile(r"(?P<yes>已?)(?P<what>.+)/(?P<no>[不未非无])(?P=what)")  # 已婚/未婚, 同意/不同意
_KIND = re.compile(
    r"(?<!联系)(?<!联络)(?<!通讯)(?<!通信)方式$|(?:类型|类别|种类|性质|形式|级别|等级|意愿|文化程度|学历|学位)$"
    r"|(?:婚姻|健康|就业|在岗)(?:状况|状态)$"
)
_PARTS = re.compile(  # what is itself a question, so that the bracket lists what to write down
    r"(?:.*(?:姓名|电话|手机|号码|短号|传真|邮箱|微信|QQ|地址|编号|日期|时间|金额|数量|人数|名称))"
    r"|职务|职级|职称|单位|部门|类别|类型|级别|等级|性质|标准|内容|来源|专业|年级|班级|签字|签名|签章|盖章|公章|省|市|县|区"
)


@lru_cache(maxsize=1024)
def options_in(label: str) -> tuple[str, ...]:
    """The options in the last brackets of `label`, in order; () where they may be units, hints or names."""
    found = _LABEL.fullmatch(label_key(label))
    if found is None:
        return ()
    clauses = [each for each in _CLAUSE.split(found["hint"]) if each and not _HOW.fullmatch(each)]
    if len(clauses) != 1:
        return ()
    options = tuple(each.strip("“”\"'‘’") for each in _BETWEEN.split(_ASKED.sub("", clauses[0])))
    if len(set(options)) != len(options) or len(options) == 1 or not all(map(_OPTION.fullmatch, options)):
        return ()
    if found["core"].endswith("性别"):
        return options if set(options) == {"男", "女"} else ()
    return options if _are_opposites(options) or _are_kinds(found["core"], options) else ()


def _are_opposites(options: tuple[str, ...]) -> bool:
    """Whether the second option denies the first, so that only one of them can be meant."""
    return options in _OPPOSITES or options[::-1] in _OPPOSITES or _NOT.fullmatch("/".join(options)) is not None


def _are_kinds(core: str, options: tuple[str, ...]) -> bool:
    """Whether the label asks for one of several kinds, and the bracket lists kinds rather than what else to write."""
    listed = any(_OPEN.fullmatch(each) or _PARTS.fullmatch(each) or each in core for each in options)
    return _KIND.search(core) is not None and not listed
