"""The headquarters summary as files: 汇总表 as a workbook, 汇总图 as a PDF with bars (screens.md 2.11)."""

from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.summary_pdf import lay_out_summary
from dangjian_desktop.reports.summary_workbook import summary_workbook
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.print_marks import is_demo
from dangjian_desktop.services.summary import Summary, summarise
from dangjian_desktop.services.summary_tables import on_paper, period_of, tables
from dangjian_desktop.services.work import Office


def write_summary(office: Office, path: Path, *, year: int | None = None, quarter: int | None = None) -> None:
    """Write the summary of a year and quarter: a workbook (.xlsx) or a PDF with charts (.pdf), by the file's ending.

    Raises UserError for another ending.
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".pdf"):
        raise UserError("REPORT-FORMAT", f"汇总只能写成 .xlsx 或 .pdf，不能写成“{path.name}”。请改文件名的后缀。")
    summary = summarise(office, year=year, quarter=quarter)
    data = summary_xlsx(office, summary) if kind == ".xlsx" else summary_pdf(office, summary)
    write_whole(path, data)


def summary_xlsx(office: Office, summary: Summary) -> bytes:
    """Return the workbook: a sheet a table, with charts of the spreadsheet's own."""
    heading = f"{summary.office}　{period_of(summary)}"
    return summary_workbook(tables(summary), heading, author=summary.office, created=office.clock())


def summary_pdf(office: Office, summary: Summary) -> bytes:
    """Return the PDF: each chart with its table; papers from demo data say 演示."""
    use_office_fonts(office)
    title = f"{summary.office}党员活动汇总"
    sheets = lay_out_summary(title, summary.office, period_of(summary), on_paper(summary))
    mark = "演示" if is_demo(office) else ""
    document = Document(sheets, title)
    return write_pdf([document], title=title, author=summary.office, created=office.clock(), mark=mark)
