"""The verb that says which of an office's data files this is, and what is said of it when a command opens it."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def tell_arrival(office: "Office") -> None:
    """Say at once when the data file lacks what was entered in its place before."""
    if office.identity:
        print(*office.identity.news, sep="\n", end="\n" if office.identity.news else "", file=sys.stderr)


def tell_settled(office: "Office") -> None:
    """Say that a copied data file works on as one of its own, once that is written in it."""
    from dangjian_desktop.services.identity import COPIED

    if office.identity and office.identity.newly_copied:
        print(COPIED, file=sys.stderr)


def declare_identity(parser: argparse.ArgumentParser) -> None:
    """Declare what a copy may be used for."""
    choice = parser.add_mutually_exclusive_group()
    for name, text in (
        ("read-only", "这份只供查看"),
        ("take-over", "由这份接管，原来那份只供查看"),
        ("own", "这份与原来那份各自录入"),
    ):
        choice.add_argument(f"--{name}", dest="choice", action="store_const", const=name, help=text)


def identity(options: argparse.Namespace, office: "Office") -> int:
    """Choose what this data file is for, if asked to, and show what it is."""
    from dangjian_desktop.services.identity import Choice, choose

    known = office.identity
    assert known is not None
    if options.choice:
        choose(office.engine, known, Choice(options.choice), office.clock)
    print(f"数据文件：{known.path}")
    print(f"安装号：{known.installation_id}")
    print(f"用途：{known.standing or '可以录入'}")
    return 0
