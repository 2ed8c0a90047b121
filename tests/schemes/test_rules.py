"""What holds for all rules together: their sentences, their quiet, the empty branch, and that each has its tests."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.options import OPTIONS
from dangjian_desktop.schemes.scheme import Rule
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.records import retire
from tests.schemes.branch_year import BranchYear
from tests.schemes.conftest import OpenYear

HERE = Path(__file__).parent
SOURCE = (HERE.parent / "data" / "source-document.txt").read_text(encoding="utf-8")
RULES = [rule for scheme in SCHEMES for rule in scheme.rules]
CORRECTED = {"-般": "一般"}
"""Slips of the source that the program does not repeat (A7-4)."""
DAYS = ("2026-01-01", "2026-03-31", "2026-06-15", "2026-09-30", "2026-11-24", "2026-12-31", "2027-02-01")


def bare(text: str) -> str:
    """Return a text without blanks, bookmarks and the width of its punctuation."""
    text = re.sub(r"\[bookmark: \w+\]|\s", "", text)
    for slip, word in CORRECTED.items():
        text = text.replace(slip, word)
    return text.replace(",", "，").replace("；", "。")


def naming(rule: Rule) -> list[str]:
    """Return the tests that name a rule's requirement: test_B10_…, test_C08_A7_14_…"""
    mark = rule.id.replace("-", "_")
    names = [
        node.name
        for path in HERE.glob("test_*_rules.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]
    return [name for name in names if re.search(rf"_{mark}(?=_)", name)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_rests_on_a_sentence_of_the_source(rule: Rule) -> None:
    sentence = bare(rule.source).rstrip("。")
    assert len(sentence) >= 5
    assert sentence in bare(SOURCE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_shown_by_a_test_that_names_it(rule: Rule) -> None:
    assert naming(rule), f"no test_{rule.id}_… in tests/schemes"


@pytest.mark.parametrize("today", DAYS)
def test_an_empty_branch_breaks_no_rule_on_any_day(open_year: OpenYear, today: str) -> None:
    year = open_year("empty", today)
    for number in (2025, 2026, 2027):
        assert year.found(number) == []


@pytest.mark.parametrize("today", ["2026-04-01", "2026-06-15", "2026-07-02", "2026-11-24", "2026-12-28"])
@pytest.mark.parametrize("name", ["draft", "answered"])
def test_a_well_kept_year_is_quiet(open_year: OpenYear, name: str, today: str) -> None:
    assert open_year(name, today).found() == []


def test_a_branch_that_everybody_left_only_has_its_areas_to_give_away(year: BranchYear) -> None:
    retire(year.office, year.ids("members", {}), state="转出", reason="支部撤并", since=date(2026, 11, 1))
    assert [(rule, sorted(persons)) for rule, _, persons in year.found()] == [
        ("Z06", [f"机电楼/{n}"]) for n in ("一层", "二层")
    ]


def test_every_finding_says_what_where_and_who(open_year: OpenYear) -> None:
    year = open_year("empty", "2026-12-28")
    year.add("members", {"name": "甲", "staff_kind": "学生"}, {"name": "乙", "duty": "科长"})
    year.add("areas", name="机电楼").add("area_assignments", member_id="甲", area_id="机电楼")
    year.add("commitments", member_id="甲", text="一件事", due="2026-06-30")
    year.add("pioneer_nominations", member_id="甲")
    year.add("post_assignments", member_id="乙", post_id="教育示范岗")
    findings = check(year.office)
    assert len({finding.rule for finding in findings}) >= 20
    ledgers = {ledger.key for scheme in SCHEMES for ledger in scheme.ledgers} | {"members"}
    for finding in findings:
        assert finding.persons
        assert finding.message.endswith("。")
        assert "请" in finding.message
        assert all(person in finding.message for person in finding.persons if person != "空白")
        assert finding.ledger in ledgers


def test_findings_come_gravest_first(open_year: OpenYear) -> None:
    year = open_year().change("members", {"name": "张三"}, duty="工会主席").drop("areas_publicity", {})
    year.drop("post_applications", {}).drop("pioneer_nominations", {})
    assert [severity for _, severity, _ in year.found()] == ["必须改", "建议改", "提示"]


@pytest.mark.parametrize("today", ["2026-05-31", "2026-06-01", "2026-06-02"])
def test_A7_10_members_are_those_of_the_day_asked_for(open_year: OpenYear, today: str) -> None:
    year = open_year(today=today).drop("area_assignments", {"member_id": "李明"})
    assert "Z06" in {rule for rule, *_ in year.found()}
    retire(year.office, year.ids("members", {"name": "李明"}), state="转出", reason="调动", since=date(2026, 6, 1))
    assert ("Z06" in {rule for rule, *_ in year.found()}) is (today < "2026-06-01")


def test_A7_10_a_past_year_still_has_who_left_since(open_year: OpenYear) -> None:
    year = open_year(today="2027-02-01").drop("area_assignments", {"member_id": "李明"})
    retire(year.office, year.ids("members", {"name": "李明"}), state="转出", reason="调动", since=date(2027, 1, 4))
    assert ("Z06", "建议改", ("李明",)) in year.found(2026)
    assert all("李明" not in persons for _, _, persons in year.found(2027))


def test_A7_10_who_came_back_counts_again(open_year: OpenYear) -> None:
    year = open_year(today="2027-02-01").drop("area_assignments", {"member_id": "李明"})
    (ming,) = year.ids("members", {"name": "李明"})
    retire(year.office, [ming], state="转出", reason="挂职", since=date(2026, 3, 1))
    retire(year.office, [ming], state="在册", reason="返回", since=date(2027, 1, 4))
    assert all("李明" not in persons for rule, _, persons in year.found(2026) if rule == "Z06")
    assert any("李明" in persons for rule, _, persons in year.found(2027) if rule == "Z06")


def test_every_number_of_a_rule_is_a_setting_that_some_test_changes() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*_rules.py"))
    of_paper = {option.key for option in OPTIONS if option.key.startswith("print.")} | {
        "commitments.responsible_shown",  # what forms 5 and 7 print
        "commitments.remind_ahead_days",  # what 承诺提醒单 lists
    }
    assert {option.key for option in OPTIONS if f'"{option.key}"' not in texts} == of_paper


def test_the_sources_numbers_are_the_defaults() -> None:
    defaults = {option.key: option.default for option in OPTIONS}
    assert defaults["areas.coverage_percent"] == 100
    assert (defaults["commitments.branch_least"], defaults["commitments.branch_most"]) == (5, 8)
    assert (defaults["commitments.member_least"], defaults["commitments.member_most"]) == (3, 5)
    assert defaults["pioneers.quota_percent"] == 10
    assert defaults["pacesetters.types_per_quarter"] == 1
    for number in ("100%", "5-8项", "3-5项", "10%", "仅能参与一项"):
        assert number in bare(SOURCE)
