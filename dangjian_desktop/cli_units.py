"""The commands about people who move and units that change: transfer, rename."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare_transfer(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word transfer."""
    parser.add_argument("--member", action="append", required=True, metavar="姓名", help="转出的党员，可重复")
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--to", default="", metavar="支部名", help="转到的支部")
    goal.add_argument("--outside", default="", metavar="单位名", help="转到的外单位")
    goal.add_argument("--again", action="store_true", help="已经转出：只把转出包再写一份")
    parser.add_argument("--on", type=_day, metavar="DAY", help="转出日期，默认今天")
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
    parser.add_argument("--on", type=_day, metavar="DAY", help="从哪一天起，默认今天")


def rename(options: argparse.Namespace, office: "Office") -> int:
    """Give the office another name from a day on."""
    from dangjian_desktop.services.offices import rename_office

    rename_office(office, name=options.name, on=options.on)
    print(f"已改名为“{options.name.strip()}”，以前的表格仍印原来的名称，上报或回执时告诉对方。")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-24 的样子") from None
