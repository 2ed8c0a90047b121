"""Every number and habit that a rule uses, with the source's value as its default (other colleges use others)."""

import json
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


OPTIONS: tuple[Option, ...] = (
    Option("member.student_cadre_is_duty", "学生干部视为担任职务", True, "A7-9"),
    Option("posts.unsigned_days", "责任状多少天未签字即提醒", 30, "P12"),
    Option("posts.valid_reminder_days", "责任状到期前多少天提醒", 30, "P21"),
    Option("areas.coverage_percent", "责任区覆盖面要求（%）", 100, "Z06"),
    Option("commitments.branch_least", "党支部承诺事项最少", 5, "C04"),
    Option("commitments.branch_most", "党支部承诺事项最多", 8, "C04"),
    Option("commitments.member_least", "党员承诺事项最少", 3, "C08"),
    Option("commitments.member_most", "党员承诺事项最多", 5, "C08"),
    Option("commitments.proposed_by", "年初提出承诺的最后日期（月-日）", "03-31", "C01, A7-14"),
    Option("commitments.responsible_shown", "党支部承诺事项后注明责任人", True, "A7-15"),
    Option("pioneers.quota_percent", "先锋岗推荐比例（%）", 10, "X04"),
    Option("pioneers.rounding", "先锋岗名额取整", "四舍五入", "A7-10", ("四舍五入", "进一", "舍去")),
    Option("pioneers.least", "先锋岗名额至少", 1, "A7-10"),
    Option("pioneers.rounds", "先锋岗每年推选次数", 1, "X10"),
    Option("pacesetters.types_per_quarter", "每人每季度可参与的评选项数", 1, "B03"),
    Option("pacesetters.months", "标兵评选月份", "3,6,9,12", "B10"),
    Option("pacesetters.public_days", "部门公示工作日天数", 5, "A7-21"),
    Option("print.month_style", "表格中年月的写法", "年月", "words 3", ("年月", "点")),
    Option("print.seal_lines", "审批表意见栏加落款", False, "A7-24"),
    Option("print.landscape", "台账横向打印", True, "forms"),
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
        return value if type(value) is type(option.default) else option.default

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
        month, day = self.text(key).split("-")
        return date(year, int(month), int(day))


def options_from(settings: Mapping[str, str]) -> Options:
    """Return the options from stored settings (JSON texts by key); unknown keys are kept for newer versions."""
    return Options({key: json.loads(value) for key, value in settings.items()})
