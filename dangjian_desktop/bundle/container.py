"""The zip of a package, read without trust: every byte has its place, and both of its headers tell the same.

A zip can be read in many ways: two headers for each file, room between files, before and after them. What a package
means must not depend on the reader, so only the plain way is taken: files lie side by side from the first byte to the
central directory, and that to the end.
"""

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dangjian_desktop.bundle.limits import Limits
from dangjian_desktop.core.errors import UserError

FIXED_TIME = (2020, 1, 1, 0, 0, 0)
CHUNK = 1 << 16
SEAL = b"sha256:"
SEAL_BYTES = len(SEAL) + 64
"""The zip's comment, as this program writes it: the hash of all bytes before it, against damage."""
END = struct.Struct("<4s4H2IH")
CENTRAL = struct.Struct("<4s2B5H3I5H2I")
LOCAL = struct.Struct("<4s5H3I2H")
STORED, DEFLATED = 0, 8
UTF8, LEVEL = 0x800, 0x006
TIMES = frozenset({0x5455, 0x7875, 0x000A})
"""Extra fields that common zip programs add, about times and owners: they say nothing of the content."""
NAME_BYTES = 200
DIRECTORY = 0x10


@dataclass(frozen=True)
class Place:
    """Where one file lies in the zip: ``start`` is its first byte there, ``packed`` and ``size`` count bytes."""

    name: str
    start: int
    packed: int
    size: int
    method: int
    crc: int


@dataclass(frozen=True)
class _Header:
    place: Place
    offset: int
    common: tuple[int, ...]
    raw_name: bytes


