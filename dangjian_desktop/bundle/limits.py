"""What a package may hold at the most; beyond that it is refused with the number (case 34)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes; ``ratio`` is the most that a file may grow when it is unpacked.

    A sealed payload is opened in memory, so it may be smaller than a plain package, whose files are read one by one.
    """

    file_bytes: int = 400 << 20
    payload_bytes: int = 100 << 20
    entries: int = 3000
    manifest_bytes: int = 2 << 20
    table_bytes: int = 48 << 20
    attachment_bytes: int = 16 << 20
    total_bytes: int = 500 << 20
    ratio: int = 200
    rows: int = 50_000
    total_rows: int = 100_000
    line_bytes: int = 256 << 10
    depth: int = 8
