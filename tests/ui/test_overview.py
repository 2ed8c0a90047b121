"""总支总览: the matrix, its verbs, the charts with their clipboard, and a branch's rows, by keys and mouse."""

from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from dangjian_desktop.services.reporting import read_reports
from dangjian_desktop.ui import words
from dangjian_desktop.ui.charts import height_of, ink_for, row_at, tip
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.send_back import SendBackDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.areas import AreasTab
from dangjian_desktop.ui.tabs.overview import CHARTS, REPORTS, ROWS, OverviewPage
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.roster import RosterPage
from tests.ui.conftest import MakeWindow
from tests.ui.hands import Key, digest_of, go_to_page, press, sentences, sit_at, use
from tests.ui.test_exchange_page import HEAD, drop, head, page_of, report

__all__ = ["head"]
FIRST, SECOND = "机电党支部", "基础党支部"


@pytest.fixture
def page(make_window: MakeWindow, stick: Path, head: MainWindow) -> OverviewPage:
    """A general branch that has merged two reports of two members and of one."""
    for name, people in ((FIRST, ("张三", "李四")), (SECOND, ("王五",))):
        package = report(make_window, stick, name, *people)
        sit_at(head)
        panel = page_of(head).receiving
        drop(head, package)
        use(panel.bar.confirm_button)
        use(panel.merge_button)
    return overview(head)


def overview(window: MainWindow) -> OverviewPage:
    go_to_page(10)
    found = window.pages[words.OVERVIEW]
    assert isinstance(found, OverviewPage)
    return found


def cells(page: OverviewPage) -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1:]) for row in page.units.plain.rows}


def test_the_matrix_shows_each_part_of_each_branch(page: OverviewPage) -> None:
    assert page.units.plain.headings == [
        "单位", "名册", "设岗", "责任区", "承诺", "先锋岗", "标兵", "上报时间", "序号", "校验码", "回执", "必须改",
    ]  # fmt: skip
    found = cells(page)
    assert found[FIRST][:6] == ("已合并 2人", "已合并 0/2", "已合并 0%", "已合并 0/0", "已合并 0/0", "已合并 0/0")
    assert found[SECOND][0] == "已合并 1人"
    assert "应报 2，已合并 2" in sentences(page)


def test_another_quarter_has_reports_of_its_own(page: OverviewPage, head: MainWindow) -> None:
    head.desk.set_period(2026, 3)
    found = cells(page)
    assert {row[0] for row in found.values()} == {"未报"}
    assert {row[6] for row in found.values()} == {"逾期"}
    assert "应报 2，未报 2" in sentences(page)


def test_a_package_that_is_looked_at_shows_as_received(
    page: OverviewPage, head: MainWindow, make_window: MakeWindow, stick: Path
) -> None:
    branch = make_window("另开", superior=HEAD)
    branch.desk.open(head.desk.path.parent / f"{FIRST}.db")  # type: ignore[union-attr]
    sit_at(branch)
    use(page_of(branch).sending.pack_button)
    branch.desk.close()
    newest = max(stick.glob("上报_*.zip"), key=lambda path: path.stat().st_mtime_ns)
    sit_at(head)
    panel = page_of(head).receiving
    drop(head, newest)
    assert cells(overview(head))[FIRST][0] == "已收"
    page_of(head)
    use(panel.merge_button)
    assert cells(overview(head))[FIRST][0] == "已合并 2人"


