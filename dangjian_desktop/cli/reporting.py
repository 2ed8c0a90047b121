"""The verb `report`: who has reported, the headquarters summary as files and figures, and sending a report back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_json, declare_period, show_json
from dangjian_desktop.core.errors import UserError

if TYPE_CHECKING:
    from dangjian_desktop.services.reporting import Report
    from dangjian_desktop.services.work import Office


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `report`."""
    parser.add_argument("--out", type=Path, metavar="FILE", help="汇总表 .xlsx，或汇总图 .pdf")
    declare_json(parser)
    parser.add_argument("--send-back", metavar="支部名", help="退回一个支部的上报，意见随下一份回执带去")
    parser.add_argument("--opinion", default="", metavar="意见", help="退回的意见")
    declare_period(parser)


def report(options: argparse.Namespace, office: "Office") -> int:
    """Write the summary, print its figures, or say who has reported."""
    from dangjian_desktop.services.reporting import read_reports, send_back
    from dangjian_desktop.services.summary import as_json, summarise
    from dangjian_desktop.services.summary_files import write_summary

    period = {"year": options.year, "quarter": options.quarter}
    if options.opinion and not options.send_back:
        raise UserError("REPORT-UNIT", "写了意见，没有写退回哪个支部。请加上 --send-back 支部名。")
    if options.send_back:
        send_back(office, options.send_back, options.opinion)
        print(f"已退回“{options.send_back}”的上报，意见随下一份回执带去。")
    if options.out:
        write_summary(office, options.out, **period)
    if options.json:
        show_json(as_json(summarise(office, **period)))
    elif options.out:
        print(f"已写出{'汇总图' if options.out.suffix.lower() == '.pdf' else '汇总表'}：{options.out}")
    elif not options.send_back:
        for each in read_reports(office, **period):
            print(_line(each))
    return 0


def _line(report: "Report") -> str:
    when = report.received_on.isoformat() if report.received_on else ""
    late = ("迟报" if report.received_on else "逾期") if report.late else ""
    parts = [f"{'  ' * report.level}{report.name}", report.state.value, late, when, report.check_code]
    told = [report.opinion] if report.opinion else [fault.text for fault in report.faults]
    return "\t".join([*parts, *told]).rstrip("\t")
