"""The commands receive and reply: packages that come in, and what goes back down."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_json, show_json

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare_receive(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word receive."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="上报包或回执")
    parser.add_argument("--apply", action="store_true", help="合并没有问题的包")
    parser.add_argument("--adopt", action="store_true", help="确认为本单位下属支部")
    declare_json(parser)
    parser.add_argument("--password-file", metavar="F", type=Path, help="口令文件：包加了口令时用")


def receive(options: argparse.Namespace, office: "Office") -> int:
    """Look at packages, or merge them; 1 when one of them was refused."""
    from dangjian_desktop.services.exchange import apply, preview
    from dangjian_desktop.services.password_file import read_password

    password = read_password(options.password_file) if options.password_file else ""
    look = apply if options.apply else preview
    plans = look(office, options.files, adopt=options.adopt, password=password)
    if options.json:
        show_json({"bundles": [plan.as_json() for plan in plans]})
    else:
        for plan in plans:
            print(f"{plan.file}：{plan.title}")
            for sentence in plan.sentences:
                print(f"  {sentence}")
    refused = [plan for plan in plans if plan.status == "refused"]
    for plan in refused:
        print(f"{plan.file}：{plan.title}[{plan.code}]", file=sys.stderr)
    return 1 if refused else 0


def declare_reply(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word reply."""
    parser.add_argument("--to", required=True, metavar="支部名", help="收回执的支部")
    parser.add_argument("--out", required=True, type=Path, help="存放文件夹")


def reply(options: argparse.Namespace, office: "Office") -> int:
    """Write the reply to a unit, and print its path and check code."""
    from dangjian_desktop.services import exchange

    packed = exchange.reply(office, options.to, options.out)
    print(packed.path)
    print(f"校验码：{packed.check_code}")
    return 0
