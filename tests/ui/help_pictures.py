"""Makes the handbook's pictures from the demo: python -m tests.ui.help_pictures.

Each picture names the page of the window that it shows, so that a test can tell when there is no such page any more.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.progress import silent
from dangjian_desktop.services.demo import run_demo
from dangjian_desktop.ui import file_menu, look, setting_verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.import_window import ImportWindow
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.approval import ApprovalPage
from dangjian_desktop.ui.tabs.exchange import ExchangePage
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.roster import RosterPage
from dangjian_desktop.ui.tasks import Direct, Tasks
from tests.services.workbooks import write_xlsx

SIZE = (1100, 640)
COLOURS = 32
NOW = "2026-12-28T09:00"
BRANCH, HEAD = "机电工程系党支部", "机电信息党总支"
NEW = ""
"""A general branch that has not received anything yet."""


def _wait() -> None:
    for _ in range(5):
        QApplication.processEvents()


def _plain(window: MainWindow) -> QWidget:
    return window


def _with_card(window: MainWindow) -> QWidget:
    page = window.pages[words.ROSTER]
    assert isinstance(page, RosterPage)
    page.grid.view.go_to(2, 0)
    page.turn_card()
    return window


def _import(window: MainWindow) -> QWidget:
    head = ("序号", "姓名", "性别", "出生日期", "入党日期", "现任职务")
    rows = (
        (1, "周晓岚", "女", "1988.03", "2010.06", "教师"),
        (2, "郑文博", "男", "1979-11", "2O05.7", "系办公室主任"),
        (3, "何润泽", "男", "1990.13", "2012.12", ""),
        (4, "林雨桐", "女", "2004.09", "2025.05", "团支书"),
    )
    folder = Path(tempfile.mkdtemp())
    path = write_xlsx(folder / "党员花名册2026.xlsx", {"教工": (("机电工程系党员花名册",), head, *rows)})
    file_menu.import_workbook(window.desk, window, path)
    dialogs: list[ImportWindow] = list(window.findChildren(ImportWindow))
    dialog = next(each for each in dialogs if each.isVisible())
    dialog.resize(*SIZE)
    return dialog


def _printing(window: MainWindow) -> QWidget:
    page = window.pages[words.PRINTING]
    assert isinstance(page, PrintCentre)
    page.choose((1,))
    return window


def _receiving(window: MainWindow) -> QWidget:
    page = window.pages[words.EXCHANGE]
    assert isinstance(page, ExchangePage)
    home = window.desk.home.parent
    page.look_at(sorted(home.glob("*党支部/上报_*.zip")))
    return window


def _approval(window: MainWindow) -> QWidget:
    page = window.pages[words.APPROVAL]
    assert isinstance(page, ApprovalPage)
    page.list.state.setCurrentText("全部状态")
    page.list.table.choose(0)
    page._settled.timeout.emit()
    return window


def _settings(window: MainWindow) -> QWidget:
    """The numbers of 先锋岗, one of them this office's own."""
    window.desk.change(lambda office: setting_verbs.save_option(office, "pioneers.rounds", 2))
    page = window.pages[words.SETTINGS]
    page.go_to("pioneers.rounds")
    page.area.ensureWidgetVisible(page.rows["pioneers.quota_percent"], 0, 60)  # type: ignore[attr-defined]
    return window


@dataclass(frozen=True)
class Shot:
    """Whose data, which page and step, and what is done there first."""

    office: str
    page: str
    step: str = ""
    prepare: Callable[[MainWindow], QWidget] = _plain


SHOTS: Mapping[str, Shot] = {
    "home.png": Shot(BRANCH, words.HOME),
    "roster.png": Shot(BRANCH, words.ROSTER, prepare=_with_card),
    "import.png": Shot(BRANCH, words.ROSTER, prepare=_import),
    "posts.png": Shot(BRANCH, "posts", "支部确定"),
    "areas.png": Shot(BRANCH, "areas", "划分"),
    "commitments.png": Shot(BRANCH, "commitments", "提出承诺"),
    "pioneers.png": Shot(BRANCH, "pioneers", "评选推荐"),
    "pacesetters.png": Shot(BRANCH, "pacesetters", "民主测评"),
    "printing.png": Shot(BRANCH, words.PRINTING, prepare=_printing),
    "exchange.png": Shot(NEW, words.EXCHANGE, prepare=_receiving),
    "overview.png": Shot(HEAD, words.OVERVIEW),
    "approval.png": Shot(HEAD, words.APPROVAL, prepare=_approval),
    "settings.png": Shot(BRANCH, words.SETTINGS, prepare=_settings),
}


def take(shot: Shot, demo: Path, target: Path) -> None:
    """Open the office's data, go to the page and keep what it looks like, in few colours."""
    data = demo / shot.office / f"{shot.office}.db" if shot.office else demo / "新" / f"{HEAD}.db"
    data.parent.mkdir(exist_ok=True)
    os.chdir(data.parent)  # the status line shows the path as it was given
    clock = pinned(NOW)
    window = MainWindow(Desk(Tasks(Direct()), clock, time_ordered_ids(clock), data.parent))
    window.hint.turn(on=False)
    window.resize(*SIZE)
    window.show()
    if shot.office:
        window.begin(Path(data.name))
    else:
        window.desk.create(Path(data.name), kind="general-branch", name=HEAD)
    window.demo.hide()  # readers look for what their own window shows
    window.show_page(shot.page)
    if shot.step:
        tab = window.pages[shot.page]
        steps = [step.title for step in tab.scheme.steps]  # type: ignore[attr-defined]
        tab.steps.choose(steps.index(shot.step))  # type: ignore[attr-defined]
    _wait()
    shown = shot.prepare(window)
    _wait()
    shown.grab().save(str(target))
    _keep_few_colours(target)
    window.close()


def _keep_few_colours(path: Path) -> None:
    """Keep the commonest colours as they are, which are the palette's own, and put the nearest for the others."""
    whole = Image.open(path).convert("RGB")
    dots = whole.tobytes()
    commonest = Counter(dots[place : place + 3] for place in range(0, len(dots), 3)).most_common(COLOURS)
    palette = Image.new("P", (1, 1))
    palette.putpalette(b"".join(colour for colour, _ in commonest))
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Make the demo, then every picture."""
    application = QApplication(sys.argv[:1])
    look.dress(application)
    look.add_rare_faces()
    target = resource("help", "pictures").resolve()
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "演示"
        run_demo(demo, members=None, branches=None, progress=silent)
        for name, shot in SHOTS.items():
            take(shot, demo, target / name)
            print(f"{name} {(target / name).stat().st_size >> 10} KB")


if __name__ == "__main__":
    main()
