"""The layout of every form as readable text, blank and filled, compared with what was looked at and agreed.

After a wanted change: ``RENEW_GOLDEN=1 python -m pytest tests/reports/test_golden.py -n 0``, then read the difference.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from dangjian_desktop.reports.form import Form
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.overprint import values_only
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wall import WALL_FORMS
from tests.reports.samples import pages, values_for

GOLDEN = Path(__file__).parents[1] / "golden" / "forms"
STATES = ("空表", "空表原文", "已填")


def agreed(name: str, sheets: Sequence[Sheet]) -> None:
    text = "\n".join(sheet.as_text() for sheet in sheets)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("state", STATES)
def test_the_layout_is_as_agreed(form: Form, state: str) -> None:
    number, blank = form.number, state != "已填"
    values = None if blank else values_for(number)
    agreed(f"样例{number}_{state}", pages(number, values, blank=blank, source=state == "空表原文"))


@pytest.mark.parametrize("number", sorted(WALL_FORMS))
@pytest.mark.parametrize("state", ["空表", "已填"])
def test_the_wall_version_is_as_agreed(number: int, state: str) -> None:
    blank = state == "空表"
    values = None if blank else values_for(number)
    agreed(f"样例{number}_A3_{state}", pages(number, values, blank=blank, options=Options(paper="A3")))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_the_values_alone_are_as_agreed(form: Form) -> None:
    sheets = values_only(pages(form.number, values_for(form.number)), pages(form.number, blank=True))
    agreed(f"样例{form.number}_套打", sheets)
