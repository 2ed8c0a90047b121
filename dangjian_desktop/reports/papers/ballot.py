"""标兵民主测评票 (B11): secret, three types side by side, two ballots a page where they fit."""

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.boxes import label
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, Passage, TablePaper, lay_out_table, small
from dangjian_desktop.reports.sheet import Margins, Rule, Sheet

KINDS = ("学习标兵", "工作标兵", "服务标兵")
HALF = Margins(210, 148.5, 14, 22, 22, 12)
WIDTHS = (39.0, 16.0) * 3
BLANK_ROWS = 4
ROW = 12.0
DASH, GAP = 3.0, 2.0
RULES = (
    "填写方法：每类限选 1 人，在其姓名右边的空格里画“○”；没有印姓名的，先写姓名。",
    "一类画了两个以上“○”的，该类按无效计；一类没有画“○”的，该类按弃权计。本票不记名。",
)


def lay_out_ballot(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return one page with two ballots and a line to cut, or one ballot on a page of its own when candidates are many.

    Rows are candidates: type and name; a type without any has lines to write on.
    """
    half = lay_out_table(_ballot(values, HALF))
    return (_twice(half[0]),) if len(half) == 1 else lay_out_table(_ballot(values, PORTRAIT))


def _ballot(values: Values, margins: Margins) -> TablePaper:
    of_kind = {kind: [row.cells[1] for row in values.rows if row.cells[0] == kind] for kind in KINDS}
    most = max(BLANK_ROWS if not names else len(names) for names in of_kind.values())
    names = [(*found, *("",) * (most - len(found))) for found in of_kind.values()]
    bands = [
        Band(tuple(box for kind in names for box in (label(kind[place]), label(""))), least=ROW)
        for place in range(most)
    ]
    title = f"{values.fields.get('period', '')}标兵民主测评票"
    head = Band(tuple(box for kind in KINDS for box in (label(kind), label("画○"))))
    branch = Passage(values.fields.get("branch", ""), "song", 12, "center", role="info")
    below = tuple(small(rule, space=1.5) for rule in RULES)
    return TablePaper(title, margins, WIDTHS, tuple(bands), (head,), (branch,) if branch.text else (), below)


def _twice(sheet: Sheet) -> Sheet:
    """Draw the second ballot; an office file writes the first one twice."""
    lower = tuple(line._replace(y=line.y + HALF.height, paragraph=-1) for line in sheet.lines)
    rules = tuple(rule._replace(y1=rule.y1 + HALF.height, y2=rule.y2 + HALF.height) for rule in sheet.rules)
    return sheet._replace(
        height=HALF.height * 2,
        lines=(*sheet.lines, *lower),
        rules=(*sheet.rules, *rules, *dashes(HALF.height)),
        margins=HALF._replace(height=HALF.height * 2),
        again=HALF.height,
    )


def dashes(y: float) -> list[Rule]:
    """Return a dashed line across a page of A4, to cut or fold along."""
    count = int(PORTRAIT.width // (DASH + GAP))
    return [Rule(at * (DASH + GAP), y, at * (DASH + GAP) + DASH, y, 0.25) for at in range(count)]


BALLOT = PaperKind("ballot", "标兵民主测评票", "B11", "office", lay_out_ballot, blank=True)
