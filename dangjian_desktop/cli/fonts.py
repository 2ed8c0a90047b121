"""The command fonts: a user's own font files, and families of this PC."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word fonts; without more it lists what is in use."""
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


def fonts(options: argparse.Namespace, office: "Office") -> int:
    """Add, remove and choose fonts, then list them."""
    from dangjian_desktop.services.own_fonts import add_font, own_fonts, remove_font
    from dangjian_desktop.services.pc_fonts import choose_family, chosen_families, families

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
