"""原文勘误: where the source document seems to be mistyped, and what the program writes instead (A7-1 to A7-8, A7-33)."""

import json
from typing import NamedTuple

from dangjian_desktop.core.paths import resource
from dangjian_desktop.reports import wording

LONGEST, AROUND = 36, 6
"""How long a sentence is shown whole, and how many characters beside a difference are shown of a longer one."""


class Erratum(NamedTuple):
    """A place, the source's own words, the words used instead, and what for."""

    where: str
    source: str
    proofread: str
    note: str


def errata() -> list[Erratum]:
    """Return the doubtful places of the document's text, then every sentence of a form that 校订 puts otherwise."""
    stored = json.loads(resource("wording", "errata.json").read_text(encoding="utf-8"))
    return [*(Erratum(**each) for each in stored), *_in_forms()]


def _in_forms() -> list[Erratum]:
    source, proofread = wording.load("source").texts, wording.load("proofread").texts
    names = json.loads(resource("wording", "names.json").read_text(encoding="utf-8"))["texts"]
    found = []
    for key, text in source.items():
        if proofread[key] != text:
            number = key.partition(".")[0]
            old, new = _difference(text, proofread[key])
            found.append(
                Erratum(
                    f"样例{number} {names.get(key, '')}".rstrip(),
                    old,
                    new,
                    "只改标点" if _letters(old) == _letters(new) else "错字",
                )
            )
    return found


def _difference(old: str, new: str) -> tuple[str, str]:
    """Return two texts, of long ones the part that differs with a few characters around it."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    shortest = min(len(old), len(new))
    start = next((place for place in range(shortest) if old[place] != new[place]), shortest)
    end = next((place for place in range(shortest - start) if old[-1 - place] != new[-1 - place]), shortest - start)
    begin = max(0, start - AROUND)
    return tuple(_cut(text, begin, len(text) - max(0, end - AROUND)) for text in (old, new))  # type: ignore[return-value]


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _cut(text: str, begin: int, end: int) -> str:
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
