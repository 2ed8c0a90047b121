"""岗位目录 (P04): the posts with their duties, to be read before choosing."""

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.boxes import SMALLER, Box, label, numbered
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, TablePaper, lay_out_table
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (14.0, 40.0, 106.0)


def lay_out_post_catalogue(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the catalogue: a row for each post, its duties one below the other."""
    branch = values.fields.get("branch", "")
    bands = []
    for number, row in enumerate(values.rows, start=1):
        name, *duties = row.cells
        bands.append(Band((label(str(number)), label(name), Box(numbered(_stopped(duties), size=SMALLER)))))
    head = Band((label("序号"), label("岗位名称"), label("岗位职责")))
    title = f"{branch}无职党员岗位目录"
    return lay_out_table(TablePaper(title, PORTRAIT, WIDTHS, tuple(bands), (head,), office=branch))


def _stopped(duties: list[str]) -> list[str]:
    """Close each duty with ； and the last with 。, as form 1 does."""
    return [f"{duty}{'。' if place == len(duties) else '；'}" for place, duty in enumerate(duties, start=1)]


POST_CATALOGUE = PaperKind("post_catalogue", "岗位目录", "P04", "office", lay_out_post_catalogue)
