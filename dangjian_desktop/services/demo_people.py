"""Made-up people for the demo: names, ages and offices as a college's roster has them, the same for the same seed."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from dangjian_desktop.core.paths import resource

RARE = (("刘镕", "男"), ("孟喆", "男"), ("周䶮", "男"), ("陈\U0002cc56", "女"), ("何\U00020bb7", "男"))
STAFF_KIND = {
    "teacher": "教师",
    "manager": "管理岗",
    "dual": "双肩挑",
    "student": "学生",
    "retired": "离退休",
    "worker": "其他",
}
BORN = {
    "teacher": (1972, 1992),
    "manager": (1972, 1994),
    "dual": (1972, 1986),
    "student": (2004, 2006),
    "retired": (1942, 1963),
    "worker": (1972, 1992),
}
EDUCATION = {
    "teacher": ("大学本科", "硕士研究生", "硕士研究生", "大学本科", "博士研究生"),
    "manager": ("大学本科", "大学本科", "硕士研究生", "大学专科"),
    "dual": ("硕士研究生", "大学本科"),
    "student": ("大学专科",),
    "retired": ("大学本科", "大学专科", "中专"),
    "worker": ("大学专科", "中专", "高中"),
}
AGE_AT_WORK = {"博士研究生": 28, "硕士研究生": 25, "大学本科": 22, "大学专科": 21, "中专": 19, "高中": 18}
DAYS_OFF = {4: range(4, 7), 5: range(1, 6), 6: range(19, 22), 9: range(25, 28), 10: range(1, 9)}
DEPUTY = {"teaching": "系办公室副主任", "logistics": "综合科副科长", "student": "学生工作办公室副主任"}
NAMES_ENOUGH = 3000  # beyond so many people two branches may have somebody of the same name
SLOT = re.compile(r"\{(\w+)\}")
TODAY = "2026-12-28"


@cache
def texts(name: str) -> dict[str, Any]:
    """Return the phrases of one kind: people, posts, areas, commitments or awards."""
    loaded: dict[str, Any] = json.loads(resource("demo", "texts", f"{name}.json").read_text(encoding="utf-8"))
    return loaded


class Pen:
    """Chooses and fills phrases for one office, always the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self._decks: dict[str, list[Any]] = {}

    def fill(self, text: str, **slots: str) -> str:
        """Fill ``{course}`` from ``slots`` or the word lists, and ``{3_6}`` with a number of that range."""

        def word(found: re.Match[str]) -> str:
            name = found[1]
            if name in slots:
                return slots[name]
            if name[0].isdigit():
                least, most = name.split("_")
                return str(self.rng.randint(int(least), int(most)))
            return str(self.rng.choice(texts("awards")["slots"][name]))

        return SLOT.sub(word, text)

    def pick(self, phrases: Sequence[str], **slots: str) -> str:
        """Fill one of the phrases."""
        return self.fill(self.rng.choice(phrases), **slots)

    def deal(self, deck: str, cards: Sequence[Any], count: int) -> list[Any]:
        """Take cards from a shuffled deck that is mixed anew when it runs out, so that neighbours differ."""
        left = self._decks.setdefault(deck, [])
        if len(left) < count:
            left[:] = [*left, *self.rng.sample([card for card in cards if card not in left], len(cards) - len(left))]
        taken, left[:] = left[:count], left[count:]
        return taken

    def day(self, month: int, first: int = 2, last: int = 27) -> str:
        """Return a working day of a month of 2026."""
        days = [date(2026, month, day) for day in range(first, last + 1) if day not in DAYS_OFF.get(month, ())]
        return self.rng.choice([day for day in days if day.weekday() < 5]).isoformat()


@dataclass(frozen=True)
class Person:
    """A made-up member; ``role`` chooses the phrases, ``shown`` tells namesakes apart by the month of birth."""

    name: str
    sex: str
    ethnicity: str
    birth: str
    work_start: str
    joined: str
    education: str
    duty: str
    role: str
    department: str
    shown: str = ""

    @property
    def staff_kind(self) -> str:
        """人员类别."""
        return STAFF_KIND[self.role]

    @property
    def on_post(self) -> bool:
        """Tell whether he is 无职, and so has a post (A7-9)."""
        return not self.duty and self.role != "retired"

    @property
    def probationary(self) -> bool:
        """Tell whether he was admitted within the last year."""
        return self.probationary_on(TODAY)

    def probationary_on(self, day: str) -> bool:
        """Tell whether he was a 预备党员 on a day: within a year of being admitted."""
        return f"{int(self.joined[:4]) + 1}{self.joined[4:]}" > day[:7]

    @property
    def alone(self) -> bool:
        """Tell whether nobody in the branch bears the same name."""
        return self.shown == self.name

    def row(self) -> dict[str, str]:
        """Return the row of the sheet 党员名册."""
        return {
            "姓名": self.name,
            "性别": self.sex,
            "民族": self.ethnicity,
            "出生年月": self.birth.replace("-", "."),
            "参加工作时间": self.work_start.replace("-", "."),
            "入党时间": self.joined.replace("-", "."),
            "文化程度": self.education,
            "职务": self.duty,
            "人员类别": self.staff_kind,
            "党员类别": "预备党员" if self.probationary else "正式党员",
            "部门": self.department,
            "状态": "在册",
            "备注": "",
        }


