"""Writing a package to a stick and reading one safely: a real zip, expected paths only, hashes before meaning."""

import hashlib
import itertools
import json
import os
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangjian_desktop.bundle.manifest import (
    FORMAT_MAJOR,
    FORMAT_MINOR,
    Acknowledged,
    Entry,
    Format,
    Manifest,
    PackageKind,
    Party,
    Period,
    canonical_json,
    check_code,
    digest_of,
    manifest_bytes,
    read_manifest,
)
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import safe_name

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
PAPERS = ("封面.pdf", "说明.txt")
DATA_PATH = re.compile(r"^data/[a-z_]{1,40}\.jsonl$")
ATTACHMENT_PATH = re.compile(r"^attachments/[0-9a-f]{64}\.[a-z0-9]{1,8}$")
FIXED_TIME = (2020, 1, 1, 0, 0, 0)
CHUNK = 1 << 16

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Limits:
    """What a package may hold at the most; beyond that it is refused with the number."""

    file_bytes: int = 400 << 20
    entries: int = 3000
    entry_bytes: int = 200 << 20
    total_bytes: int = 800 << 20
    ratio: int = 200
    line_bytes: int = 1 << 20
    depth: int = 8


@dataclass(frozen=True)
class Outgoing:
    """A package to be written; ``papers`` are for people and hold nothing that is not in ``tables``."""

    kind: PackageKind
    package_id: str
    sender: Party
    addressee: Party
    installation_id: str
    lineage_id: str
    sequence: int
    previous: str
    period: Period
    claimed_time: str
    app_version: str
    tables: Mapping[str, Sequence[Row]]
    acknowledged: tuple[Acknowledged, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A package that was written, read back and found whole."""

    path: Path
    check_code: str
    digest: str


@dataclass(frozen=True)
class Incoming:
    """A package that was read and whose every byte was checked; attachments by their file name."""

    manifest: Manifest
    check_code: str
    digest: str
    tables: Mapping[str, tuple[Row, ...]]
    attachments: Mapping[str, bytes]


def prepare(content: Outgoing) -> tuple[bytes, dict[str, bytes]]:
    """Return the manifest's bytes and the files it vouches for, so that the cover can carry the check code."""
    files = {f"data/{table}.jsonl": _lines(rows) for table, rows in content.tables.items() if rows}
    files |= {f"attachments/{name}": data for name, data in content.attachments.items()}
    manifest = Manifest(
        format=Format(major=FORMAT_MAJOR, minor=FORMAT_MINOR),
        app_version=content.app_version,
        kind=content.kind,
        package_id=content.package_id,
        sender=content.sender,
        addressee=content.addressee,
        installation_id=content.installation_id,
        lineage_id=content.lineage_id,
        sequence=content.sequence,
        previous=content.previous,
        acknowledged=content.acknowledged,
        period=content.period,
        claimed_time=content.claimed_time,
        counts={table: len(rows) for table, rows in content.tables.items() if rows},
        entries={path: Entry(sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for path, data in files.items()},
        attachments_required=tuple(sorted(content.attachments)),
    )
    return manifest_bytes(manifest), files


def write_bundle(folder: Path, content: Outgoing, papers: Mapping[str, bytes]) -> Written:
    """Write a package into ``folder`` under a temporary name, read it back as the receiver would, then rename it."""
    manifest, files = prepare(content)
    code = check_code(manifest)
    path = folder / file_name(content, code)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="未写完_", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write_zip(file, {MANIFEST: manifest, **files, **papers})
            file.flush()
            os.fsync(file.fileno())
        if read_bundle(temporary).digest != digest_of(manifest):
            raise UserError("BUNDLE-WRITE", "写入以后读回来的内容不一致。请换一个U盘，重新生成。")
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return Written(path, code, digest_of(manifest))


def file_name(content: Outgoing, code: str) -> str:
    """Return the package's file name; names of offices become safe components of it."""
    sender, period = safe_name(content.sender.name, 40), content.period
    if content.kind == "reply":
        target = safe_name(content.addressee.name, 40)
        return f"回执_{sender}_致_{target}_第{content.sequence:03d}号_{code}.zip"
    return f"上报_{sender}_{period.year}Q{period.quarter}_第{content.sequence:03d}号_{code}.zip"


def read_bundle(path: Path, limits: Limits = Limits()) -> Incoming:
    """Read a package and check all of it; raise UserError (BUNDLE-…) naming the part that is wrong."""
    try:
        size = path.stat().st_size
    except OSError:
        raise UserError("BUNDLE-MISSING", f"找不到“{path.name}”。请插好U盘再试。") from None
    if size > limits.file_bytes:
        raise UserError(
            "BUNDLE-LIMIT", f"“{path.name}”有 {size >> 20} MB，超过 {limits.file_bytes >> 20} MB。请核对文件。"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UserError(
            "BUNDLE-ZIP", f"“{path.name}”不完整或已损坏，没有读入。请让发送单位重新拷贝或重新生成。"
        ) from error


def _read(archive: zipfile.ZipFile, limits: Limits) -> Incoming:
    names = _checked_names(archive, limits)
    if MANIFEST not in names:
        raise UserError("BUNDLE-MANIFEST", "这不是党建台账的包：里面没有 manifest.json。请核对文件。")
    data = _bytes(archive, names[MANIFEST], limits)
    manifest = read_manifest(data)
    _check_listing(manifest, set(names))
    tables: dict[str, tuple[Row, ...]] = {}
    attachments: dict[str, bytes] = {}
    for path, entry in manifest.entries.items():
        content = _bytes(archive, names[path], limits)
        if len(content) != entry.size or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise UserError("BUNDLE-HASH", f"包里的“{path}”内容被改动或已损坏。请让发送单位重新生成。")
        if path.startswith("data/"):
            table = path[5:-6]
            tables[table] = tuple(_rows(path, content, limits))
        else:
            attachments[path.removeprefix("attachments/")] = content
    for paper in (*PAPERS, SIGNATURE):
        if paper in names:
            _bytes(archive, names[paper], limits)
    if {table: len(rows) for table, rows in tables.items()} != manifest.counts:
        raise UserError("BUNDLE-COUNT", "包里的行数与清单不符。请让发送单位重新生成。")
    return Incoming(manifest, check_code(data), digest_of(data), tables, attachments)


def _checked_names(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise UserError("BUNDLE-LIMIT", f"包里有 {len(infos)} 个文件，超过 {limits.entries} 个。请核对文件。")
    total = sum(info.file_size for info in infos)
    if total > limits.total_bytes:
        raise UserError("BUNDLE-LIMIT", f"包展开有 {total >> 20} MB，超过 {limits.total_bytes >> 20} MB。请核对文件。")
    names: dict[str, zipfile.ZipInfo] = {}
    spans: list[tuple[int, int]] = []
    for info in infos:
        _check_info(info, limits)
        if info.filename.lower() in {name.lower() for name in names}:
            raise UserError("BUNDLE-PATH", f"包里有重名的文件“{info.filename[:40]}”。请让发送单位重新生成。")
        names[info.filename] = info
        spans.append((info.header_offset, info.header_offset + info.compress_size))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans)):
        raise UserError("BUNDLE-ZIP", "包里的文件互相重叠，没有读入。请让发送单位重新生成。")
    return names


def _check_info(info: zipfile.ZipInfo, limits: Limits) -> None:
    name = info.filename
    expected = name in (MANIFEST, SIGNATURE, *PAPERS) or DATA_PATH.match(name) or ATTACHMENT_PATH.match(name)
    if not expected or info.orig_filename != name:
        raise UserError("BUNDLE-PATH", f"包里有不该有的文件“{name[:40]}”，没有读入。请核对来源。")
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise UserError("BUNDLE-PATH", f"包里的“{name}”不是普通文件，没有读入。请核对来源。")
    if info.flag_bits & 1:
        raise UserError("BUNDLE-ZIP", f"包里的“{name}”加了压缩密码，读不了。请让发送单位重新生成。")
    if info.file_size > limits.entry_bytes:
        raise UserError("BUNDLE-LIMIT", f"包里的“{name}”有 {info.file_size >> 20} MB，太大了。请核对文件。")
    if info.file_size > (1 << 20) and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise UserError("BUNDLE-LIMIT", f"包里的“{name}”压缩比超过 {limits.ratio} 倍，没有读入。请核对来源。")


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Read one file as a stream; the header's size is a promise that is checked, never trusted."""
    parts, size = [], 0
    with archive.open(info) as stream:
        while part := stream.read(CHUNK):
            size += len(part)
            if size > min(limits.entry_bytes, info.file_size):
                raise UserError("BUNDLE-LIMIT", f"包里的“{info.filename}”比清单写的大，没有读入。请核对来源。")
            parts.append(part)
    return b"".join(parts)


def _check_listing(manifest: Manifest, present: set[str]) -> None:
    listed = set(manifest.entries)
    for path in sorted(listed):
        if not (DATA_PATH.match(path) or ATTACHMENT_PATH.match(path)):
            raise UserError("BUNDLE-PATH", f"清单里有不该有的文件“{path[:40]}”。请核对来源。")
    extra = present - listed - {MANIFEST, SIGNATURE, *PAPERS}
    missing = listed - present
    if extra or missing:
        what = f"多出“{min(extra)}”" if extra else f"缺少“{min(missing)}”"
        raise UserError("BUNDLE-ENTRY", f"包里的文件与清单不符：{what}。请让发送单位重新生成。")


def _rows(path: str, content: bytes, limits: Limits) -> Iterator[Row]:
    for number, line in enumerate(content.splitlines(), start=1):
        if len(line) > limits.line_bytes:
            raise UserError("BUNDLE-LIMIT", f"“{path}”第 {number} 行太长，没有读入。请核对来源。")
        try:
            row = json.loads(line.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise _bad_row(path, number) from None
        if not isinstance(row, dict) or _depth(row, limits.depth) or not isinstance(row.get("id"), str):
            raise _bad_row(path, number)
        if canonical_json(row) != line:
            raise _bad_row(path, number)
        yield row


def _no_float(text: str) -> float:
    raise ValueError(f"a float: {text}")


def _depth(value: object, left: int) -> bool:
    """Tell whether a value is nested deeper than allowed."""
    if left == 0:
        return True
    inner: Iterable[object] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_depth(each, left - 1) for each in inner)


def _bad_row(path: str, number: int) -> UserError:
    return UserError("BUNDLE-JSON", f"“{path}”第 {number} 行写法不对，没有读入。请让发送单位重新生成。")


def _lines(rows: Sequence[Row]) -> bytes:
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    return b"".join(canonical_json(dict(row)) + b"\n" for row in ordered)


def _write_zip(file: Any, files: Mapping[str, bytes]) -> None:  # noqa: ANN401  (a binary file)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files, key=lambda name: (name != MANIFEST, name)):
            info = zipfile.ZipInfo(path, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, files[path])
