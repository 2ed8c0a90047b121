"""The commands that keep the data: backup, restore, verify, and the year's roll-over."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.cli.verb import House, declare_json, opened, show_json
from dangjian_desktop.core.errors import UserError

if TYPE_CHECKING:
    from dangjian_desktop.services.backups import Backup
    from dangjian_desktop.services.integrity import Verified
    from dangjian_desktop.services.rollover import Rollover
    from dangjian_desktop.services.work import Office

PARTS = ("posts", "areas", "exemptions")
"""What a roll-over can carry, written here so that a wrong word needs no program to be loaded."""


def declare_backup(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word backup."""
    parser.add_argument("--to", metavar="DIR", type=Path, help="写到这个文件夹，默认写到平时的备份文件夹")
    parser.add_argument("--list", action="store_true", help="只列出已有的备份")
    parser.add_argument("--folder", metavar="DIR", type=Path, help="以后都备份到这个文件夹")
    declare_json(parser)


def backup(options: argparse.Namespace, office: "Office") -> int:
    """Write a verified copy by hand, or list those that are there."""
    from dangjian_desktop.services.backup_notes import choose_folder
    from dangjian_desktop.services.backups import BY_HAND, backups, keep_copy, path_of

    if options.folder:
        choose_folder(path_of(office), options.folder)
    found = backups(path_of(office)) if options.list else [keep_copy(office, BY_HAND, to=options.to)]
    if options.json:
        show_json({"backups": [_plain(each) for each in found]})
        return 0
    for each in found:
        print(f"{each.at:%Y-%m-%d %H:%M}\t{each.origin}\t{_people(each.people)}\t{_state(each)}\t{each.path}")
    return 0


def declare_restore(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word restore."""
    parser.add_argument("file", metavar="FILE", type=Path, help="要恢复的备份")


def restore(options: argparse.Namespace, house: House) -> int:
    """Put a backup in the data file's place; what was there is kept first."""
    from dangjian_desktop.services.restoring import restore as put_back

    done = put_back(house.office_path, options.file, clock=house.clock)
    if done.kept:
        print(f"恢复前的数据（{_people(done.people_before)}）已存为：{done.kept}")
    print(f"已从“{options.file.name}”恢复：{_people(done.people)}")
    return 0


def declare_verify(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word verify."""
    declare_json(parser)


def verify(options: argparse.Namespace, house: House) -> int:
    """Check the data file and its backups; of one that cannot be opened, all that can still be read."""
    from dangjian_desktop.services.integrity import verify_all, verify_closed

    try:
        with opened(house) as office:
            found = verify_all(office)
    except UserError as error:
        if error.code != "DATA-DAMAGED":
            raise
        found = verify_closed(house.office_path, error.message)
    return _tell_verified(options, found)


def _tell_verified(options: argparse.Namespace, found: "Verified") -> int:
    """Print what the check of the data file and its backups found; 1 when anything is bad."""
    if options.json:
        show_json({"rows": found.rows, "backups": found.backups, "faults": list(found.faults)})
    else:
        if found.rows:
            print(f"数据文件完好：{found.rows} 行。")
        print(f"完好的备份：{found.backups} 份。")
    for fault in found.faults:
        print(f"{fault}[DATA-DAMAGED]", file=sys.stderr)
    return 1 if found.faults else 0


def declare_rollover(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word rollover."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--to", metavar="YEAR", type=int, help="结转到哪个年度")
    which.add_argument("--unlock", metavar="YEAR", type=int, help="解锁一个已经结转的年度")
    parser.add_argument("--carry", metavar="PART", nargs="*", choices=PARTS, help="带过去的内容，默认全部")
    closing = parser.add_mutually_exclusive_group()
    closing.add_argument("--close", dest="close", action="store_true", default=None, help="封存上一年度，只能查看")
    closing.add_argument("--keep-open", dest="close", action="store_false", help="不封存上一年度；默认到了新年度才封存")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    declare_json(parser)


def rollover(options: argparse.Namespace, office: "Office") -> int:
    """Carry what goes on into another year, or unlock a closed one."""
    from dangjian_desktop.services.rollover import preview_rollover, roll_over, unlock_year

    if options.unlock:
        unlock_year(office, options.unlock)
        print(f"{options.unlock}年度已解锁，可以修改。")
        return 0
    run = preview_rollover if options.dry_run else roll_over
    carry = PARTS if options.carry is None else options.carry
    done = run(office, options.to, carry=carry, close=options.close)
    if options.json:
        show_json(done.as_json())
    else:
        _tell_rollover(done)
    return 0


def _tell_rollover(done: "Rollover") -> None:
    from dangjian_desktop.services.rollover import PARTS as TITLED

    print(f"{done.from_year}年度 → {done.to_year}年度，在册党员 {done.members} 人。")
    for key, count in done.carried.items():
        there = f"，已有 {done.present[key]} 条" if done.present[key] else ""
        print(f"{TITLED[key].title}：结转 {count} 条{there}")
    if done.left:
        print(f"不再结转（已不在册）：{'、'.join(done.left)}")
    if done.closes:
        print(f"{done.from_year}年度只能查看；需要修改时用 rollover --unlock {done.from_year}。")


def _plain(backup: "Backup") -> dict[str, object]:
    return {
        "path": str(backup.path),
        "at": backup.at.isoformat(),
        "origin": backup.origin,
        "people": backup.people,
        "size": backup.size,
        "verified": backup.verified,
    }


def _people(count: int) -> str:
    return f"{count} 人" if count >= 0 else "人数未知"


def _state(backup: "Backup") -> str:
    return "已核对" if backup.verified else "未核对"