def make_people(pen: Pen, count: int, profile: str, taken: set[str]) -> list[Person]:
    """Return a branch's members, its committee first; ``taken`` are names that other branches bear."""
    committee = texts("people")["duties"][profile][: max(1, min(4, count // 4))]
    roles = _roles(pen, count - len(committee), profile)
    head = "manager" if profile == "logistics" else "dual"
    names = _names(pen, count, taken)
    people = [_person(pen, name, head, profile, duty) for name, duty in zip(names, committee, strict=False)]
    for name, role in zip(names[len(committee) :], roles, strict=True):
        people.append(_person(pen, name, role, profile, _duty(pen, role, profile)))
    if count >= 20:
        _make_namesakes(people, len(committee))
    return [replace(person, shown=_shown(person, people)) for person in people]


def _roles(pen: Pen, count: int, profile: str) -> list[str]:
    shares = texts("people")["roles"][profile]
    total, roles = sum(shares.values()), []
    for role, share in shares.items():
        roles += [role] * round(count * share / total)
    main = max(shares, key=lambda role: shares[role])
    roles = [*roles, *[main] * (count - len(roles))][:count]
    return sorted(pen.rng.sample(roles, count), key=lambda role: role == "retired")


def _names(pen: Pen, count: int, taken: set[str]) -> list[tuple[str, str, str]]:
    words = texts("people")
    special = [(name, sex, "汉族") for name, sex in RARE] + [tuple(each) for each in words["minority"]]
    free = [each for each in special if each[0] not in taken]
    chosen = pen.rng.sample(free, min(len(free), count // 6))
    if RARE[0][0] not in taken:  # the first branch shows every rare character and the long name with the dot
        must = [each for each in special if each[0] in ("阿布都热合曼·买买提", *(name for name, _ in RARE))]
        chosen = [*must, *(each for each in chosen if each not in must)][: max(0, count - 2)]
    here = {name for name, _, _ in chosen}
    while len(chosen) < count:
        sex = pen.rng.choice(("男", "女"))
        (surname,) = pen.deal("surname", [*words["surnames"], *words["compound"]], 1)
        name = surname + pen.deal(f"given {sex}", words["given"][sex], 1)[0]
        if name not in here and (name not in taken or len(taken) > NAMES_ENOUGH):
            here.add(name)
            chosen.append((name, sex, pen.rng.choice(words["ethnicities"])))
    taken |= here
    return pen.rng.sample(chosen, count)


def _person(pen: Pen, named: tuple[str, str, str], role: str, profile: str, duty: str) -> Person:
    name, sex, ethnicity = named
    first, last = BORN[role]
    senior = duty.startswith("党支部")
    born = pen.rng.randint(first, first + 12 if senior else last)
    education = str(pen.rng.choice(EDUCATION[role]))
    work = f"{born + AGE_AT_WORK[education]}-07"
    joined = f"{min(born + pen.rng.randint(20, 27 if senior else 34), 2024)}-{pen.rng.choice((5, 6, 11, 12)):02d}"
    if role == "student":
        work, joined = "", pen.rng.choice(("2025-05", "2025-06", "2025-11", "2025-12", "2026-01"))
    departments = texts("people")["departments"][profile]
    return Person(
        name,
        sex,
        ethnicity,
        f"{born}-{pen.rng.randint(1, 12):02d}",
        work,
        joined,
        education,
        duty,
        role,
        pen.rng.choice(departments["teacher" if role == "dual" else role]),
    )


def _duty(pen: Pen, role: str, profile: str) -> str:
    if role == "dual":
        return str(pen.rng.choice(texts("people")["dual"]))
    if role == "student" and pen.rng.random() < 0.2:
        return str(pen.rng.choice(texts("people")["cadre"]))
    if role == "manager" and pen.rng.random() < 0.4:
        return DEPUTY[profile]
    return ""


def _make_namesakes(people: list[Person], after: int) -> None:
    """Give the last two people in work or study one name."""
    plain = [place for place in range(after, len(people)) if people[place].role != "retired" and _plain(people[place])]
    first, second = plain[-2:]
    people[second] = replace(people[second], name=people[first].name, sex=people[first].sex)
    if people[second].birth == people[first].birth:
        people[second] = replace(people[second], birth=f"{int(people[first].birth[:4]) - 1}{people[first].birth[4:]}")


def _plain(person: Person) -> bool:
    return person.name not in {name for name, _ in RARE} and "·" not in person.name and person.ethnicity == "汉族"


def _shown(person: Person, people: list[Person]) -> str:
    same = [other for other in people if other.name == person.name]
    return f"{person.name}（{person.birth}）" if len(same) > 1 else person.name
