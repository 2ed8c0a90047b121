"""What counts as one action, on a window without a screen: the figures of the cards rest on it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.cards.counting import ActionFilter, Tally

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Key = Qt.Key


class Form(QWidget):
    """Two lines to type in, and a shortcut."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.lines = [QLineEdit(), QLineEdit()]
        for line in self.lines:
            layout.addWidget(line)
        self.shortcuts = 0
        QShortcut(QKeySequence("Ctrl+2"), self).activated.connect(self._shortcut)

    def _shortcut(self) -> None:
        self.shortcuts += 1

    @property
    def native(self) -> QWindow:
        return self.windowHandle()


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.lines[0])
    return made


@pytest.fixture
def tally(qapp: QApplication) -> Iterator[Tally]:
    made = ActionFilter()
    qapp.installEventFilter(made)
    yield made.tally
    qapp.removeEventFilter(made)


def strike(form: Form, *characters: str) -> None:
    """Strike the keys of ASCII characters."""
    for character in characters:
        QTest.keyClick(form.native, Qt.Key(ord(character)))


def test_a_text_typed_in_one_go_is_one_action(form: Form, tally: Tally) -> None:
    strike(form, *"WANG FANG")
    assert form.lines[0].text() == "wang fang"
    assert (tally.actions, tally.kinds["text"], tally.presses) == (1, 1, 9)


def test_a_key_between_two_texts_makes_three_actions(form: Form, tally: Tally) -> None:
    strike(form, "A")
    QTest.keyClick(form.native, Key.Key_Tab)
    strike(form, "B")
    assert [line.text() for line in form.lines] == ["a", "b"]
    assert dict(tally.kinds) == {"text": 2, "key": 1}


def test_a_shortcut_is_one_action_and_its_modifier_none(form: Form, tally: Tally) -> None:
    QTest.keyPress(form.native, Key.Key_Control)
    QTest.keyClick(form.native, Key.Key_2, CTRL)
    QTest.keyRelease(form.native, Key.Key_Control)
    assert form.shortcuts == 1
    assert dict(tally.kinds) == {"key": 1}


def test_keys_without_text_count_each(form: Form, tally: Tally) -> None:
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return, Key.Key_F7, Key.Key_Delete):
        QTest.keyClick(form.native, key)
    QTest.keyClick(form.native, Key.Key_F, ALT)
    QTest.keyClick(form.native, Key.Key_Tab, SHIFT)
    assert dict(tally.kinds) == {"key": 7}


def test_a_space_that_follows_no_text_counts_each_time(form: Form, tally: Tally) -> None:
    for key in (Key.Key_Space, Key.Key_Space):
        QTest.keyClick(form.native, key)
    assert dict(tally.kinds) == {"key": 2}


def test_a_paste_is_one_action_of_its_own_kind(form: Form, tally: Tally) -> None:
    QApplication.clipboard().setText("党员\t承诺" * 100)
    QTest.keyClick(form.native, Key.Key_V, CTRL)
    assert form.lines[0].text().startswith("党员")
    assert dict(tally.kinds) == {"paste": 1}


def test_each_click_counts_and_a_double_click_is_two(form: Form, tally: Tally) -> None:
    place = form.lines[1].mapTo(form, QPoint(5, 5))
    QTest.mouseClick(form.native, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert QApplication.focusWidget() is form.lines[1]
    assert dict(tally.kinds) == {"click": 1}
    QTest.mouseDClick(form.native, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert tally.kinds["click"] == 3


def test_characters_of_an_input_method_are_typed_text(form: Form, tally: Tally) -> None:
    for text in ("张", "三"):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(form.lines[0], event)
    assert form.lines[0].text() == "张三"
    assert dict(tally.kinds) == {"text": 1}


def test_what_code_does_counts_nothing(form: Form, tally: Tally) -> None:
    form.lines[1].setText("写好的")
    form.lines[1].setFocus()
    QTest.keyClicks(form.lines[0], "x")  # sent to the widget, past the window
    assert tally.actions == tally.presses == 0
