"""Every model of the program keeps Qt's own rules, whatever is done to it; no model is left out."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import dangjian_desktop.ui
from dangjian_desktop.schemes.scheme import Finding, Ledger, Severity
from dangjian_desktop.services.area_ledgers import Told
from dangjian_desktop.services.receiving import BundlePlan
from dangjian_desktop.services.records import GridRow
from dangjian_desktop.services.reviewing import Entry, Side
from dangjian_desktop.ui.dialogs.import_preview import PreviewModel
from dangjian_desktop.ui.exchange_verbs import Parcel
from dangjian_desktop.ui.findings_table import FindingsModel
from dangjian_desktop.ui.grid.model import LedgerModel
from dangjian_desktop.ui.import_verbs import PreviewRow
from dangjian_desktop.ui.palette import Colour
from dangjian_desktop.ui.plain_table import PlainModel
from dangjian_desktop.ui.review_tree import ReviewModel
from dangjian_desktop.ui.tabs.print_model import PrintModel
from dangjian_desktop.ui.tabs.quarter_matrix import QuarterModel
from dangjian_desktop.ui.verbs import Page
from tests.services.exchange_year import LEDGERS

STRICT = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test, as every Qt warning does


def subclasses(kind: type) -> set[type]:
    below: list[type] = kind.__subclasses__()
    return {kind} | {deeper for each in below for deeper in subclasses(each)}


def own_models() -> set[type]:
    for module in pkgutil.walk_packages(dangjian_desktop.ui.__path__, "dangjian_desktop.ui."):
        importlib.import_module(module.name)
    return {each for each in subclasses(QAbstractItemModel) if each.__module__.startswith("dangjian_desktop")}


def page(ledger: Ledger, count: int) -> Page:
    texts = tuple(column.heading for column in ledger.columns)
    return Page([GridRow(f"row-{place}", texts, True, "") for place in range(count)], {}, {})


def exercise_ledger(ledger: Ledger) -> Callable[[LedgerModel], None]:
    def exercise(model: LedgerModel) -> None:
        model.show(page(ledger, 5))
        model.write({(5, 0): "甲", (7, 0): "乙"}, "粘贴")
        model.insert_row(2)
        model.write({(2, 0): "丙"}, "新增")
        model.sort_by(0)
        model.sort_by(0, downward=True)
        model.show_only({0, 3})
        model.sort_by(None)
        model.show_only(None)
        assert model.filled() == 9
        model.drop_drafts(range(model.filled()))
        assert model.filled() == 5
        model.show(page(ledger, 0))
        assert model.rowCount() == 1

    return exercise


def exercise_plain(model: PlainModel) -> None:
    model.show([("甲", "乙")] * 3, {(0, 1): Colour.ACCENT})
    model.show([], {})


def exercise_findings(model: FindingsModel) -> None:
    model.show([Finding("P01", Severity.MUST, "甲", "", "乙", ("张三",), "posts", "posts")] * 3)
    model.show([])


def exercise_print(model: PrintModel) -> None:
    model.tick_only((1, 3))
    model.tick_only(())


def exercise_preview(model: PreviewModel) -> None:
    model.show([(0, "A 姓名"), (2, "C 性别")], [PreviewRow(2, "problem", {0: "张三", 2: "先生"}, {2: "请改"}, {})])
    model.setData(model.index(0, 2), "男")
    model.show([], [])


def exercise_review(model: ReviewModel) -> None:
    entries = [Entry("new", ("members", str(at)), f"张{at}", "党员名册", "") for at in range(5)]
    changed = Entry("changed", ("members", "9"), "李四", "党员名册“职务”", "", (Side("本机", "甲"), Side("上报", "乙")))
    plan = BundlePlan("包.zip", "new", "第 1 号", from_name="机电党支部", entries=(changed, *entries))
    model.show([Parcel(Path("一.zip"), plan), Parcel(Path("二.zip"), BundlePlan("二.zip", "stale", "旧包"))])
    whole = model.index(0, 0)
    folded = model.index(1, 0, whole)
    assert (model.rowCount(whole), model.rowCount(folded), model.rowCount(model.index(1, 0))) == (2, 5, 0)
    assert model.parent(model.index(4, 0, folded)) == folded
    model.show([])


def exercise_quarters(model: QuarterModel) -> None:
    model.show([Told("张三", (True, False, False, True))] * 3)
    model.show([])


def exercise_nothing(_model: QAbstractItemModel) -> None:
    """A model whose rows never change."""


MAKERS: dict[type, tuple[Callable[[QObject], QAbstractItemModel], Callable[..., None]]] = {
    PlainModel: (lambda parent: PlainModel(("一", "二"), parent), exercise_plain),
    FindingsModel: (lambda parent: FindingsModel(parent), exercise_findings),
    PrintModel: (lambda parent: PrintModel(parent), exercise_print),
    PreviewModel: (lambda parent: PreviewModel(parent), exercise_preview),
    QuarterModel: (lambda _parent: QuarterModel(), exercise_quarters),
    ReviewModel: (lambda parent: ReviewModel(parent), exercise_review),
}


def test_no_model_of_the_program_is_left_out() -> None:
    known = {LedgerModel, *MAKERS}
    assert {each.__name__ for each in own_models()} == {each.__name__ for each in known}
    made_elsewhere = [
        path.name
        for path in Path(dangjian_desktop.ui.__path__[0]).rglob("*.py")
        if "QTableWidget" in path.read_text(encoding="utf-8")
    ]
    assert made_elsewhere == []


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_a_model_keeps_qts_rules_while_it_is_changed(qtbot: QtBot, kind: type) -> None:
    make, exercise = MAKERS[kind]
    parent = QObject()
    model = make(parent)
    tester = QAbstractItemModelTester(model, STRICT, parent)
    exercise(model)
    assert tester.model() is model


@pytest.mark.parametrize("key", sorted(LEDGERS))
def test_the_model_of_each_ledger_keeps_qts_rules_while_it_is_changed(qtbot: QtBot, key: str) -> None:
    parent = QObject()
    model = LedgerModel(LEDGERS[key], may_add=True, parent=parent)
    tester = QAbstractItemModelTester(model, STRICT, parent)
    exercise_ledger(LEDGERS[key])(model)
    assert tester.model() is model
