"""What can be told from a PDF alone: its pages, characters lost, characters outside the margins, bad line starts."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

MARGINS = {"letters": (28, 184), "ledger": (33.5, 263.5)}
MILLIMETRE = 72 / 25.4
SLACK = 0.6
NEVER_FIRST = frozenset("，。、；：？！）】》”’…—")
PAGE_NUMBER = re.compile("— [0-9]+ —")
SAMPLED = 10
"""Geometry is read of every tenth page only; pages and characters are counted in all."""


def look(pdf: Path, job: str, words: str) -> dict[str, int]:
    """Return the counts of one PDF."""
    left, right = (edge * MILLIMETRE for edge in MARGINS[job])
    lost, outside, starts = Counter("".join(_strings(json.loads(words))).replace(" ", "")), 0, 0
    with pypdfium2.PdfDocument(pdf) as document:
        for place, page in enumerate(document):
            text = page.get_textpage()
            whole = text.get_text_range()
            lost.subtract(Counter(whole))
            if place % SAMPLED == 0:
                boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
                outside += sum(x0 < left - SLACK or x1 > right + SLACK for x0, _, x1, _ in boxes)
            lines = [line for line in whole.split("\r\n") if not PAGE_NUMBER.fullmatch(line)]
            starts += sum(line[:1] in NEVER_FIRST for line in lines) if job == "letters" else 0
        pages = len(document)
    missing = sum(count for character, count in lost.items() if count > 0 and not character.isspace())
    return {"pages": pages, "lost": missing, "outside": outside, "starts": starts, "bytes": pdf.stat().st_size}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


if __name__ == "__main__":
    print(json.dumps(look(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]).read_text(encoding="utf-8"))))
