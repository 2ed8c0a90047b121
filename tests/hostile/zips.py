"""Hostile zips: paths, links, doubles, overlaps, bombs, headers that disagree, junk around."""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from tests.hostile.forge import File, Forged, Honest, build_zip, deflated, whole

PATHS = [
    "/etc/passwd", "//server/share/x", "\\\\server\\share\\x", "C:\\Windows\\x.dll", "C:/x", "c:x", "../x", "../../../../x",
    "..\\..\\x", "data/../../x.jsonl", "data/../x.jsonl", "data\\members.jsonl", "./data/members.jsonl", "data//members.jsonl",
    "data/./members.jsonl", "data/members.jsonl/", "data/", "data", "", " ", ".", "..", "...", "~", "~/x", "data/CON.jsonl",
    "CON", "con.txt", "aux", "AUX.jsonl", "nul", "data/nul.jsonl ", "COM1", "lpt1.txt", "prn", "data/members.jsonl.",
    "data/members.jsonl ", " data/members.jsonl", "data/members.jsonl\n", "\ndata/members.jsonl", "data/members\x00.jsonl",
    "data/members.jsonl\x00.exe", "manifest.json\x00", "Manifest.json", "MANIFEST.JSON", "data/Members.jsonl",
    "DATA/members.jsonl", "data/m\u202egpj.jsonl", "data/‮lnosj.srebmem", "data/members\u200b.jsonl", "data/ｍembers.jsonl",
    "data/members.jsonl:stream", "data/mem:bers.jsonl", "data/*.jsonl", "data/?.jsonl", "data/<x>.jsonl", "data/|.jsonl",
    "data/-rf.jsonl", "$(reboot)", "`reboot`", "%TEMP%\\x", "run.exe", "autorun.inf", "desktop.ini", "封面.PDF", "封面.pdf.exe",
    "说明.txt.lnk", "说明", "data/" + "a" * 41 + ".jsonl", "a" * 250, "a" * 65_000, "data/" * 400 + "x", "attachments/x.jpg",
    "attachments/../x.jpg", "attachments/" + "A" * 64 + ".jpg", "attachments/" + "a" * 64, "attachments/" + "a" * 64 + ".jpeg/..",
    "attachments/" + "a" * 63 + ".jpg", "data/members.json", "payload.age", "contents.json", "data/members.jsonl\r",
]  # fmt: skip
RAW_NAMES = [
    b"\xc0\xae\xc0\xae/x",
    b"data/\xff.jsonl",
    b"\xed\xa0\x80",
    b"data/\xc1\xa1.jsonl",
    b"\xe5\xb0",
    b"\xb7\xe2\xc3\xe6.pdf",
]


def hostile_zips(honest: Honest) -> Iterator[Forged]:
    yield from _paths(honest)
    yield from _entries(honest)
    yield from _headers(honest)
    yield from _surroundings(honest)
    yield from _bombs(honest)
    yield from _no_packages()


def _paths(honest: Honest) -> Iterator[Forged]:
    for name in PATHS:
        raw = name.encode("utf-8", "surrogatepass")
        yield Forged(f"path {name[:40]!r}", whole(build_zip(honest.zip_files(File(raw, b"x")))), ("BUNDLE-",))
    for raw in RAW_NAMES:
        for flags in (0, 0x800):
            file = File(raw, b"x", local={"flags": flags}, central={"flags": flags})
            yield Forged(
                f"name {raw!r} {flags}", whole(build_zip(honest.zip_files(file))), ("BUNDLE-PATH", "BUNDLE-ZIP")
            )


def _entries(honest: Honest) -> Iterator[Forged]:
    files = honest.zip_files()
    for kind, mode in {
        "link": 0o120777,
        "folder": 0o040777,
        "device": 0o020666,
        "pipe": 0o010666,
        "socket": 0o140777,
    }.items():
        odd = [replace(each, central={"attributes": mode << 16, "made": 0x0314}) for each in files]
        yield Forged(f"all are a {kind}", whole(build_zip(odd)), ("BUNDLE-PATH",))
        yield Forged(f"one is a {kind}", whole(build_zip([*files[:-1], odd[-1]])), ("BUNDLE-PATH",))
    yield Forged(
        "dos folder",
        whole(build_zip([*files[:-1], replace(files[-1], central={"attributes": 0x10})])),
        ("BUNDLE-PATH",),
    )
    for each in files[:4]:
        yield Forged(f"twice {each.name!r}", whole(build_zip([*files, each])), ("BUNDLE-PATH",))
        other = replace(each, data=each.data + b" ")
        yield Forged(f"twice, other {each.name!r}", whole(build_zip([other, *files])), ("BUNDLE-PATH",))
        yield Forged(f"without {each.name!r}", whole(build_zip([f for f in files if f is not each])), ("BUNDLE-",))
    yield Forged(
        "7000 files",
        whole(build_zip([*files, *(File(b"data/t%s.jsonl" % bytes([97 + n % 26]), b"") for n in range(7000))])),
        ("BUNDLE-LIMIT",),
    )
    yield Forged("nothing", whole(build_zip([])), ("BUNDLE-ZIP",))
    yield Forged("manifest alone", whole(build_zip([f for f in files if b"manifest" in f.name])), ("BUNDLE-ENTRY",))
    swapped = [
        replace(
            f,
            name=b"data/posts.jsonl"
            if f.name == b"data/members.jsonl"
            else b"data/members.jsonl"
            if f.name == b"data/posts.jsonl"
            else f.name,
        )
        for f in files
    ]
    yield Forged("tables swapped", whole(build_zip(swapped)), ("BUNDLE-HASH",))


