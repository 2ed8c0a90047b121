"""Reading a package safely: sizes, structure, hash, signature, decryption, inner structure, hashes, then meaning."""

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from dangjian_desktop.bundle.container import Place, check_zip, unpacked
from dangjian_desktop.bundle.generations import endorser
from dangjian_desktop.bundle.limits import Limits
from dangjian_desktop.bundle.lines import Row, parse_lines, split_lines
from dangjian_desktop.bundle.manifest import (
    Contents,
    Entry,
    Manifest,
    check_code,
    digest_of,
    read_contents,
    read_manifest,
)
from dangjian_desktop.bundle.seal import Keys, PublicKeys, are_public_keys, fingerprint, is_signed, unseal
from dangjian_desktop.core.errors import UserError

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
PAYLOAD = "payload.age"
CONTENTS = "contents.json"
PAPERS = ("封面.pdf", "说明.txt")
DATA_PATH = re.compile(r"data/([a-z_]{1,40})\.jsonl")
ATTACHMENT_PATH = re.compile(r"attachments/([0-9a-f]{64}\.[a-z0-9]{1,8})")
SMALL = 4 << 20
"""The most for the papers, and for a signature."""
KEPT = 8 << 20
"""The most of a package's tables that is kept from checking to merging: several branch-years."""
Found = TypeVar("Found")


@dataclass(frozen=True)
class Trust:
    """What the receiver brings to open and to believe packages.

    ``keys`` and ``password`` open sealed ones, and so do the sealing secrets that were this installation's before. ``known`` holds, by office id, the signing keys that may speak for it: an
    office that is in it, even with none left, is never believed without the signature of one of them. ``revoked`` are fingerprints of keys that
    nobody believes any more.
    """

    keys: Keys | None = None
    password: str = ""
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    revoked: frozenset[str] = frozenset()
    former: tuple[str, ...] = ()


LIMITS, NOBODY = Limits(), Trust()


@dataclass(frozen=True)
class Incoming:
    """A package whose every byte was checked, but for the meaning of its lines; tables are read when asked for.

    ``signer`` holds the keys that signed it, proved; None when it was not signed. Small tables are kept as they were
    read; others are read anew, and their hash checked anew, each time that they are asked for, so that only one is in
    memory.
    """

    manifest: Manifest
    check_code: str
    digest: str
    contents: Contents
    signer: PublicKeys | None
    _open: Callable[[], BinaryIO]
    _places: Mapping[str, Place]
    _limits: Limits
    _kept: Mapping[str, bytes]

    @property
    def table_names(self) -> tuple[str, ...]:
        """The tables that have lines, by name."""
        return tuple(path[5:-6] for path in sorted(self.contents.entries) if DATA_PATH.fullmatch(path))

    def lines(self, table: str) -> list[bytes]:
        """Return a table's lines as they stand, not parsed; none for a table that is not in the package."""
        path = f"data/{table}.jsonl"
        if path not in self.contents.entries:
            return []
        try:
            return split_lines(self._content(path))
        except ValueError:
            raise UserError("BUNDLE-JSON", f"“{path}”的最后一行不完整。请让发送单位重新生成。") from None

    def parse(self, table: str, lines: Iterable[bytes]) -> list[Row]:
        """Return the rows of some of a table's lines in their order; raise UserError when one is not canonical."""
        return parse_lines(table, lines, self._limits)

    def rows(self, table: str) -> list[Row]:
        """Return a table's rows."""
        return self.parse(table, self.lines(table))

    @cached_property
    def tables(self) -> Mapping[str, tuple[Row, ...]]:
        """All rows of all tables."""
        return {table: tuple(self.rows(table)) for table in self.table_names}

    @property
    def attachment_names(self) -> tuple[str, ...]:
        """The attachments that the package brings: hash, dot, extension."""
        return tuple(path.removeprefix("attachments/") for path in self.contents.entries if ATTACHMENT_PATH.match(path))

    @property
    def attachments(self) -> Mapping[str, bytes]:
        """All attachments by name; ``attachment`` reads one alone."""
        return {name: self.attachment(name) for name in self.attachment_names}

    def attachment(self, name: str) -> bytes:
        """Return one attachment."""
        return self._content(f"attachments/{name}")

    def _content(self, path: str) -> bytes:
        if path in self._kept:
            return self._kept[path]
        with self._open() as file:
            return b"".join(_proved(file, path, self._places[path], self.contents.entries[path]))


