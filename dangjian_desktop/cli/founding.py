"""The commands that need no data file yet: init, demo and self-test."""

import argparse
from pathlib import Path

from dangjian_desktop.cli.verb import House


def declare_init(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word init."""
    parser.add_argument("--kind", required=True, choices=("branch", "general-branch", "committee"), help="单位类别")
    parser.add_argument("--name", required=True, help="单位全称，同公章")
    parser.add_argument("--superior", default="", help="上级党组织名称")


def init(options: argparse.Namespace, house: House) -> int:
    """Make a data file."""
    from dangjian_desktop.services.offices import create_office

    office = create_office(
        house.office_path,
        kind=options.kind,
        name=options.name,
        superior=options.superior,
        clock=house.clock,
        new_id=house.new_id,
        machine=house.machine,
    )
    office.close()
    print(f"已建立“{options.name}”的数据文件：{house.office_path}")
    return 0


def declare_demo(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word demo."""
    parser.add_argument("--out", required=True, type=Path, help="存放文件夹")
    parser.add_argument("--members", type=int, help="每个支部的人数（默认用随带的演示支部）")
    parser.add_argument("--branches", type=int, help="支部个数")


def demo(options: argparse.Namespace, _house: House) -> int:
    """Run the whole way of made-up offices through a year, telling each step."""
    from dangjian_desktop.services.demo import run_demo

    def tell(done: int, total: int, label: str) -> None:
        print(f"[{done}/{total}] {label}", flush=True)

    run_demo(options.out, members=options.members, branches=options.branches, progress=tell)
    print(f"演示完成：{options.out}")
    return 0


def self_test(_options: argparse.Namespace, _house: House) -> int:
    """Try what a packaged program needs."""
    from dangjian_desktop.ui import selftest

    return selftest.self_test()