def _headers(honest: Honest) -> Iterator[Forged]:
    files = honest.zip_files()
    place = next(n for n, each in enumerate(files) if each.name == b"data/members.jsonl")
    one = files[place]

    def with_one(**changes: object) -> bytes:
        return whole(build_zip([*files[:place], replace(one, **changes), *files[place + 1 :]]))  # type: ignore[arg-type]

    lies: dict[str, object] = {
        "name": b"data/memberz.jsonl", "size": len(one.data) + 1, "packed": 5, "crc": 1, "method": 0, "flags": 8, "time": 7,
        "date": 0, "version": 45,
    }  # fmt: skip
    for key, value in lies.items():
        for where in ("local", "central"):
            yield Forged(f"{where} {key} lies", with_one(**{where: {key: value}}), ("BUNDLE-",))
        yield Forged(
            f"both {key} lie",
            with_one(local={key: value}, central={key: value}),
            ("BUNDLE-",) if key not in ("time", "date", "version") else (),
        )
    for bit in range(16):
        if bit not in (1, 2, 11):
            flags = {"flags": 1 << bit}
            yield Forged(f"flag {bit}", with_one(local=flags, central=flags), ("BUNDLE-ZIP",))
    for method in (1, 6, 9, 12, 14, 93, 95, 97, 98, 99, 0xFFFF):
        yield Forged(
            f"method {method}", with_one(local={"method": method}, central={"method": method}), ("BUNDLE-ZIP",)
        )
    huge = {"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF}
    zip64 = struct.pack("<2H2Q", 1, 16, len(one.data), len(deflated(one.data)))
    yield Forged(
        "zip64 sizes", with_one(local={**huge, "extra": zip64}, central={**huge, "extra": zip64}), ("BUNDLE-",)
    )
    yield Forged(
        "zip64 lies", with_one(central={"size": 0xFFFFFFFF, "extra": struct.pack("<2HQ", 1, 8, 5)}), ("BUNDLE-",)
    )
    yield Forged("zip64 extra", with_one(local={"extra": zip64}, central={"extra": zip64}), ("BUNDLE-ZIP",))
    other_name = struct.pack("<2HBI", 0x7075, 15, 1, 0) + b"../../evil"
    yield Forged(
        "another name in an extra field",
        with_one(local={"extra": other_name}, central={"extra": other_name}),
        ("BUNDLE-ZIP",),
    )
    for extra in (b"\1", b"\1\0\xff\xff", b"\x55\x54\xff\xffx", b"U" * 60_000):
        yield Forged(
            f"extra {extra[:6]!r}", with_one(local={"extra": extra}, central={"extra": extra}), ("BUNDLE-ZIP",)
        )
    descriptor = struct.pack("<4s3I", b"PK\7\x08", 0, 0, 0)
    yield Forged(
        "descriptor",
        with_one(local={"flags": 8, "crc": 0, "size": 0, "packed": 0}, central={"flags": 8}, after=descriptor),
        ("BUNDLE-ZIP",),
    )
    yield Forged("comment of a file", with_one(central={"comment": b"hello"}), ("BUNDLE-ZIP",))
    yield Forged("offset of another", with_one(central={"offset": 0}), ("BUNDLE-",))
    yield Forged("offset beyond", with_one(central={"offset": 0x7FFFFFFF}), ("BUNDLE-ZIP",))
    for junk in (b"\0", b"x" * 1000, b"PK\3\4" * 10):
        yield Forged(f"room before {junk[:4]!r}", with_one(before=junk), ("BUNDLE-ZIP",))
        yield Forged(f"room after {junk[:4]!r}", with_one(after=junk), ("BUNDLE-ZIP",))
    good = deflated(one.data)
    for name, packed in {
        "tail": good + b"\0",
        "two streams": good + deflated(b"x"),
        "cut": good[:-3],
        "no stream": b"\xff" * 9,
        "empty": b"",
    }.items():
        yield Forged(f"deflate {name}", with_one(packed=packed), ("BUNDLE-",))


def _surroundings(honest: Honest) -> Iterator[Forged]:
    files = honest.zip_files()
    plain = build_zip(files)
    pdf = b"%PDF-1.7\n%" + b"x" * 200 + b"\n"
    for name, prefix in {
        "byte": b"\0",
        "exe": b"MZ" + b"\0" * 400,
        "pdf": pdf,
        "zip": build_zip([File(b"x", b"y")]),
        "gif": b"GIF89a" + b"\0" * 60,
    }.items():
        yield Forged(f"prefix {name}", whole(build_zip(files, prefix=prefix)), ("BUNDLE-ZIP",))
        yield Forged(f"prefix unadjusted {name}", prefix + plain, ("BUNDLE-ZIP",))
    for name, tail in {
        "byte": b"\0",
        "zip": plain,
        "end": plain[-22:],
        "text": b"trailing" * 99,
        "sha": b"sha256:" + b"0" * 64,
    }.items():
        yield Forged(f"after the end {name}", plain + tail, ("BUNDLE-ZIP",))
    for comment in (b"x", b"x" * 71, b"sha256:" + b"0" * 64, b"sha256:" + b"A" * 64, b"x" * 65_535, plain[-22:]):
        yield Forged(f"comment {comment[:9]!r}", build_zip(files, comment=comment), ("BUNDLE-",))
    yield Forged("gap before the directory", whole(build_zip(files, gap=b"x" * 9)), ("BUNDLE-ZIP",))
    count = len(files)
    ends: dict[str, dict[str, int]] = {
        "fewer": {"count": count - 1, "here": count - 1}, "more": {"count": count + 1, "here": count + 1},
        "disagree": {"here": 1}, "disk": {"disk": 1}, "all": {"count": 0xFFFF, "here": 0xFFFF}, "start": {"start": 0},
        "far": {"start": 0xFFFFFFFF}, "short": {"length": 10}, "long": {"length": 0xFFFFFFFF}, "comment": {"comment_length": 9},
    }  # fmt: skip
    for name, end in ends.items():
        yield Forged(f"end {name}", build_zip(files, end=end), ("BUNDLE-",))
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, 0, 1)
    yield Forged("zip64 locator", plain[:-22] + locator + plain[-22:], ("BUNDLE-ZIP",))


