"""党员责任区公示图表 (Z05, Z07, Z12): the tree of areas and who keeps each; gaps show."""

from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.papers.boxes import Box, label, text
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import LANDSCAPE, Band, Passage, TablePaper, info, lay_out_table, small
from dangjian_desktop.reports.sheet import Sheet

LEVELS = ("一级区域", "二级区域", "三级区域", "四级区域", "五级区域", "六级区域")
TREE_WIDTH, MEMBER, DUTY = 96.0, 34.0, 38.0
AFTER_TREE = 3
VACANT = "（空缺）"


def lay_out_area_board(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the board; a row's cells are the names from the top area down, then member, duty and duties.

    ``owner`` of a row is the path of the areas' ids; rows under one area share its cell.
    """
    branch = values.fields.get("branch", "")
    depth = max((len(row.cells) - AFTER_TREE for row in values.rows), default=1)
    share = round(TREE_WIDTH / depth, 2)
    widths = (*(share,) * depth, MEMBER, DUTY, LANDSCAPE.inner - share * depth - MEMBER - DUTY)
    levels = ("责任区域",) if depth == 1 else LEVELS[:depth]
    heads = [label(name) for name in (*levels, "责任党员", "职务（岗位）", "责任区职责")]
    bands = tuple(Band((*_tree(row, depth), *_person(row))) for row in values.rows)
    return lay_out_table(
        TablePaper(
            f"{branch}党员责任区公示图表",
            LANDSCAPE,
            widths,
            bands,
            (Band(tuple(heads)),),
            above=(info(values.fields.get("coverage", "")),),
            below=_gaps(values),
            office=branch,
        )
    )


def _tree(row: Row, depth: int) -> list[Box]:
    """One cell a level, merged over the rows of its area; the last takes the levels that are left."""
    path, ids = row.cells[:-AFTER_TREE], row.owner.split("/")
    made = []
    for place, name in enumerate(path):
        last = place == len(path) - 1
        block = "/".join(ids[: place + 1]) + ("" if last else "/")
        made.append(label(name, depth - place if last else 1, block=block))
    return made


def _person(row: Row) -> list[Box]:
    member, duty, duties = row.cells[-AFTER_TREE:]
    return [label(member if member.strip() else VACANT), label(duty), text(duties, size=10.5)]


def _gaps(values: Values) -> tuple[Passage, ...]:
    told = [("尚未划分责任区的党员", "without"), ("经研究不划分责任区的党员", "exempt")]
    return tuple(small(f"{words}：{'、'.join(values.items[key])}。") for words, key in told if values.items.get(key))


AREA_BOARD = PaperKind("area_board", "党员责任区公示图表", "Z05、Z07、Z12", "office", lay_out_area_board, wall=True)
