"""The command print: its options, and the job that they make."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import day, declare_period
from dangjian_desktop.core.errors import UserError

if TYPE_CHECKING:
    from dangjian_desktop.services.print_jobs import Job
    from dangjian_desktop.services.work import Office

PAPERS = (
    "post_catalogue",
    "post_choices",
    "area_board",
    "pledge_board",
    "commitment_reminder",
    "pioneer_plaque",
    "ballot",
    "tally",
    "consultation",
    "pacesetter_plaque",
    "member_card",
    "report_reminder",
    "ruler",
)
"""The papers beside the nine forms, written here so that a wrong word needs no program to be loaded."""

FORM_HELP = f"样例编号、all（样例1到9），或其他纸：{'、'.join(PAPERS)}"
ORIENTATIONS = {"landscape": True, "portrait": False}


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word print."""
    parser.add_argument("forms", metavar="FORM", nargs="+", choices=[*"123456789", "all", *PAPERS], help=FORM_HELP)
    parser.add_argument("--out", required=True, type=Path, help="存放文件夹")
    parser.add_argument("--blank", action="store_true", help="打印空表")
    parser.add_argument("--wording", choices=("proofread", "source"), default="proofread", help="校订或原文措辞")
    parser.add_argument("--format", default="pdf", help="pdf、xlsx、docx，用逗号分开")
    parser.add_argument("--member", action="append", default=[], metavar="姓名", help="只打印这名党员，可重复")
    parser.add_argument("--copies", type=int, help="份数，默认样例1两份，其余一份")
    parser.add_argument("--separate", action="store_true", help="每人一个文件")
    parser.add_argument(
        "--order",
        choices=("roster", "surname", "name", "pinyin", "post"),
        default="roster",
        help="人的顺序：手工、姓氏笔画、姓名笔画、拼音、岗位；默认手工，即名册的顺序",
    )
    parser.add_argument("--by", choices=("form", "person"), default="form", help="按表还是按人排在一起，默认按表")
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=day, help="落款日期，默认留空手填")
    parser.add_argument(
        "--paper", choices=("A4", "A3"), default="A4", help="A3 是样例2、3、5、7和公示图表、公示栏的上墙版"
    )
    parser.add_argument("--orientation", choices=tuple(ORIENTATIONS), help="台账横放或竖放，默认按设置")
    parser.add_argument("--seal-lines", choices=("yes", "no"), help="审批表意见栏加不加落款，默认按设置")
    parser.add_argument(
        "--values-only", action="store_true", help="套打：只打印内容，用已经印好的表；加 --blank 印这种底表"
    )
    parser.add_argument("--offset", metavar="X,Y", default="0,0", help="整页向右、向下移多少毫米，写成 --offset=-1,0.5")
    parser.add_argument("--changed", action="store_true", help="只打印上次打印以后有改动的")
    parser.add_argument("--author", choices=("office", "none"), default="office", help="文件属性里写不写单位名")
    declare_period(parser)


def print_papers(options: argparse.Namespace, office: "Office") -> int:
    """Tell what is to be told before printing, write the files and print their paths."""
    job = _job(options, office)
    formats = [kind.strip() for kind in options.format.split(",") if kind.strip()]
    if job.forms:
        _print_forms(options, office, job, formats)
    for key in dict.fromkeys(form for form in options.forms if form in PAPERS):
        _print_paper(options, office, job, formats, key)
    return 0


def _print_forms(options: argparse.Namespace, office: "Office", job: "Job", formats: Sequence[str]) -> None:
    from dangjian_desktop.services.printing import EMPTY, notes, print_files

    for note in notes(office, job):
        print(note, file=sys.stderr)
    written = print_files(office, job, options.out, formats=formats, separate=options.separate)
    _tell(written, EMPTY[job.only])


def _print_paper(options: argparse.Namespace, office: "Office", job: "Job", formats: Sequence[str], key: str) -> None:
    from dangjian_desktop.services.paper_files import print_paper
    from dangjian_desktop.services.papers import EMPTY
    from dangjian_desktop.services.printing import EMPTY as NONE_LEFT

    written = print_paper(office, key, job, options.out, formats=formats, separate=options.separate)
    _tell(written, EMPTY.get(key, "") if job.only == "all" else NONE_LEFT[job.only])


def _tell(written: Sequence[Path], otherwise: str) -> None:
    for path in written:
        print(path)
    if not written:
        print(otherwise, file=sys.stderr)


def _job(options: argparse.Namespace, office: "Office") -> "Job":
    from dangjian_desktop.services.print_jobs import Job
    from dangjian_desktop.services.printers import parse_offset

    chosen = "123456789" if "all" in options.forms else [form for form in options.forms if form not in PAPERS]
    numbers = dict.fromkeys(int(form) for form in chosen)
    return Job(
        forms=tuple(numbers),
        blank=options.blank,
        year=options.year,
        quarter=options.quarter,
        members=_member_ids(office, options.member),
        wording=options.wording,
        copies=options.copies,
        order=options.order,
        by=options.by,
        day=options.date,
        paper=options.paper,
        landscape=ORIENTATIONS.get(options.orientation),
        seal_lines=None if options.seal_lines is None else options.seal_lines == "yes",
        values_only=options.values_only,
        offset=parse_offset(options.offset),
        only="changed" if options.changed else "all",
        author=options.author == "office",
    )


def _member_ids(office: "Office", names: Sequence[str]) -> tuple[str, ...]:
    from dangjian_desktop.core.names import match_key
    from dangjian_desktop.schemes.scheme import Kind
    from dangjian_desktop.services.reading import read_names

    known = read_names(office).ids.get(Kind.MEMBER, {})
    ids: list[str] = []
    for name in names:
        found = known.get(match_key(name), ())
        if not found:
            raise UserError("MEMBER", f"名册里没有“{name}”。请核对姓名。")
        ids += found
    return tuple(ids)
