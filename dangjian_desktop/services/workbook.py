"""The workbook in and out: a roster or everything, in Excel or WPS (workbook.md)."""

from dangjian_desktop.services.workbook_export import export_workbook, write_template
from dangjian_desktop.services.workbook_import import ImportReport, SheetReport, import_workbook
from dangjian_desktop.services.workbook_rows import Problem

__all__ = ["ImportReport", "Problem", "SheetReport", "export_workbook", "import_workbook", "write_template"]
