"""Packages of every format since the first are read for ever (tests/bundles/README.md)."""

import hashlib
from pathlib import Path

import pytest

from dangjian_desktop.bundle.archive import Incoming, Trust, read_bundle
from dangjian_desktop.bundle.seal import Keys
from dangjian_desktop.models.tables import BY_TABLE, table_of, to_plain
from dangjian_desktop.services import exchange, receiving
from tests.conftest import MakeOffice

BUNDLES = Path(__file__).parents[1] / "bundles"
PASSWORD = "2718 2818 2845 9045 2353"
KEYS = Keys(
    "rs3ZVwC5FqdF9HSzqJF2MdCjDc5Z5XNYRkpbjrT1hsI=",
    "AGE-SECRET-KEY-1SNQ35VH8YVCT67NA2YC8UPDRSZNEMNFD7E522K59R04DXV8L3C4S7XK3C9",
)
TRUST = Trust(KEYS, PASSWORD)
COUNTS = {
    "area_assignments": 1,
    "areas": 2,
    "attachments": 1,
    "members": 2,
    "nominations": 1,
    "office_names": 1,
    "offices": 1,
}
SAME = "be8dc77c2d27674687c9b24e51f3ec6d5c0b21f116ce0bc73822f80f4cf6c5c1"
FORMATS = {
    "format-1.0": ("ef54009c630ad46f137e803a28ccf9fdfe949ba78962ec3419105dbef2af0d80", "fbacfbf0dd54da141f6b54650a462e73eca095e59b2b19229938065900797561"),
    "format-1.1-plain": ("9644832e139942dbd1249d387dd3e630cc4e1e21bc46fd451e4cf8d3860e4d08", SAME),
    "format-1.1-password": ("cb096d71d8e06ed5c2dcfbfaada9bd91ddb57cc85ad5c8e8e5f13f202688dc44", SAME),
    "format-1.1-keys": ("ef6fdee3dacde4199e7e951e9ea0984fe345c7974f4783a666a14eed94f76eea", SAME),
}  # fmt: skip
"""Digest of the manifest, and hash of all lines."""


def content(package: Incoming) -> str:
    lines = (line for table in package.table_names for line in package.lines(table))
    return hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


@pytest.mark.parametrize("name", FORMATS)
def test_a_package_of_each_format_is_read_to_the_digest(name: str) -> None:
    package = read_bundle(BUNDLES / f"{name}.zip", trust=TRUST)
    assert (package.digest, content(package)) == FORMATS[name]
    assert package.manifest.counts == {**COUNTS, "posts": 10}
    assert [len(picture) for picture in package.attachments.values()] == [710]


@pytest.mark.parametrize("name", FORMATS)
def test_a_package_of_each_format_is_merged_field_by_field(
    name: str, make_office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "trust_of", lambda *_args, **_options: TRUST)
    head = make_office("机电信息党总支", "general-branch")
    path = BUNDLES / f"{name}.zip"
    (plan,) = exchange.apply(head, [path], adopt=True)
    assert {fate: count for fate, count in plan.counts.items() if count} == {"new": 19}
    package = read_bundle(path, trust=TRUST)
    with head.reading() as connection:
        for table, rows in package.tables.items():
            kept = table_of(BY_TABLE[table])
            stored = {row["id"]: to_plain(row) for row in connection.execute(kept.select()).mappings()}
            for row in rows:
                mine = stored[row["id"]]
                assert {key: mine[key] for key in row if key != "versions"} == {
                    key: value for key, value in row.items() if key != "versions"
                }


def test_every_package_here_is_tested() -> None:
    assert {path.stem for path in BUNDLES.glob("*.zip")} == set(FORMATS)
