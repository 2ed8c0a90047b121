"""How the window looks: calm greys, one red accent, fonts that every Chinese PC has one of."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from dangjian_desktop.core.paths import resource

ACCENT = "#B3261E"
INK = "#24221F"
QUIET = "#6B6760"
PAPER = "#FFFFFF"
GROUND = "#FAF9F7"
RAIL = "#F1EFEB"
LINE = "#DEDAD3"
CHOSEN = "#DCE5EE"  # neither red nor amber, which mark problems
PROBLEM_GROUND = "#FBE4E2"
MISSING_GROUND = "#FDF3DC"
READ_ONLY_GROUND = "#F4F3F0"
SEVERITY_COLOURS = {"必须改": ACCENT, "建议改": "#9A6700", "提示": "#3D5A80"}
SYSTEM_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC")
OWN_FAMILY = "Dangjian Hei"
RARE_FACES = {"song": "Dangjian Song", "rare-b": "Dangjian Rare B", "rare-g": "Dangjian Rare G"}

POINTS = 10.5
TITLE, NUMBER = 15 / POINTS, 17 / POINTS  # times the size of the text

QT_WORDS = {
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
    ("QAbstractFileIconProvider", "Drive"): "磁盘",
    ("QShortcut", "Up"): "↑",
    ("QShortcut", "Down"): "↓",
    ("QPlatformTheme", "OK"): "知道了",
    ("QPlatformTheme", "Cancel"): "放弃",
    ("QPlatformTheme", "&Yes"): "继续(&Y)",
    ("QPlatformTheme", "&No"): "放弃(&N)",
}

STYLE = f"""
QWidget {{ color: {INK}; }}
QMainWindow, QStackedWidget#pages, QWidget#page {{ background: {GROUND}; }}
QMenuBar {{ background: {RAIL}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {LINE}; }}
QMenu {{ background: {PAPER}; border: 1px solid {LINE}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {RAIL}; color: {INK}; }}
QMenu::item:disabled {{ color: #A8A39B; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 8px; }}
QListWidget#rail {{ background: {RAIL}; border: none; border-right: 1px solid {LINE}; outline: none; padding-top: 6px; }}
QListWidget#rail::item {{ padding: 9px 12px 9px 14px; border-left: 3px solid transparent; }}
QListWidget#rail::item:hover {{ background: #E9E6E0; }}
QListWidget#rail::item:selected {{ background: {PAPER}; color: {ACCENT}; border-left: 3px solid {ACCENT}; }}
QWidget#top {{ background: {PAPER}; border-bottom: 1px solid {LINE}; }}
QLabel#office {{ font-weight: 600; }}
QLabel#title {{ font-size: TITLEpt; font-weight: 600; }}
QLabel#heading {{ font-weight: 600; }}
QLabel#quiet {{ color: {QUIET}; }}
QLabel#late {{ color: {ACCENT}; font-weight: 600; }}
QLabel#soon {{ color: {SEVERITY_COLOURS["建议改"]}; font-weight: 600; }}
QLabel#later {{ color: {QUIET}; }}
QLabel#problem {{ color: {ACCENT}; }}
QLabel#number {{ font-size: NUMBERpt; font-weight: 600; }}
QFrame#card {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 6px; }}
QFrame#strip[kind="told"] {{ background: #E8F0E6; border-bottom: 1px solid #C8D9C4; }}
QFrame#strip[kind="asked"] {{ background: {MISSING_GROUND}; border: 1px solid #E6D3A3; border-radius: 4px; }}
QTableView#frozen {{ border: none; }}
QFrame#notice {{ background: #E4E1DB; border-bottom: 1px solid #C9C4BB; }}
QFrame#strip[kind="failed"] {{ background: {PROBLEM_GROUND}; border-bottom: 1px solid #EDB8B3; }}
QPushButton, QToolButton#plain {{
  background: {PAPER}; border: 1px solid #C9C4BB; border-radius: 5px; padding: 5px 14px; }}
QPushButton:hover, QToolButton#plain:hover {{ background: {RAIL}; }}
QPushButton:focus {{ border-color: {QUIET}; }}
QPushButton:disabled {{ color: #A8A39B; border-color: {LINE}; background: {GROUND}; }}
QPushButton#primary {{ background: {ACCENT}; border-color: {ACCENT}; color: white; font-weight: 600; }}
QPushButton#primary:hover {{ background: #98201A; }}
QPushButton#primary:focus {{ border-color: #5E0F0B; }}
QPushButton#primary:disabled {{ background: #D9B5B2; border-color: #D9B5B2; color: white; }}
QPushButton#quiet {{ border: none; background: transparent; color: {QUIET}; padding: 4px 8px; }}
QPushButton#quiet:hover {{ color: {INK}; background: {RAIL}; }}
QPushButton#quiet:disabled {{ color: #B9B4AB; }}
QPushButton#do {{ padding: 2px 12px; }}
QPushButton#link {{ border: none; background: transparent; color: {QUIET}; padding: 2px 0; }}
QPushButton#link:hover, QPushButton#link:focus {{ color: {ACCENT}; }}
QPushButton#step {{ border: none; background: transparent; padding: 6px 10px; color: {QUIET}; border-radius: 0;
  border-bottom: 2px solid transparent; }}
QPushButton#step:hover {{ color: {INK}; }}
QPushButton#step:focus {{ color: {INK}; background: {RAIL}; }}
QPushButton#step:checked {{ color: {ACCENT}; border-bottom: 2px solid {ACCENT}; font-weight: 600; }}
QPushButton#filter {{ padding: 3px 12px; border-radius: 11px; }}
QPushButton#filter:checked {{ border-color: {ACCENT}; color: {ACCENT}; font-weight: 600; }}
QComboBox[taken="true"] {{ font-weight: 600; }}
QComboBox[taken="false"] {{ color: {QUIET}; }}
QWidget#strip-of-columns {{ background: {PAPER}; }}
QScrollArea#mapping {{ background: {PAPER}; border: 1px solid {LINE}; }}
QPushButton#choice {{ padding: 10px 22px; }}
QPushButton#choice:checked {{ border: 2px solid {ACCENT}; color: {ACCENT}; font-weight: 600; padding: 9px 21px; }}
QLineEdit, QComboBox, QDateEdit, QPlainTextEdit, QTextEdit {{
  background: {PAPER}; border: 1px solid #C9C4BB; border-radius: 4px; padding: 4px 6px;
  selection-background-color: #F0C9C6; selection-color: {INK}; }}
QAbstractScrollArea::corner {{ background: {GROUND}; border: none; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{resource("pictures", "down.png").as_posix()}"); width: 10px; height: 10px; }}
QScrollBar {{ background: {GROUND}; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: #C9C4BB; border-radius: 4px; margin: 2px; min-width: 28px; min-height: 28px; }}
QScrollBar::handle:hover {{ background: #A8A39B; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {QUIET}; }}
QLineEdit[locked="true"], QPlainTextEdit[locked="true"] {{ background: {READ_ONLY_GROUND}; border-color: {LINE}; }}
QTableView QLineEdit, QTableView QPlainTextEdit {{ border: 2px solid {ACCENT}; border-radius: 0; padding: 0 2px; }}
QTableView {{ background: {PAPER}; alternate-background-color: {PAPER}; gridline-color: {LINE};
  border: 1px solid {LINE}; selection-background-color: {CHOSEN}; selection-color: {INK}; }}
QHeaderView::section {{ background: {RAIL}; border: none; border-right: 1px solid {LINE};
  border-bottom: 1px solid {LINE}; padding: 5px 3px; font-weight: 600; }}
QTableCornerButton::section {{ background: {RAIL}; border: none; border-right: 1px solid {LINE};
  border-bottom: 1px solid {LINE}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; padding: 5px 14px; border: 1px solid transparent; color: {QUIET}; }}
QTabBar::tab:selected {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; color: {INK};
  font-weight: 600; }}
QStatusBar {{ background: {RAIL}; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QProgressBar {{ border: 1px solid {LINE}; border-radius: 4px; background: {PAPER}; text-align: center; }}
QProgressBar#share {{ border: none; border-radius: 3px; background: {RAIL}; max-height: 6px; min-height: 6px; }}
QProgressBar#share::chunk {{ background: #8C857A; border-radius: 3px; }}
QProgressBar::chunk {{ background: #D8A5A1; }}
QScrollArea#paper {{ background: #D8D5CF; border: 1px solid {LINE}; }}
QScrollArea#paper > QWidget > QWidget {{ background: #D8D5CF; }}
QToolTip {{ background: #FFFDF7; color: {INK}; border: 1px solid {LINE}; padding: 4px; }}
"""


def dress(application: QApplication, points: float = POINTS) -> None:
    """Give the application its fonts, in this size, its colours, style and Qt's own Chinese texts."""
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies([_family(), *RARE_FACES.values()])
    font.setPointSizeF(points)
    application.setFont(font)
    application.setPalette(_palette())
    sized = STYLE.replace("TITLE", f"{points * TITLE:.1f}").replace("NUMBER", f"{points * NUMBER:.1f}")
    application.setStyleSheet(sized)
    _speak_chinese(application)


def scaled(pixels: int) -> int:
    """Return a width or height meant for the usual size of text as it is for the present one."""
    return round(pixels * QGuiApplication.font().pointSizeF() / POINTS)


def _family() -> str:
    """Return the PC's own Chinese face; where it has none, ours."""
    present = set(QFontDatabase.families())
    found = next((family for family in SYSTEM_FAMILIES if family in present), None)
    if found is None:
        QFontDatabase.addApplicationFont(str(resource("fonts", "hei.ttf")))
    return found or OWN_FAMILY


def add_rare_faces() -> None:
    """Let rare characters of names show on any PC; called after the first paint, for the faces are large."""
    for file in RARE_FACES:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{file}.ttf")))


def _palette() -> QPalette:
    palette = QPalette(QColor(GROUND))
    for role, colour in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, CHOSEN),
        (QPalette.ColorRole.HighlightedText, INK),
        (QPalette.ColorRole.Accent, ACCENT),
        (QPalette.ColorRole.PlaceholderText, "#8D887F"),
    ):
        palette.setColor(role, QColor(colour))
    return palette


class Remaining(QTranslator):
    """What Qt's own Chinese leaves in English or says as our buttons do not: verbs, never 确定, 是, 否."""

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _number: int = -1) -> str:
        """Return a text of ours; None lets Qt look on, an empty text would be shown as such."""
        return QT_WORDS.get((context, source))  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Say that there is something; Qt drops translators that are empty."""
        return False


def _speak_chinese(application: QApplication) -> None:
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    application.installTranslator(Remaining(application))
