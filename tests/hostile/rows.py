"""Hostile rows under a valid signature of an enrolled office: what it may not write, and what nobody would."""

import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from dangjian_desktop.bundle.lines import canonical_json
from dangjian_desktop.models.tables import BY_TABLE, table_of
from tests.hostile.forge import Forged, Honest, Json, put

TEXTS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "<script>alert(1)</script>", "<b>粗", "&amp;&lt;", "</font>", "{0}{name}%s",
    "'; DROP TABLE members; --", "\x00", "\x07", "\x1b[31m", "\ufffe", "\u202e反", "\u200b" * 100, "a\u0301" * 50, "\n" * 5000, "长" * 19_999,
    "长" * 20_001, "x" * 200_000, "𠮷" * 3000, "../../etc/passwd", "C:\\CON", " ", "　", "\U000e0001", "\U0010ffff", "%n%n%n", "${jndi:ldap://x}",
]  # fmt: skip
NUMBERS: list[Any] = [0, -1, 2**31, 2**53, 2**62, 2**63, -(2**63), 10**30, True, None, "1", [], {}]


def hostile_rows(honest: Honest, others: Mapping[str, str]) -> Iterator[Forged]:
    """``others`` names ids of the receiver, of another branch, and of rows that they own."""
    yield from _owners(honest, others)
    yield from _values(honest)
    yield from _counters(honest)
    yield from _references(honest)
    yield from _tables(honest, others)
    yield from _attachments(honest)


def _owners(honest: Honest, others: Mapping[str, str]) -> Iterator[Forged]:
    member = honest.rows("members")[0]
    for whose in ("head", "branch"):
        owner, row = others[whose], others[f"{whose}_member"]
        yield Forged(
            f"a new row of {whose}", honest.with_rows("members", [{**member, "id": f"new-{whose}", "owner_id": owner}])
        )
        yield Forged(
            f"{whose}'s row under its own name",
            honest.with_rows("members", [{**member, "id": row, "owner_id": owner, "revision": 99}]),
        )
        yield Forged(f"{whose}'s row as mine", honest.with_rows("members", [{**member, "id": row, "revision": 99}]))
        yield Forged(
            f"deletes {whose}'s row",
            honest.with_rows("members", [{**member, "id": row, "owner_id": owner, "revision": 10**8, "deleted": True}]),
        )
        office = {**honest.rows("offices")[0], "id": owner, "owner_id": owner, "name": "冒名", "revision": 99}
        yield Forged(f"renames {whose}", honest.with_rows("offices", [office]))
        yield Forged(
            f"renames {whose} as mine", honest.with_rows("offices", [{**office, "owner_id": member["owner_id"]}])
        )
        yield Forged(f"speaks as {whose}", honest.with_manifest(put("sender", "id", value=owner)))
        adoption = {
            "id": f"adopts-{whose}",
            "owner_id": member["owner_id"],
            "revision": 1,
            "deleted": False,
            "office_id": owner,
            "adopted_on": "2026-01-01",
        }
        yield Forged(f"adopts {whose}", honest.with_rows("adoptions", [adoption]))
        stolen = {**member, "id": f"stolen-{whose}", "owner_id": owner}
        both = {
            **honest.content(),
            "data/adoptions.jsonl": canonical_json(adoption) + b"\n",
            "data/members.jsonl": canonical_json(stolen) + b"\n",
        }
        yield Forged(f"adopts {whose} and writes for it", honest.with_files(both))
    yield Forged("says it is a committee", honest.with_manifest(lambda m: m["sender"].update(kind="committee")))
    yield Forged(
        "for another office",
        honest.with_manifest(lambda m: m["addressee"].update(id="elsewhere", name="别处")),
        ("BUNDLE-ADDRESSEE",),
    )
    for kind in ("reply", "settings", "transfer", "move"):
        yield Forged(f"is a {kind}", honest.with_manifest(put("kind", value=kind)))
    for sequence in (1, 10**9):
        yield Forged(f"number {sequence}", honest.with_manifest(put("sequence", value=sequence)))


