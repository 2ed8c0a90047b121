"""The window: its pages, menus and bars; sentences instead of silence; nothing nameless."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QMessageBox,
    QWidget,
)

from dangjian_desktop.ui import look, words
from dangjian_desktop.ui.actions import GRID_VERBS, MENUS
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.particulars import ParticularsDialog
from dangjian_desktop.ui.dialogs.retire import RetireDialog
from dangjian_desktop.ui.grid.view import GridView
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.scheme_tab import SchemeTab
from dangjian_desktop.ui.tabs.home import HomePage
from dangjian_desktop.ui.tabs.print_centre import NO_PRINTER, PrintCentre
from dangjian_desktop.ui.unit_verbs import Leaving
from tests.ui.conftest import MakeWindow
from tests.ui.hands import (
    CTRL,
    Key,
    fill_row,
    focus,
    go_to_page,
    go_to_step,
    grid_of,
    press,
    sentences,
    texts_of,
    use,
    write,
)

WARN = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test, as every Qt warning does
KINDS = ("branch", "general-branch")
PAGE_KEYS = [key for key, _ in words.PAGES]


def shown(window: MainWindow) -> Iterator[QWidget]:
    """Show every page and every step of it in turn."""
    for place, key in enumerate(PAGE_KEYS, start=1):
        if not window.rail.item(place - 1).isHidden():
            go_to_page(place)
            page = window.pages[key]
            assert window.stack.currentWidget() is page
            for step in range(len(page.scheme.steps) if isinstance(page, SchemeTab) else 0):
                go_to_step(window, step)
                yield page
            yield page


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_opens_by_its_keys_without_a_complaint(make_window: MakeWindow, kind: str) -> None:
    window = make_window("机电", kind)
    pages = {id(page) for page in shown(window)}
    assert len(pages) == (12 if kind == "general-branch" else 10)
    assert window.strip.sentence == ""


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_takes_the_focus_has_a_name(make_window: MakeWindow, kind: str) -> None:
    window = make_window("机电", kind)
    nameless = set()
    for page in shown(window):
        widgets: list[QWidget] = [*page.findChildren(QWidget), *window.top.findChildren(QWidget)]
        for widget in widgets:
            asks = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            if asks and not named and not isinstance(widget, QHeaderView):
                nameless.add(f"{type(widget).__name__} in {type(page).__name__}")
    assert nameless == set()


def test_every_model_keeps_qts_own_rules(make_window: MakeWindow) -> None:
    window = make_window("机电", "general-branch")
    seen: set[QAbstractItemModel] = set()
    testers = []
    for page in shown(window):
        views: list[QAbstractItemView] = list(page.findChildren(QAbstractItemView))
        for view in views:
            if isinstance(view.model(), QAbstractTableModel) and view.model() not in seen:
                seen.add(view.model())
                testers.append(QAbstractItemModelTester(view.model(), WARN))
    go_to_page(2)
    fill_row(window, name="张三", sex="男")
    write("bad")
    press(Key.Key_Escape)
    press(Key.Key_Z, CTRL)
    assert len({type(model) for model in seen}) == 5
    assert len(testers) > 20


def test_every_key_of_the_menus_is_its_own() -> None:
    keys = [item.keys for _, items in MENUS for item in items if item.keys]
    pages = list(words.PAGE_KEYS)
    assert len(keys + pages) == len(set(keys + pages))
    assert all(not QKeySequence(key).isEmpty() for key in keys)
    assert all(hasattr(GridView, verb) for verb in GRID_VERBS)


def test_undo_and_redo_are_named_where_they_are_offered(window: MainWindow) -> None:
    assert not window.top.undo.isEnabled()
    go_to_page(2)
    fill_row(window, name="张三")
    assert window.top.undo.text() == "撤销：新增党员名册"
    assert window.actions_by_verb["undo"].text() == "撤销：新增党员名册"
    use(window.top.undo)
    assert texts_of(window, "members") == []
    assert not window.top.undo.isEnabled()
    assert window.actions_by_verb["redo"].text() == "重做：新增党员名册"
    use(window.top.redo)
    assert [row["name"] for row in texts_of(window, "members")] == ["张三"]


def test_another_quarter_shows_its_own_rows_and_gives_them_its_own_number(window: MainWindow) -> None:
    go_to_page(2)
    fill_row(window, name="张三", staff_kind="教师")
    go_to_page(7)
    go_to_step(window, 0)
    fill_row(window, kind="工作标兵", member_id="张三", votes="5")
    assert grid_of(window).model.filled() == 1
    window.top.quarter.setFocus()
    press(Key.Key_Up)
    assert grid_of(window).model.filled() == 0
    go_to_page(7)
    fill_row(window, kind="学习标兵", member_id="张三")
    assert (grid_of(window).model.text(0, 0), grid_of(window).model.text(0, 1)) == ("2026", "3")
    window.top.quarter.setFocus()
    press(Key.Key_Down)
    assert [row["kind"] for row in texts_of(window, "candidacies")] == ["工作标兵"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_opened_by_its_keys_takes_the_next_key(make_window: MakeWindow, kind: str) -> None:
    make_window("机电", kind)
    expected = {words.HOME: "导入 Excel/WPS 表格…" if kind == "branch" else "去接收"}
    expected |= {words.ROSTER: "党员名册", words.PRINTING: "九张表格", words.EXCHANGE: "生成上报包…"}
    expected |= {words.SETTINGS: "查找设置"}
    expected |= {words.OVERVIEW: "审批", words.EXCHANGE: "选择文件…"} if kind != "branch" else {}
    for key, name in expected.items():
        go_to_page(PAGE_KEYS.index(key) + 1)
        reached = focus()
        assert name in (reached.accessibleName(), getattr(reached, "text", str)()), key


def test_qt_itself_speaks_with_our_words(window: MainWindow) -> None:
    said = [QCoreApplication.translate("QPlatformTheme", text) for text in ("OK", "Cancel", "&Yes", "&No", "Close")]
    assert said == ["知道了", "放弃", "继续(&Y)", "放弃(&N)", "关闭"]
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder") == "文件夹"
    assert QCoreApplication.translate("QLineEdit", "Select All") == "全选"
    box = QMessageBox(window)
    box.setStandardButtons(QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Ok)
    assert {button.text() for button in box.buttons()} == {"知道了", "关闭"}


def test_with_large_text_rows_columns_and_titles_grow_too(make_window: MakeWindow) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.dress(application, 14)
    try:
        window = make_window("机电", "general-branch")
        go_to_page(8)
        centre = window.pages[words.PRINTING]
        assert isinstance(centre, PrintCentre)
        texts = [choice.objects for choice in centre.model.choices]
        widest = max(centre.table.fontMetrics().horizontalAdvance(text) for text in texts)
        assert centre.table.columnWidth(1) > widest
        title = centre.findChild(QLabel, "title")
        assert isinstance(title, QLabel)
        assert title.font().pointSizeF() == pytest.approx(20)
        assert window.rail.width() > QFontMetrics(application.font()).horizontalAdvance("上报与接收") + 40
    finally:
        look.dress(application)


def test_an_empty_roster_says_where_to_begin(window: MainWindow) -> None:
    home = window.pages[words.HOME]
    assert isinstance(home, HomePage)
    assert "名册是所有表格的来源" in sentences(home)
    go_to_page(4)
    assert "请先录入党员名册" in grid_of(window).note
    go_to_page(2)
    assert "在空行里打字即可新增" in grid_of(window).note
    fill_row(window, name="张三")
    go_to_page(4)
    assert "请先在“划分”里登记责任区域" in grid_of(window).note
    go_to_page(6)
    go_to_step(window, 3)
    assert "请先登记推荐人选" in grid_of(window).note
    go_to_step(window, 2)
    assert "接收回执后显示在这里" in grid_of(window).note


def test_a_finding_leads_to_its_grid(window: MainWindow) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    go_to_page(1)
    home = window.pages[words.HOME]
    assert isinstance(home, HomePage)
    findings = home.findings.findings
    row = next(row for row in range(findings.rowCount()) if findings.finding(row).ledger == "post_assignments")
    assert "依据" in findings.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    home.findings.selectRow(row)
    home.findings.setFocus()
    press(Key.Key_Return)
    assert grid_of(window).ledger.key == "post_assignments"


def test_a_member_leaves_by_a_dialog_and_stays_in_the_roster(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def ask(_parent: QWidget, count: int, today: date, _preview: object) -> Leaving:
        asked.append(count)
        return Leaving("转出", "调往外院", today, "外语学院党委", outside=True)

    monkeypatch.setattr(RetireDialog, "ask", ask)
    go_to_page(2)
    for name in ("张三", "李四"):
        fill_row(window, name=name)
    press(Key.Key_Home, CTRL)
    press(Key.Key_Minus, CTRL)
    assert asked == [1]
    assert [(row["name"], row["state"]) for row in texts_of(window, "members")] == [("张三", "转出"), ("李四", "在册")]
    assert window.top.undo.text() == "撤销：转出 1 人到外语学院党委"


def test_the_retire_dialog_gives_state_reason_and_day(window: MainWindow) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RetireDialog)
        QTest.keyClick(dialog.state, Key.Key_Down)
        dialog.reason.setText("本人申请")
        QTest.keyClick(dialog.accept_button, Key.Key_Return)

    QTimer.singleShot(0, answer)
    day = date(2026, 11, 24)
    assert RetireDialog.ask(window, 2, day, lambda *_: None) == Leaving("停止党籍", "本人申请", day)


def test_new_particulars_show_at_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"name": "机电学院党支部", "superior_name": "机电学院党总支", "secretary": "王芳", "phone": "1234567"}
    monkeypatch.setattr(ParticularsDialog, "ask", lambda *_: given)
    window.actions_by_verb["particulars"].trigger()
    assert window.top.office.text() == "机电学院党支部"
    assert "书记 王芳" in window.status.who.whole


def test_the_particulars_dialog_begins_with_what_is_known(window: MainWindow) -> None:
    assert window.desk.card is not None
    dialog = ParticularsDialog(window, window.desk.card)
    assert (dialog.name.text(), dialog.superior.text()) == ("机电系党支部", "机电学院党总支")
    dialog.close()


def test_the_summary_is_written_as_a_workbook(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "汇总.xlsx"
    monkeypatch.setattr(Files, "ask_save", lambda *_: target)
    go_to_page(2)
    fill_row(window, name="张三")
    window.actions_by_verb["write_summary"].trigger()
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:2] == ["机电系党支部", 1]


def test_ctrl_s_answers_that_all_is_saved(window: MainWindow) -> None:
    press(Key.Key_S, CTRL)
    assert window.strip.sentence.startswith("已自动保存 09:00")


def test_papers_are_saved_as_the_previewed_pdf(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "纸.pdf"
    monkeypatch.setattr(Files, "ask_save", lambda *_: target)
    window.print_blank()
    centre = window.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    use(centre.save_button)
    assert target.read_bytes() == centre.preview.pdf
    assert len(pypdf.PdfReader(target).pages) == centre.preview.pages >= 9
    assert str(target) in window.strip.sentence


def test_below_the_preview_stands_what_the_layout_had_to_do(window: MainWindow) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    go_to_page(6)
    fill_row(window, member_id="张三", deeds="长期承担实训教学。" * 60)
    press(Key.Key_P, CTRL)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    centre.choose((8,))
    assert centre.preview.notes.isVisible()
    assert "样例8 张三：" in centre.preview.notes.text()
    centre.choose((8,), blank=True)
    assert not centre.preview.notes.isVisible()


def test_without_content_or_printer_a_sentence_says_what_to_do(window: MainWindow) -> None:
    go_to_page(8)
    centre = window.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    assert not centre.print_button.isEnabled()
    centre.choose((8,))
    assert window.strip.sentence
    assert "还没有可以预览的内容" in centre.preview.picture.text()
    centre.choose((8,), blank=True)
    use(centre.print_button)
    assert window.strip.sentence == NO_PRINTER


def test_a_pc_without_a_chinese_face_uses_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    before = QGuiApplication.font()
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["DejaVu Sans"])
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.dress(application)
    monkeypatch.undo()
    try:
        assert QGuiApplication.font().families()[0] == look.OWN_FAMILY
        assert look.OWN_FAMILY in QFontDatabase.families()
    finally:
        application.setFont(before)
