"""The walk of screen readers' names is itself tried (test_screens.py walks all screens), and names of what is not a widget."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget

from dangjian_desktop.ui.main_window import MainWindow
from tests.ui import screens
from tests.ui.unnamed import unnamed


def test_the_walk_finds_controls_without_a_name(dressed: None) -> None:
    page = QWidget()
    page.setWindowTitle("试")
    column = QVBoxLayout(page)
    line, made, tabs = QLineEdit(), QPushButton(), QTabBar()
    tabs.addTab("")
    for widget in (line, made, tabs):
        column.addWidget(widget)
    page.show()
    screens.settle()
    assert len(unnamed(page)) == 4
    title = QLabel("单位(&D)")
    title.setBuddy(line)
    column.addWidget(title)
    made.setText("保存")
    tabs.setTabText(0, "台账")
    tabs.setAccessibleName("台账")
    assert unnamed(page) == []
    made.setText("")
    made.hide()
    assert unnamed(page) == []
    page.deleteLater()


def test_every_line_of_the_menus_is_said_with_its_keys(window: MainWindow) -> None:
    assert all(action.text().strip() for action in window.actions_by_verb.values())


def test_the_rail_says_each_page(window: MainWindow) -> None:
    assert all(window.rail.item(place).text() for place in range(window.rail.count()))
