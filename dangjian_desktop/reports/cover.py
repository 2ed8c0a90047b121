"""The paper that goes with a package: what is in it, the check code, and places to sign and stamp."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.papers.boxes import Box, Part, label, text
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, TablePaper, lay_out_table, small
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (33.0, 20.33) * 3
CODE, CODE_SIZE = "校验码", 26.0
FACT = 8.0
NUMBERED, COUNT_SIZE = 3, 10.5
PAIRED = {"年度季度": "序号", "生成日期": "联系电话"}
"""Short facts that share a row, so that a cover with every ledger still has its places to sign on the same page."""

SEAL_ROOM = 56.0
"""A round seal is 42 mm wide."""


@dataclass(frozen=True)
class Cover:
    """A cover's words: ``facts`` are label and text, the one labelled 校验码 is set large; ``contents`` are counted.

    Each of ``places`` is signed and stamped: its heading, and the lines at its foot.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, ...], ...]
    note: str
    contents: tuple[tuple[str, int], ...] = ()


def lay_out_cover(cover: Cover) -> tuple[Sheet, ...]:
    """Return the cover as pages of A4; long contents run on."""
    bands = [*_facts(cover.facts), *_contents(cover.contents), _places(cover.places)]
    return lay_out_table(
        TablePaper(shown(cover.title), PORTRAIT, WIDTHS, tuple(bands), below=(small(shown(cover.note)),))
    )


def _facts(facts: Sequence[tuple[str, str]]) -> Iterator[Band]:
    paired = {name for name, _ in facts if PAIRED.get(name) in dict(facts)}
    beside = {PAIRED[name] for name in paired}
    for name, words in facts:
        if name == CODE:
            code = Box((Part(shown(words), size=CODE_SIZE, align="center"),), len(WIDTHS) - 1)
            yield Band((label(name), code), least=16)
        elif name in paired:
            other = PAIRED[name]
            yield Band(
                (label(name), text(shown(words), 2), label(other), text(shown(dict(facts)[other]), 2)), least=FACT
            )
        elif name not in beside:
            yield Band((label(name), text(shown(words), len(WIDTHS) - 1)), least=FACT)


def _contents(contents: Sequence[tuple[str, int]]) -> Iterator[Band]:
    """Three columns of a name and its count, read downwards."""
    if not contents:
        return
    yield Band(tuple(label(head, size=COUNT_SIZE) for head in ("内　容", "条　数") * NUMBERED), least=7, leads=True)
    rows = -(-len(contents) // NUMBERED)
    cells = [*((name, str(count)) for name, count in contents), *(("", ""),) * (rows * NUMBERED - len(contents))]
    for row in range(rows):
        pairs = [cells[row + column * rows] for column in range(NUMBERED)]
        yield Band(tuple(label(shown(each), size=COUNT_SIZE) for pair in pairs for each in pair), least=6.5)


def _places(places: Sequence[Sequence[str]]) -> Band:
    share, rest = divmod(len(WIDTHS), len(places))
    boxes = [
        Box((Part(heading),), share + (rest if place == 0 else 0), foot=tuple(foot), top=True)
        for place, (heading, *foot) in enumerate(places)
    ]
    return Band(tuple(boxes), least=SEAL_ROOM)
