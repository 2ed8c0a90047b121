"""The program without its window: every verb of command-line.md."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NoReturn

from dangjian_desktop.cli import (
    content,
    deciding,
    fonts,
    founding,
    keeping,
    keys,
    moving,
    packing,
    printing,
    receiving,
    reporting,
    settings,
    units,
    workbooks,
)
from dangjian_desktop.cli.verb import WRONG_USAGE, House, Verb, on_office, wrong_usage


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese when the usage is wrong (exit code 2)."""

    def error(self, message: str) -> NoReturn:
        """Say how the command is written and exit with 2."""
        self.print_usage(sys.stderr)
        wrong_usage(message)
        sys.exit(WRONG_USAGE)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; wrong usage exits with 2."""
    parser = Parser(prog="dangjian-desktop", description="党建台账。不写命令时打开窗口。", allow_abbrev=False)
    parser.add_argument("--office", metavar="FILE", help="数据文件（也可用环境变量 DANGJIAN_OFFICE）")
    parser.add_argument("--now", metavar="TIME", help="固定当前时间，如 2026-11-24T09:00", type=_moment)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=Parser)
    for name, verb in VERBS.items():
        verb.declare(verbs.add_parser(name, help=verb.help, description=verb.help, allow_abbrev=False))
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, house: House) -> int:
    """Run the verb that was parsed; return its exit code."""
    return VERBS[options.verb].run(options, house)


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时间，请写成 2026-11-24T09:00 的样子") from None
    return text


VERBS: Mapping[str, Verb] = {
    "init": Verb("建立数据文件", founding.init, founding.declare_init),
    "import": Verb("导入名册或整本工作簿", on_office(workbooks.import_file), workbooks.declare_import),
    "export": Verb("导出全部内容为工作簿", on_office(workbooks.export_file), workbooks.declare_export),
    "check": Verb("数据检查", on_office(content.check), content.declare_check),
    "print": Verb("打印样例1-9为文件", on_office(printing.print_papers), printing.declare),
    "fonts": Verb("补字字体和本机字体", on_office(fonts.fonts), fonts.declare),
    "pack": Verb("生成上报包", on_office(packing.pack), packing.declare),
    "receive": Verb("查看或合并上报包、回执", on_office(receiving.receive), receiving.declare_receive),
    "reply": Verb("生成回执", on_office(receiving.reply), receiving.declare_reply),
    "enrol": Verb("通信密钥：查看、登记、确认、吊销", on_office(keys.enrol), keys.declare_enrol),
    "move": Verb("把数据搬到新电脑：生成或打开搬家包", moving.move, moving.declare),
    "transfer": Verb("党员转出", on_office(units.transfer), units.declare_transfer),
    "units": Verb("支部的改名、分设、合并、撤销、转隶", on_office(units.units), units.declare_units),
    "late": Verb("查看或采用已结转年度的迟报", on_office(units.late), units.declare_late),
    "decide": Verb("审批先锋岗和标兵的推荐", on_office(deciding.decide), deciding.declare),
    "option": Verb("查看、修改和下发设置", on_office(settings.option), settings.declare),
    "rename": Verb("单位改名", on_office(units.rename), units.declare_rename),
    "identity": Verb("查看或选择这份数据文件的用途", on_office(keys.identity), keys.declare_identity),
    "undo": Verb("撤销操作", on_office(content.undo), content.declare_undo),
    "report": Verb("上报情况和汇总", on_office(reporting.report), reporting.declare),
    "rollover": Verb("结转到下一年度", on_office(keeping.rollover), keeping.declare_rollover),
    "backup": Verb("备份数据文件", on_office(keeping.backup), keeping.declare_backup),
    "restore": Verb("从备份恢复", keeping.restore, keeping.declare_restore),
    "verify": Verb("检查数据文件和备份是否完好", keeping.verify, keeping.declare_verify),
    "digest": Verb("打印内容指纹", on_office(content.digest)),
    "demo": Verb("无界面演示全过程", founding.demo, founding.declare_demo),
    "self-test": Verb("自检（打包时使用）", founding.self_test),
}
