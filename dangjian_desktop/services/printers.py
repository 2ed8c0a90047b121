"""How far each printer of this PC prints beside the mark: a small file of the user's, no part of the office's data."""

import json
from datetime import datetime
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.reports.papers.ruler import lay_out_ruler
from dangjian_desktop.reports.pdf import Document, write_pdf

FILE = "打印机偏移.json"
RULER = "打印机校准页"
STEP, MOST = 0.5, 20.0

Offset = tuple[float, float]
"""Millimetres to the right and down."""


def offset_of(folder: Path, printer: str) -> Offset:
    """Return a printer's offset, (0, 0) when none was set; a file that cannot be read counts as none."""
    return _offsets(folder).get(printer, (0.0, 0.0))


def set_offset(folder: Path, printer: str, offset: Offset) -> Offset:
    """Keep a printer's offset in the user's ``folder``; raise UserError beyond 20 mm or between steps of 0.5 mm."""
    kept = checked(offset)
    offsets = _offsets(folder)
    offsets[printer] = kept
    known = {name: list(each) for name, each in sorted(offsets.items()) if each != (0, 0)}
    write_whole(folder / FILE, json.dumps(known, ensure_ascii=False, indent=1).encode())
    return kept


def checked(offset: Offset) -> Offset:
    """Return an offset that a printer can be given; raise UserError otherwise."""
    for value in offset:
        if not -MOST <= value <= MOST or value % STEP:
            raise UserError("OFFSET", f"偏移“{value:g}”毫米不对。请写 -20 到 20，每步 0.5 毫米。")
    return offset


def ruler_pdf(created: datetime) -> bytes:
    """Return the test page that shows how far a printer prints beside the mark."""
    return write_pdf([Document(lay_out_ruler(), RULER)], title=RULER, author="", created=created)


def parse_offset(text: str) -> Offset:
    """Read ``X,Y`` in millimetres; raise UserError for anything else."""
    try:
        across, down = (float(part) for part in text.replace("，", ",").split(","))
    except ValueError:
        raise UserError("OFFSET", f"偏移“{text}”不对。请写成“右,下”的毫米数，例如 0,-1.5。") from None
    return checked((across, down))


def _offsets(folder: Path) -> dict[str, Offset]:
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        found = {str(name): checked((float(across), float(down))) for name, (across, down) in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError, UserError):
        return {}
    return found