def _values(honest: Honest) -> Iterator[Forged]:
    member = honest.rows("members")[0]
    for number, text in enumerate(TEXTS):
        rows = [{**member, "id": f"text-{number}", "name": text, "note": text, "duty": text}]
        yield Forged(f"text {number} {text[:12]!r}", honest.with_rows("members", rows))
    for column in (each.name for each in table_of(BY_TABLE["members"]).columns):
        if column != "id":
            odd = [{**member, "id": f"odd-{column}-{n}", column: value} for n, value in enumerate(NUMBERS)]
            yield Forged(f"odd {column}", honest.with_rows("members", odd))
    for table in sorted(BY_TABLE):
        bare = {"id": "bare", "owner_id": member["owner_id"], "revision": 1, "deleted": False}
        yield Forged(
            f"bare row of {table}", honest.with_rows(table, [{"id": "a"}, bare, {**bare, "id": "c", "owner_id": []}])
        )
    for table in sorted(BY_TABLE):
        for column in {"year", "quarter"} & {each.name for each in table_of(BY_TABLE[table]).columns}:
            for row in honest.rows(table)[:1] if f"data/{table}.jsonl" in honest.files else ():
                odd = [{**row, "id": f"odd-{column}-{n}", column: n} for n in (-1, 0, 5, 1899, 2200)]
                yield Forged(f"no such {column} in {table}", honest.with_rows(table, odd))
    for day in (
        "0000-00-00",
        "9999-12-31",
        "2026-02-30",
        "20260101",
        "2026-W01-1",
        "2026-01-01T00:00",
        "٢٠٢٦-٠١-٠١",
        "x",
    ):
        yield Forged(f"day {day}", honest.with_rows("members", [{**member, "id": "day", "state_since": day}]))
    for birth in ("1985-13", "0", "二〇二六", "-1", "1e9", "9" * 500):
        yield Forged(
            f"month {birth[:9]}",
            honest.with_rows("members", [{**member, "id": "month", "birth": birth, "joined": birth}]),
        )


def _counters(honest: Honest) -> Iterator[Forged]:
    member = honest.rows("members")[0]
    for revision in (0, -1, 2**31, 2**62, 2**63 - 1, 2**64, 10**300, "2", None, True):
        yield Forged(
            f"revision {str(revision)[:20]}",
            honest.with_rows("members", [{**member, "revision": revision, "name": "跳号"}]),
        )
    versions: dict[str, Any] = {
        "huge": {"name": {"5f0c22ab": 2**62}}, "zero": {"name": {"5f0c22ab": 0}}, "true": {"name": {"5f0c22ab": True}},
        "writers": {"name": {f"{n:08x}": 1 for n in range(5000)}}, "fields": {f"f{n}": {"5f0c22ab": 1} for n in range(5000)},
        "writer": {"name": {"": 1}}, "list": [], "text": "x", "null": None, "deep": {"name": {"a": {"b": 1}}}, "id": {"id": {"5f0c22ab": 9}},
        "owner": {"owner_id": {"5f0c22ab": 9}}, "deleted": {"deleted": {"5f0c22ab": 9}}, "versions": {"versions": {"5f0c22ab": 9}},
        "unknown": {"nothing": {"5f0c22ab": 9}}, "control": {"\x07": {"5f0c22ab": 1}},
    }  # fmt: skip
    for name, value in versions.items():
        rows = [
            {**member, "revision": 9, "name": "版本", "versions": value},
            {**member, "id": "v-new", "versions": value},
        ]
        yield Forged(f"versions {name}", honest.with_rows("members", rows))
    for name, extra in {
        "unknown": "x" * 1000, "position2": [1] * 5000, "versions2": {"a": "b"}, "__class__": "x", "": "x", "id2": None, "x" * 5000: 1, "\x00": 1,
    }.items():  # fmt: skip
        yield Forged(f"field {name[:12]!r}", honest.with_rows("members", [{**member, "id": "extra", name: extra}]))
    yield Forged(
        "2000 fields", honest.with_rows("members", [{**member, "id": "many", **{f"f{n}": n for n in range(2000)}}])
    )


