"""The verbs about who is who: keys of offices, and which of an office's data files this is."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_json, show_json, wrong_usage

if TYPE_CHECKING:
    from dangjian_desktop.services.enrolment import MetKey
    from dangjian_desktop.services.work import Office


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


def declare_enrol(parser: argparse.ArgumentParser) -> None:
    """Declare what may be done with keys; without any of it they are shown."""
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="欢迎文件，或要登记其中新密钥的包")
    parser.add_argument("--welcome", action="store_true", help="生成欢迎文件，给下属支部")
    parser.add_argument("--out", type=Path, help="欢迎文件的存放文件夹")
    parser.add_argument("--confirm", nargs=2, metavar=("NAME", "FINGERPRINT"), help="指纹已在电话里核对一致，确认")
    parser.add_argument("--revoke", metavar="NAME", help="吊销一个单位的密钥（电脑丢失）")
    parser.add_argument("--fingerprint", default="", help="只吊销这个指纹的密钥")
    parser.add_argument("--reason", help="吊销的原因")
    declare_json(parser)


def enrol(options: argparse.Namespace, office: "Office") -> int:
    """Do one thing with keys, then show those that it was about."""
    from dangjian_desktop.services import enrolment

    if options.welcome:
        return _welcome(options, office)
    if options.file:
        return _from_file(options, office)
    if options.confirm:
        return _show(options, office, [enrolment.confirm(office, *options.confirm)])
    if options.revoke:
        if not options.reason:
            return wrong_usage("--revoke 要同时写 --reason")
        reason, digits = options.reason, options.fingerprint
        return _show(options, office, enrolment.revoke(office, options.revoke, digits=digits, reason=reason))
    return _show(options, office, enrolment.met_keys(office))


def _welcome(options: argparse.Namespace, office: "Office") -> int:
    from dangjian_desktop.services.enrolment import own_print
    from dangjian_desktop.services.exchange import welcome

    if not options.out:
        return wrong_usage("--welcome 要同时写 --out")
    packed = welcome(office, options.out)
    print(packed.path)
    print(f"校验码：{packed.check_code}")
    print(f"本机指纹：{own_print(office)}")
    return 0


def _from_file(options: argparse.Namespace, office: "Office") -> int:
    """Receive a welcome file; of any other package take no more than its key, for a person to confirm."""
    from dangjian_desktop.services.welcoming import open_welcome

    plan, key = open_welcome(office, options.file)
    if plan.status == "refused":
        print(f"{plan.file}：{plan.title}[{plan.code}]", file=sys.stderr)
        return 1
    print(f"{plan.file}：{plan.title}", *(f"  {each}" for each in plan.sentences), sep="\n")
    return _show(options, office, [key] if key else [])


def _show(options: argparse.Namespace, office: "Office", keys: "list[MetKey]") -> int:
    from dangjian_desktop.services.enrolment import own_print

    own = own_print(office)
    if options.json:
        show_json({"own": own, "keys": [asdict(key) for key in keys]})
        return 0
    print(f"本机指纹：{own}")
    for key in keys:
        print(f"{key.office_name}\t{key.fingerprint}\t{key.state}")
    return 0
