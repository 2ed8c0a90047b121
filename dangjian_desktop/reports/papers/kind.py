"""What a paper beside the nine forms is, and how one is laid out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.layout import as_shown
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wall import on_a3

Per = Literal["office", "member", "unit"]


@dataclass(frozen=True)
class PaperKind:
    """A paper: its English key, title, clause, whose it is (one an office, member or unit), and its layout.

    ``blank`` papers can be printed without records, ``filled`` ones from them; ``wall`` ones on A3 too.
    """

    key: str
    title: str
    clause: str
    per: Per
    lay_out: Callable[[Values, bool], tuple[Sheet, ...]]
    blank: bool = False
    filled: bool = True
    wall: bool = False


def lay_out_paper(
    kind: PaperKind, values: Values, *, blank: bool = False, paper: Literal["A4", "A3"] = "A4"
) -> tuple[Sheet, ...]:
    """Return a paper's pages; A3 enlarges those of A4 where the paper has a wall version."""
    sheets = kind.lay_out(as_shown(values, one_line_fields=False), blank)
    return on_a3(sheets) if paper == "A3" and kind.wall else sheets