def _bombs(honest: Honest) -> Iterator[Forged]:
    files = honest.zip_files()
    zeros = 100 << 20
    bomb = deflated(b"\0" * zeros)
    for name in (b"manifest.json", b"manifest.sig", b"data/members.jsonl", "说明.txt".encode(), "封面.pdf".encode()):
        kept = [each for each in files if each.name != name]
        for size in (zeros, 100, 4 << 20):
            file = File(name, b"", packed=bomb, local={"size": size}, central={"size": size})
            yield Forged(f"bomb {name!r} as {size}", whole(build_zip([*kept, file])), ("BUNDLE-",))
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.zip", b"\0" * (1 << 20))
    yield Forged(
        "zips in a zip", whole(build_zip([*files, File(b"data/nested.jsonl", nested.getvalue())])), ("BUNDLE-ENTRY",)
    )
    shared = deflated(b"\0" * (30 << 20))
    overlapping = [
        File(b"data/a.jsonl", b"", packed=shared, central={"size": 30 << 20}),
        *(
            File(
                b"data/%s.jsonl" % bytes([98 + n]),
                b"",
                packed=b"",
                central={"offset": 0, "packed": len(shared), "size": 30 << 20},
            )
            for n in range(20)
        ),
    ]
    yield Forged("files that share their bytes", whole(build_zip(overlapping)), ("BUNDLE-",))
    large = deflated(b'"' + b"ab" * (20 << 20))
    many = [
        File(
            b"data/%s%s.jsonl" % (bytes([97 + n // 26]), bytes([97 + n % 26])),
            b"",
            packed=large,
            central={"size": (40 << 20) + 1},
            local={"size": (40 << 20) + 1},
        )
        for n in range(20)
    ]
    yield Forged("800 MB in 20 tables", whole(build_zip([*files, *many])), ("BUNDLE-LIMIT",))


def _no_packages() -> Iterator[Forged]:
    for name, data in {
        "empty": b"", "PK": b"PK", "end alone": b"PK\5\6" + bytes(18), "text": "你好".encode() * 999, "ole": b"\xd0\xcf\x11\xe0" * 99,
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(200), "rar": b"Rar!\x1a\7\1\0" + bytes(100), "gzip": b"\x1f\x8b" + bytes(99), "zeros": bytes(9999),
    }.items():  # fmt: skip
        yield Forged(f"no package: {name}", data, ("BUNDLE-ZIP",))
