"""What a package may hold at the most; beyond that it is refused with the number (case 34)."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes; ``ratio`` is the most that a file may grow when it is unpacked.

    A sealed payload is opened in memory, so it may be smaller than a plain package, whose files are read one by one.
    ``rows`` and ``total_rows`` are for what one branch sends; an office that reports for its branches may send
    ``several`` times as many.
    """

    file_bytes: int = 400 << 20
    payload_bytes: int = 160 << 20
    entries: int = 6000
    manifest_bytes: int = 2 << 20
    table_bytes: int = 128 << 20
    attachment_bytes: int = 16 << 20
    total_bytes: int = 500 << 20
    ratio: int = 200
    rows: int = 50_000
    total_rows: int = 100_000
    line_bytes: int = 256 << 10
    depth: int = 8
    several: int = 5

    def of_sender(self, kind: str) -> "Limits":
        """Return these limits as they stand for a sender of this kind."""
        if kind in ("", "branch"):
            return self
        return replace(self, rows=self.rows * self.several, total_rows=self.total_rows * self.several)
