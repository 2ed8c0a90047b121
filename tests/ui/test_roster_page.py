"""The roster's page: chips, orders of names, many rows changed at once, the member's card with his photo, the export."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from dangjian_desktop.ui import file_menu
from dangjian_desktop.ui.dialogs.batch_change import BatchChange
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.grid.ledger_grid import LedgerGrid
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.roster import RosterPage
from tests.services.workbooks import sheet_cells
from tests.ui.hands import CTRL, Key, go_to_page, press, texts_of, use, write


def page_of(window: MainWindow) -> RosterPage:
    page = window.stack.currentWidget()
    assert isinstance(page, RosterPage)
    return page


def shown(grid: LedgerGrid) -> list[str]:
    return [grid.model.text(row, 0) for row in range(grid.model.filled())]


def change_all(window: MainWindow, heading: str, text: str) -> None:
    page = page_of(window)
    page.grid.view.select_rows([0, 1], 0)
    dialog = BatchChange(page.grid, page)
    dialog.show()
    dialog.field.setCurrentText(heading)
    dialog.value.setCurrentText(text)
    QTest.keyClick(dialog.apply_button, Key.Key_Return)
    assert dialog.isVisible()
    assert "2 人" in dialog.told.text()
    dialog.reject()


def test_many_rows_are_changed_at_once_and_taken_back_at_once(window: MainWindow, roster: LedgerGrid) -> None:
    change_all(window, "人员类别", "离退休")
    assert [row.get("staff_kind", "") for row in texts_of(window, "members")] == ["离退休", "离退休", ""]
    window.undo()
    assert [row.get("staff_kind", "") for row in texts_of(window, "members")] == ["", "", ""]


def test_chips_show_the_retired_alone_and_everybody_again(window: MainWindow, roster: LedgerGrid) -> None:
    change_all(window, "人员类别", "离退休")
    chip = page_of(window).chips["离退休"]
    QTest.keyClick(chip, Key.Key_Space)
    assert shown(roster) == ["张三", "李四"]
    QTest.keyClick(chip, Key.Key_Space)
    assert shown(roster) == ["张三", "李四", "王五"]


@pytest.mark.parametrize(
    ("order", "names"),
    [("姓氏笔画", ["王五", "李四", "张三"]), ("拼音", ["李四", "王五", "张三"]), ("手工", ["张三", "李四", "王五"])],
)
def test_names_stand_in_the_chosen_order(window: MainWindow, roster: LedgerGrid, order: str, names: list[str]) -> None:
    orders = page_of(window).orders
    orders.setCurrentText(order)
    orders.activated.emit(orders.currentIndex())
    assert shown(roster) == names


def test_f4_shows_the_card_of_the_member_and_a_picture_becomes_his_photo(
    window: MainWindow, roster: LedgerGrid, tmp_path: Path
) -> None:
    drawer = page_of(window).drawer
    press(Key.Key_Home, CTRL)
    page_of(window).turn_card()
    assert drawer.name.text() == "张三"
    labels: list[QLabel] = list(drawer.findChildren(QLabel))
    told = [each.text() for each in labels]
    assert [text for text in told if text.startswith(("一、", "二、", "三、", "四、", "五、"))] == [
        "一、设岗定责",
        "二、责任区",
        "三、承诺践诺",
        "四、先锋岗",
        "五、标兵评选",
    ]
    Image.new("RGB", (300, 420), "white").save(tmp_path / "张三.png")
    drawer.take_photo(tmp_path / "张三.png")
    assert not drawer.photo.pixmap().isNull()
    drawer.print_asked_for.emit(drawer.member)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    assert centre.preview.pages == 1


def test_what_is_shown_is_exported_as_texts(
    window: MainWindow, roster: LedgerGrid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Files, "ask_save", lambda *_: tmp_path / "名册.xlsx")
    page = page_of(window)
    buttons: list[QPushButton] = list(page.findChildren(QPushButton))
    use(next(each for each in buttons if each.text() == "导出…"))
    cells = sheet_cells(tmp_path / "名册.xlsx", "党员名册")
    assert [row[:2] for row in cells] == [("姓名", "性别"), ("张三", "男"), ("李四", "男"), ("王五", "男")]


def test_an_empty_roster_offers_three_ways_to_begin(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    go_to_page(2)
    page = window.stack.currentWidget()
    assert isinstance(page, RosterPage)
    assert [made.text() for made in page.empty.buttons] == ["从 Excel 导入…", "从 WPS 粘贴…", "手工录入"]
    pasted: list[bool] = []
    monkeypatch.setattr(file_menu, "paste_workbook", lambda _desk, _parent: pasted.append(True))
    use(page.empty.buttons[1])
    assert pasted == [True]
    use(page.empty.buttons[2])
    write("张三")
    press(Key.Key_Return)
    assert [row["name"] for row in texts_of(window, "members")] == ["张三"]
    assert not page.empty.isVisible()
    press(Key.Key_Z, CTRL)
    assert page.empty.isVisible()