@dataclass(frozen=True)
class Outside:
    """What can be known of a package without opening its seal; everything that it says is signed or unsigned alike."""

    manifest: Manifest
    data: bytes
    signer: PublicKeys | None
    places: Mapping[str, Place]


def read_bundle(path: Path, limits: Limits = LIMITS, trust: Trust = NOBODY) -> Incoming:
    """Read a package and check all of it but the meaning of its lines; raise UserError (BUNDLE-…) naming what is wrong."""
    return _opened_file(path, limits, lambda file, size: _read(path, file, size, limits, trust))


def read_outside(path: Path, limits: Limits = LIMITS) -> Outside:
    """Read what a package says of itself outside its seal, its signature proved; raise UserError (BUNDLE-…)."""
    return _opened_file(path, limits, lambda file, size: _outside(file, size, limits, NOBODY))


def check_bundle(path: Path, limits: Limits = LIMITS) -> None:
    """Check a package of one's own as its receiver will, as far as that goes without his keys; raise UserError."""

    def check(file: BinaryIO, size: int) -> None:
        outside = _outside(file, size, limits, NOBODY)
        entries = outside.manifest.entries
        if outside.manifest.sealing == "plain":
            _check_contents(
                file, outside.places, _listed(outside.manifest), limits.of_sender(outside.manifest.sender.kind)
            )
        else:
            _exhaust(_proved(file, PAYLOAD, outside.places[PAYLOAD], entries[PAYLOAD]))

    _opened_file(path, limits, check)


def _opened_file(path: Path, limits: Limits, use: Callable[[BinaryIO, int], Found]) -> Found:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UserError("BUNDLE-ZIP", f"“{path.name}”不是文件，没有读入。请选择上报包或回执文件。")
        if size > limits.file_bytes:
            most = limits.file_bytes >> 20
            raise UserError("BUNDLE-LIMIT", f"“{path.name}”有 {size >> 20} MB，超过 {most} MB。请核对文件。")
        with path.open("rb") as file:
            return use(file, size)
    except FileNotFoundError:
        raise UserError("BUNDLE-MISSING", f"找不到“{path.name}”。请插好U盘再试。") from None
    except (OSError, ValueError):  # ValueError: a name that no system takes
        raise UserError("BUNDLE-READ", f"“{path.name}”读不出来。请重新插好U盘，或把文件拷到电脑上再试。") from None


def _read(path: Path, file: BinaryIO, size: int, limits: Limits, trust: Trust) -> Incoming:
    outside = _outside(file, size, limits, trust)
    manifest, contents, places = outside.manifest, _listed(outside.manifest), outside.places
    reopen: Callable[[], BinaryIO] = partial(_open_file, path)
    if manifest.sealing != "plain":
        payload = _opened(file, places[PAYLOAD], manifest, trust)
        reopen = partial(io.BytesIO, payload)
        file = reopen()
        contents, places = _contents(file, len(payload), manifest, limits)
    kept = _check_contents(file, places, contents, limits.of_sender(manifest.sender.kind))
    code, digest = check_code(outside.data), digest_of(outside.data)
    return Incoming(manifest, code, digest, contents, outside.signer, reopen, places, limits, kept)


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


def _outside(file: BinaryIO, size: int, limits: Limits, trust: Trust) -> Outside:
    places = check_zip(file, size, limits, _is_expected_outside, lambda name: _most(name, limits))
    if MANIFEST not in places:
        raise UserError("BUNDLE-MANIFEST", "这不是党建台账的包：里面没有 manifest.json。请核对文件。")
    for paper in set(PAPERS) & set(places):
        _exhaust(unpacked(file, places[paper]))
    data = b"".join(unpacked(file, places[MANIFEST]))
    signed_by = _signer(data, b"".join(unpacked(file, places[SIGNATURE])) if SIGNATURE in places else b"")
    manifest = read_manifest(data)
    signer = _check_signer(manifest, signed_by, trust)
    _check_listing(manifest.entries, set(places) - {MANIFEST, SIGNATURE, *PAPERS}, sealed=manifest.sealing != "plain")
    return Outside(manifest, data, signer, places)


