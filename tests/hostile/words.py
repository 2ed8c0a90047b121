"""Hostile words: deep or odd JSON in the manifest and in lines, wrong types in every field, all signed anew."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from dangjian_desktop.bundle.lines import canonical_json
from dangjian_desktop.bundle.manifest import Manifest
from tests.hostile.forge import Forged, Honest, Json, put

REFUSED = (
    "BUNDLE-MANIFEST",
    "BUNDLE-VERSION",
    "BUNDLE-ENTRY",
    "BUNDLE-COUNT",
    "BUNDLE-PATH",
    "BUNDLE-HASH",
    "BUNDLE-SIGNATURE",
)
ODD: list[Any] = [
    None, True, 0, -1, 1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**400, "", "x", "x" * 300_000, [], {}, [[]], [None], {"": ""},
    {"a": {"b": {"c": {"d": {"e": {"f": {}}}}}}}, "\x00", "\u202e", "../x", "=cmd|' /C calc'!A0",
]  # fmt: skip


def hostile_words(honest: Honest, share: int = 1) -> Iterator[Forged]:
    """With a ``share`` of 4 every fourth of the odd values is put into each field of the manifest."""
    yield from _manifest_fields(honest, share)
    yield from _manifest_bytes(honest)
    yield from _lines(honest)


def _without(name: str) -> Callable[[Json], None]:
    def change(manifest: Json) -> None:
        manifest.pop(name, None)

    return change


def _manifest_fields(honest: Honest, share: int) -> Iterator[Forged]:
    """Every field of the manifest with every odd value: refused, or harmless to the receiver's own data."""
    for place, field in enumerate(Manifest.model_fields):
        for number, value in list(enumerate(ODD))[place % share :: share]:
            yield Forged(
                f"manifest {field} = {str(value)[:20]!r} ({number})", honest.with_manifest(put(field, value=value))
            )
        yield Forged(f"manifest without {field}", honest.with_manifest(_without(field)))
    inner: list[tuple[str, str, Any]] = [
        ("sender", "id", ""), ("sender", "id", "x" * 65), ("sender", "id", "../x"), ("sender", "name", "长" * 201),
        ("sender", "name", "a\nb"), ("sender", "name", "\u202egnp.exe"), ("sender", "kind", 5), ("period", "quarter", 5),
        ("period", "year", 10**9), ("period", "year", "2026"), ("addressee", "name", ["x"]), ("format", "minor", -1),
        ("format", "major", 2), ("format", "major", 10**30), ("format", "major", True), ("counts", "members", -1),
        ("counts", "members", 2**63), ("counts", "members", 10**6), ("counts", "../x", 1), ("counts", "posts", "10"),
    ]  # fmt: skip
    for field, key, value in inner:
        yield Forged(
            f"manifest {field}.{key} = {str(value)[:20]!r}",
            honest.with_manifest(put(field, key, value=value)),
            REFUSED,
        )
    entry = {"sha256": "0" * 64, "size": 1}
    for path, listed in {
        "../x": entry, "data/../../x.jsonl": entry, "manifest.json": entry, "封面.pdf": entry, "payload.age": entry,
        "data/members.jsonl": entry, "data/none.jsonl": entry, "x" * 121: entry, "data/votes.jsonl": {**entry, "size": -1},
        "data/areas.jsonl": {**entry, "size": 2**63}, "data/posts.jsonl": {"sha256": "A" * 64, "size": 1},
    }.items():  # fmt: skip
        yield Forged(
            f"entry {path[:30]!r}",
            honest.with_manifest(put("entries", path, value=listed)),
            REFUSED,
        )
    for count in (21, 201, 5000):
        link = {"sequence": 1, "digest": "0" * 64}
        yield Forged(
            f"chain of {count}",
            honest.with_manifest(put("chain", value=[link] * count)),
            REFUSED if count > 200 else (),
        )
        known = {"package_id": "x", "sequence": 1, "digest": "0" * 64}
        yield Forged(
            f"{count} acknowledged",
            honest.with_manifest(put("acknowledged", value=[known] * count)),
            REFUSED if count > 200 else (),
        )
    yield Forged("unknown fields", honest.with_manifest(lambda m: m.update({f"later{n}": "x" for n in range(500)})))
    yield Forged("a manifest of 3 MB", honest.with_manifest(put("later", value="长" * (1 << 20))), ("BUNDLE-LIMIT",))