def write_zip(files: Mapping[str, bytes], first: Sequence[str]) -> bytes:
    """Return a zip of these files, those in ``first`` before the others; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files, key=lambda name: (first.index(name) if name in first else len(first), name)):
            info = zipfile.ZipInfo(path, FIXED_TIME)
            info.compress_type = zipfile.ZIP_STORED if path.endswith((".age", ".jpg", ".png")) else zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, files[path])
        archive.comment = b"-" * SEAL_BYTES
    whole = made.getbuffer()[:-SEAL_BYTES]
    return b"".join((whole, SEAL, hashlib.sha256(whole).hexdigest().encode()))


def check_zip(
    file: BinaryIO, size: int, limits: Limits, expected: Callable[[str], bool], most: Callable[[str], int]
) -> dict[str, Place]:
    """Return the files of a zip by name after its whole structure was checked; nothing is unpacked.

    ``expected`` tells whether a name may be there at all, ``most`` how large the file may be.
    Raises UserError: BUNDLE-ZIP, BUNDLE-PATH, BUNDLE-LIMIT, BUNDLE-HASH.
    """
    directory, end, count = _end(file, size, limits)
    headers = list(_central(file, directory, end, count))
    _check_sizes(headers, limits, most)
    names: dict[str, Place] = {}
    position = 0
    for header in sorted(headers, key=lambda each: each.offset):
        place = header.place
        if not expected(place.name):
            raise UserError("BUNDLE-PATH", f"包里有不该有的文件“{_shown(place.name)}”，没有读入。请核对来源。")
        if place.name in names:
            raise UserError("BUNDLE-PATH", f"包里有重名的文件“{place.name}”。请让发送单位重新生成。")
        if header.offset != position:
            raise _damaged("文件之间有空隙或互相重叠")
        names[place.name] = placed = _local(file, header)
        position = placed.start + placed.packed
    if position != directory:
        raise _damaged("文件之间有空隙或互相重叠")
    return names


def unpacked(file: BinaryIO, place: Place) -> Iterator[bytes]:
    """Yield the content of one file piece by piece; its length and checksum are proved by the last piece."""
    file.seek(place.start)
    inflater = zlib.decompressobj(-15) if place.method == DEFLATED else None
    left, size, crc = place.packed, 0, 0
    while left:
        packed = file.read(min(CHUNK, left))
        if not packed:
            raise _damaged(f"“{place.name}”不完整")
        left -= len(packed)
        for piece in _pieces(inflater, packed):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > place.size:
                raise UserError("BUNDLE-LIMIT", f"包里的“{place.name}”比清单写的大，没有读入。请核对来源。")
            yield piece
    if size != place.size or crc != place.crc or (inflater and (not inflater.eof or inflater.unused_data)):
        raise _damaged(f"“{place.name}”与它的校验值不符")


def _pieces(inflater: "zlib._Decompress | None", packed: bytes) -> Iterator[bytes]:
    if inflater is None:
        yield packed
        return
    try:
        while packed:
            if inflater.eof:
                raise _damaged("压缩内容后面还有内容")
            yield inflater.decompress(packed, CHUNK)
            packed = inflater.unconsumed_tail or inflater.unused_data
    except zlib.error:
        raise _damaged("压缩内容读不出") from None


def _end(file: BinaryIO, size: int, limits: Limits) -> tuple[int, int, int]:
    """Find the end record, which is the last thing but for our own comment; check that comment."""
    for comment in (SEAL_BYTES, 0):
        end = size - END.size - comment
        if end < 0:
            continue
        file.seek(end)
        tail = file.read(END.size + comment)
        mark, *numbers = END.unpack_from(tail)
        if mark != b"PK\5\6" or numbers[-1] != comment:
            continue
        disk, first_disk, here, count, length, directory, _ = numbers
        if disk or first_disk or here != count or directory + length != end or not count:
            raise _damaged("目录与内容不符")
        if count > limits.entries:
            raise UserError("BUNDLE-LIMIT", f"包里有 {count} 个文件，超过 {limits.entries} 个。请核对文件。")
        if comment and not _is_whole(file, size - comment, tail[END.size :]):
            raise UserError("BUNDLE-HASH", "文件与它自己的校验值不符，内容被改动或已损坏。请让发送单位重新拷贝。")
        return directory, end, count
    raise _damaged("找不到目录，文件可能没有拷贝完")


def _is_whole(file: BinaryIO, size: int, comment: bytes) -> bool:
    digest = hashlib.sha256()
    file.seek(0)
    while size and (piece := file.read(min(CHUNK, size))):
        digest.update(piece)
        size -= len(piece)
    return comment == SEAL + digest.hexdigest().encode()


def _central(file: BinaryIO, directory: int, end: int, count: int) -> Iterator[_Header]:
    if end - directory > count * (CENTRAL.size + 2 * NAME_BYTES):
        raise _damaged("目录太长")
    file.seek(directory)
    data, at = file.read(end - directory), 0
    for _ in range(count):
        if at + CENTRAL.size > len(data):
            raise _damaged("目录不完整")
        fields = CENTRAL.unpack_from(data, at)
        length, extra, comment = fields[11:14]
        at += CENTRAL.size
        rest = data[at : at + length + extra + comment]
        at += length + extra + comment
        if fields[0] != b"PK\1\2" or len(rest) < length + extra + comment or comment or not _is_times(rest[length:]):
            raise _damaged("目录的写法与本程序不同")
        yield _header(fields, rest[:length])
    if at != len(data):
        raise _damaged("目录后面还有内容")


def _header(fields: tuple[int, ...], raw_name: bytes) -> _Header:
    needed, flags, method, *moment, crc, packed, size = fields[3:11]
    disk, _internal, attributes, offset = fields[14:18]
    name = _name(raw_name, flags)
    mode = attributes >> 16
    if (stat.S_IFMT(mode) and not stat.S_ISREG(mode)) or attributes & DIRECTORY:
        raise UserError("BUNDLE-PATH", f"包里的“{_shown(name)}”不是普通文件，没有读入。请核对来源。")
    if flags & 1:
        raise UserError("BUNDLE-ZIP", f"包里的“{_shown(name)}”加了压缩密码，读不了。请让发送单位重新生成。")
    wrong = flags & ~(UTF8 | LEVEL) or disk or (method == STORED and packed != size)
    if wrong or method not in (STORED, DEFLATED):
        raise _damaged(f"“{_shown(name)}”的写法与本程序不同")
    common = (needed, flags, method, *moment, crc, packed, size)
    return _Header(Place(name, 0, packed, size, method, crc), offset, common, raw_name)


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & UTF8 else "ascii")
    except UnicodeDecodeError:
        shown = raw[:40].decode("utf-8", "replace")
        raise UserError("BUNDLE-PATH", f"包里的文件名“{_shown(shown)}”写法不对，没有读入。请核对来源。") from None


def _local(file: BinaryIO, header: _Header) -> Place:
    """Check that the header before the content tells the same as the directory."""
    file.seek(header.offset)
    data = file.read(LOCAL.size + len(header.raw_name))
    if len(data) < LOCAL.size + len(header.raw_name):
        raise _damaged("文件不完整")
    mark, *fields = LOCAL.unpack_from(data)
    *common, length, extra = fields
    same = tuple(common) == header.common and data[LOCAL.size :] == header.raw_name and length == len(header.raw_name)
    if mark != b"PK\3\4" or not same or not _is_times(file.read(extra)):
        raise _damaged(f"“{_shown(header.place.name)}”的两处记录不一致")
    place = header.place
    start = header.offset + LOCAL.size + length + extra
    return Place(place.name, start, place.packed, place.size, place.method, place.crc)


def _is_times(extra: bytes) -> bool:
    while extra:
        if len(extra) < 4:
            return False
        kind, length = struct.unpack_from("<2H", extra)
        if kind not in TIMES or len(extra) < 4 + length:
            return False
        extra = extra[4 + length :]
    return True


def _check_sizes(headers: Sequence[_Header], limits: Limits, most: Callable[[str], int]) -> None:
    for place in (header.place for header in headers):
        if place.size > (1 << 20) and place.size > limits.ratio * max(place.packed, 1):
            raise UserError(
                "BUNDLE-LIMIT", f"包里的“{_shown(place.name)}”压缩比超过 {limits.ratio} 倍，没有读入。请核对来源。"
            )
        if place.size > most(place.name):
            raise UserError(
                "BUNDLE-LIMIT",
                f"包里的“{_shown(place.name)}”有 {_megabytes(place.size)}，超过 {_megabytes(most(place.name))}。请核对文件。",
            )
    total = sum(header.place.size for header in headers)
    if total > limits.total_bytes:
        raise UserError(
            "BUNDLE-LIMIT", f"包展开有 {_megabytes(total)}，超过 {_megabytes(limits.total_bytes)}。请核对文件。"
        )


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB"


def _shown(name: str) -> str:
    """Return the beginning of a name fit for a sentence: a stranger's name may hold marks that turn the line round."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:40])


def _damaged(what: str) -> UserError:
    return UserError("BUNDLE-ZIP", f"文件不完整或已损坏（{what}），没有读入。请让发送单位重新拷贝或重新生成。")
