"""A TrueType file read where it lies: characters, advances, and the few shapes that a paper carries with it."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from mmap import mmap

EM = 1000
UNICODE_MAPS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the maps that know Unicode, those of all planes first."""

KEPT = (b"cvt ", b"fpgm", b"head", b"hhea", b"maxp", b"prep")
"""The tables that a subset takes over; of the shapes and their places and advances it takes its own part."""

WORDS, SCALE, MORE, SCALES, MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a part of a composite shape."""

POSTSCRIPT_NAME = 6
SIGNATURE, MAGIC = 0x5F0F3CF5, 0xB1B0AFBA
BROKEN = (ValueError, IndexError, struct.error)
"""What a broken file raises, when it is opened or when the broken part is met."""


class TrueType:
    """One font of a file's ``data``; widths and heights in thousandths of an em.

    Only what is asked for is read: a paper needs a few hundred shapes of sixty thousand. Raises what is in BROKEN.
    """

    def __init__(self, data: bytes | mmap, index: int = 0) -> None:
        self._data = data
        start = 0
        if self._data[:4] == b"ttcf":
            (start,) = struct.unpack_from(">L", self._data, 12 + 4 * index)
        (count,) = struct.unpack_from(">H", self._data, start + 4)
        rows = struct.iter_unpack(">4sLLL", self._data[start + 12 : start + 12 + 16 * count])
        self._tables = {tag: (offset, length) for tag, _, offset, length in rows}
        if missing := {b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"} - self._tables.keys():
            raise ValueError(f"no table {sorted(missing)}")
        if any(offset + length > len(data) for offset, length in self._tables.values()):
            raise ValueError("a table lies outside the file")
        (self._units,) = self._unpack(">H", b"head", 18)
        (self._is_long,) = self._unpack(">h", b"head", 50)
        (self._wide,) = self._unpack(">H", b"hhea", 34)
        (self.count,) = self._unpack(">H", b"maxp", 4)
        if self._unpack(">L", b"head", 12) != (SIGNATURE,) or not self._units or not self._wide:
            raise ValueError("no measures")
        self._find = cache(self._character_map())

    @cached_property
    def name(self) -> str:
        """The font's PostScript name, as a PDF may write it."""
        start = self._tables.get(b"name", (0, 0))[0]
        _, count, strings = struct.unpack_from(">HHH", self._data, start)
        for row in struct.iter_unpack(">6H", self._data[start + 6 : start + 6 + 12 * count if start else start + 6]):
            platform, _, _, kind, size, place = row
            if kind == POSTSCRIPT_NAME:
                raw = self._data[start + strings + place : start + strings + place + size]
                text = raw.decode("latin-1" if platform == 1 else "utf-16-be", "ignore")
                return "".join(c for c in text if c.isascii() and (c.isalnum() or c in "-_")) or "Font"
        return "Font"

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The box that holds every shape."""
        left, bottom, right, top = map(self._scaled, self._unpack(">4h", b"head", 36))
        return left, bottom, right, top

    @cached_property
    def ascent(self) -> int:
        """How far the type reaches above its baseline."""
        return self._scaled(self._unpack(">h", b"OS/2", 68)[0]) if b"OS/2" in self._tables else self.box[3]

    @cached_property
    def descent(self) -> int:
        """How far it reaches below; a negative number."""
        return self._scaled(self._unpack(">h", b"OS/2", 70)[0]) if b"OS/2" in self._tables else self.box[1]

    def advance(self, glyph: int) -> int:
        """Return how far a shape moves on."""
        (units,) = self._unpack(">H", b"hmtx", 4 * min(glyph, self._wide - 1))
        return self._scaled(units)

    def glyph(self, code: int) -> int:
        """Return the shape of a code point, 0 when there is none."""
        found = self._find(code)
        return found if found < self.count else 0

    def has_shape(self, glyph: int) -> bool:
        """Tell whether a shape draws anything."""
        start, end = self._place(glyph)
        return start < end

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Return a font file of some shapes, code by code, with the parts that they are made of after them."""
        shapes, taken = self._shapes(glyphs)
        starts = [0]
        for shape in shapes:
            starts.append(starts[-1] + len(shape))
        metrics = b"".join(self._metrics(glyph) for glyph in taken)
        number = struct.pack(">H", len(taken))
        tables = {tag: self._table(tag) for tag in KEPT if tag in self._tables}
        head, hhea, maxp = (bytearray(tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
        head[8:12], head[50:52] = bytes(4), b"\0\1"
        hhea[34:36], maxp[4:6] = number, number
        tables |= {b"head": bytes(head), b"hhea": bytes(hhea), b"maxp": bytes(maxp), b"hmtx": metrics}
        tables[b"cmap"] = _codes_in_order(len(glyphs))
        tables |= {b"glyf": b"".join(shapes), b"loca": struct.pack(f">{len(starts)}L", *starts)}
        return _font_file(tables)

    def _shapes(self, glyphs: Sequence[int]) -> tuple[list[bytes], list[int]]:
        taken, shapes = list(glyphs), []
        places: dict[int, int] = {}
        for place, glyph in enumerate(taken):
            places.setdefault(glyph, place)
        for glyph in taken:  # grows while parts are found
            start, end = self._place(glyph)
            shape = bytearray(self._data[start:end])
            if len(shape) > 10 and shape[0] & 0x80:
                for offset, part in _parts(shape):
                    if part not in places:
                        places[part] = len(taken)
                        taken.append(part)
                    struct.pack_into(">H", shape, offset, places[part])
            shapes.append(bytes(shape) + bytes(-len(shape) % 4))
        return shapes, taken

    def _metrics(self, glyph: int) -> bytes:
        offset = self._tables[b"hmtx"][0]
        if glyph < self._wide:
            return self._data[offset + 4 * glyph : offset + 4 * glyph + 4]
        last, bearing = offset + 4 * self._wide - 4, offset + 4 * self._wide + 2 * (glyph - self._wide)
        return self._data[last : last + 2] + self._data[bearing : bearing + 2]

    def _place(self, glyph: int) -> tuple[int, int]:
        if not 0 <= glyph < self.count:
            raise ValueError(f"no glyph {glyph}")
        start, length = self._tables[b"glyf"]
        if self._is_long:
            first, last = self._unpack(">LL", b"loca", 4 * glyph)
        else:
            first, last = (2 * half for half in self._unpack(">HH", b"loca", 2 * glyph))
        if not first <= last <= length:
            raise ValueError(f"glyph {glyph} lies outside its table")
        return start + first, start + last

    def _character_map(self) -> Callable[[int], int]:
        start, _ = self._tables[b"cmap"]
        (count,) = struct.unpack_from(">H", self._data, start + 2)
        rows = struct.iter_unpack(">HHL", self._data[start + 4 : start + 4 + 8 * count])
        maps = {(platform, encoding): start + offset for platform, encoding, offset in rows}
        for key in UNICODE_MAPS:
            if key in maps:
                (kind,) = struct.unpack_from(">H", self._data, maps[key])
                if kind == 12:
                    return self._groups(maps[key])
                if kind == 4:
                    return self._segments(maps[key])
        raise ValueError("no map of Unicode")

    def _groups(self, start: int) -> Callable[[int], int]:
        (count,) = struct.unpack_from(">L", self._data, start + 12)
        numbers: tuple[int, ...] = struct.unpack_from(f">{3 * count}L", self._data, start + 16)
        firsts, lasts, glyphs = numbers[::3], numbers[1::3], numbers[2::3]

        def glyph(code: int) -> int:
            place = bisect_right(firsts, code) - 1
            return glyphs[place] + code - firsts[place] if place >= 0 and code <= lasts[place] else 0

        return glyph

    def _segments(self, start: int) -> Callable[[int], int]:
        (double,) = struct.unpack_from(">H", self._data, start + 6)
        count, data, offsets = double // 2, self._data, start + 16 + 3 * double
        lasts = struct.unpack_from(f">{count}H", data, start + 14)
        firsts, deltas, ranges = (struct.unpack_from(f">{count}H", data, start + 16 + n * double) for n in (1, 2, 3))

        def glyph(code: int) -> int:
            place = bisect_right(lasts, code - 1)
            if place >= count or code < firsts[place]:
                return 0
            found = code
            if ranges[place]:
                at = offsets + 2 * place + ranges[place] + 2 * (code - firsts[place])
                found = int.from_bytes(data[at : at + 2])
            return int(found + deltas[place]) & 0xFFFF if found else 0

        return glyph

    def _unpack(self, layout: str, table: bytes, offset: int) -> tuple[int, ...]:
        return struct.unpack_from(layout, self._data, self._tables[table][0] + offset)

    def _table(self, tag: bytes) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _scaled(self, units: int) -> int:
        return round(units * EM / self._units)


def _parts(shape: bytearray) -> list[tuple[int, int]]:
    """Return where a composite shape names its parts, and which."""
    found, offset, flags = [], 10, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", shape, offset)
        found.append((offset + 2, part))
        offset += 4 + (4 if flags & WORDS else 2)
        offset += 2 if flags & SCALE else 4 if flags & SCALES else 8 if flags & MATRIX else 0
    return found


def _codes_in_order(count: int) -> bytes:
    """The map that a PDF's simple font is drawn by: code 0 is the first shape, 1 the next."""
    codes = struct.pack(f">5H{count}H", 6, 10 + 2 * count, 0, 0, count, *range(count))
    return struct.pack(">HHHHL", 0, 1, 1, 0, 12) + codes


def _font_file(tables: dict[bytes, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    out = bytearray(struct.pack(">LHHHH", 0x10000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power))))
    offset = len(out) + 16 * len(tables)
    padded = {tag: data + bytes(-len(data) % 4) for tag, data in sorted(tables.items())}
    sums = {tag: _checksum(data) for tag, data in padded.items()}
    for tag, data in padded.items():
        out += struct.pack(">4sLLL", tag, sums[tag], offset, len(tables[tag]))
        if tag == b"head":
            adjustment = offset + 8
        offset += len(data)
    whole = _checksum(out) + sum(sums.values())
    out += b"".join(padded.values())
    struct.pack_into(">L", out, adjustment, (MAGIC - whole) & 0xFFFFFFFF)
    return bytes(out)


def _checksum(data: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