def _listed(manifest: Manifest) -> Contents:
    return Contents.model_construct(
        package_id=manifest.package_id,
        counts=manifest.counts,
        entries=manifest.entries,
        attachments_required=manifest.attachments_required,
    )


def _exhaust(pieces: Iterable[bytes]) -> None:
    """Read to the end, where what was read is proved."""
    for _ in pieces:
        pass


def _is_expected_outside(name: str) -> bool:
    return name in (MANIFEST, SIGNATURE, PAYLOAD, *PAPERS) or _is_content(name)


def _is_expected_inside(name: str) -> bool:
    return name == CONTENTS or _is_content(name)


def _is_content(name: str) -> bool:
    return bool(DATA_PATH.fullmatch(name) or ATTACHMENT_PATH.fullmatch(name))


def _most(name: str, limits: Limits) -> int:
    if name.startswith("data/"):
        return limits.table_bytes
    if name.startswith("attachments/"):
        return limits.attachment_bytes
    return {MANIFEST: limits.manifest_bytes, CONTENTS: limits.manifest_bytes, PAYLOAD: limits.payload_bytes}.get(
        name, SMALL
    )


def _signer(manifest: bytes, signature: bytes) -> str:
    """Return the key that signed the manifest's bytes, before they are parsed; empty when there is no signature."""
    if not signature:
        return ""
    try:
        verify, signed, end = signature.decode("ascii").split("\n")
    except ValueError:
        verify, signed, end = "", "", "-"
    if end or not is_signed(PublicKeys(verify, ""), manifest, signed):
        raise UserError("BUNDLE-SIGNATURE", "签名与内容不符，包被改动或已损坏，没有读入。请让发送单位重新生成。")
    return verify


def _check_signer(manifest: Manifest, signed_by: str, trust: Trust) -> PublicKeys | None:
    """Check that the signer is who the manifest says, and that one who is known did not let another speak for him."""
    name, known = manifest.sender.name, trust.known.get(manifest.sender.id)
    verify, _, seal = (manifest.signer or "").partition(" ")
    if signed_by != verify:
        raise UserError("BUNDLE-SIGNATURE", "签名与包里写的签名密钥不符，没有读入。请让发送单位重新生成。")
    signer = PublicKeys(verify, seal) if signed_by else None
    if signer and not are_public_keys(signer):
        raise UserError("BUNDLE-SIGNATURE", "包里写的签名密钥写法不对，没有读入。请让发送单位重新生成。")
    if signer and fingerprint(signer) in trust.revoked:
        text = f"签这个包的“{name}”的密钥已经吊销，没有读入。请向“{name}”核对是哪台电脑生成的。"
        raise UserError("BUNDLE-REVOKED", text)
    if known is not None and not signer:
        text = f"本单位已经认识“{name}”的密钥，这个包却没有签名，没有读入。请让“{name}”用自己的电脑重新生成。"
        raise UserError("BUNDLE-SIGNATURE", text)
    if known is None or signer is None or signed_by in known:
        return signer
    if not endorser(signer, manifest.former, known, trust.revoked):
        raise UserError("BUNDLE-KEY", _stranger(name, fingerprint(signer)))
    return signer


def _stranger(name: str, digits: str) -> str:
    return (
        f"签这个包的密钥不是“{name}”登记过的，也没有原来的密钥担保，没有读入。请打电话向“{name}”核对：如果它的电脑丢失或重装过，"
        f"核对指纹 {digits} 后，在“通信密钥…”里登记这个包里的新密钥并确认（命令 enrol）。"
    )


def _check_listing(entries: Mapping[str, Entry], present: set[str], *, sealed: bool) -> None:
    for path in sorted(entries):
        if not (path == PAYLOAD if sealed else _is_content(path)):
            shown = "".join(letter if letter.isprintable() else "?" for letter in path[:40])
            raise UserError("BUNDLE-PATH", f"清单里有不该有的文件“{shown}”。请核对来源。")
    extra, missing = present - set(entries), set(entries) - present
    if extra or missing or (sealed and not entries):
        what = f"多出“{min(extra)}”" if extra else f"缺少“{min(missing, default=PAYLOAD)}”"
        raise UserError("BUNDLE-ENTRY", f"包里的文件与清单不符：{what}。请让发送单位重新生成。")


