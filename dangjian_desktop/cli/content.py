"""The commands about what the data file holds: check, digest and undo."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_json, declare_period, show_json

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office

MUST_FOUND = 3


def declare_check(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word check."""
    declare_period(parser)
    declare_json(parser)


def check(options: argparse.Namespace, office: "Office") -> int:
    """List what the checks found; 3 when something must be mended."""
    from dangjian_desktop.schemes.scheme import Severity
    from dangjian_desktop.services.checks import check_above

    findings = check_above(office, year=options.year, quarter=options.quarter)
    if options.json:
        show_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"[{finding.severity}] {finding.rule} {finding.message}（依据：{finding.source}）")
        print(f"数据检查：{len(findings)} 处。")
    return MUST_FOUND if any(finding.severity is Severity.MUST for finding in findings) else 0


def digest(_options: argparse.Namespace, office: "Office") -> int:
    """Print the fingerprint of all content."""
    from dangjian_desktop.services import digest as digests

    print(digests.digest(office))
    return 0


def declare_undo(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word undo."""
    parser.add_argument("--list", action="store_true", help="列出可撤销的操作")
    parser.add_argument("entry", metavar="N", nargs="?", type=int, help="只撤销第 N 条")


def undo(options: argparse.Namespace, office: "Office") -> int:
    """Take the newest action back, or the one with a number; or list them."""
    from dangjian_desktop.services import history

    if options.list:
        for entry in history.entries(office):
            mark = "（已撤销）" if entry.undone and entry.kind != "restored" else ""
            print(f"{entry.seq}\t{entry.at}\t{entry.verb}{mark}")
        return 0
    changes = history.undo(office, options.entry)
    print(f"已{changes.verb}：{sum(changes.rows.values())} 行")
    return 0
