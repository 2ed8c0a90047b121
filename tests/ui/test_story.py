"""A branch's year by keyboard: a record of each scheme, paper, package, the general branch, and back again."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from dangjian_desktop.ui.dialogs.change_request import ChangeRequestDialog
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.approval import ApprovalPage
from dangjian_desktop.ui.tabs.exchange import ExchangePage
from dangjian_desktop.ui.tabs.overview import OverviewPage
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.conftest import MakeWindow
from tests.ui.hands import (
    CTRL,
    Key,
    digest_of,
    fill_row,
    go_to_page,
    go_to_step,
    press,
    sentences,
    sit_at,
    texts_of,
    use,
    write,
)

NAMES = ("王䶮", "李四", "赵敏", "钱宏", "孙建国", "周雨", "吴越", "郑洁", "冯远", "陈静")
DEEDS = "长期承担实训教学，带头完成课程改革。"


def fill_roster(window: MainWindow) -> None:
    """Type the first member, paste the others as WPS puts them on the clipboard."""
    go_to_page(2)
    fill_row(window, name=NAMES[0], sex="女", ethnicity="汉族", birth="1978.5", joined="2006.07", staff_kind="教师")
    QApplication.clipboard().setText("\n".join(f"{name}\t男\t汉族\t1985.03" for name in NAMES[1:]))
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    press(Key.Key_V, CTRL)


def fill_schemes(window: MainWindow) -> None:
    """Type a record of each scheme, in the order of the tabs."""
    go_to_page(3)
    go_to_step(window, 1)
    fill_row(window, member_id=NAMES[0], first_id="教改科研岗", applied_on="3.15")
    go_to_step(window, 2)
    fill_row(window, member_id=NAMES[0], post_id="教改科研岗", decided_on="2026.3.20", decided_by="支委会")
    go_to_page(4)
    go_to_step(window, 0, ledger=1)
    fill_row(window, name="机电楼", duties="卫生、安全")
    go_to_step(window, 0)
    fill_row(window, area_id="机电楼", member_id=NAMES[0], consent="同意")
    go_to_step(window, 2)
    fill_row(window, member_id=NAMES[0], area_id="机电楼", name="走访", held_on="11.20", content="走访三间宿舍。")
    go_to_page(5)
    go_to_step(window, 0)
    fill_row(window, member_id=NAMES[0], text="每月走访一次学生宿舍", due="2026-12-31", review="通过")
    go_to_page(6)
    go_to_step(window, 0)
    fill_row(window, member_id=NAMES[0], deeds=DEEDS, studied_on="2026-06-10", branch_opinion="同意推荐。")
    go_to_page(7)
    go_to_step(window, 0)
    fill_row(window, kind="工作标兵", member_id=NAMES[1], votes="8")
    go_to_step(window, 1)
    fill_row(window, kind="工作标兵", member_id=NAMES[1], deeds="热心服务。", studied_on="2026-11-20")


EXPECTED = {
    "post_applications": {"member_id": NAMES[0], "year": "2026", "first_id": "教改科研岗", "applied_on": "2026-03-15"},
    "area_assignments": {"area_id": "机电楼", "member_id": NAMES[0], "year": "2026", "consent": "同意"},
    "area_activities": {
        "member_id": NAMES[0],
        "area_id": "机电楼",
        "name": "走访",
        "held_on": "2026-11-20",
        "content": "走访三间宿舍。",
        "kind": "活动",
    },
    "commitments": {
        "member_id": NAMES[0],
        "year": "2026",
        "text": "每月走访一次学生宿舍",
        "due": "2026-12-31",
        "review": "通过",
    },
    "pioneer_nominations": {
        "year": "2026",
        "member_id": NAMES[0],
        "deeds": DEEDS,
        "studied_on": "2026-06-10",
        "branch_opinion": "同意推荐。",
    },
    "candidacies": {"year": "2026", "quarter": "4", "kind": "工作标兵", "member_id": NAMES[1], "votes": "8"},
    "pacesetter_nominations": {
        "year": "2026",
        "quarter": "4",
        "kind": "工作标兵",
        "member_id": NAMES[1],
        "deeds": "热心服务。",
        "studied_on": "2026-11-20",
    },
}


def exchange_page(window: MainWindow) -> ExchangePage:
    go_to_page(9)
    page = window.stack.currentWidget()
    assert isinstance(page, ExchangePage)
    return page


def test_a_year_by_keyboard(make_window: MakeWindow, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    branch = make_window("机电系党支部", superior="机电学院党总支")
    fill_roster(branch)
    assert [member["name"] for member in texts_of(branch, "members")] == list(NAMES)
    fill_schemes(branch)
    for ledger, expected in EXPECTED.items():
        assert texts_of(branch, ledger) == [expected], ledger
    assert not branch.strip.sentence

    # Paper: tick form 8 and look at it; the preview is the PDF itself.
    press(Key.Key_P, CTRL)
    centre = branch.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    centre.table.setFocus()
    for _ in range(7):
        press(Key.Key_Down)
    press(Key.Key_Space)
    use(centre.preview_button)
    (page,) = pypdf.PdfReader(BytesIO(centre.preview.pdf)).pages
    assert NAMES[0] in page.extract_text().replace("\n", "")
    assert not centre.preview.picture.pixmap().isNull()

    # The package.
    exchange = exchange_page(branch)
    assert exchange.sending.pack_button.text() == "生成上报包…"
    use(exchange.sending.pack_button)
    (package,) = stick.glob("上报_*.zip")
    assert exchange.sending.where.text() == str(package)
    assert exchange.sending.code.text() in package.name
    assert "未收到回执" in exchange.sending.sent.plain.rows[0][4]

    # The general branch: the plan first, then the person's word, then the merge.
    head = make_window("机电学院党总支", "general-branch")
    monkeypatch.setattr(Files, "ask_several", lambda *_: [package])
    receiving = exchange_page(head).receiving
    use(receiving.choose_button)
    before = digest_of(head)
    assert not receiving.merge_button.isEnabled()
    plan = receiving.bar.plan.toPlainText()
    assert "还不是本单位的下属支部" in plan
    assert exchange.sending.code.text() in plan
    assert "新增党员名册 10 条" in plan
    assert texts_of(head, "members") == []
    use(receiving.bar.confirm_button)
    use(receiving.merge_button)
    for ledger, expected in EXPECTED.items():
        assert texts_of(head, ledger) == [expected], ledger
    merged = digest_of(head)

    # Taken back, and done again, by the keys everybody knows.
    press(Key.Key_Z, CTRL)
    assert digest_of(head) == before
    assert texts_of(head, "members") == []
    press(Key.Key_Y, CTRL)
    assert digest_of(head) == merged

    decide(head)
    answer(branch, stick, monkeypatch)


def decide(head: MainWindow) -> None:
    """The general branch sees who waits for a decision, goes to 审批 and approves the pioneer."""
    go_to_page(10)
    page = head.stack.currentWidget()
    assert isinstance(page, OverviewPage)
    assert page.units.plain.rows[0][0] == "机电系党支部"
    assert page.approval_button.text() == "去审批 2 人"
    assert page.grid is not None
    assert page.grid.note == "审批 0 行，在“审批”里办理，这里只查看"
    use(page.approval_button)
    approval = head.stack.currentWidget()
    assert isinstance(approval, ApprovalPage)
    while approval.list.current is None or approval.list.current.award != "先锋岗":
        press(Key.Key_Down)
    use(approval.approve_button)
    go_to_page(10)
    decisions = {row["nomination_id"]: row for row in texts_of(head, "decisions")}
    assert decisions[f"机电系党支部 {NAMES[0]} 2026年先锋岗"]["decision"] == "同意"
    use(page.reply_button)


def answer(branch: MainWindow, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The branch takes the reply: the decision is there, its nomination is closed, the package is acknowledged."""
    (reply,) = stick.glob("回执_*.zip")
    monkeypatch.setattr(Files, "ask_several", lambda *_: [reply])
    sit_at(branch)
    exchange = exchange_page(branch)
    use(exchange.receiving.choose_button)
    use(exchange.receiving.merge_button)
    assert "已收到回执" in exchange.sending.sent.plain.rows[0][4]
    assert any(row.get("decision") == "同意" for row in texts_of(branch, "decisions"))
    go_to_page(6)
    go_to_step(branch, 0)
    before = texts_of(branch, "pioneer_nominations")
    press(Key.Key_Home, CTRL)
    write("2025")
    assert texts_of(branch, "pioneer_nominations") == before
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChangeRequestDialog)
    assert any("不能直接改" in sentence for sentence in sentences(dialog))
    dialog.reject()
