"""The handbook as plain values: a small part of Markdown read into chapters, sections and blocks."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

HEAD = re.compile(r"(#{1,3}) (.+?) \{#([a-z0-9-]+)\}")
PICTURE = re.compile(r"!\[(.+)\]\(([a-z0-9-]+\.png)\)")
FILLED = re.compile(r"<!-- ([a-z]+(?: [a-z]+)?) -->")
STEP = re.compile(r"\d+\. (.+)")
RULE = re.compile(r"\|(?: ?:?-+:? ?\|)+")
INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<link>.+?)\]\(#(?P<target>[a-z0-9-]+)\)")


class Run(NamedTuple):
    """A stretch of a text: plain, bold, or a link to the section ``target``."""

    text: str
    bold: bool = False
    target: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Text:
    """A paragraph, an item of a list, a numbered step (``number``), or a remark set apart."""

    runs: Runs
    role: Literal["text", "item", "step", "note"] = "text"
    number: int = 0


@dataclass(frozen=True)
class Table:
    """A table; ``filled`` names what the program adds to its rows, empty for none."""

    heads: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    filled: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the folder ``pictures`` with its caption."""

    file: str
    caption: str


Block = Text | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; level 1 is the chapter's own."""

    anchor: str
    title: str
    level: int
    blocks: tuple[Block, ...]


Chapter = tuple[Section, ...]
"""Sections in their order; the first is the chapter's own."""

Handbook = tuple[Chapter, ...]
Fill = Callable[[Table], Table]


def read_chapter(text: str) -> Chapter:
    """Return a chapter's text as values; raise ValueError where it is not written as the handbook is."""
    sections: list[Section] = []
    lines = [*text.splitlines(), ""]
    place = 0
    while place < len(lines):
        line = lines[place]
        if head := HEAD.fullmatch(line):
            sections.append(Section(head[3], head[2], len(head[1]), ()))
        elif line.startswith("#") or (line and not sections):
            raise ValueError(f"not a heading with an anchor: {line}")
        elif line:
            block, place = _read_block(lines, place)
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
            continue
        place += 1
    return tuple(sections)


def _read_block(lines: Sequence[str], place: int) -> tuple[Block, int]:
    """Return the block that begins on a line, and the line after it."""
    line = lines[place]
    if picture := PICTURE.fullmatch(line):
        return Picture(picture[2], picture[1]), place + 1
    if found := FILLED.fullmatch(line):
        table, place = _read_table(lines, place + 1) if lines[place + 1] else (Table((), ()), place + 1)
        return replace(table, filled=found[1]), place
    if line.startswith("|"):
        return _read_table(lines, place)
    if line.startswith("> "):
        return Text(read_runs(line[2:]), "note"), place + 1
    if line.startswith("- "):
        return Text(read_runs(line[2:]), "item"), place + 1
    if step := STEP.fullmatch(line):
        return Text(read_runs(step[1]), "step", int(line.partition(".")[0])), place + 1
    return Text(read_runs(line)), place + 1


def _read_table(lines: Sequence[str], place: int) -> tuple[Table, int]:
    if not RULE.fullmatch(lines[place + 1]):
        raise ValueError(f"no rule below the heads of a table: {lines[place]}")
    heads = _cells(lines[place])
    rows = []
    place += 2
    while lines[place].startswith("|"):
        rows.append(_cells(lines[place]))
        if len(rows[-1]) != len(heads):
            raise ValueError(f"not {len(heads)} cells: {lines[place]}")
        place += 1
    return Table(heads, tuple(rows)), place


def _cells(line: str) -> tuple[Runs, ...]:
    return tuple(read_runs(cell.strip()) for cell in line.strip().strip("|").split("|"))


def read_runs(text: str) -> Runs:
    """Return a line's stretches: ``**bold**``, ``[words](#section)`` and plain text."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    place = 0
    for found in INLINE.finditer(text):
        if found.start() > place:
            yield Run(text[place : found.start()])
        if found["bold"]:
            yield Run(found["bold"], bold=True)
        else:
            yield Run(found["link"], target=found["target"])
        place = found.end()
    if place < len(text):
        yield Run(text[place:])


def words_of(runs: Runs) -> str:
    """Return a text without its marks."""
    return "".join(run.text for run in runs)


def texts_of(section: Section) -> Iterator[str]:
    """Yield all that a section says, its heading first."""
    yield section.title
    for block in section.blocks:
        if isinstance(block, Text):
            yield words_of(block.runs)
        elif isinstance(block, Table):
            yield from (words_of(cell) for row in (block.heads, *block.rows) for cell in row)
        else:
            yield block.caption


def keywords_of(section: Section) -> Iterator[str]:
    """Yield what a section is found by in letters: its heading, its bold words, the first column of its tables."""
    yield section.title
    for block in section.blocks:
        if isinstance(block, Text):
            yield from (run.text for run in block.runs if run.bold)
        elif isinstance(block, Table):
            yield from (words_of(row[0]) for row in block.rows)


def fill(chapter: Chapter, fills: Mapping[str, Fill]) -> Chapter:
    """Return a chapter whose tables have the rows that the program adds; raise KeyError for a name nobody fills."""
    return tuple(
        replace(
            section,
            blocks=tuple(
                fills[block.filled](block) if isinstance(block, Table) and block.filled else block
                for block in section.blocks
            ),
        )
        for section in chapter
    )


def links_of(section: Section) -> Iterator[str]:
    """Yield the anchors that a section points to."""
    for block in section.blocks:
        cells = [block.runs] if isinstance(block, Text) else []
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row]
        yield from (run.target for runs in cells for run in runs if run.target)
