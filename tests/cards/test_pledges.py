"""Cards 5 and 6: 126 commitments pasted, passed and printed as the ledger; kept, and printed as the year's result."""

from pathlib import Path

import pytest

from tests.cards.conftest import Sit
from tests.cards.deeds import PLEDGING, PRINTING, save_pdf, show_papers
from tests.cards.inputs import BRANCH, NAMES, branch, opened, passed, pledges
from tests.services.workbooks import table

pytestmark = pytest.mark.cards
COUNT = 126
TO_LEDGER = 8
TO_REPRINT = 4
KEPT = "已按时完成，群众反映良好"


def test_card_5_126_commitments_pasted_to_the_printed_ledger(sit: Sit, tmp_path: Path, home: Path) -> None:
    office = branch(tmp_path)
    with sit("5 承诺台账", office) as at:
        hands = at.hands
        with at.within(TO_LEDGER, "粘贴到台账"):
            hands.key(PLEDGING)
            hands.picture("1-empty")
            hands.paste(pledges())
            hands.says("新增 126 行")
            hands.picture("2-pasted")
            hands.click("② 审核")
            hands.key("ctrl+a")
            hands.picture("3-reviewing")
            hands.key("Return")
            hands.picture("4-passed")
            show_papers(hands, 5)
            hands.picture("5-preview")
            pages = save_pdf(hands, home)
    with opened(office) as made:
        kept = table(made, "commitments", "member_id", "text", "review")
    assert len(kept) == COUNT
    assert [who for who, *_ in kept][:7] == [BRANCH] * 6 + [NAMES[0]]
    assert {review for _, _, review in kept[6:]} == {"通过"}
    whole = "".join(pages)
    assert all(name in whole for name in NAMES)
    assert f"承诺个数{COUNT}" in whole.replace("：", "") or f"{COUNT}个" in whole


def test_card_6_what_was_kept_is_entered_and_the_years_result_printed(sit: Sit, tmp_path: Path, home: Path) -> None:
    """The result of each commitment comes from WPS; then all of forms 5, 6 and 7 once more for another quarter."""
    office = passed(branch(tmp_path))
    with sit("6 践诺", office) as at:
        hands = at.hands
        hands.key(PLEDGING)
        hands.click("④ 履行承诺")
        hands.picture("1-before")
        hands.key("ctrl+Home")
        hands.paste("\n".join(("践诺情况\t兑现\t兑现日期", *[f"{KEPT}\t已兑现\t2026-11-20"] * COUNT)))
        hands.picture("2-kept")
        show_papers(hands, 7)
        hands.picture("3-preview")
        pages = save_pdf(hands, home)
        hands.key(PRINTING, "ctrl+Home", *["Down"] * 4, "space", "Down", "space")
        hands.picture("4-ticked")
        three = save_pdf(hands, home)
        with at.within(TO_REPRINT, "换季度并重印样例5、6、7"):
            hands.key("alt+Prior")
            again = save_pdf(hands, home)
        hands.picture("5-again")
    with opened(office) as made:
        kept = table(made, "commitments", "result", "outcome")
    assert kept == [(KEPT, "已兑现")] * COUNT
    assert KEPT in "".join(pages)
    assert len(again) == len(three)
