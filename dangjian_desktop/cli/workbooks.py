"""The commands import and export: the roster or the whole workbook, in and out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_json, show_json

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office
    from dangjian_desktop.services.workbook_report import ImportReport, SheetReport


def declare_import(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word import."""
    parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="名册或整本工作簿")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    declare_json(parser)


def import_file(options: argparse.Namespace, office: "Office") -> int:
    """Take the good rows in and tell of each other one where and why."""
    from dangjian_desktop.services.workbook import import_workbook

    report = import_workbook(office, options.file, dry_run=options.dry_run)
    if options.json:
        show_json(report.as_json())
    else:
        _tell(report)
    return 0


def _tell(report: "ImportReport") -> None:
    for name, sheet in report.sheets.items():
        _tell_sheet(name, sheet)
    for name in report.skipped:
        print(f"{name}：工作表是隐藏的，没有导入。要导入请在 WPS 里取消隐藏。")
    if report.error_file:
        print(f"有问题的行已另存为：{report.error_file}")


def _tell_sheet(name: str, sheet: "SheetReport") -> None:
    counts = f"新增 {sheet.new} · 更新 {sheet.changed} · 相同 {sheet.same} · 有问题 {len(sheet.problems)}"
    print(f"{name}：{counts}")
    if sheet.unknown:
        print(f"  没有导入的列：{'、'.join(sheet.unknown)}")
    for problem in sheet.problems:
        place = f"{problem.letter and f' {problem.letter} 列'}“{problem.column}”" if problem.column else ""
        print(f"  第 {problem.row} 行{place}：{problem.message}")
    for notice in sheet.notices:
        print(f"  第 {notice.row} 行 {notice.letter} 列：{notice.message}")
    for row, text in sheet.skipped:
        print(f"  略过第 {row} 行“{text}”：不是党员")


def declare_export(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word export."""
    parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="导出的工作簿")


def export_file(options: argparse.Namespace, office: "Office") -> int:
    """Write the whole workbook."""
    from dangjian_desktop.services.workbook import export_workbook

    export_workbook(office, options.file)
    print(f"已导出：{options.file}")
    return 0
