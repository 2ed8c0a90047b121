"""The program without its window: every verb of command-line.md."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

from dangjian_desktop import (
    cli_decide,
    cli_enrol,
    cli_keep,
    cli_move,
    cli_option,
    cli_pack,
    cli_print,
    cli_report,
    cli_units,
)
from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.core.machine import Machine

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office

MUST_FOUND = 3


class House(Protocol):
    """What a verb needs of the front door."""

    @property
    def office_path(self) -> Path:
        """Where the data file is."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def new_id(self) -> NewId:
        """The source of ids."""

    @property
    def machine(self) -> Machine:
        """Which computer this is."""


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese when the usage is wrong (exit code 2)."""

    def error(self, message: str) -> NoReturn:
        """Say how the command is written and exit with 2."""
        self.print_usage(sys.stderr)
        print(f"命令写法不对：{message}。加 --help 查看写法。[USAGE]", file=sys.stderr)
        sys.exit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; wrong usage exits with 2."""
    parser = Parser(prog="dangjian-desktop", description="党建台账。不写命令时打开窗口。", allow_abbrev=False)
    parser.add_argument("--office", metavar="FILE", help="数据文件（也可用环境变量 DANGJIAN_OFFICE）")
    parser.add_argument("--now", metavar="TIME", help="固定当前时间，如 2026-11-24T09:00", type=_moment)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=Parser)
    for name, (help_text, declare, _) in VERBS.items():
        declare(verbs.add_parser(name, help=help_text, description=help_text, allow_abbrev=False))
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, house: House) -> int:
    """Run the verb that was parsed; return its exit code."""
    return VERBS[options.verb][2](options, house)


@contextmanager
def opened(house: House) -> "Iterator[Office]":
    """Open the data file for one verb; a copy works as an installation of its own, which is said when it is written."""
    from dangjian_desktop.services.offices import open_office

    office = open_office(house.office_path, clock=house.clock, new_id=house.new_id, machine=house.machine)
    try:
        cli_enrol.tell_arrival(office)
        yield office
        cli_enrol.tell_settled(office)
    finally:
        office.close()


def _moment(text: str) -> str:
    from datetime import datetime

    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时间，请写成 2026-11-24T09:00 的样子") from None
    return text


def _show(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """A verb without arguments."""


def _period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, help="年度，默认今年")
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), help="季度，默认本季度")


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True, choices=("branch", "general-branch", "committee"), help="单位类别")
    parser.add_argument("--name", required=True, help="单位全称，同公章")
    parser.add_argument("--superior", default="", help="上级党组织名称")


def _init(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.offices import create_office

    office = create_office(
        house.office_path,
        kind=options.kind,
        name=options.name,
        superior=options.superior,
        clock=house.clock,
        new_id=house.new_id,
        machine=house.machine,
    )
    office.close()
    print(f"已建立“{options.name}”的数据文件：{house.office_path}")
    return 0


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="名册或整本工作簿")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _import(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.workbook import import_workbook

    with opened(house) as office:
        report = import_workbook(office, options.file, dry_run=options.dry_run)
    if options.json:
        _show(report.as_json())
        return 0
    for name, sheet in report.sheets.items():
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
    for name in report.skipped:
        print(f"{name}：工作表是隐藏的，没有导入。要导入请在 WPS 里取消隐藏。")
    if report.error_file:
        print(f"有问题的行已另存为：{report.error_file}")
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="导出的工作簿")


