"""What the counties of the story write in their rosters; every value is made up and looks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FIELDS = {  # tag of the form → its label on the form
    "officer_name": "联络员姓名",
    "officer_post": "联络员职务",
    "officer_mobile": "手机号码",
    "officer_email": "电子邮箱",
}
COLUMNS = {
    "contact_points.kind": "类别",
    "contact_points.name": "联系点名称",
    "contact_points.address": "地址",
    "contact_points.officer": "联系人",
}


@dataclass(frozen=True)
class Roster:
    """One county's answers: of its liaison officer, and its contact points in the order of COLUMNS."""

    name: str
    post: str
    mobile: str
    email: str
    points: Sequence[tuple[str, str, str, str]] = field(default=())

    def values(self) -> dict[str, str]:
        """By the form's tags."""
        return dict(zip(FIELDS, (self.name, self.post, self.mobile, self.email), strict=True))

    def rows(self) -> list[dict[str, str]]:
        """Its contact points by the tags of the form's columns."""
        return [dict(zip(COLUMNS, point, strict=True)) for point in self.points]


ROSTERS: Mapping[str, Roster] = {
    "南湖": Roster(
        "张三",
        "团区委办公室副主任",
        "13800000001",
        "liaison@nanhu.example",
        (
            ("学校", "示例第一中学团委", "示例路1号", "李四"),
            ("村（社区）", "示范一社区团支部", "示例路2号", "王五"),
            ("企业", "样板纺织公司团总支", "示例路3号", "赵六"),
            ("网格", "示范一社区第一网格", "示例路4号", "孙七"),
        ),
    ),
    "秀洲": Roster(
        "李四",
        "团区委学少部部长",
        "13800000002",
        "liaison@xiuzhou.example",
        (
            ("学校", "示例第二中学团委", "范本街1号", "张三"),
            ("青年社会组织", "样板志愿服务队", "范本街2号", "周八"),
            ("村（社区）", "示范二村团支部", "范本街3号", "吴九"),
        ),
    ),
    "嘉善": Roster(
        "王五",
        "团县委副书记",
        "13800000003",
        "liaison@jiashan.example",
        (
            ("企业", "样板电子公司团委", "样例大道1号", "郑十"),
            ("网格", "示范三社区第二网格", "样例大道2号", "钱一"),
            ("学校", "示例第三小学团支部", "样例大道3号", "冯二"),
        ),
    ),
    "海盐": Roster(
        "赵六、陈三",
        "团县委办公室工作人员",
        "1380000000",
        "liaison@haiyan.example",
        (
            ("村（社区）", "示范四村团支部", "范例路1号", "卫四"),
            ("企业", "样板食品公司团支部", "范例路2号", "蒋五"),
        ),
    ),
    "海宁": Roster(
        "孙七",
        "团市委组织部部长",
        "13800000005",
        "liaison@haining.example",
        (
            ("企业", "样板皮具公司团委", "样张路1号", "沈六"),
            ("青年社会组织", "样板读书会", "样张路2号", "韩七"),
            ("村（社区）", "示范五社区团支部", "样张路3号", "杨八"),
        ),
    ),
    "平湖": Roster(
        "周八",
        "团市委宣传部副部长",
        "138000000066",
        "liaison@pinghu.example",
        (
            ("学校", "示例第四中学团委", "示范街1号", "朱九"),
            ("网格", "示范六社区第三网格", "示范街2号", "秦十"),
        ),
    ),
}
RIGHT_MOBILE = "13800000006"  # what 平湖 says when the clerk phones
