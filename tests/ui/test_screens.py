"""No text of any screen is cut, at 1366 by 768 (screens.md 1, row 20).

The size is meant in the units that Qt lays out in: a screen of 1366 by 768 at 100 %, of 2732 by 1536 at 200 %. What a scale
changes is how finely everything is drawn, and by how much fonts round differently. An office PC of 1366 by 768 real pixels is
used at 100 %. ``make screens`` draws all of it into build/screens/.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from dangjian_desktop.services.demo import run_demo
from dangjian_desktop.ui import look
from dangjian_desktop.ui.appearance import POINTS
from dangjian_desktop.ui.main_window import SMALLEST, MainWindow
from tests.ui import screens
from tests.ui.clipped import clipped
from tests.ui.unnamed import unnamed

ROOT = Path(__file__).parents[2]
BRANCH, GENERAL = "机电工程系党支部", "机电信息党总支"
LONG = "中共某某职业技术学院机电与信息工程学院教工第一支部委员会"
USUAL = ("标准浅", "特大深")
SCALES = ("1", "1.5", "2")
FINE = [(scale, dress) for scale in SCALES for dress in ("标准浅", "标准深", "特大浅", "特大深")]


class Looker:
    """Looks at each screen: what is cut there, what has no name and, if asked, a picture of it."""

    def __init__(self, folder: Path | None = None, *, thorough: bool = False) -> None:
        self.cut: list[str] = []
        self.nameless: list[str] = []
        self.seen: list[str] = []
        self.prefix = ""
        self._folder = folder
        self.thorough = thorough

    def __call__(self, name: str, widget: QWidget) -> None:
        screen = f"{self.prefix}{name}"
        self.seen.append(screen)
        self.cut += [f"{screen}: {line}" for line in clipped(widget)]
        if widget.width() > screens.SIZE[0] or widget.height() > screens.SIZE[1]:
            self.cut.append(f"{screen} is {widget.width()} by {widget.height()}")
        if not look.is_dark():  # names do not depend on colours
            self.nameless += [f"{screen}: {line}" for line in unnamed(widget)]
        if self._folder:
            target = self._folder / f"{screen}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(target))


def put_on(dress: str) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.dress(application, POINTS["text_larger" if "特大" in dress else "text_usual"], dark="深" in dress)


def look_round(window: MainWindow, looker: Looker, name: str, dresses: Sequence[str], demo: Path) -> None:
    """Visit all that a window with an open data file has, in one dress after the other.

    Of the later steps of a scheme, whose grids all offices share, one office's are enough for every day.
    """
    workbook = demo / BRANCH / "名册与台账.xlsx"
    packages = sorted((demo / BRANCH).glob("上报*.zip"))
    for dress in dresses:
        put_on(dress)
        looker.prefix = f"{dress}/{name}-"
        full = looker.thorough or name == "branch"
        screens.tour_pages(window, looker, steps=99 if full else 1)
        if full or name == "general-branch":
            screens.tour_dialogs(window, looker, screens.dialogs_of(window))
        if name in ("branch", "general-branch"):
            screens.tour_states(window, looker, packages)
        if name == "branch":
            screens.tour_dialogs(window, looker, screens.more_dialogs(window, workbook))


def look_at_everything(demo: Path, home: Path, looker: Looker, dresses: Sequence[str]) -> None:
    """Visit all screens of a branch and of a general branch, with data and without."""
    window = screens.make_window(home)
    window.begin(None)
    for dress in dresses:
        put_on(dress)
        looker.prefix = f"{dress}/"
        screens.settle()
        looker("first-run", window)
    for kind in ("branch", "general-branch"):
        window.desk.create(home / f"{kind}.db", kind=kind, name=LONG)
        look_round(window, looker, f"empty-{kind}", dresses, demo)
    for name, kind in ((BRANCH, "branch"), (GENERAL, "general-branch")):
        window.begin(demo / name / f"{name}.db")
        look_round(window, looker, kind, dresses, demo)
    screens.close(window)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    run_demo(out, members=14, branches=1)
    return out


@pytest.fixture(autouse=True)
def usual_again(dressed: None) -> Iterator[None]:
    yield
    put_on("标准浅")


@pytest.fixture(scope="module")
def looked(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Looker:
    looker = Looker()
    look_at_everything(demo, tmp_path_factory.mktemp("home"), looker, USUAL)
    return looker


def test_no_text_is_cut_on_any_screen(looked: Looker) -> None:
    assert looked.cut == []
    assert len(looked.seen) > 240


def test_every_control_of_every_screen_has_a_name(looked: Looker) -> None:
    assert looked.nameless == []


def test_the_smallest_window_cuts_no_text_either(demo: Path, tmp_path: Path) -> None:
    window = screens.make_window(tmp_path)
    window.begin(demo / BRANCH / f"{BRANCH}.db")
    window.resize(*SMALLEST)
    looker = Looker()
    screens.tour_pages(window, looker)
    assert (window.width(), window.height()) == SMALLEST
    screens.close(window)
    assert looker.cut == []


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("scale", "dress"), FINE)
def test_no_text_is_cut_at_any_scale(scale: str, dress: str) -> None:
    """A scale is chosen before the program starts: each is a process of its own that draws every screen."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.ui.take_screens", scale, dress],
        cwd=ROOT,
        env=dict(os.environ, QT_SCALE_FACTOR=scale, QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stdout + made.stderr[-2000:]


def test_the_check_finds_what_is_cut() -> None:
    """The check of this file is itself tried on screens that are spoilt on purpose."""
    from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout

    page = QWidget()
    column = QVBoxLayout(page)
    label, button, box, wrapped = (
        QLabel("党员先锋岗审批表"),
        QPushButton("生成上报包"),
        QComboBox(),
        QLabel("责任区" * 30),
    )
    box.addItem("第四季度")
    wrapped.setWordWrap(True)
    for widget in (label, button, box, wrapped):
        column.addWidget(widget)
    page.resize(400, 300)
    page.show()
    screens.settle()
    assert clipped(page) == []
    for widget in (label, button, box):
        widget.setFixedWidth(40)
    wrapped.setFixedHeight(18)
    screens.settle()
    found = "\n".join(clipped(page))
    page.setFixedHeight(60)
    for widget in (label, button, box):
        widget.setFixedHeight(30)
    screens.settle()
    assert any("lies over" in line for line in clipped(page))
    page.deleteLater()
    for text in ("党员先锋岗审批表", "生成上报包", "第四季度", "责任区责任区"):
        assert text in found