def _export(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.workbook import export_workbook

    with opened(house) as office:
        export_workbook(office, options.file)
    print(f"已导出：{options.file}")
    return 0


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    _period(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _check(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.schemes.scheme import Severity
    from dangjian_desktop.services.checks import check_above

    with opened(house) as office:
        findings = check_above(office, year=options.year, quarter=options.quarter)
    if options.json:
        _show({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"[{finding.severity}] {finding.rule} {finding.message}（依据：{finding.source}）")
        print(f"数据检查：{len(findings)} 处。")
    return MUST_FOUND if any(finding.severity is Severity.MUST for finding in findings) else 0


def _print_arguments(parser: argparse.ArgumentParser) -> None:
    cli_print.declare(parser)
    _period(parser)


def _print(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_print.run(options, office)


def _fonts_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--add", metavar="FILE", type=Path, action="append", default=[], help="添加补字字体文件")
    parser.add_argument("--remove", metavar="NAME", action="append", default=[], help="移除补字字体，写文件名")
    parser.add_argument(
        "--face",
        metavar="FACE=FAMILY",
        action="append",
        default=[],
        help="改用本机字体，如 title=方正小标宋简体；= 后留空为改回",
    )
    parser.add_argument("--families", action="store_true", help="列出本机可用的字体")


def _fonts(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.own_fonts import add_font, own_fonts, remove_font
    from dangjian_desktop.services.pc_fonts import choose_family, chosen_families, families

    with opened(house) as office:
        for path in options.add:
            add_font(office, path)
        for name in options.remove:
            remove_font(office, name)
        for face, _, family in (each.partition("=") for each in options.face):
            choose_family(office, face, family)
        for own in own_fonts(office):
            print(f"补字字体\t{own.name}\t{own.family}\t{own.fault}".rstrip())
        for face, family in chosen_families(office).items():
            print(f"{face}\t{family or '随程序的字体'}")
    for known in families() if options.families else ():
        if not known.fault:
            print(f"本机字体\t{known.name}")
    return 0


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    cli_pack.declare(parser)
    _period(parser)


def _pack(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_pack.run(options, office)


def _receive_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="上报包或回执")
    parser.add_argument("--apply", action="store_true", help="合并没有问题的包")
    parser.add_argument("--adopt", action="store_true", help="确认为本单位下属支部")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--password-file", metavar="F", type=Path, help="口令文件：包加了口令时用")


def _receive(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.exchange import apply, preview
    from dangjian_desktop.services.password_file import read_password

    password = read_password(options.password_file) if options.password_file else ""
    with opened(house) as office:
        receive = apply if options.apply else preview
        plans = receive(office, options.files, adopt=options.adopt, password=password)
    if options.json:
        _show({"bundles": [plan.as_json() for plan in plans]})
    else:
        for plan in plans:
            print(f"{plan.file}：{plan.title}")
            for sentence in plan.sentences:
                print(f"  {sentence}")
    refused = [plan for plan in plans if plan.status == "refused"]
    for plan in refused:
        print(f"{plan.file}：{plan.title}[{plan.code}]", file=sys.stderr)
    return 1 if refused else 0


def _reply_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="支部名", help="收回执的支部")
    parser.add_argument("--out", required=True, type=Path, help="存放文件夹")


def _reply(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.exchange import reply

    with opened(house) as office:
        packed = reply(office, options.to, options.out)
    print(packed.path)
    print(f"校验码：{packed.check_code}")
    return 0


def _transfer(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_units.transfer(options, office)


def _units(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_units.units(options, office)


def _late(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_units.late(options, office)


def _decide(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_decide.decide(options, office)


def _option(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_option.option(options, office)


def _rename(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_units.rename(options, office)


def _identity(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_enrol.identity(options, office)


def _enrol(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_enrol.enrol(options, office)


def _move(options: argparse.Namespace, house: House) -> int:
    if cli_move.is_wrong(options):
        return 2
    if options.file:
        return cli_move.open_package(options, house.office_path, house.clock, house.new_id, house.machine)
    with opened(house) as office:
        return cli_move.make(options, office)


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help="列出可撤销的操作")
    parser.add_argument("entry", metavar="N", nargs="?", type=int, help="只撤销第 N 条")


def _undo(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.history import entries, undo

    with opened(house) as office:
        if options.list:
            for entry in entries(office):
                print(
                    f"{entry.seq}\t{entry.at}\t{entry.verb}{'（已撤销）' if entry.undone and entry.kind != 'restored' else ''}"
                )
            return 0
        changes = undo(office, options.entry)
    print(f"已{changes.verb}：{sum(changes.rows.values())} 行")
    return 0


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    cli_report.declare(parser)
    _period(parser)


def _report(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_report.run(options, office)


def _verify(options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.core.errors import UserError
    from dangjian_desktop.services.integrity import verify_all, verify_closed

    try:
        with opened(house) as office:
            return cli_keep.tell_verified(options, verify_all(office))
    except UserError as error:
        if error.code != "DATA-DAMAGED":
            raise
        return cli_keep.tell_verified(options, verify_closed(house.office_path, error.message))


def _backup(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_keep.backup(options, office)


def _restore(options: argparse.Namespace, house: House) -> int:
    return cli_keep.restore(options, house.office_path, house.clock)


def _rollover(options: argparse.Namespace, house: House) -> int:
    with opened(house) as office:
        return cli_keep.rollover(options, office)


def _digest(_options: argparse.Namespace, house: House) -> int:
    from dangjian_desktop.services.digest import digest

    with opened(house) as office:
        print(digest(office))
    return 0


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, help="存放文件夹")
    parser.add_argument("--members", type=int, help="每个支部的人数（默认用随带的演示支部）")
    parser.add_argument("--branches", type=int, help="支部个数")


def _demo(options: argparse.Namespace, _house: House) -> int:
    from dangjian_desktop.services.demo import run_demo

    def tell(done: int, total: int, label: str) -> None:
        print(f"[{done}/{total}] {label}", flush=True)

    run_demo(options.out, members=options.members, branches=options.branches, progress=tell)
    print(f"演示完成：{options.out}")
    return 0


def _self_test(_options: argparse.Namespace, _house: House) -> int:
    from dangjian_desktop.ui.selftest import self_test

    return self_test()


Declare = Callable[[argparse.ArgumentParser], None]
Verb = Callable[[argparse.Namespace, House], int]
VERBS: Mapping[str, tuple[str, Declare, Verb]] = {
    "init": ("建立数据文件", _init_arguments, _init),
    "import": ("导入名册或整本工作簿", _import_arguments, _import),
    "export": ("导出全部内容为工作簿", _export_arguments, _export),
    "check": ("数据检查", _check_arguments, _check),
    "print": ("打印样例1-9为文件", _print_arguments, _print),
    "fonts": ("补字字体和本机字体", _fonts_arguments, _fonts),
    "pack": ("生成上报包", _pack_arguments, _pack),
    "receive": ("查看或合并上报包、回执", _receive_arguments, _receive),
    "reply": ("生成回执", _reply_arguments, _reply),
    "enrol": ("通信密钥：查看、登记、确认、吊销", cli_enrol.declare_enrol, _enrol),
    "move": ("把数据搬到新电脑：生成或打开搬家包", cli_move.declare, _move),
    "transfer": ("党员转出", cli_units.declare_transfer, _transfer),
    "units": ("支部的改名、分设、合并、撤销、转隶", cli_units.declare_units, _units),
    "late": ("查看或采用已结转年度的迟报", cli_units.declare_late, _late),
    "decide": ("审批先锋岗和标兵的推荐", cli_decide.declare, _decide),
    "option": ("查看、修改和下发设置", cli_option.declare, _option),
    "rename": ("单位改名", cli_units.declare_rename, _rename),
    "identity": ("查看或选择这份数据文件的用途", cli_enrol.declare_identity, _identity),
    "undo": ("撤销操作", _undo_arguments, _undo),
    "report": ("上报情况和汇总", _report_arguments, _report),
    "rollover": ("结转到下一年度", cli_keep.declare_rollover, _rollover),
    "backup": ("备份数据文件", cli_keep.declare_backup, _backup),
    "restore": ("从备份恢复", cli_keep.declare_restore, _restore),
    "verify": ("检查数据文件和备份是否完好", cli_keep.declare_verify, _verify),
    "digest": ("打印内容指纹", _nothing, _digest),
    "demo": ("无界面演示全过程", _demo_arguments, _demo),
    "self-test": ("自检（打包时使用）", _nothing, _self_test),
}
