"""One line for an activity, 张三、李四 11.20 走访宿舍 …: read into people, day, name and content, and entered (Z16)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dangjian_desktop.core.dates import parse_day, print_day
from dangjian_desktop.core.names import match_key
from dangjian_desktop.core.search import SearchIndex
from dangjian_desktop.models.areas import AreaActivity
from dangjian_desktop.schemes.areas_rules import area_path, serving
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.search_keys import search_keys
from dangjian_desktop.services.work import Changes, Office

RELATIVE = {"今天": 0, "昨天": 1, "前天": 2}
DATE = re.compile(
    r"(?<!\d)(?:\d{4}\s*[-/.．年]\s*\d{1,2}\s*[-/.．月]\s*\d{1,2}\s*日?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日?|\d{1,2}[./．-]\d{1,2}|今天|昨天|前天)(?!\d)"
)
UNCLEAR = re.compile(r"^(\d{1,2})[.．](\d)$")
BETWEEN = re.compile(r"[、，,;；\s]+")
CLAUSE = re.compile(r"[\s，。；：,;:]")
EDGES = " 　，,：:、"


@dataclass(frozen=True)
class Place:
    """Somebody in an area of his, as one can be asked about."""

    member_id: str
    area_id: str
    shown: str


@dataclass(frozen=True)
class Person:
    """A member with the areas that he keeps; none where he was given none yet."""

    name: str
    shown: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Directory:
    """Whom a line may name, found by name, pinyin or initials."""

    people: tuple[Person, ...]
    index: SearchIndex
    today: date
    year: int

    def found(self, typed: str) -> tuple[Person, ...]:
        """Return who may be meant: all of that very name, else all whom the letters fit."""
        wanted = match_key(typed)
        named = tuple(each for each in self.people if wanted in (match_key(each.name), match_key(each.shown)))
        return named or tuple(self.people[place] for place in self.index.find(typed))


@dataclass(frozen=True)
class Parts:
    """The texts of a line in their fields."""

    people: str = ""
    day: str = ""
    name: str = ""
    content: str = ""


@dataclass(frozen=True)
class Read:
    """What the fields mean: for each person named who may be meant, the day; ``problem`` says what to mend."""

    people: tuple[tuple[str, tuple[Place, ...]], ...]
    day: date | None
    problem: str = ""


def read_directory(office: Office, *, year: int) -> Directory:
    """Return the members of the year with their areas."""
    book = load_book(office, year=year)
    held: dict[str, list[str]] = {}
    for assignment in serving(book):
        held.setdefault(assignment.member_id, []).append(assignment.area_id)
    people = []
    for member in book.members:
        shown, areas = book.name_of(member.id), held.get(member.id, [])
        places = tuple(Place(member.id, area, f"{shown} · {area_path(book, area)}") for area in areas)
        people.append(Person(member.name, shown, places))
    index = SearchIndex(search_keys([person.name for person in people]))
    return Directory(tuple(people), index, book.today, year)


def split_line(line: str, directory: Directory) -> Parts:
    """Divide a line into its fields; people come first or after the day, a line without a day is of today."""
    text = re.sub(r"、\s+", "、", line.strip(EDGES))
    day, people, rest = "", "", text
    if found := DATE.search(text):
        before = text[: found.start()].strip(EDGES)
        names = [name for name in BETWEEN.split(before) if name]
        if len(names) < 2 or all(directory.found(name) for name in names):
            day, people, rest = found[0], "、".join(names), text[found.end() :].strip(EDGES)
    if not people:
        people, rest = _leading(rest, lambda name: bool(directory.found(name)))
    name = CLAUSE.split(rest, maxsplit=1)[0]
    content = rest[len(name) :]
    content = content.strip(EDGES) if content[:1].isspace() else rest if content.strip(EDGES + "。") else ""
    return Parts(people, _shown_day(day or "今天", directory), name, content)


def _leading(text: str, known: Callable[[str], bool]) -> tuple[str, str]:
    """Return the names at the beginning of a text and what follows: the first word, and more that are names too."""
    words = text.split()
    count = 1
    while count < len(words) and words[count].isalnum() and not words[count].isascii() and known(words[count]):
        count += 1
    rest = text
    for word in words[:count]:
        rest = rest[rest.index(word) + len(word) :]
    return "、".join(words[:count]), rest.strip(EDGES)


def _shown_day(text: str, directory: Directory) -> str:
    try:
        return read_day(text, directory).isoformat()
    except ValueError:
        return text


def read_day(text: str, directory: Directory) -> date:
    """Read a day of the directory's year, or 今天, 昨天, 前天; raise ValueError with what to mend."""
    typed = text.strip()
    if typed in RELATIVE:
        return directory.today - timedelta(days=RELATIVE[typed])
    try:
        day = parse_day(typed, date(directory.year, 1, 1))
    except ValueError:
        raise ValueError(_advice(typed)) from None
    if day > directory.today:
        raise ValueError(f"{print_day(day)}还没有到。请核对日期。")
    return day


def _advice(typed: str) -> str:
    unclear = UNCLEAR.match(typed)
    if unclear and unclear[2] in "123" and int(unclear[1]) <= 12:
        month, digit = unclear.groups()
        return f"“{typed}”可能是 {month}月{digit}日，也可能是 {month}月{digit}0日。请写成 {month}.0{digit} 或 {month}.{digit}0。"
    return f"“{typed}”不是日期。请写成 11.20、11月20日、2026-11-20、今天或昨天。"


def read_parts(parts: Parts, directory: Directory) -> Read:
    """Say what the fields mean, and the first thing that has to be mended."""
    people: dict[str, tuple[Place, ...]] = {}
    problems = []
    names = list(dict.fromkeys(name for name in BETWEEN.split(parts.people.strip()) if name))
    if not names:
        problems.append("没有写党员姓名。请先写姓名或拼音首字母，几个人用顿号隔开。")
    for name in names:
        found = directory.found(name)
        places = tuple(place for person in found for place in person.places)
        if places:
            people[name] = places
        elif found:
            problems.append(f"{found[0].shown}还没有责任区，不能登记活动。请先在“划分”里给他划一个责任区。")
        else:
            problems.append(f"名册里没有“{name}”。请核对姓名，或改用全名。")
    day = None
    try:
        day = read_day(parts.day, directory)
    except ValueError as error:
        problems.append(str(error))
    if not parts.name.strip():
        problems.append("没有写做了什么。请在日期后面写活动，例如：走访宿舍。")
    return Read(tuple(people.items()), day, problems[0] if problems else "")


def add_activities(office: Office, places: Sequence[tuple[str, str]], *, day: date, name: str, content: str) -> Changes:
    """Enter one activity for each member and area: one step, undone in one (F4.1, Z16)."""
    with office.work(f"登记活动 {len(places)} 人") as work:
        work.insert(
            AreaActivity,
            [
                {"member_id": member, "area_id": area, "held_on": day, "name": name.strip(), "content": content.strip()}
                for member, area in places
            ],
        )
    return work.changes
