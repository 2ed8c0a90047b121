"""Every number and habit that a rule uses, with the source's value as its default (other colleges use others)."""

import json
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Option:
    """One setting: its key, Chinese title, the source's default and the clause it comes from."""

    key: str
    title: str
    default: int | str | bool
    clause: str
    choices: tuple[str, ...] = ()
    pattern: str = ".*"

    def accepts(self, value: object) -> bool:
        """Tell whether a value can stand in the default's place: its type, one of the choices, in its shape."""
        if type(value) is not type(self.default) or (self.choices and value not in self.choices):
            return False
        return not (isinstance(value, int) and value < 0) and bool(re.fullmatch(self.pattern, str(value)))

    @property
    def shape(self) -> str:
        """What to write, in words."""
        if isinstance(self.default, bool):
            return "请写“是”或“否”"
        if isinstance(self.default, int):
            return "请写 0 或更大的整数"
        return SHAPES.get(self.pattern, f"请选{'、'.join(self.choices)}中的一个" if self.choices else "请改写")


MONTH_DAY = r"(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])"
MONTHS = r"\s*(0?[1-9]|1[0-2])(\s*[,，、]\s*(0?[1-9]|1[0-2]))*\s*"
DAYS = r"(\s*\d{4}-\d{2}-\d{2}\s*[,，、]?)*"
SHAPES: Mapping[str, str] = {
    MONTH_DAY: "请写成月-日，例如 03-31",
    MONTHS: "请写 1 到 12 的月份，用逗号隔开，例如 3,6,9,12",
    DAYS: "请写成年-月-日，用逗号隔开，例如 2026-10-08,2026-10-09",
}
"""What a text has to look like, in words."""

OPTIONS: tuple[Option, ...] = (
    Option("member.student_cadre_is_duty", "学生干部视为担任职务", True, "A7-9"),
    Option("posts.unsigned_days", "责任状多少天未签字即提醒", 30, "P12"),
    Option("posts.valid_reminder_days", "责任状到期前多少天提醒", 30, "P21"),
    Option("areas.coverage_percent", "责任区覆盖面要求（%）", 100, "Z06"),
    Option("commitments.branch_least", "党支部承诺事项最少", 5, "C04"),
    Option("commitments.branch_most", "党支部承诺事项最多", 8, "C04"),
    Option("commitments.member_least", "党员承诺事项最少", 3, "C08"),
    Option("commitments.member_most", "党员承诺事项最多", 5, "C08"),
    Option("commitments.proposed_by", "年初提出承诺的最后日期（月-日）", "03-31", "C01, A7-14", pattern=MONTH_DAY),
    Option("commitments.joiner_days", "年中入党的党员多少天内提出承诺", 30, "A7-14"),
    Option("commitments.responsible_shown", "党支部承诺事项后注明责任人", True, "A7-15"),
    Option("commitments.remind_ahead_days", "承诺到期前多少天列入提醒单", 30, "C16"),
    Option("pioneers.quota_percent", "先锋岗推荐比例（%）", 10, "X04"),
    Option("pioneers.rounding", "先锋岗名额取整", "四舍五入", "A7-10", ("四舍五入", "进一", "舍去")),
    Option("pioneers.least", "先锋岗名额至少", 1, "A7-10"),
    Option("pioneers.rounds", "先锋岗每年推选次数", 1, "X10"),
    Option("pioneers.commended_on", "先锋岗表彰授牌的日期（月-日）", "07-01", "X08", pattern=MONTH_DAY),
    Option("pioneers.commended_ahead_days", "表彰前多少天提醒推荐先锋岗", 30, "X08"),
    Option("pacesetters.types_per_quarter", "每人每季度可参与的评选项数", 1, "B03"),
    Option("pacesetters.months", "标兵评选月份", "3,6,9,12", "B10", pattern=MONTHS),
    Option("pacesetters.probationary_vote", "预备党员参加民主测评", True, "A7-20"),
    Option("pacesetters.public_days", "部门公示工作日天数", 5, "A7-21"),
    Option("calendar.days_off", "放假的工作日（年-月-日，用逗号隔开）", "", "A7-21", pattern=DAYS),
    Option("calendar.days_worked", "上班的周末（年-月-日，用逗号隔开）", "", "A7-21", pattern=DAYS),
    Option("print.month_style", "表格中年月的写法", "年月", "words 3", ("年月", "点")),
    Option("print.seal_lines", "审批表意见栏加落款", False, "A7-24"),
    Option("print.landscape", "台账横向打印", True, "forms"),
    Option("print.face_title", "标题（小标宋）改用本机字体", "", "forms"),
    Option("print.face_fangsong", "正文（仿宋）改用本机字体", "", "forms"),
    Option("print.face_kai", "楷体改用本机字体", "", "forms"),
    Option("print.face_hei", "黑体改用本机字体", "", "forms"),
    Option("print.face_song", "表格（宋体）改用本机字体", "", "forms"),
    Option("print.remark", "样例7空表下方印备注", False, "F7.10, A7-27"),
)
BY_KEY: Mapping[str, Option] = {option.key: option for option in OPTIONS}


@dataclass(frozen=True)
class Options:
    """The values in force: the office's own where set, else the source's."""

    own: Mapping[str, Any] = field(default_factory=dict)

    def value(self, key: str) -> int | str | bool:
        """Return the value in force; raise KeyError for an option that is not declared."""
        option = BY_KEY[key]
        value = self.own.get(key, option.default)
        return value if option.accepts(value) else option.default

    def number(self, key: str) -> int:
        """Return a number in force."""
        return int(self.value(key))

    def flag(self, key: str) -> bool:
        """Return a switch in force."""
        return bool(self.value(key))

    def text(self, key: str) -> str:
        """Return a text in force."""
        return str(self.value(key))

    def day(self, key: str, year: int) -> date:
        """Return a month-day option as a day of ``year``."""
        month, day = (int(part) for part in self.text(key).split("-"))
        return date(year, month, min(day, monthrange(year, month)[1]))

    def numbers(self, key: str) -> list[int]:
        """Return an option that lists numbers."""
        return [int(number) for number in re.findall(r"\d+", self.text(key))]

    def days(self, key: str) -> set[date]:
        """Return an option that lists days; what is no day of the calendar is left out."""
        found = set()
        for text in re.findall(r"\d{4}-\d{2}-\d{2}", self.text(key)):
            try:
                found.add(date.fromisoformat(text))
            except ValueError:
                continue
        return found


def options_from(settings: Mapping[str, str]) -> Options:
    """Return the options from stored settings (JSON texts by key); unknown keys are kept for newer versions."""
    return Options({key: json.loads(value) for key, value in settings.items()})
