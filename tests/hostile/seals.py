"""Hostile seals and signatures: wrong receivers, costs without end, cut payloads, signatures of others."""

import hashlib
from collections.abc import Iterator, Mapping

from dangjian_desktop.bundle.archive import CONTENTS, PAYLOAD
from dangjian_desktop.bundle.lines import canonical_json
from dangjian_desktop.bundle.seal import Keys, PublicKeys, new_keys, public_of, seal_to, seal_with, sign
from tests.hostile.forge import File, Forged, Honest, Json, build_zip, put, whole

PASSWORD = "1234 5678"
SEALED = ("BUNDLE-SEAL", "BUNDLE-PASSWORD", "BUNDLE-LIMIT")


def hostile_seals(honest: Honest, receiver: PublicKeys) -> Iterator[Forged]:
    yield from _payloads(honest, receiver)
    yield from _insides(honest, receiver)
    yield from _signatures(honest)


def inside(honest: Honest, **changes: object) -> dict[str, bytes]:
    content = honest.content()
    contents = {
        "package_id": "hostile",
        "counts": {name[5:-6]: data.count(b"\n") for name, data in content.items() if name.startswith("data/")},
        "entries": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in content.items()
        },
        "attachments_required": [],
        **changes,
    }
    return {CONTENTS: canonical_json(contents), **content}


def packed(files: Mapping[str, bytes]) -> bytes:
    return whole(build_zip([File(name.encode(), data) for name, data in files.items()]))


def sealed(honest: Honest, payload: bytes, how: str = "keys") -> bytes:
    def change(manifest: Json) -> None:
        manifest["sealing"] = how
        manifest["package_id"] = "hostile"
        manifest["attachments_required"] = []
        manifest["entries"] = {PAYLOAD: {"sha256": hashlib.sha256(payload).hexdigest(), "size": len(payload)}}

    return honest.with_manifest(change, {PAYLOAD: payload})