def test_a_report_is_sent_back_with_an_opinion(
    page: OverviewPage, head: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.units.choose(1)
    monkeypatch.setattr(SendBackDialog, "ask", lambda _parent, unit: f"{unit}少了一个人")
    use(page.back_button)
    assert {row[:6] for name, row in cells(page).items() if name == FIRST} == {("已退回",) * 6}
    told: list[str] = []
    head.desk.run(lambda office: [report.opinion for report in read_reports(office)], told.extend)
    assert f"{FIRST}少了一个人" in told
    assert "意见随回执带去" in head.strip.sentence
    head.undo()
    assert cells(page)[FIRST][0] == "已合并 2人"


def test_nothing_is_sent_back_without_an_opinion(page: OverviewPage) -> None:
    dialog = SendBackDialog(page, FIRST)
    assert not dialog.accept_button.isEnabled()
    dialog.opinion.setPlainText(" \n")
    assert not dialog.accept_button.isEnabled()
    dialog.opinion.setPlainText("请补承诺")
    assert dialog.accept_button.isEnabled()
    dialog.deleteLater()


def test_a_click_on_a_part_shows_that_branchs_rows_to_be_read(page: OverviewPage, head: MainWindow) -> None:
    before = digest_of(head)
    page.units.choose(1)
    page.units.setCurrentIndex(page.units.plain.index(1, 1))
    page.units.setFocus()
    press(Key.Key_Return)
    assert page.views.currentIndex() == ROWS
    assert page.rows.table is not None
    assert [row[0] for row in page.rows.table.plain.rows] == ["张三", "李四"]
    for place in range(1, 6):
        page.rows.parts.setCurrentIndex(place)
        assert "这一项没有内容。" in sentences(page.rows)
    page.rows.parts.setCurrentIndex(0)
    page.rows.table.setFocus()
    press(Key.Key_Delete)
    press(Key.Key_F2)
    assert digest_of(head) == before
    use(page.rows.back_button)
    assert page.views.currentIndex() == REPORTS


def test_the_summary_is_written_as_workbook_and_as_paper(
    page: OverviewPage, head: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, suggestion: str, _kinds: str, suffix: str) -> Path:
        asked.append(suggestion)
        return tmp_path / f"汇总{suffix}"

    monkeypatch.setattr(Files, "ask_save", ask)
    use(page.sheet_button)
    use(page.paper_button)
    assert asked == [f"{HEAD}_汇总表_2026年第4季度.xlsx", f"{HEAD}_汇总图_2026年第4季度.pdf"]
    assert load_workbook(tmp_path / "汇总.xlsx").worksheets[0]["B4"].value == 3
    assert "已保存" in head.strip.sentence
    assert "上报进度" in pypdf.PdfReader(tmp_path / "汇总.pdf").pages[0].extract_text()


def test_slips_for_those_who_have_not_reported_are_one_button_away(page: OverviewPage, head: MainWindow) -> None:
    head.desk.set_period(2026, 3)
    use(page.remind_button)
    centre = head.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    assert centre.preview.pages == 3  # the list, and a slip for each of two


@pytest.mark.parametrize("key", ["progress", "coverage", "commitments", "posts"])
def test_each_chart_is_copied_as_picture_and_as_table(page: OverviewPage, head: MainWindow, key: str) -> None:
    page.views.setCurrentIndex(CHARTS)
    chart = page.charts.charts[key]
    buttons: list[QPushButton] = list(page.findChildren(QPushButton))
    copy = next(each for each in buttons if each.accessibleName() == f"复制{chart.table.title}到WPS")
    use(copy)
    data = QApplication.clipboard().mimeData()
    heads, *rows = [line.split("\t") for line in data.text().split("\n")]
    assert tuple(heads) == chart.table.heads
    assert len(rows) == len(chart.table.lines) + 1
    assert "<table>" in data.html()
    image = QApplication.clipboard().image()
    assert image.width() >= 1800
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
    assert "#ffffff" in colours
    assert len(colours) > 3
    assert chart.table.title in head.strip.sentence


def test_a_row_of_a_chart_says_its_figures_under_the_mouse(page: OverviewPage) -> None:
    page.views.setCurrentIndex(CHARTS)
    chart = page.charts.charts["coverage"]
    assert tip(chart.table, chart.table.lines[1]) == f"{FIRST}\n在册党员：2\n有区党员：0\n豁免：0\n覆盖率：0%"
    assert row_at(chart.table, 0) == row_at(chart.table, height_of(chart.table)) == -1
    y = next(y for y in range(height_of(chart.table)) if row_at(chart.table, y) == 1) + 3
    place = QPoint(20, y)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    assert QToolTip.text().startswith(FIRST)
    QToolTip.hideText()
    QTest.qWait(1)


def test_charts_can_be_read_on_dark_ground_too() -> None:
    for base, text in (("#FFFFFF", "#24221F"), ("#202020", "#F0F0F0")):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(base))
        palette.setColor(QPalette.ColorRole.Text, QColor(text))
        for count in (1, 2, 4):
            ink = ink_for(palette, count)
            assert len(ink.bars) == count
            assert abs(ink.edge.lightness() - QColor(base).lightness()) > 80
            assert abs(ink.quiet.lightness() - QColor(base).lightness()) > 80
            looks = {(brush.color().name(), brush.style()) for brush in ink.bars}
            assert len(looks) == count


@pytest.mark.parametrize("kind", ["general-branch", "committee"])
def test_without_packages_the_page_says_where_to_drop_them(
    make_window: MakeWindow, kind: str, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = report(make_window, stick, FIRST, "张三", superior="机电")
    window = make_window("机电", kind)
    page = overview(window)
    assert "还没有收到支部的上报包。把U盘里的文件拖到这里。" in sentences(page)
    assert not page.units.isVisible()
    assert not page.back_button.isVisible()
    monkeypatch.setattr(Files, "ask_several", lambda *_: [package])
    use(page.folder_button)
    assert window.stack.currentWidget() is window.pages[words.EXCHANGE]
    assert [parcel.path for parcel in page_of(window).receiving.parcels] == [package]
    page.views.setCurrentIndex(CHARTS)
    assert page.charts.charts["progress"].table.total[1] == 0
    page.charts.copy("commitments")


def test_clicks_need_no_keyboard(page: OverviewPage) -> None:
    index = page.units.plain.index(0, 5)
    place = page.units.visualRect(index).center()
    QTest.mouseClick(page.units.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.units.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.views.currentIndex() == ROWS
    assert page.rows.parts.currentIndex() == 4


def test_the_level_above_reads_a_members_card_and_gets_no_bars_to_fill_branches_grids(page: OverviewPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    go_to_page(2)
    roster = window.pages[words.ROSTER]
    assert isinstance(roster, RosterPage)
    roster.grid.view.go_to(0, 0)
    roster.turn_card()
    assert roster.drawer.name.text() == roster.grid.model.text(0, 0) != ""
    go_to_page(4)
    areas = window.pages["areas"]
    assert isinstance(areas, AreasTab)
    assert not areas.opinion_buttons["三方都同意"].isVisible()
