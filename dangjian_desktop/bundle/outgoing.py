"""Writing a package to a stick: signed, sealed if the receiver's keys are known, read back, then given its name."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dangjian_desktop.bundle.archive import (
    CONTENTS,
    MANIFEST,
    PAYLOAD,
    SIGNATURE,
    check_bundle,
)
from dangjian_desktop.bundle.container import write_zip
from dangjian_desktop.bundle.limits import Limits
from dangjian_desktop.bundle.lines import Row, parse_lines, split_lines, table_bytes
from dangjian_desktop.bundle.manifest import (
    CHAIN_AT_MOST,
    FORMAT_MAJOR,
    FORMAT_MINOR,
    Acknowledged,
    Contents,
    Entry,
    Format,
    Former,
    Link,
    Manifest,
    PackageKind,
    Party,
    Period,
    Sealing,
    check_code,
    digest_of,
    manifest_bytes,
)
from dangjian_desktop.bundle.seal import Keys, PublicKeys, public_of, seal_to, seal_with, sign
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import safe_name

PART = "未写完_"
NAMES = {"settings": "欢迎", "move": "搬家"}
"""What the files that have no number to people begin with."""


@dataclass(frozen=True)
class Outgoing:
    """A package to be written.

    With ``keys`` it is signed; with ``recipients`` it is sealed to them, else with ``password`` if there is one, else
    anyone can look inside. ``chain`` is what was sent before in this lineage, oldest first.
    """

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
    chain: tuple[Link, ...] = ()
    former: tuple[Former, ...] = ()
    retired: tuple[str, ...] = ()
    keys: Keys | None = None
    recipients: tuple[PublicKeys, ...] = ()
    password: str = ""

    @property
    def sealing(self) -> Sealing:
        """How the content is kept from other eyes."""
        return "keys" if self.recipients else "password" if self.password else "plain"


@dataclass(frozen=True)
class Prepared:
    """A package that only lacks its papers: the manifest's bytes, and every file beside it."""

    content: Outgoing
    manifest: bytes
    files: Mapping[str, bytes]

    @property
    def check_code(self) -> str:
        """The 校验码, which the cover bears."""
        return check_code(self.manifest)


@dataclass(frozen=True)
class Written:
    """A package that was written, read back and found whole."""

    path: Path
    check_code: str
    digest: str


def prepare(content: Outgoing) -> Prepared:
    """Return the manifest and the files that it vouches for, so that the cover can carry the check code.

    Raises UserError when a receiver would not take a line: nobody can look into a sealed package that has left.
    """
    files = {f"data/{table}.jsonl": _lines(table, rows) for table, rows in content.tables.items() if rows}
    files |= {f"attachments/{name}": data for name, data in content.attachments.items()}
    counts = {table: len(rows) for table, rows in content.tables.items() if rows}
    required = tuple(sorted(content.attachments))
    if content.sealing != "plain":
        inside = Contents(
            package_id=content.package_id, counts=counts, entries=_entries(files), attachments_required=required
        )
        files, required = {PAYLOAD: _sealed(content, {CONTENTS: manifest_bytes(inside), **files})}, ()
    public = public_of(content.keys) if content.keys else None
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
        counts=counts,
        entries=_entries(files),
        attachments_required=required,
        signer=f"{public.verify} {public.seal}" if public else None,
        sealing=content.sealing,
        chain=content.chain[-CHAIN_AT_MOST:],
        former=content.former[-CHAIN_AT_MOST:],
        retired=content.retired,
    )
    data = manifest_bytes(manifest)
    if content.keys and public:
        files[SIGNATURE] = f"{public.verify}\n{sign(content.keys, data)}\n".encode()
    return Prepared(content, data, files)


def write_bundle(folder: Path, prepared: Prepared, papers: Mapping[str, bytes]) -> Written:
    """Write a package into ``folder`` under a temporary name, read it back as the receiver would, then rename it.

    Raises UserError BUNDLE-WRITE when the stick is full, protected, or gives back other bytes.
    """
    data = write_zip({MANIFEST: prepared.manifest, **prepared.files, **papers}, (MANIFEST, SIGNATURE))
    path = folder / file_name(prepared.content, prepared.check_code)
    put_whole(path, data)
    return Written(path, prepared.check_code, digest_of(prepared.manifest))


def put_whole(path: Path, data: bytes) -> None:
    """Write a package's bytes under a temporary name, read them back as the receiver would, then give the name.

    After a power cut the name is there with all of the bytes, or not at all. Raises UserError BUNDLE-WRITE.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART, suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _check_written(temporary, data)
        os.replace(temporary, path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        text = f"没能写到“{path.parent}”（{_cause(error)}）。请检查U盘是否插好、有没有空间、是否写保护，再重新生成。"
        raise UserError("BUNDLE-WRITE", text) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def file_name(content: Outgoing, code: str) -> str:
    """Return the package's file name; names of offices become safe components of it."""
    sender, period = safe_name(content.sender.name, 40), content.period
    if content.kind == "reply":
        target = safe_name(content.addressee.name, 40)
        return f"回执_{sender}_致_{target}_第{content.sequence:03d}号_{code}.zip"
    if content.kind == "move" and not content.attachments:
        return f"接管回执_{sender}_{code}.zip"
    if content.kind in NAMES:
        return f"{NAMES[content.kind]}_{sender}_{code}.zip"
    if content.kind == "transfer":
        word = "转出" if content.sender.kind == "branch" else "移交"
        return f"{word}_{sender}_致_{safe_name(content.addressee.name, 40)}_{code}.zip"
    return f"上报_{sender}_{period.year}Q{period.quarter}_第{content.sequence:03d}号_{code}.zip"


def _lines(table: str, rows: Sequence[Row]) -> bytes:
    data = table_bytes(rows)
    parse_lines(table, split_lines(data), Limits())
    return data


def _entries(files: Mapping[str, bytes]) -> dict[str, Entry]:
    return {path: Entry(sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for path, data in files.items()}


def _sealed(content: Outgoing, files: Mapping[str, bytes]) -> bytes:
    inside = write_zip(files, (CONTENTS,))
    return seal_to(content.recipients, inside) if content.recipients else seal_with(content.password, inside)


def _check_written(path: Path, data: bytes) -> None:
    """Compare what the stick gives back to what was written, and read that as a package."""
    if path.read_bytes() != data:
        raise UserError("BUNDLE-WRITE", "写入以后读回来的内容不一致。请换一个U盘，重新生成。")
    check_bundle(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name last, on systems that can open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some sticks' file systems know no such thing
            os.fsync(handle)
    finally:
        os.close(handle)


def _cause(error: OSError) -> str:
    known = {28: "空间不够", 30: "写保护", 13: "没有写入权限", 5: "读写出错"}
    return known.get(error.errno or 0, "系统没有说明原因")