def _references(honest: Honest) -> Iterator[Forged]:
    area, assignment, member = (honest.rows(table)[0] for table in ("areas", "area_assignments", "members"))
    yield Forged(
        "to nowhere", honest.with_rows("area_assignments", [{**assignment, "id": "nowhere", "member_id": "nobody"}])
    )
    yield Forged(
        "to another table",
        honest.with_rows("area_assignments", [{**assignment, "id": "crossed", "member_id": area["id"]}]),
    )
    yield Forged("to itself", honest.with_rows("areas", [{**area, "id": "self", "parent_id": "self", "name": "自己"}]))
    loop = [{**area, "id": f"loop{n}", "parent_id": f"loop{(n + 1) % 5}", "name": f"环{n}"} for n in range(5)]
    yield Forged("in a loop", honest.with_rows("areas", loop))
    chain = [{**area, "id": f"{n:05}", "parent_id": f"{n - 1:05}", "name": f"层{n}"} for n in range(3000)]
    yield Forged("3000 that hang on nothing", honest.with_rows("areas", chain))
    yield Forged("3000 deep", honest.with_rows("areas", [{**chain[0], "parent_id": None}, *chain[1:]]))
    own = honest.rows("offices")[0]
    yield Forged("own office deleted", honest.with_rows("offices", [{**own, "deleted": True, "revision": 9}]))
    yield Forged(
        "own superior",
        honest.with_rows("offices", [{**own, "superior_id": member["owner_id"], "revision": 9}]),
    )


def _tables(honest: Honest, others: Mapping[str, str]) -> Iterator[Forged]:
    own = honest.rows("members")[0]["owner_id"]
    for table in (
        "settings",
        "wordings",
        "decisions",
        "plaques",
        "key_revocations",
        "adoptions",
        "title_ends",
        "quota_waivers",
    ):
        for owner in (own, others["head"]):
            row: Json = {"id": f"{table[:8]}-{owner[-8:]}", "owner_id": owner, "revision": 1, "deleted": False}
            full = {**row, "key": "pioneer_quota", "value": "}{", "text": "x", "nomination_id": others["nomination"], "decision": "同意", "office_id": own,
                    "fingerprint": "1234", "revoked_on": "2026-01-01", "adopted_on": "2026-01-01", "number": "1", "decided_on": "2026-01-01"}  # fmt: skip
            yield Forged(f"{table} of {owner[-4:]}", honest.with_rows(table, [full]))
    for table in (
        "installation",
        "office_keys",
        "journal_entries",
        "received_packages",
        "taken_lines",
        "sqlite_master",
        "later",
        "questions",
    ):
        yield Forged(
            f"table {table}", honest.with_rows(table, [{"id": "x", "owner_id": own, "hashes": "x", "values": "x"}])
        )
    yield Forged(
        "table of strangers",
        honest.with_rows("later", [{"id": f"{n}", "owner_id": others["head"], "x": "y" * 999} for n in range(500)]),
    )


def _attachments(honest: Honest) -> Iterator[Forged]:
    row = honest.rows("attachments")[0]
    member = honest.rows("members")[0]
    big = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(big, "PNG")
    gif = io.BytesIO()
    Image.new("P", (10, 10)).save(gif, "GIF")
    jpeg = io.BytesIO()
    Image.new("RGB", (60, 80)).save(jpeg, "JPEG")
    pictures = {
        "text": b"no picture", "empty": b"", "huge": big.getvalue(), "gif": gif.getvalue(), "cut": jpeg.getvalue()[:200], "html": b"<html><script>",
        "random": os.urandom(5000), "jpeg head": b"\xff\xd8\xff\xe0" + b"\0" * 500, "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n", "20 MB": b"\xff\xd8" + bytes(20 << 20), "exe": b"MZ" + bytes(999),
    }  # fmt: skip
    for name, data in pictures.items():
        yield Forged(f"picture {name}", _with_picture(honest, row, member, data), ("BUNDLE-ATTACHMENT", "BUNDLE-LIMIT"))
    yield Forged(
        "attachment under another name",
        honest.with_files({**honest.content(), f"attachments/{'0' * 64}.jpg": jpeg.getvalue()}),
        ("BUNDLE-HASH",),
    )
    for extension in ("../../x", "exe", "", "jpg/..", "x" * 100):
        yield Forged(
            f"extension {extension[:9]!r}",
            honest.with_rows("attachments", [{**row, "id": "ext", "extension": extension}]),
        )
    for sha in ("../x", "", "0" * 64, "A" * 64, "x" * 5000):
        yield Forged(f"photo {sha[:9]!r}", honest.with_rows("members", [{**member, "id": "photo", "photo": sha}]))


def _with_picture(honest: Honest, row: Json, member: Json, data: bytes) -> bytes:
    sha = hashlib.sha256(data).hexdigest()
    content = {
        **honest.content(),
        f"attachments/{sha}.jpg": data,
        "data/attachments.jsonl": canonical_json({**row, "id": "picture", "sha256": sha, "size": len(data)}) + b"\n",
        "data/members.jsonl": canonical_json({**member, "id": "pictured", "photo": sha}) + b"\n",
    }
    return honest.with_files(content)
