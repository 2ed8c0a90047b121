"""Cards 1 and 2: a branch is set up and its roster read in."""

from pathlib import Path

import pytest

from dangjian_desktop.services.records import office_card
from tests.cards.conftest import Sit
from tests.cards.inputs import ABOVE, BRANCH, NAMES, PLAIN, opened, roster
from tests.cards.screen import Hands
from tests.services.workbooks import table

pytestmark = pytest.mark.cards
SECRETARY = "王䶮"
MOST = 45


def set_up(hands: Hands) -> None:
    """Answer the first page."""
    hands.write(BRANCH)
    hands.key("Tab")
    hands.write(ABOVE)
    hands.key("Tab")
    hands.write(SECRETARY)


def test_card_1_a_branch_is_set_up(sit: Sit, tmp_path: Path) -> None:
    office = tmp_path / "机电系.db"
    with sit("1 建立支部", office) as at:
        at.hands.picture("1-first")
        with at.within(MOST, "建立"):
            set_up(at.hands)
            at.hands.picture("2-filled")
            at.hands.click("建立数据文件")
        at.hands.says(BRANCH)
        at.hands.picture("3-home")
    with opened(office) as made:
        card = office_card(made)
    assert (card.kind, card.name, card.superior, card.secretary) == ("branch", BRANCH, ABOVE, SECRETARY)


def test_card_2_the_roster_is_read_in_with_the_set_up(sit: Sit, tmp_path: Path) -> None:
    """Both cards together, from the first page to 32 people in the data file."""
    office, workbook = tmp_path / "机电系.db", roster(tmp_path)
    with sit("2 名册", office) as at:
        with at.within(MOST, "建立并导入名册"):
            set_up(at.hands)
            at.hands.click("导入 Excel/WPS 表格")
            at.hands.click("建立数据文件")
            at.hands.picture("1-which-file")
            at.hands.write(str(workbook))
            at.hands.key("Return")
            at.hands.where("导入 32 人")
            at.hands.picture("2-preview")
            at.hands.key("Return")
        at.hands.says("新增 32 行")
        at.hands.picture("3-home")
        at.hands.key("ctrl+2")
        at.hands.picture("4-roster")
    with opened(office) as made:
        people = table(made, "members", "name", "duty", "party_kind", "department")
    assert [name for name, *_ in people] == list(NAMES)
    assert [name for name, duty, *_ in people if not duty] == list(PLAIN)
    assert {(kind, department) for _, _, kind, department in people} == {("正式党员", "机电系")}