def _payloads(honest: Honest, receiver: PublicKeys) -> Iterator[Forged]:
    good = packed(inside(honest))
    mine = seal_to([receiver], good)
    stranger = public_of(new_keys())
    yield Forged("sealed to another", sealed(honest, seal_to([stranger], good)), SEALED)
    yield Forged(
        "sealed to thirty others", sealed(honest, seal_to([public_of(new_keys()) for _ in range(30)], good)), SEALED
    )
    yield Forged(
        "sealed to two hundred", sealed(honest, seal_to([public_of(new_keys()) for _ in range(200)], good)), SEALED
    )
    for how in ("keys", "password", "plain", "rot13", ""):
        for name, payload in {"by key": mine, "by password": seal_with("other", good), "not at all": good}.items():
            if (how, name) != ("keys", "by key"):
                yield Forged(f"says {how!r}, sealed {name}", sealed(honest, payload, how), ("BUNDLE-",))
    by_password = seal_with(PASSWORD, good)
    for cost in (
        b"16",
        b"17",
        b"18",
        b"20",
        b"22",
        b"24",
        b"30",
        b"40",
        b"63",
        b"64",
        b"99",
        b"100",
        b"0",
        b"01",
        b"-1",
        b"1e3",
        b"999999999999",
    ):
        payload = by_password.replace(b" 15\n", b" " + cost + b"\n", 1)
        yield Forged(f"cost {cost!r}", sealed(honest, payload, "password"), SEALED)
    head, _, rest = by_password.partition(b"\n--- ")
    for name, payload in {
        "two ways in": head + b"\n" + head.split(b"\n", 1)[1] + b"\n--- " + rest, "no mac": head + b"\n---\n", "long head": head + b"\n-> x\n" * 9000 + b"--- " + rest,
        "unknown stanza": by_password.replace(b"-> scrypt", b"-> script"), "no stanza": b"age-encryption.org/v1\n--- " + rest, "version 2": by_password.replace(b"v1", b"v2", 1),
        "armored": b"-----BEGIN AGE ENCRYPTED FILE-----\n", "crlf": by_password.replace(b"\n", b"\r\n", 3), "grease": b"age-encryption.org/v1\n-> grease x\n\n" + head.split(b"\n", 1)[1] + b"\n--- " + rest,
    }.items():  # fmt: skip
        yield Forged(f"head: {name}", sealed(honest, payload, "password"), SEALED)
    for name, damaged in {
        "empty": b"",
        "head alone": mine[:200],
        "half": mine[: len(mine) // 2],
        "less one": mine[:-1],
        "one more": mine + b"\0",
        "twice": mine + mine,
        "zeros": bytes(999),
        "last flipped": mine[:-1] + bytes([mine[-1] ^ 1]),
    }.items():
        yield Forged(f"payload {name}", sealed(honest, damaged), SEALED)


def _insides(honest: Honest, receiver: PublicKeys) -> Iterator[Forged]:
    good = inside(honest)
    insides: dict[str, bytes] = {
        "nothing": b"", "text": b"hello", "no contents": packed({k: v for k, v in good.items() if k != CONTENTS}), "a manifest": packed({**good, "manifest.json": b"{}"}),
        "a payload": packed({**good, PAYLOAD: b"x"}), "a strange path": packed({**good, "../x": b"x"}), "less": packed({k: v for k, v in good.items() if "posts" not in k}),
        "another package": packed(inside(honest, package_id="other")), "other counts": packed(inside(honest, counts={"members": 1})), "odd counts": packed(inside(honest, counts={"members": -1})),
        "odd entries": packed(inside(honest, entries={"data/members.jsonl": None})), "bad contents": packed({**good, CONTENTS: b"{"}), "edited": packed({**good, "data/members.jsonl": b'{"id":"1"}\n'}),
        "bomb": packed({**good, "data/zeros.jsonl": bytes(40 << 20)}), "sealed again": seal_to([receiver], packed(good)), "prefix": b"MZ" + packed(good),
    }  # fmt: skip
    for name, data in insides.items():
        yield Forged(f"inside: {name}", sealed(honest, seal_to([receiver], data)), ("BUNDLE-",))


def _signatures(honest: Honest) -> Iterator[Forged]:
    files = dict(honest.files)
    manifest, mine = files["manifest.json"], public_of(honest.keys)
    other = new_keys()

    def with_signature(text: str | bytes | None) -> bytes:
        data = text.encode() if isinstance(text, str) else text
        changed = (
            {**files, "manifest.sig": data}
            if data is not None
            else {k: v for k, v in files.items() if k != "manifest.sig"}
        )
        return whole(build_zip(honest.zip_files(files=changed)))

    good = sign(honest.keys, manifest)
    for name, signature in {
        "none": None, "empty": "", "of another key": _signature(other, manifest), "mine, made by another": f"{mine.verify}\n{sign(other, manifest)}\n",
        "of other bytes": f"{mine.verify}\n{sign(honest.keys, b'x')}\n", "one line": f"{mine.verify} {good}\n", "no end": f"{mine.verify}\n{good}", "more": f"{mine.verify}\n{good}\n{good}\n",
        "crlf": f"{mine.verify}\r\n{good}\r\n", "blank": f" {mine.verify}\n{good}\n", "zeros": b"\0" * 64, "not ascii": "张三\n张三\n", "raw": b"\xff" * 64, "zero key": f"{'A' * 43}=\n{good}\n",
        "zero signature": f"{mine.verify}\n{'A' * 86}==\n", "small order": f"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA{'A' * 43}==\n",
    }.items():  # fmt: skip
        yield Forged(f"signature {name}", with_signature(signature), ("BUNDLE-SIGNATURE",))
    forged = Honest(honest.files, other, honest.numbers)
    yield Forged(
        "signed by a stranger",
        forged.with_manifest(lambda m: m.update(signer=f"{public_of(other).verify} {public_of(other).seal}")),
        ("BUNDLE-KEY",),
    )
    yield Forged("signed by a stranger as me", forged.with_manifest(lambda _: None), ("BUNDLE-SIGNATURE",))
    for signer in ("x", "x y", f"{mine.verify} age1x", f"{mine.verify}", f"{mine.verify} {mine.seal} x", " "):
        yield Forged(
            f"signer {signer[:9]!r}",
            honest.with_manifest(put("signer", value=signer)),
            ("BUNDLE-SIGNATURE",),
        )


def _signature(keys: Keys, data: bytes) -> str:
    return f"{public_of(keys).verify}\n{sign(keys, data)}\n"
