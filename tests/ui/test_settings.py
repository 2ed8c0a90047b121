"""设置: every declared option with its editor and the source's words; each change is one step (issue 5, house option rules)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox

from dangjian_desktop.schemes.options import OPTIONS
from dangjian_desktop.services.pushed_settings import push_option, settings_in_force
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.records import save_option
from dangjian_desktop.services.settings import GROUPS
from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.fonts import FontsDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.award_tab import PioneersTab
from dangjian_desktop.ui.tabs.settings import SettingsPage
from tests.conftest import MakeOffice
from tests.exchange.levels import FIRST, HEAD, three_levels
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, Key, digest_of, fill_row, focus, go_to_page, press, sentences, use, write

PERCENT, ROUNDING, MONTHS = "pioneers.quota_percent", "pioneers.rounding", "pacesetters.months"


def settings(window: MainWindow) -> SettingsPage:
    press(Key.Key_Comma, CTRL)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    QApplication.processEvents()  # Qt shows what a layout was given then
    return page


def in_force(window: MainWindow, key: str) -> int | str | bool:
    found: list[int | str | bool] = []
    window.desk.run(lambda office: read_options(office).value(key), found.append)
    return found[0]


def retype(text: str) -> None:
    press(Key.Key_A, CTRL)
    write(text)
    press(Key.Key_Return)


def test_every_option_stands_in_its_group_with_its_default_and_the_sources_words(window: MainWindow) -> None:
    page = settings(window)
    assert list(page.rows) == [option.key for option in OPTIONS]
    assert focus() is page.search
    said = "\n".join(sentences(page))
    assert [title for title in GROUPS.values() if title not in said] == []
    assert page.rows[PERCENT].about.text() == "默认：10　X04　原文：“按照支部党员人数的10%进行推荐。”"
    assert page.rows[ROUNDING].about.text() == "默认：四舍五入　原文没有写，照通行做法"
    assert not [option.title for option in OPTIONS if not page.rows[option.key].about.text().startswith("默认：")]
    assert not any(row.reset_button.isVisible() or row.push.isVisible() for row in page.rows.values())


@pytest.mark.parametrize("query", ["推荐比例", "tjbl", "tuijianbili"])
def test_an_option_is_found_by_characters_and_pinyin(window: MainWindow, query: str) -> None:
    page = settings(window)
    if query.isascii():
        write(query)
    else:
        page.search.setText(query)
    assert [key for key, row in page.rows.items() if row.isVisible()] == [PERCENT]
    assert "责任区" not in sentences(page)
    page.search.setText("没有的东西")
    assert "没有这样的设置。换一个词，或清空查找框。" in sentences(page)
    page.search.clear()
    assert all(row.isVisible() for row in page.rows.values())


def test_each_kind_of_value_is_changed_by_keys_in_one_step_and_reset_in_another(window: MainWindow) -> None:
    page, before = settings(window), digest_of(window)
    page.go_to(PERCENT)
    assert focus() is page.rows[PERCENT].editor
    retype("12")
    assert (in_force(window, PERCENT), window.top.undo.text()) == (12, "撤销：设置：先锋岗推荐比例（%）")
    use(page.rows[PERCENT].reset_button)
    assert (in_force(window, PERCENT), window.top.undo.toolTip()) == (10, "撤销：恢复默认：先锋岗推荐比例（%）")
    assert not page.rows[PERCENT].reset_button.isVisible()
    press(Key.Key_Z, CTRL)
    assert (in_force(window, PERCENT), page.rows[PERCENT].value) == (12, 12)
    press(Key.Key_Z, CTRL)
    assert digest_of(window) == before
    page.go_to(ROUNDING)
    press(Key.Key_Down)
    assert in_force(window, ROUNDING) == "进一"
    page.go_to("pacesetters.probationary_vote")
    press(Key.Key_Down)
    assert in_force(window, "pacesetters.probationary_vote") is False
    page.go_to(MONTHS)
    retype("6,12")
    assert in_force(window, MONTHS) == "6,12"


def test_the_kinds_of_editors_fit_the_values(window: MainWindow) -> None:
    page = settings(window)
    wanted = {PERCENT: QSpinBox, ROUNDING: QComboBox, "print.landscape": QComboBox, MONTHS: QLineEdit}
    assert {key: type(page.rows[key].editor) for key in wanted} == wanted
    use(page.rows["print.face_song"].editor)  # type: ignore[arg-type]
    dialogs: list[FontsDialog] = list(page.findChildren(FontsDialog))
    (dialog,) = dialogs
    dialog.reject()


def test_leaving_a_field_as_it_is_changes_nothing(window: MainWindow) -> None:
    page, before = settings(window), digest_of(window)
    for key in (PERCENT, MONTHS, ROUNDING):
        page.go_to(key)
        press(Key.Key_Tab)
    assert (digest_of(window), window.top.undo.isEnabled()) == (before, False)


def test_what_is_written_wrongly_is_told_below_it_and_may_be_mended(window: MainWindow) -> None:
    page = settings(window)
    page.go_to(MONTHS)
    retype("13")
    told = page.rows[MONTHS].problem
    assert told.text() == "“标兵评选月份”不能写成“13”。请写 1 到 12 的月份，用逗号隔开，例如 3,6,9,12。"
    assert told.isVisible()
    assert in_force(window, MONTHS) == "3,6,9,12"
    window.refresh()
    assert page.rows[MONTHS].value == "13"
    retype("6,12")
    assert not told.isVisible()
    assert window.strip.sentence == "“标兵评选月份”已保存。"
    retype("13")
    retype("6,12")
    assert not told.isVisible()


def test_the_wheel_does_not_change_what_it_passes_over(window: MainWindow) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    page = settings(window)
    editor = page.rows[PERCENT].editor
    none, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), button, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(editor, turn)
    assert page.rows[PERCENT].value == 10


def test_headquarters_locks_suggests_or_frees_an_option(make_window: MakeWindow) -> None:
    window = make_window("机电学院党总支", kind="general-branch")
    page = settings(window)
    row = page.rows[PERCENT]
    assert row.push.currentText() == "下属：自由"
    assert not page.rows["print.face_song"].push.isVisible()
    page.go_to(PERCENT)
    retype("20")
    assert row.push.currentText() == "下属：锁定"
    row.push.setFocus()
    press(Key.Key_Down)
    found: list[str] = []
    window.desk.run(
        lambda office: next(f"{each.push} {each.since}" for each in settings_in_force(office) if each.key == PERCENT),
        found.append,
    )
    assert found == ["suggested 2026-11-24"]
    assert window.top.undo.text().startswith("撤销：下发设置（建议）")


def test_a_branch_sees_who_locked_and_who_suggested_and_since_when(
    make_office: MakeOffice, make_window: MakeWindow, tmp_path: Path
) -> None:
    levels = three_levels(make_office, tmp_path / "stick")
    levels.up(FIRST)
    save_option(levels[HEAD], PERCENT, 20)
    save_option(levels[HEAD], "pioneers.least", 2)
    push_option(levels[HEAD], "pioneers.least", "suggested")
    levels.down(FIRST)
    path = Path(levels[FIRST].engine.url.database or "")
    levels[FIRST].close()
    window = make_window()
    window.desk.open(path)
    page = settings(window)
    locked, suggested = page.rows[PERCENT], page.rows["pioneers.least"]
    assert locked.standing.text() == (f"由{HEAD}从 2026-11-24 起统一规定，本单位不能改。要改请向{HEAD}提出。")
    assert (locked.editor.isEnabled(), locked.value) == (False, 20)
    assert not locked.reset_button.isVisible()
    assert (suggested.value, suggested.standing.text()) == (2, f"{HEAD}从 2026-11-24 起建议：2。")
    page.go_to("pioneers.least")
    retype("3")
    assert suggested.reset_button.text() == "照上级建议"
    use(suggested.reset_button)
    assert in_force(window, "pioneers.least") == 2


def test_the_page_is_in_the_rail_of_every_office(window: MainWindow) -> None:
    press(Key.Key_F12)
    assert window.stack.currentWidget() is window.pages[words.SETTINGS]


def test_the_sum_of_the_quota_leads_to_its_numbers(window: MainWindow) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    go_to_page(6)
    page = window.stack.currentWidget()
    assert isinstance(page, PioneersTab)
    assert "可在设置里改" in page.headline.text()
    use(page.settings_button)
    assert window.stack.currentWidget() is window.pages[words.SETTINGS]
    QApplication.processEvents()
    found = window.pages[words.SETTINGS]
    assert isinstance(found, SettingsPage)
    assert focus() is found.rows[PERCENT].editor
    go_to_page(6)
    page.steps.choose(1)
    assert not page.settings_button.isVisible()