def _manifest_bytes(honest: Honest) -> Iterator[Forged]:
    good = canonical_json(honest.manifest)
    text = good.decode()
    variants: dict[str, bytes] = {
        "bom": b"\xef\xbb\xbf" + good, "utf-16": text.encode("utf-16"), "gbk": text.encode("gbk", "replace"), "crlf": good + b"\r\n",
        "newline": good + b"\n", "blank": b" " + good, "pretty": json.dumps(json.loads(good), indent=1).encode(),
        "ascii": json.dumps(json.loads(good), sort_keys=True, separators=(",", ":")).encode(), "twice": good + good,
        "double key": good[:-1] + b',"kind":"reply"}', "double key first": b'{"kind":"reply",' + good[1:], "array": b"[" + good + b"]",
        "deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deep list": b"[" * 200_000, "nan": good.replace(b'"sequence":', b'"sequence":NaN,"x":'),
        "infinity": good[:-1] + b',"z":Infinity}', "1e999": good[:-1] + b',"z":1e999}', "float": good[:-1] + b',"z":1.0}',
        "exponent": good[:-1] + b',"z":1e2}', "minus zero": good[:-1] + b',"z":-0}', "leading zero": good[:-1] + b',"z":01}',
        "huge int": good[:-1] + b',"z":' + b"9" * 100_000 + b"}", "surrogate": good[:-1] + b',"z":"\\ud800"}',
        "pair": good[:-1] + b',"z":"\\ud83d\\ude00"}', "escaped": good.replace(b'"kind"', b'"\\u006bind"'), "nul": good[:-1] + b',"z":"\\u0000"}',
        "raw nul": good[:-1] + b',"z":"\0"}', "nfd": good[:-1] + ',"z":"e\u0301"}'.encode(), "bad utf-8": good[:-1] + b',"z":"\xff"}',
        "overlong": good[:-1] + b',"z":"\xc0\xaf"}', "comment": good + b"//", "unsorted": b'{"z":1,' + good[1:], "empty": b"", "null": b"null",
        "number": b"1", "text": b'"x"', "cut": good[:-1], "single quotes": good.replace(b'"', b"'"), "trailing comma": good[:-1] + b",}",
    }  # fmt: skip
    for name, raw in variants.items():
        yield Forged(f"manifest {name}", honest.with_raw_manifest(raw), ("BUNDLE-MANIFEST",) if name != "nul" else ())


def _lines(honest: Honest) -> Iterator[Forged]:
    row = honest.rows("members")[0]
    good, new = canonical_json(row), canonical_json({**row, "id": "x"})
    lines: dict[str, list[bytes]] = {
        "bom": [b"\xef\xbb\xbf" + good], "crlf": [good + b"\r"], "blank line": [good, b""], "spaces": [good.replace(b":", b": ", 1)],
        "unsorted keys": [b'{"z":1,' + good[1:]], "double key": [good[:-1] + b',"name":"x"}'], "float": [good[:-1] + b',"z":1.5}'],
        "1e999": [good[:-1] + b',"z":1e999}'], "nan": [good[:-1] + b',"z":NaN}'], "huge int": [good[:-1] + b',"z":' + b"9" * 5000 + b"}"],
        "surrogate": [good[:-1] + b',"z":"\\ud800"}'], "nfd": [good[:-1] + ',"z":"e\u0301"}'.encode()], "bad utf-8": [b"\xff\xfe"],
        "deep": [good[:-1] + b',"z":' + b"[" * 9 + b"]" * 9 + b"}"], "very deep": [good[:-1] + b',"z":' + b"[" * 90_000 + b"]" * 90_000 + b"}"],
        "list": [b"[]"], "null": [b"null"], "number": [b"1"], "no id": [b'{"name":"x"}'], "id number": [b'{"id":1}'], "id null": [b'{"id":null}'],
        "id empty": [b'{"id":""}'], "id list": [b'{"id":[]}'], "id long": [b'{"id":"' + b"x" * 65 + b'"}'], "id control": [b'{"id":"\\u0007"}'],
        "id twice": [new, new], "unsorted": [new, canonical_json({**row, "id": "a"})],
        "long": [canonical_json({**row, "note": "长" * 100_000})], "quote": [b'"'], "cut": [good[:-1]],
    }  # fmt: skip
    for name, table in lines.items():
        yield Forged(f"line {name}", honest.with_table("members", table), ("BUNDLE-JSON", "BUNDLE-LIMIT"))
    content = honest.content()
    yield Forged(
        "last line cut",
        honest.with_files({**content, "data/members.jsonl": content["data/members.jsonl"][:-1]}),
        ("BUNDLE-",),
    )
    yield Forged("an empty table", honest.with_files({**content, "data/members.jsonl": b""}))
    yield Forged("300,000 lines", honest.with_table("members", [b"{}"] * 300_000), ("BUNDLE-LIMIT",))
    yield Forged(
        "49,000 rows of an unknown table", honest.with_table("later", [b'{"id":"%09d"}' % n for n in range(49_000)])
    )
