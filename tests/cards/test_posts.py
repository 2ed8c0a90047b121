"""Cards 3 and 4: 24 members without an office get posts, sign in two copies, and are made public."""

from pathlib import Path

import pytest

from dangjian_desktop.services.printing import Job, subjects
from tests.cards.conftest import Sit
from tests.cards.deeds import POSTS, save_pdf, show_papers
from tests.cards.inputs import PLAIN, branch, choices, opened, placed
from tests.services.workbooks import table

pytestmark = pytest.mark.cards


def test_card_3_24_letters_in_two_copies(sit: Sit, tmp_path: Path, home: Path) -> None:
    """From what the members chose, as it lies in WPS, to 48 pages; then the day on which all signed."""
    office = branch(tmp_path)
    with sit("3 责任状", office) as at:
        hands = at.hands
        hands.key(POSTS)
        hands.click("② 党员选报")
        hands.picture("1-choosing")
        hands.key("ctrl+Home")
        hands.paste(choices())
        hands.picture("2-chosen")
        hands.click("③ 支部确定")
        hands.click("按志愿填入 24 人")
        hands.picture("3-placed")
        hands.click("④ 签订责任状")
        hands.picture("4-signing")
        show_papers(hands, 1)
        hands.picture("5-preview")
        pages = save_pdf(hands, home)
        hands.key(POSTS)
        hands.key("ctrl+a")
        hands.click("已签字 24 人")
        hands.picture("6-signed")
    with opened(office) as made:
        kept = table(made, "post_assignments", "member_id", "post_id", "secretary_signed_on", "member_signed_on")
        printed = subjects(made, Job((1,), year=2026))[1]
    assert [name for name, *_ in kept] == list(PLAIN)
    assert {tuple(days) for _, _, *days in kept} == {("2026-11-24", "2026-11-24")}
    assert len(printed) == 24
    assert all(each.printed_at for each in printed)
    assert len(pages) == 48
    for name, post, *_ in kept:
        mine = [page for page in pages if name in page]
        assert len(mine) == 2
        assert mine[0] == mine[1]
        assert post in mine[0]


def test_card_4_what_was_decided_is_made_public(sit: Sit, tmp_path: Path, home: Path) -> None:
    office = placed(branch(tmp_path))
    with sit("4 公示", office) as at:
        hands = at.hands
        hands.key(POSTS)
        hands.click("⑤ 公示")
        hands.picture("1-before")
        hands.click("登记公示")
        hands.picture("2-registered")
        show_papers(hands, 2)
        hands.picture("3-preview")
        pages = save_pdf(hands, home)
    with opened(office) as made:
        ((begins, ends),) = table(made, "posts_publicity", "begins_on", "ends_on")
    assert (begins, ends) == ("2026-11-24", "2026-12-01")
    whole = "".join(pages)
    assert all(whole.count(name) == 1 for name in PLAIN)
