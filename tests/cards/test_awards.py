"""Cards 7 and 8: nominations of 先锋岗 and a quarter's 标兵, from the meeting to the printed approval forms."""

from pathlib import Path

import pytest

from tests.cards.conftest import Sit
from tests.cards.deeds import PACESETTERS, PIONEERS, save_pdf, show_papers
from tests.cards.inputs import branch, opened
from tests.services.workbooks import table

pytestmark = pytest.mark.cards
DEEDS = (
    ("王䶮", "牵头建设实训课程，指导学生获省级技能竞赛一等奖。"),
    ("李建国", "坚持教学一线，三年没有一次迟到缺课。"),
    ("张晓梅", "带头联系困难学生，走访宿舍四十余次。"),
)
DAY, OPINION = "2026-06-10", "支部研究，同意推荐。"
VOTES = (
    ("学习标兵", "刘志强", 28),
    ("学习标兵", "陈思远", 21),
    ("工作标兵", "杨丽华", 25),
    ("服务标兵", "胡海", 26),
    ("服务标兵", "黄海", 19),
)
FIRST = (("学习标兵", "刘志强"), ("工作标兵", "杨丽华"), ("服务标兵", "胡海"))


def test_card_7_three_members_are_nominated_and_their_forms_printed(sit: Sit, tmp_path: Path, home: Path) -> None:
    """The first is typed cell by cell, the others come from the minutes of the meeting."""
    office = branch(tmp_path)
    with sit("7 先锋岗", office) as at:
        hands = at.hands
        hands.key(PIONEERS)
        hands.picture("1-empty")
        (name, deeds), *others = DEEDS
        for text in (name, deeds, DAY):
            hands.write(text)
            hands.key("Tab")
        hands.key("Tab")
        hands.write(OPINION)
        hands.key("Return")
        hands.picture("2-typed")
        hands.key("ctrl+End", "Home")
        rows = [f"{other}\t{more}\t{DAY}\t{OPINION}" for other, more in others]
        hands.paste("\n".join(("姓名\t主要事迹\t支部研究日期\t党支部意见", *rows)))
        hands.says("新增 2 行")
        hands.picture("3-pasted")
        hands.click("② 支部研究呈报")
        hands.picture("4-forms")
        show_papers(hands, 8)
        hands.picture("5-preview")
        pages = save_pdf(hands, home)
    with opened(office) as made:
        kept = table(made, "pioneer_nominations", "member_id", "deeds", "studied_on", "branch_opinion")
    assert kept == [(name, deeds, DAY, OPINION) for name, deeds in DEEDS]
    assert len(pages) == len(DEEDS)
    for (name, deeds), page in zip(DEEDS, pages, strict=True):
        assert name in page
        assert deeds in page


def test_card_8_a_quarters_pacesetters_from_votes_to_the_printed_forms(sit: Sit, tmp_path: Path, home: Path) -> None:
    office = branch(tmp_path)
    with sit("8 标兵", office) as at:
        hands = at.hands
        hands.key(PACESETTERS)
        hands.picture("1-empty")
        for kind, name, votes in VOTES:
            hands.click(f"{kind}：姓名和票数")
            hands.write(f"{name} {votes}")
            hands.key("Return")
        hands.picture("2-votes")
        hands.click("② 推荐人选")
        hands.key("ctrl+End", "Home")
        rows = [f"{kind}\t{name}\t{DEEDS[0][1]}\t2026-11-20\t{OPINION}" for kind, name in FIRST]
        hands.paste("\n".join(("标兵类型\t姓名\t主要事迹\t支部研究日期\t党支部意见", *rows)))
        hands.says("新增 3 行")
        hands.picture("3-nominated")
        show_papers(hands, 9)
        hands.picture("4-preview")
        pages = save_pdf(hands, home)
    with opened(office) as made:
        counted = table(made, "candidacies", "kind", "member_id", "votes")
        kept = table(made, "pacesetter_nominations", "kind", "member_id", "quarter")
    assert counted == [(kind, name, str(votes)) for kind, name, votes in VOTES]
    assert sorted(kept) == sorted((kind, name, "4") for kind, name in FIRST)
    assert len(pages) == len(FIRST)
    assert all(any(name in page for page in pages) for _, name in FIRST)
