"""汇总表 as a workbook: a sheet a table, with the spreadsheet's own charts (screens.md 2.11)."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_desktop.reports.figures import NONE, Figure, Table, percent
from dangjian_desktop.reports.repeatable import repeatable

WIDEST, LONG, LINE = 40, 6, 16
CHART_WIDTH, ROW_HEIGHT, CHART_LEAST, CHART_MOST = 18.0, 0.75, 7.0, 60.0
GREYS = ("404040", "A6A6A6", "D9D9D9", "FFFFFF")
EDGE = "404040"


def summary_workbook(tables: Sequence[Table], heading: str, *, author: str, created: datetime) -> bytes:
    """Return the workbook; names stay names whatever they begin with, and shares are numbers in per cent."""
    workbook = Workbook()
    workbook.properties.creator, workbook.properties.created = author, created
    first = workbook.active
    assert isinstance(first, Worksheet)
    for place, table in enumerate(tables):
        sheet = first if place == 0 else workbook.create_sheet()
        assert isinstance(sheet, Worksheet)
        _fill(sheet, table, heading)
        if table.bars and table.lines:
            sheet.add_chart(_chart(sheet, table), f"{get_column_letter(len(table.heads) + 2)}2")
    buffer = BytesIO()
    workbook.save(buffer)
    return repeatable(buffer.getvalue())


def _fill(sheet: Worksheet, table: Table, heading: str) -> None:
    sheet.title = table.title.replace("获评人选的", "")
    rows = [(table.heads, 0), *((line.cells, line.level) for line in table.lines)]
    rows += [(table.total, 0)] if table.total else []
    for row, (cells, level) in enumerate(rows, start=1):
        for column, figure in enumerate(cells, start=1):
            _write(sheet, row, column, figure, level)
    bold = [1, *([len(rows)] if table.total else [])]
    bold += [r for r, line in enumerate(table.lines, start=2) if _has_below(table, r - 2)]
    for row in bold:
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    if table.note:
        _write_note(sheet, len(rows) + 2, table)
    _set_page(sheet, table, heading)


def _write_note(sheet: Worksheet, row: int, table: Table) -> None:
    """Write the note below the table and as wide as it, so that the chart beside it stays clear."""
    note = sheet.cell(row, 1, table.note)
    note.data_type, note.alignment = "s", Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(table.heads))
    room = sum(_column_width(table, place) for place in range(len(table.heads)))
    sheet.row_dimensions[row].height = LINE * ceil(_wide(table.note) * 1.1 / room)


def _has_below(table: Table, place: int) -> bool:
    """Whether a line is the sum of those after it."""
    following = table.lines[place + 1 : place + 2]
    return bool(following) and following[0].level > table.lines[place].level


def _write(sheet: Worksheet, row: int, column: int, figure: Figure, level: int) -> None:
    cell = sheet.cell(row, column)
    if isinstance(figure, Fraction):
        cell.value = float(percent(figure) / 100)
        cell.number_format = "0.0%"
    elif figure is None:
        cell.value = NONE
    else:
        cell.value = figure
    if isinstance(figure, str):
        cell.data_type = "s"  # also a name that begins with = or +
    first = column == 1 and row > 1
    cell.alignment = Alignment(
        horizontal="left" if first else "center", vertical="center", indent=level if first else 0
    )


def _set_page(sheet: Worksheet, table: Table, heading: str) -> None:
    for place in range(1, len(table.heads) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _column_width(table, place - 1)
        sheet.cell(1, place).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if any(len(head) > LONG for head in table.heads):
        sheet.row_dimensions[1].height = 2 * LINE
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None
    assert footer is not None
    header.center.text = f"{heading}　{table.title}".replace("&", "&&")
    footer.center.text = "第 &P 页，共 &N 页"


def _column_width(table: Table, place: int) -> int:
    """Room for the widest cell; a long heading is divided into two lines."""
    head = table.heads[place]
    needed = len(head) * 2 if len(head) <= LONG else len(head) + 2
    return min(max([needed, *(_wide(line.cells[place]) for line in table.lines)]) + 3, WIDEST)


def _wide(figure: Figure) -> int:
    return sum(2 if ord(character) > 255 else 1 for character in figure) if isinstance(figure, str) else 7


def _chart(sheet: Worksheet, table: Table) -> Any:  # noqa: ANN401  (the stubs do not know its parts)
    """Return horizontal bars as the paper has them: the first line on top, fills that differ in black and white."""
    assert table.bars is not None
    chart: Any = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 2, 60
    if table.bars.style == "stacked" and len(table.bars.columns) > 1:
        chart.grouping, chart.overlap = "stacked", 100
    chart.title = table.title
    last = len(table.lines) + 1
    for place, column in enumerate(table.bars.columns):
        chart.add_data(Reference(sheet, min_col=column + 1, min_row=1, max_row=last), titles_from_data=True)
        series = chart.series[place]
        series.graphicalProperties = _look(place, len(table.bars.columns))
        series.invertIfNegative = False
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, float(table.end_of_scale)
    chart.y_axis.number_format = "0%" if table.draws_shares else "0"
    chart.x_axis.delete = chart.y_axis.delete = False
    height = min(CHART_LEAST + ROW_HEIGHT * len(table.lines), CHART_MOST)
    chart.width, chart.height = CHART_WIDTH, height
    if len(table.bars.columns) == 1:
        chart.legend = None
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    else:
        chart.legend.position = "b"
    return chart


def _look(place: int, count: int) -> GraphicalProperties:
    if count == 1:
        made = GraphicalProperties(solidFill="7F7F7F")
    elif count == 4 and place == 1:
        made = GraphicalProperties(pattFill=PatternFillProperties(prst="wdUpDiag"))
    else:
        made = GraphicalProperties(solidFill=GREYS[place] if count == 4 else GREYS[3 * (place == 0)])
    made.line.solidFill = EDGE
    return made
