"""Cards 10 and 11: a general branch merges 30 packages, finds who is missing; takes a merge back and restores a backup."""

from pathlib import Path

import pytest

from dangjian_desktop.services import exchange
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undoable
from tests.cards.conftest import Sit
from tests.cards.deeds import EXCHANGE, OVERVIEW
from tests.cards.general import BRANCHES, CAME, HERE, MISSING, TORN, Gathered, gathered
from tests.cards.inputs import opened
from tests.cards.screen import Hands
from tests.services.workbooks import table

pytestmark = pytest.mark.cards
MOST = 20


def look_at_all(hands: Hands, stick: Path) -> None:
    """Choose the folder with the packages."""
    hands.key(EXCHANGE)
    hands.click("选择文件夹…")
    hands.write(str(stick))
    hands.key("Return")
    hands.says("已核对 30 份")


def merge_all(hands: Hands) -> None:
    """Take what came wherever the two differ, then merge everything."""
    for _ in TORN:
        hands.key("Return")
    hands.click("合并全部已确认 30 个")
    hands.says("已合并 30 个包")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """The general branch before card 10; card 11 goes on from what that leaves."""
    return gathered(tmp_path_factory.mktemp("总支"))


def test_card_10_30_packages_with_five_conflicts_and_who_is_missing(sit: Sit, given: Gathered) -> None:
    with sit("10 合并审阅", given.office) as at:
        hands = at.hands
        with at.within(MOST, "合并 30 份、5 处冲突，找出缺报"):
            look_at_all(hands, given.stick)
            hands.picture("1-looked-at")
            merge_all(hands)
            hands.picture("2-merged")
            hands.key(OVERVIEW)
        hands.picture("3-who-is-missing")
        shown = {hands.cell("下属支部", row, 0)["text"]: cells(hands, row) for row in range(len(BRANCHES))}
        assert [name for name, line in shown.items() if any("未报" in text for text in line)] == [MISSING]
    with opened(given.office) as made:
        duties = [duty for _, duty in table(made, "members", "name", "duty") if duty]
        assert len(duties) == len(BRANCHES) - 1
        assert sum(duty in (HERE, CAME) for duty in duties) == len(TORN)


def cells(hands: Hands, row: int) -> list[str]:
    """Return what the matrix says of a branch."""
    return [hands.cell("下属支部", row, column)["text"] for column in range(4)]


def test_card_11_a_merge_is_taken_back_and_a_backup_restored(sit: Sit, given: Gathered) -> None:
    with opened(given.office) as made:
        packages = sorted(given.stick.glob("*.zip"))
        if any(plan.status == "new" for plan in exchange.preview(made, packages)):  # card 10 was not done before
            exchange.apply(made, packages)
        merged = digest(made)
    with sit("11 撤销和恢复", given.office) as at:
        hands = at.hands
        hands.key("ctrl+z")
        hands.picture("1-undone")
        hands.key("alt+d", "s")
        hands.picture("2-backups")
        hands.click("恢复到这一份…")
        hands.picture("3-asked")
        hands.click("恢复")
        hands.says("已恢复")
        hands.picture("4-restored")
    with opened(given.office) as made:
        assert digest(made) != merged
        duties = [duty for _, duty in table(made, "members", "name", "duty") if duty]
        assert duties == [HERE] * len(TORN), "as before the merge"
        assert undoable(made) is not None
