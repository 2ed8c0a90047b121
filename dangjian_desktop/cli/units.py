"""The commands about people who move and units that change: transfer, rename, units, late."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import day

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare_transfer(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word transfer."""
    parser.add_argument("--member", action="append", required=True, metavar="姓名", help="转出的党员，可重复")
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--to", default="", metavar="支部名", help="转到的支部")
    goal.add_argument("--outside", default="", metavar="单位名", help="转到的外单位")
    goal.add_argument("--again", action="store_true", help="已经转出：只把转出包再写一份")
    parser.add_argument("--on", type=day, metavar="DAY", help="转出日期，默认今天")
    parser.add_argument("--reason", default="", help="说明")
    parser.add_argument("--out", type=Path, metavar="DIR", help="转出包的存放文件夹；不写时只登记")
    parser.add_argument("--password-file", metavar="F", type=Path, help="加口令：同 pack")
    parser.add_argument("--preview", action="store_true", help="只看结果，不登记")


def transfer(options: argparse.Namespace, office: "Office") -> int:
    """Record that members leave, and write the packages for the branches that they go to."""
    from dangjian_desktop.services import transfers
    from dangjian_desktop.services.memberships import members_named

    members = members_named(office, options.member)
    if options.again:
        return _write(options, office, members)
    goal = transfers.destination(office, to=options.to, outside=options.outside)
    on = options.on or office.clock().date()
    for sentence in transfers.plan_transfer(office, members, goal, on=on):
        print(sentence)
    if options.preview:
        return 0
    transfers.transfer(office, members, goal, on=on, reason=options.reason)
    return 0 if goal.outside or not options.out else _write(options, office, members)


def _write(options: argparse.Namespace, office: "Office", members: list[str]) -> int:
    from dangjian_desktop.core.errors import UserError
    from dangjian_desktop.services.password_file import password_for
    from dangjian_desktop.services.transfers import write_packages

    if options.out is None:
        raise UserError("TRANSFER-OUT", "没有写存放文件夹，转出包没有生成。请加 --out 文件夹。")
    password, made = password_for(options.password_file, options.out) if options.password_file else ("", False)
    for packed in write_packages(office, members, options.out, password=password):
        print(packed.path)
        print(f"校验码：{packed.check_code}")
        print(f"加密方式：{packed.mark}")
    if made:
        print(f"口令：{password}（请用电话告诉接收单位，不要写在U盘或封面上）")
    return 0


def declare_rename(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word rename."""
    parser.add_argument("name", metavar="新名称", help="单位全称，同公章")
    parser.add_argument("--on", type=day, metavar="DAY", help="从哪一天起，默认今天")


def rename(options: argparse.Namespace, office: "Office") -> int:
    """Give the office another name from a day on."""
    from dangjian_desktop.services.offices import rename_office

    rename_office(office, name=options.name, on=options.on)
    print(f"已改名为“{options.name.strip()}”，以前的表格仍印原来的名称，上报或回执时告诉对方。")
    return 0


KINDS = {"rename": "改名", "split": "分设", "merge": "合并", "dissolve": "撤销", "move": "转隶"}


def declare_units(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word units; without more it lists decisions and the numbers of today."""
    parser.add_argument("--kind", choices=KINDS, help="作出决定：改名、分设、合并、撤销、转隶")
    parser.add_argument("--from", dest="sources", action="append", default=[], metavar="支部名", help="原支部，可重复")
    parser.add_argument("--to", action="append", default=[], metavar="名称", help="新支部、新名称或新上级，可重复")
    parser.add_argument("--on", type=day, metavar="DAY", help="生效日期，默认今天")
    parser.add_argument("--cutoff", type=day, metavar="DAY", help="计算人数的日期，默认生效的前一天")
    parser.add_argument("--continues", default="", metavar="名称", help="沿用数据文件的支部")
    parser.add_argument("--students", default="", metavar="支部名", help="分设时学生党员的去向")
    parser.add_argument("--others", default="", metavar="支部名", help="分设时其余党员的去向")
    parser.add_argument("--preview", action="store_true", help="只看结果，不写入")
    parser.add_argument("--carry-out", metavar="N", type=int, help="本支部：办理第 N 个决定")
    parser.add_argument("--goal", action="append", default=[], metavar="姓名=支部", help="办理时指定党员去向，可重复")
    parser.add_argument("--counts", type=day, metavar="DAY", help="某一天各支部的在册人数")
    parser.add_argument("--out", type=Path, metavar="DIR", help="转出包、移交包的存放文件夹")


def units(options: argparse.Namespace, office: "Office") -> int:
    """Decide on units, carry a decision out, or list what is decided."""
    if options.kind:
        return _decide(options, office)
    if options.carry_out is not None:
        return _carry_out(options, office)
    from dangjian_desktop.services.unit_errands import errands
    from dangjian_desktop.services.units import decisions, head_counts

    if options.counts:
        for name, count in head_counts(office, options.counts).items():
            print(f"{name}\t{count}")
        return 0
    for text in decisions(office):
        print(f"已决定\t{text}")
    for number, errand in enumerate(errands(office), start=1):
        print(f"{number}\t{'已办理' if errand.done else '待办理'}\t{errand.text}")
    return 0


def _decide(options: argparse.Namespace, office: "Office") -> int:
    from dangjian_desktop.services.units import MOVED, Wanted, decide_change, hand_over, newest_change, plan_change

    staff = {kind: name for kind, name in (("学生", options.students), ("", options.others)) if name}
    wanted = Wanted(
        KINDS[options.kind],
        tuple(options.sources),
        tuple(options.to),
        options.on or office.clock().date(),
        options.cutoff,
        options.continues,
        staff,
    )
    for sentence in plan_change(office, wanted).sentences:
        print(sentence)
    if options.preview:
        return 0
    decide_change(office, wanted)
    if wanted.kind == MOVED and options.out:
        for packed in hand_over(office, newest_change(office), options.out):
            print(packed.path)
    return 0


def _carry_out(options: argparse.Namespace, office: "Office") -> int:
    from dangjian_desktop.core.errors import UserError
    from dangjian_desktop.services.memberships import members_named
    from dangjian_desktop.services.unit_errands import carry_out, errands

    pairs = [text.partition("=") for text in options.goal]
    goals = {members_named(office, [name])[0]: unit for name, _, unit in pairs}
    known = errands(office, goals)
    if not 0 < options.carry_out <= len(known):
        raise UserError("UNIT-CHANGE", f"没有第 {options.carry_out} 个决定。请用 units 查看编号。")
    errand = known[options.carry_out - 1]
    for sentence in errand.sentences:
        print(sentence)
    if options.preview:
        return 0
    if errand.moves and options.out is None:
        raise UserError("TRANSFER-OUT", "没有写转出包的存放文件夹，没有办理。请加 --out 文件夹。")
    for packed in carry_out(office, errand.id, options.out, goals):
        print(packed.path)
    return 0


def declare_late(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word late."""
    parser.add_argument("--take", metavar="支部名", help="采用这个支部的迟报")


def late(options: argparse.Namespace, office: "Office") -> int:
    """List what was reported for closed years, or take one unit's after all."""
    from dangjian_desktop.services.late import late_reports, take_late

    if options.take:
        for sentence in take_late(office, options.take):
            print(sentence)
        return 0
    for name, count in late_reports(office).items():
        print(f"{name}\t{count}")
    return 0
