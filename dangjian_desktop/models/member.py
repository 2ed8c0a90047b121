"""Members of a branch; a person who moves on keeps his history, nothing is erased."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Record, reference

STAFF_KINDS = ("教师", "管理岗", "双肩挑", "学生", "离退休", "其他")
PARTY_KINDS = ("正式党员", "预备党员")
STATES = ("在册", "转出", "停止党籍", "去世")
MEMBER_CLASSES = ("在职", "无职", "离退休")
SEXES = ("男", "女")
EDUCATIONS = ("博士研究生", "硕士研究生", "大学本科", "大学专科", "中专", "高中", "初中", "小学")
ETHNICITY_LIST = (
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 "
    "土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 "
    "柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 "
    "乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 "
    "其他 "
)
ETHNICITIES = tuple(ETHNICITY_LIST.split())


class Member(Record):
    """One membership of a person in a branch; months are ``YYYY-MM``."""

    __tablename__ = "members"

    person_id: Mapped[str] = mapped_column(ID, index=True, default="")
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    sex: Mapped[str] = mapped_column(default="")
    ethnicity: Mapped[str] = mapped_column(default="")
    birth: Mapped[str | None] = mapped_column(default=None)
    work_start: Mapped[str | None] = mapped_column(default=None)
    joined: Mapped[str | None] = mapped_column(default=None)
    education: Mapped[str] = mapped_column(default="")
    duty: Mapped[str] = mapped_column(default="")
    staff_kind: Mapped[str] = mapped_column(default="")
    party_kind: Mapped[str] = mapped_column(default="正式党员")
    department: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="在册")
    state_since: Mapped[date | None] = mapped_column(default=None)
    state_reason: Mapped[str] = mapped_column(default="")
    class_override: Mapped[str] = mapped_column(default="")
    class_reason: Mapped[str] = mapped_column(default="")
    photo: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class MemberState(Record):
    """A step in a membership's history: 在册, 转出, 停止党籍, 去世."""

    __tablename__ = "member_states"

    member_id: Mapped[str] = reference("members")
    state: Mapped[str]
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
