"""A forger's tools: zips written header by header, and packages signed with the key of an enrolled office."""

import copy
import hashlib
import io
import itertools
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangjian_desktop.bundle.container import SEAL
from dangjian_desktop.bundle.lines import canonical_json
from dangjian_desktop.bundle.seal import Keys, public_of, sign

Json = dict[str, Any]


@dataclass(frozen=True)
class File:
    """A file of a zip; ``local`` and ``central`` replace fields of its two headers, ``before`` is put in front of it."""

    name: bytes
    data: bytes
    method: int = 8
    local: Mapping[str, Any] = field(default_factory=dict)
    central: Mapping[str, Any] = field(default_factory=dict)
    before: bytes = b""
    after: bytes = b""
    packed: bytes | None = None


@dataclass(frozen=True)
class Forged:
    """A hostile package: what it tries, its bytes, and what a receiver may make of it."""

    name: str
    data: bytes
    codes: tuple[str, ...] = ()
    """Codes of refusal; none: it may be merged, for what is wrong in it is parked or not taken."""


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def build_zip(
    files: Sequence[File], *, prefix: bytes = b"", gap: bytes = b"", comment: bytes = b"", end: Mapping[str, Any] = {}
) -> bytes:
    """Write a zip as told, however wrong."""
    out, directory = io.BytesIO(), []
    out.write(prefix)
    for each in files:
        packed = each.packed if each.packed is not None else deflated(each.data) if each.method == 8 else each.data
        fields = {
            "version": 20, "flags": 0 if each.name.isascii() else 0x800, "method": each.method, "time": 0, "date": 0x5021,
            "crc": zlib.crc32(each.data), "packed": len(packed), "size": len(each.data), "name": each.name, "extra": b"",
        }  # fmt: skip
        out.write(each.before)
        offset = out.tell()
        out.write(_local({**fields, **each.local}))
        out.write(packed + each.after)
        directory.append(_central({**fields, "offset": offset, "made": 20, "attributes": 0, **each.central}))
    out.write(gap)
    start = out.tell()
    central = b"".join(directory)
    out.write(central)
    values = {"count": len(files), "here": len(files), "length": len(central), "start": start, "disk": 0, **end}
    tail = values.get("comment", comment)
    out.write(
        struct.pack(
            "<4s4H2IH", b"PK\5\6", values["disk"], values["disk"], values["here"], values["count"],
            values["length"], values["start"], values.get("comment_length", len(tail)),
        )
        + tail
    )  # fmt: skip
    return out.getvalue()


def _local(f: Mapping[str, Any]) -> bytes:
    head = struct.pack(
        "<4s5H3I2H", b"PK\3\4", f["version"], f["flags"], f["method"], f["time"], f["date"], f["crc"],
        f["packed"], f["size"], len(f["name"]), len(f["extra"]),
    )  # fmt: skip
    return bytes(head + f["name"] + f["extra"])


def _central(f: Mapping[str, Any]) -> bytes:
    head = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", f["made"], f["version"], f["flags"], f["method"], f["time"], f["date"],
        f["crc"], f["packed"], f["size"], len(f["name"]), len(f["extra"]), len(f.get("comment", b"")), 0, 0,
        f["attributes"], f["offset"],
    )  # fmt: skip
    return bytes(head + f["name"] + f["extra"] + f.get("comment", b""))


def whole(data: bytes) -> bytes:
    """Give a zip without comment the hash that honest ones carry."""
    made = data[:-2] + struct.pack("<H", len(SEAL) + 64)
    return made + SEAL + hashlib.sha256(made).hexdigest().encode()


def put(*place: str, value: object) -> Callable[[Json], None]:
    """Return a change of a manifest: the field at the end of the names gets the value."""

    def change(manifest: Json) -> None:
        inner = manifest
        for name in place[:-1]:
            inner = inner[name]
        inner[place[-1]] = value

    return change


@dataclass(frozen=True)
class Honest:
    """An honest package of an enrolled branch taken apart, and the branch's keys, which the forger holds too."""

    files: Mapping[str, bytes]
    keys: Keys
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1000))

    @property
    def manifest(self) -> Json:
        return copy.deepcopy(json.loads(self.files["manifest.json"]))

    def rows(self, table: str) -> list[Json]:
        return [json.loads(line) for line in self.files[f"data/{table}.jsonl"].splitlines()]

    def zip_files(self, *more: File, files: Mapping[str, bytes] | None = None) -> list[File]:
        given = files if files is not None else self.files
        return [*(File(name.encode(), data) for name, data in given.items()), *more]

    def signed(self, manifest: Any, files: Mapping[str, bytes], raw: bytes | None = None) -> dict[str, bytes]:  # noqa: ANN401
        """Return the files of a package with this manifest (or these very bytes of one), signed."""
        data = raw if raw is not None else canonical_json(manifest)
        signature = f"{public_of(self.keys).verify}\n{sign(self.keys, data)}\n".encode()
        return {"manifest.json": data, "manifest.sig": signature, **files}

    def content(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files.items() if name.startswith(("data/", "attachments/"))}

    def with_manifest(self, change: Callable[[Json], object], unlike: Mapping[str, bytes] | None = None) -> bytes:
        """A package whose manifest was changed and signed anew."""
        manifest = self._fresh_manifest(change)
        return whole(build_zip(self.zip_files(files=self.signed(manifest, unlike or self.content()))))

    def with_raw_manifest(self, raw: bytes) -> bytes:
        return whole(build_zip(self.zip_files(files=self.signed(None, self.content(), raw))))

    def with_files(self, content: Mapping[str, bytes], change: Callable[[Json], object] = lambda _: None) -> bytes:
        """A package of other content, listed and counted as it is, signed anew."""

        def listed(manifest: Json) -> None:
            manifest["entries"] = {
                name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in content.items()
            }
            manifest["counts"] = {
                name[5:-6]: data.count(b"\n") for name, data in content.items() if name.startswith("data/")
            }
            change(manifest)

        manifest = self._fresh_manifest(listed)
        return whole(build_zip(self.zip_files(files=self.signed(manifest, content))))

    def with_table(self, table: str, lines: Sequence[bytes]) -> bytes:
        return self.with_files({**self.content(), f"data/{table}.jsonl": b"".join(line + b"\n" for line in lines)})

    def with_rows(self, table: str, rows: Sequence[Json]) -> bytes:
        ordered = sorted(rows, key=lambda row: str(row.get("id", "")))
        return self.with_table(table, [canonical_json(row) for row in ordered])

    def _fresh_manifest(self, change: Callable[[Json], object]) -> Json:
        manifest, number = self.manifest, next(self.numbers)
        manifest["sequence"] = number
        manifest["package_id"] = f"hostile-{number}"
        change(manifest)
        return manifest


def taken_apart(path: Path, keys: Keys) -> Honest:
    with zipfile.ZipFile(path) as archive:
        return Honest({name: archive.read(name) for name in archive.namelist()}, keys)
