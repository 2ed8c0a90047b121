"""The verb that moves a data file to another PC."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import House, on_office, wrong_usage

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare both directions: making the package on the old PC, opening it on the new one."""
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="在新电脑上打开的搬家包")
    parser.add_argument("--out", type=Path, help="在旧电脑上生成搬家包和移交清单的文件夹")
    parser.add_argument(
        "--password-file",
        metavar="F",
        type=Path,
        required=True,
        help="口令文件；生成时没有这个文件，由程序生成口令写入",
    )


def move(options: argparse.Namespace, house: House) -> int:
    """Make the package on the old PC, or open it on the new one."""
    if bool(options.file) == bool(options.out):
        return wrong_usage("写 --out 生成搬家包，或写搬家包文件打开它")
    return _open(options, house) if options.file else on_office(_make)(options, house)


def _make(options: argparse.Namespace, office: "Office") -> int:
    """Make the package and the hand-over list."""
    from dangjian_desktop.services.moving import make_move_package
    from dangjian_desktop.services.password_file import password_for

    password, made = password_for(options.password_file, options.out)
    moving = make_move_package(office, options.out, password)
    print(moving.path)
    print(moving.list_path)
    print(f"校验码：{moving.check_code}")
    if made:
        print(f"口令：{password}（请当面或用电话告诉接收人，不要写在U盘上）")
    return 0


def _open(options: argparse.Namespace, house: House) -> int:
    """Unpack the data file here; the receipt goes back to the old PC."""
    from dangjian_desktop.services.moving import open_move_package
    from dangjian_desktop.services.password_file import read_password

    password = read_password(options.password_file)
    moved = open_move_package(
        options.file, house.office_path, password, clock=house.clock, new_id=house.new_id, machine=house.machine
    )
    moved.office.close()
    print(f"数据文件已搬到本机：{house.office_path}")
    print(f"请把接管回执带回旧电脑接收，旧电脑就转为只查看：{moved.receipt}" if moved.receipt else "接管回执没有写成。")
    return 0
