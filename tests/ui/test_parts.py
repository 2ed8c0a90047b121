"""The small parts that pages are built of."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dangjian_desktop.ui.parts import label
from tests.ui.screens import settle

SENTENCE = "演示数据，人名和内容都是虚构的，可随意修改；打印出来都带“演示”。"


def test_a_wrapped_text_gives_back_the_height_that_a_narrow_window_took(dressed: None) -> None:
    page, strip, words = QWidget(), QWidget(), label(SENTENCE, wrap=True)
    column, line = QVBoxLayout(page), QHBoxLayout(strip)
    line.addWidget(words, 1)
    column.addWidget(strip)
    column.addWidget(QWidget(), 1)
    page.resize(900, 400)
    page.show()
    settle()
    one_line = words.height()
    page.resize(220, 400)
    settle()
    assert words.height() > 2 * one_line
    page.resize(900, 400)
    settle()
    assert words.height() == one_line
    page.deleteLater()
