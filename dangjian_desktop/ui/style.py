"""The window's style sheet; names of palette.py, sizes and the folder of pictures are put in by look.py."""

from string import Template

STYLE = Template("""
QWidget { color: $INK; }
QMainWindow, QStackedWidget#pages, QWidget#page { background: $GROUND; }
QMenuBar { background: $RAIL; padding: 2px 6px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $LINE; }
QMenu { background: $PAPER; border: 1px solid $LINE; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 20px; border-radius: 4px; }
QMenu::item:selected { background: $RAIL; color: $INK; }
QMenu::item:disabled { color: $FAINT; }
QMenu::separator { height: 1px; background: $LINE; margin: 4px 8px; }
QListView { background: $PAPER; border: 1px solid $LINE; outline: none; }
QListView::item { padding: 3px 4px; color: $INK; }
QListView::item:hover { background: $HOVER; }
QListView::item:selected { background: $CHOSEN; color: $INK; }
QListWidget#rail { background: $RAIL; border: none; border-right: 1px solid $LINE; outline: none; padding-top: 6px; }
QListWidget#rail::item { padding: 9px 12px 9px 14px; border-left: 3px solid transparent; }
QListWidget#rail:focus { border: none; border-right: 1px solid $LINE; }
QListWidget#rail::item:selected:focus { background: $HOVER; }
QListWidget#rail::item:hover { background: $HOVER; }
QListWidget#rail::item:selected { background: $PAPER; color: $ACCENT; border-left: 3px solid $ACCENT; }
QWidget#top { background: $PAPER; border-bottom: 1px solid $LINE; }
QLabel#office { font-weight: 600; }
QLabel#title { font-size: ${TITLE}pt; font-weight: 600; }
QLabel#heading { font-weight: 600; }
QLabel#quiet { color: $QUIET; }
QLabel#late { color: $ACCENT; font-weight: 600; }
QLabel#soon { color: $WARN; font-weight: 600; }
QLabel#later { color: $QUIET; }
QLabel#good { color: $GOOD; font-weight: 600; }
QLabel#problem { color: $ACCENT; }
QLabel#number { font-size: ${NUMBER}pt; font-weight: 600; }
QFrame#card { background: $PAPER; border: 1px solid $LINE; border-radius: 6px; }
QFrame#strip[kind="told"] { background: $TOLD_GROUND; border-bottom: 1px solid $TOLD_EDGE; }
QFrame#strip[kind="asked"] { background: $MISSING_GROUND; border: 1px solid $MISSING_EDGE; border-radius: 4px; }
QFrame#hint { background: $TIP_GROUND; border-bottom: 1px solid $LINE; }
QTableView#frozen { border: none; }
QTreeView { background: $PAPER; border: 1px solid $LINE; selection-background-color: $CHOSEN; selection-color: $INK;
  outline: none; }
QTreeView::item { padding: 4px 3px; }
QFrame#notice { background: $NOTICE_GROUND; border-bottom: 1px solid $EDGE; }
QFrame#demo { background: $DEMO_GROUND; border-bottom: 1px solid $EDGE; }
QFrame#strip[kind="failed"] { background: $PROBLEM_GROUND; border-bottom: 1px solid $PROBLEM_EDGE; }
QPushButton, QToolButton#plain {
  background: $PAPER; border: 1px solid $EDGE; border-radius: 5px; padding: 5px 14px; }
QPushButton:hover, QToolButton#plain:hover { background: $RAIL; }
QPushButton:focus, QToolButton#plain:focus { border: 2px solid $FOCUS; padding: 4px 13px; }
QPushButton:disabled { color: $FAINT; border-color: $LINE; background: $GROUND; }
QPushButton#primary { background: $FILLED; border-color: $FILLED; color: $ON_FILLED; font-weight: 600; }
QPushButton#primary:hover { background: $FILLED_HOVER; }
QPushButton#primary:focus { border: 2px solid $FILLED_EDGE; }
QPushButton#primary:disabled { background: $FILLED_FAINT; border-color: $FILLED_FAINT; color: $ON_FILLED_FAINT; }
QPushButton#quiet { border: none; background: transparent; color: $QUIET; padding: 4px 8px; }
QPushButton#quiet:hover { color: $INK; background: $RAIL; }
QPushButton#quiet:focus { border: 2px solid $FOCUS; padding: 2px 6px; color: $INK; }
QPushButton#quiet:disabled { color: $FAINT; }
QPushButton#do { padding: 2px 12px; }
QPushButton#do:focus { padding: 1px 11px; }
QPushButton#link { border: none; background: transparent; color: $QUIET; padding: 2px 0; }
QPushButton#link:hover { color: $ACCENT; }
QPushButton#link:focus { color: $INK; border: none; border-bottom: 2px solid $FOCUS; padding: 2px 0 0 0; }
QPushButton#step { border: none; background: transparent; padding: 6px 10px; color: $QUIET; border-radius: 0;
  border-bottom: 2px solid transparent; }
QPushButton#step:hover { color: $INK; }
QPushButton#step:focus { color: $INK; background: $HOVER; border: none; border-bottom: 2px solid $FOCUS; padding: 6px 10px; }
QPushButton#step:checked { color: $ACCENT; border-bottom: 2px solid $ACCENT; font-weight: 600; }
QPushButton#filter { padding: 3px 12px; border-radius: 11px; }
QPushButton#filter:focus { padding: 2px 11px; }
QPushButton#filter:checked { border-color: $ACCENT; color: $ACCENT; font-weight: 600; }
QComboBox[taken="true"] { font-weight: 600; }
QComboBox[taken="false"] { color: $QUIET; }
QPushButton#post { text-align: left; border-color: transparent; padding: 4px 8px; }
QPushButton#post:hover, QPushButton#post:focus { background: $RAIL; border-color: $LINE; }
QPushButton#post[aimed="true"] { background: $CHOSEN; border: 2px solid $ACCENT; padding: 3px 7px; }
QWidget#inside { background: $PAPER; }
QWidget#strip-of-columns { background: $PAPER; }
QScrollArea#mapping { background: $PAPER; border: 1px solid $LINE; }
QPushButton#choice { padding: 10px 22px; }
QPushButton#choice:checked { border: 2px solid $ACCENT; color: $ACCENT; font-weight: 600; padding: 9px 21px; }
QLineEdit, QComboBox, QDateEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox {
  background: $PAPER; border: 1px solid $EDGE; border-radius: 4px; padding: 4px 6px;
  selection-background-color: $PICKED; selection-color: $INK; }
QAbstractScrollArea::corner { background: $GROUND; border: none; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
  image: url("$ICONS/list-arrow.svg"); width: 12px; height: 12px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$ICONS/spin-up.svg"); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  border: none; background: transparent; width: 18px; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator, QListView::indicator {
  width: ${TICK}px; height: ${TICK}px; border: 1px solid $EDGE; border-radius: 3px; background: $PAPER; }
QCheckBox, QRadioButton { spacing: 6px; }
QRadioButton::indicator { border-radius: ${HALF_TICK}px; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
  background: $TICKED; border-color: $TICKED; image: url("$ICONS/tick.svg"); }
QRadioButton::indicator:checked { border: ${DOT}px solid $TICKED; background: $PAPER; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $GROUND; border-color: $LINE; }
QCheckBox::indicator:checked:disabled { background: $FAINT; border-color: $FAINT; }
QCheckBox:focus, QRadioButton:focus { border-bottom: 2px solid $FOCUS; }
QScrollBar { background: $GROUND; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $HANDLE; border-radius: 4px; margin: 2px; min-width: 28px; min-height: 28px; }
QScrollBar::handle:hover { background: $HANDLE_HELD; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus, QTextEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $FOCUS; padding: 3px 5px; }
QLineEdit[locked="true"], QPlainTextEdit[locked="true"] { background: $READ_ONLY_GROUND; border-color: $LINE; }
QTableView QLineEdit, QTableView QPlainTextEdit, QTableView QLineEdit:focus, QTableView QPlainTextEdit:focus { border: 2px solid $ACCENT; border-radius: 0; padding: 0 2px; }
QTableView { background: $PAPER; alternate-background-color: $PAPER; gridline-color: $LINE;
  border: 1px solid $LINE; selection-background-color: $CHOSEN; selection-color: $INK; }
QTableView:focus, QListView:focus, QScrollArea:focus { border: 1px solid $FOCUS; }
QHeaderView::section { background: $RAIL; border: none; border-right: 1px solid $LINE;
  border-bottom: 1px solid $LINE; padding: 5px 3px; font-weight: 600; }
QTableCornerButton::section { background: $RAIL; border: none; border-right: 1px solid $LINE;
  border-bottom: 1px solid $LINE; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; padding: 5px 14px; border: 1px solid transparent; color: $QUIET; }
QTabBar::tab:selected:focus { border: 2px solid $FOCUS; padding: 4px 13px; }
QTabBar::tab:selected { background: $PAPER; border: 1px solid $LINE; border-radius: 4px; color: $INK;
  font-weight: 600; }
QStatusBar { background: $RAIL; border-top: 1px solid $LINE; }
QStatusBar::item { border: none; }
QProgressBar { border: 1px solid $LINE; border-radius: 4px; background: $PAPER; text-align: center; }
QProgressBar#share { border: none; border-radius: 3px; background: $RAIL; max-height: 6px; min-height: 6px; }
QProgressBar#share::chunk { background: $SHARE; border-radius: 3px; }
QProgressBar::chunk { background: $WORKING; }
QScrollArea#paper { background: $DESK; border: 1px solid $LINE; }
QScrollArea#paper:focus { border: 2px solid $FOCUS; }
QScrollArea#paper > QWidget > QWidget { background: $DESK; }
QToolTip { background: $TIP_GROUND; color: $INK; border: 1px solid $LINE; padding: 4px; }
""")
