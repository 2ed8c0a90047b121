"""How the window looks: the palette put on, fonts that every Chinese PC has one of, sizes that follow the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSize, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from dangjian_desktop.core.paths import resource
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.style import STYLE

SYSTEM_FAMILIES = (
    *("Microsoft YaHei UI", "微软雅黑 UI", "Microsoft YaHei", "微软雅黑"),
    *("PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体"),
    *("WenQuanYi Micro Hei", "文泉驿微米黑", "WenQuanYi Zen Hei", "文泉驿正黑"),
)
"""Chinese faces made for screens, on Windows, 统信 UOS, 麒麟 and other Linux, the best first."""
OWN_FAMILY = "Dangjian Hei"
RARE_FACES = {"song": "Dangjian Song", "rare-b": "Dangjian Rare B", "rare-g": "Dangjian Rare G"}

POINTS = 10.5
MIDDLE = 128
TICK = 14
TITLE, NUMBER = 15 / POINTS, 17 / POINTS  # times the size of the text

ROLES = {
    QPalette.ColorRole.Window: Colour.GROUND,
    QPalette.ColorRole.Base: Colour.PAPER,
    QPalette.ColorRole.AlternateBase: Colour.GROUND,
    QPalette.ColorRole.Text: Colour.INK,
    QPalette.ColorRole.WindowText: Colour.INK,
    QPalette.ColorRole.ButtonText: Colour.INK,
    QPalette.ColorRole.BrightText: Colour.INK,
    QPalette.ColorRole.Highlight: Colour.CHOSEN,
    QPalette.ColorRole.HighlightedText: Colour.INK,
    QPalette.ColorRole.Accent: Colour.FOCUS,
    QPalette.ColorRole.Link: Colour.NOTE,
    QPalette.ColorRole.LinkVisited: Colour.NOTE,
    QPalette.ColorRole.PlaceholderText: Colour.HINT,
    QPalette.ColorRole.ToolTipBase: Colour.TIP_GROUND,
    QPalette.ColorRole.ToolTipText: Colour.INK,
}
FAINT_ROLES = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)

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


def dress(application: QApplication, points: float = POINTS, *, dark: bool = False) -> None:
    """Give the application its fonts, in this size, its colours, style and Qt's own Chinese texts.

    It may be dressed anew while the window is open: what ``fit`` was told of is then done again.
    """
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies([_family(), *RARE_FACES.values()])
    font.setPointSizeF(points)
    application.setFont(font)
    application.setPalette(_palette(dark=dark))
    application.setStyleSheet(_style(points))
    _speak_chinese(application)
    SIZES.changed.emit()


def is_dark() -> bool:
    """Return whether the window is dressed in dark."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Base).lightness() < MIDDLE


def colour(named: Colour) -> QColor:
    """Return a colour of the palette as it is in the present theme."""
    return QColor(named.dark if is_dark() else named.light)


def scaled(pixels: int) -> int:
    """Return a width or height meant for the usual size of text as it is for the present one."""
    return round(pixels * QGuiApplication.font().pointSizeF() / POINTS)


def room_for(dialog: QWidget, size: tuple[int, int]) -> QSize:
    """Return a dialog's size as it is for the present size of text, but no larger than its window."""
    parent = dialog.parentWidget()
    most = parent.window().size() if parent else QGuiApplication.primaryScreen().availableSize()
    return QSize(scaled(size[0]), scaled(size[1])).boundedTo(most)


class Sizes(QObject):
    """Tells that the size of text or the theme has changed."""

    changed = Signal()


SIZES = Sizes()


class _Fitted(QObject):
    """Lives and ends with its owner, and so does what it does."""

    def __init__(self, owner: QObject, apply: Callable[[], object]) -> None:
        super().__init__(owner)
        self._apply = apply
        SIZES.changed.connect(self.fit)

    def fit(self) -> None:
        self._apply()


def fit(owner: QObject, apply: Callable[[], object]) -> None:
    """Set sizes that follow the text: now, and whenever it changes as long as ``owner`` lives."""
    apply()
    _Fitted(owner, apply)


def _style(points: float) -> str:
    colours = {each.name: colour(each).name() for each in Colour}
    tick = scaled(TICK)
    sizes = {
        "TICK": tick,
        "HALF_TICK": tick // 2 + 1,
        "DOT": tick // 4,
        "TITLE": f"{points * TITLE:.1f}",
        "NUMBER": f"{points * NUMBER:.1f}",
    }
    return STYLE.substitute(colours, **sizes, ICONS=resource("icons").as_posix())


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


def _palette(*, dark: bool) -> QPalette:
    def shade(named: Colour) -> QColor:
        return QColor(named.dark if dark else named.light)

    palette = QPalette(shade(Colour.GROUND))
    for role, named in ROLES.items():
        palette.setColor(role, shade(named))
    for role in FAINT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, shade(Colour.FAINT))
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
    if application.findChild(Remaining) is not None:
        return
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    application.installTranslator(Remaining(application))