def _opened(file: BinaryIO, place: Place, manifest: Manifest, trust: Trust) -> bytes:
    sealed = b"".join(_proved(file, PAYLOAD, place, manifest.entries[PAYLOAD]))
    if manifest.sealing == "password":
        return unseal(sealed, password=trust.password)
    refusal: UserError | None = None
    for keys in (trust.keys, *(Keys("", secret) for secret in trust.former)):
        try:
            return unseal(sealed, keys=keys)
        except UserError as error:
            refusal = refusal or error
    raise refusal or UserError("BUNDLE-SEAL", "本机没有密钥，打不开。请在本机打开数据文件，做一次改动后再试。")


def _contents(file: BinaryIO, size: int, manifest: Manifest, limits: Limits) -> tuple[Contents, dict[str, Place]]:
    """Read the inside of a sealed package, which must be the one that the manifest tells of."""
    places = check_zip(file, size, limits, _is_expected_inside, lambda name: _most(name, limits))
    if CONTENTS not in places:
        raise UserError("BUNDLE-MANIFEST", "加密的内容里没有 contents.json。请让发送单位重新生成。")
    contents = read_contents(b"".join(unpacked(file, places[CONTENTS])))
    if contents.package_id != manifest.package_id or contents.counts != manifest.counts:
        raise UserError("BUNDLE-ENTRY", "加密的内容与外面的清单不符。请让发送单位重新生成。")
    _check_listing(contents.entries, set(places) - {CONTENTS}, sealed=False)
    return contents, places


def _check_contents(
    file: BinaryIO, places: Mapping[str, Place], contents: Contents, limits: Limits
) -> dict[str, bytes]:
    """Check the hash of every file, and the number and length of the lines of every table; return the small tables."""
    counts, kept, room = {}, {}, KEPT
    for path, entry in contents.entries.items():
        table = DATA_PATH.fullmatch(path)
        pieces = _proved(file, path, places[path], entry)
        if table and places[path].size <= room:
            room -= places[path].size
            read = list(pieces)
            counts[table[1]] = _count_lines(path, read, limits)
            kept[path] = b"".join(read)
        elif table:
            counts[table[1]] = _count_lines(path, pieces, limits)
        else:
            _check_name(path, entry)
            _exhaust(pieces)
    if (total := sum(counts.values())) > limits.total_rows:
        raise UserError("BUNDLE-LIMIT", f"包里有 {total} 行，超过 {limits.total_rows} 行，没有读入。请核对来源。")
    if counts != contents.counts:
        raise UserError("BUNDLE-COUNT", "包里的行数与清单不符。请让发送单位重新生成。")
    return kept


def _count_lines(path: str, pieces: Iterable[bytes], limits: Limits) -> int:
    count = length = 0
    for piece in pieces:
        count += piece.count(b"\n")
        length = len(piece) - piece.rfind(b"\n") - 1 + (length if b"\n" not in piece else 0)
        if length > limits.line_bytes:
            most = limits.line_bytes >> 10
            raise UserError("BUNDLE-LIMIT", f"“{path}”里有一行超过 {most} KB，没有读入。请核对来源。")
    if count > limits.rows:
        raise UserError("BUNDLE-LIMIT", f"“{path}”有 {count} 行，超过 {limits.rows} 行，没有读入。请核对来源。")
    return count


def _check_name(path: str, entry: Entry) -> None:
    if not path.startswith(f"attachments/{entry.sha256}."):
        raise UserError("BUNDLE-HASH", f"附件“{path[12:24]}…”的名称与内容不符。请让发送单位重新生成。")


def _proved(file: BinaryIO, path: str, place: Place, entry: Entry) -> Iterator[bytes]:
    """Yield a file's content; its hash and size in the manifest are proved by the last piece."""
    digest = hashlib.sha256()
    for piece in unpacked(file, place):
        digest.update(piece)
        yield piece
    if place.size != entry.size or digest.hexdigest() != entry.sha256:
        raise UserError("BUNDLE-HASH", f"包里的“{path}”内容被改动或已损坏。请让发送单位重新生成。")
