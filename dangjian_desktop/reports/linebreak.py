"""Where Chinese lines may break (GB/T 9704 by analogy; forms.md, Typography)."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

NEVER_FIRST = frozenset("，。、；：？！）】》〉”’」』］〕〗｝％‰℃°…—·～,.;:?!)]}%")
NEVER_LAST = frozenset("（【《〈“‘「『［〔〖｛￥＄¥([{$")
LETTER = r"0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u0600-\u06ff"
STOPS = "，。、；：？！）】》〉”’"
ATOM = re.compile(rf"…+|—+|[{LETTER}@/_\-+&'’.,:%]*[{LETTER}%]|[ \t]+|.", re.DOTALL)
"""What is never torn: an ellipsis, a dash, a number or a word of an alphabet, white space; else a single character."""

ITEM = re.compile(r"\d{1,2}\.")
"""The number of an item: it stands on one line with what it counts."""

LOOKED_BACK = 8
"""How many characters before a line's end a unit wider than the line is searched for a place to break."""

Measure = Callable[[str], float]


def break_lines(text: str, width: float, measure: Measure, *, indent: float = 0) -> list[str]:
    """Break a text into lines no wider than ``width``, the first one of each paragraph narrower by ``indent``.

    Line feeds in the text always break. Joined again the lines are the text without its line feeds: nothing is lost.
    """
    return [line for paragraph in text.split("\n") for line in _break(paragraph, width, measure, indent)]


def line_starts(lines: Sequence[str], text: str) -> list[int]:
    """Return where each of a text's broken lines begins in it."""
    found: list[int] = []
    place = 0
    for line in lines:
        if found and text[place : place + 1] == "\n":
            place += 1
        found.append(place)
        place += len(line)
    return found


def ends_alone(lines: Sequence[str]) -> bool:
    """Tell whether a single character stands alone on the last of several lines, a stop after it not counted."""
    return len(lines) > 1 and len(lines[-1].rstrip(STOPS)) == 1 and lines[-2] != ""


def loose_places(text: str) -> frozenset[int]:
    """Return before which characters a line may be loosened: not within an ellipsis, a dash, a number or a word."""
    return frozenset(found.start() for found in ATOM.finditer(text) if found.start())


def _break(text: str, width: float, measure: Measure, indent: float) -> list[str]:
    if measure(text) <= width - indent:
        return [text]
    lines: list[str] = []
    line, used, room = "", 0.0, width - indent
    for unit in units(text):
        wide = measure(unit)
        if line and used + wide > room + 1e-6 and unit.strip():
            lines.append(line)
            line, used, room = "", 0.0, width
        if wide > room + 1e-6:
            for character in unit:
                step = measure(character)
                if line and used + step > room + 1e-6:
                    place = _best_end(line, character)
                    if measure(line[place:]) + step > width:
                        place = len(line)
                    lines.append(line[:place])
                    line, room = line[place:], width
                    used = measure(line)
                line, used = line + character, used + step
        else:
            line, used = line + unit, used + wide
    return [*lines, line]


def _best_end(line: str, following: str) -> int:
    """Where a line of one unit ends best: as late as the rules allow, at its full width when they allow no place."""
    whole = line + following
    for place in range(len(line), max(len(line) - LOOKED_BACK, 0), -1):
        if whole[place] not in NEVER_FIRST and whole[place - 1] not in NEVER_LAST:
            return place
    return len(line)


def units(text: str) -> Iterator[str]:
    """Split a text into the smallest pieces between which a line may end."""
    unit = ""
    for atom in ATOM.findall(text):
        glued = unit and (unit[-1] in NEVER_LAST or atom[0] in NEVER_FIRST or unicodedata.combining(atom[0]))
        if unit and not glued and not _counts(unit, atom):
            yield unit
            unit = ""
        unit += atom
    if unit:
        yield unit


def _counts(unit: str, atom: str) -> bool:
    return unit.endswith(".") and ITEM.fullmatch(unit) is not None and not atom.isspace()
