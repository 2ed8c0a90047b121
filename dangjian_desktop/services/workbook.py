"""The workbook in and out: a roster or everything, in Excel or WPS (workbook.md)."""

from dangjian_desktop.services.workbook_export import export_workbook, write_template
from dangjian_desktop.services.workbook_heads import Reading
from dangjian_desktop.services.workbook_import import import_source, import_workbook
from dangjian_desktop.services.workbook_report import ImportReport, RedCell, RowReport, SheetReport
from dangjian_desktop.services.workbook_rows import Problem
from dangjian_desktop.services.workbook_told import Told
from dangjian_desktop.services.workbook_wishes import Source, Wishes, pasted_source, read_source

__all__ = [
    "ImportReport",
    "Problem",
    "Reading",
    "RedCell",
    "RowReport",
    "SheetReport",
    "Source",
    "Told",
    "Wishes",
    "export_workbook",
    "import_source",
    "import_workbook",
    "pasted_source",
    "read_source",
    "write_template",
]
