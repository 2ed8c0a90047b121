"""What all verbs of the command line share: their shape, the open data file, and words that several understand alike."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.core.machine import Machine

if TYPE_CHECKING:
    from dangjian_desktop.services.work import Office

WRONG_USAGE = 2


class House(Protocol):
    """What a verb needs of the front door."""

    @property
    def office_path(self) -> Path:
        """Where the data file is."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def new_id(self) -> NewId:
        """The source of ids."""

    @property
    def machine(self) -> Machine:
        """Which computer this is."""


Declare = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace, House], int]


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing."""


class Verb(NamedTuple):
    """A verb: its line of help, what it does (returning the exit code), and what it declares of the command line."""

    help: str
    run: Run
    declare: Declare = no_arguments


def on_office(run: "Callable[[argparse.Namespace, Office], int]") -> Run:
    """Give a verb the open data file."""

    def opening(options: argparse.Namespace, house: House) -> int:
        with opened(house) as office:
            return run(options, office)

    return opening


@contextmanager
def opened(house: House) -> "Iterator[Office]":
    """Open the data file for one verb.

    What it lacks of what was entered in its place before is said at once; that a copy works on as an installation of its own,
    once that is written in it.
    """
    from dangjian_desktop.services.identity import COPIED
    from dangjian_desktop.services.offices import open_office

    office = open_office(house.office_path, clock=house.clock, new_id=house.new_id, machine=house.machine)
    try:
        for sentence in office.identity.news if office.identity else ():
            print(sentence, file=sys.stderr)
        yield office
        if office.identity and office.identity.newly_copied:
            print(COPIED, file=sys.stderr)
    finally:
        office.close()


def declare_period(parser: argparse.ArgumentParser) -> None:
    """Declare the year and the quarter."""
    parser.add_argument("--year", type=int, help="年度，默认今年")
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), help="季度，默认本季度")


def declare_json(parser: argparse.ArgumentParser) -> None:
    """Declare that the answer is for a program."""
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def show_json(value: object) -> None:
    """Print a value as one line of JSON."""
    print(json.dumps(value, ensure_ascii=False))


def wrong_usage(what: str) -> int:
    """Say how the command is wrong, and return its exit code."""
    print(f"命令写法不对：{what}。加 --help 查看写法。[USAGE]", file=sys.stderr)
    return WRONG_USAGE


def day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-24 的样子") from None
