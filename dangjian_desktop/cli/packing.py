"""The command pack: its options, and what it tells."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_period

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word pack."""
    parser.add_argument("--out", required=True, type=Path, help="存放文件夹")
    parser.add_argument(
        "--password-file", metavar="F", type=Path, help="加口令：F 里是口令；没有这个文件时由程序生成口令写入"
    )
    parser.add_argument(
        "--again",
        metavar="N",
        nargs="?",
        type=int,
        const=0,
        help="不生成新包，把发件箱里还没有回执的包再写一份：最新的，或第 N 号",
    )
    declare_period(parser)


def pack(options: argparse.Namespace, office: "Office") -> int:
    """Make the package, or write one again, and print its path and check code."""
    if options.again is not None:
        return _again(options, office)
    from dangjian_desktop.services.exchange import pack as make_package
    from dangjian_desktop.services.password_file import is_weak, password_for

    password, made = password_for(options.password_file, options.out) if options.password_file else ("", False)
    packed = make_package(office, options.out, year=options.year, quarter=options.quarter, password=password)
    print(packed.path)
    print(f"校验码：{packed.check_code}")
    print(f"加密方式：{packed.mark}")
    if made:
        print(f"口令：{password}（请用电话告诉接收单位，不要写在U盘或封面上）")
    elif password and is_weak(password):
        print("口令太短，容易被猜出。请改用程序生成的口令：换一个还不存在的口令文件。", file=sys.stderr)
    return 0


def _again(options: argparse.Namespace, office: "Office") -> int:
    from dangjian_desktop.services.outbox import write_again

    print(write_again(office, options.out, options.again or None))
    return 0
