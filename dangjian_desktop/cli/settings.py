"""The command option: the settings in force and whose they are, changing one, and sending it down."""

import argparse
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import declare_json, show_json

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word option; without more it lists all settings."""
    parser.add_argument("key", metavar="KEY", nargs="?", help="设置的名称，见列表")
    parser.add_argument("value", metavar="VALUE", nargs="?", help="新的值；是否类写 是 或 否")
    parser.add_argument("--push", choices=("locked", "suggested", "free"), help="下发给下属单位：锁定、建议、自由")
    declare_json(parser)


def option(options: argparse.Namespace, office: "Office") -> int:
    """Change a setting or how it is sent down, then show the settings asked for."""
    from dangjian_desktop.core.errors import UserError
    from dangjian_desktop.schemes.options import BY_KEY
    from dangjian_desktop.services.pushed_settings import push_option, read_value, settings_in_force
    from dangjian_desktop.services.records import save_option

    if options.key is not None and options.key not in BY_KEY:
        raise UserError("OPTION", f"没有设置“{options.key}”。请用 option 查看有哪些。")
    if options.value is not None:
        save_option(office, options.key, read_value(options.key, options.value))
    if options.push and options.key:
        push_option(office, options.key, options.push)
    lines = [line for line in settings_in_force(office) if options.key in (None, line.key)]
    if options.json:
        show_json({"settings": [line.as_json() for line in lines]})
        return 0
    for line in lines:
        parts = (line.key, line.title, str(line.value), line.state, line.push, line.since)
        print("\t".join(parts).rstrip("\t"))
    return 0
