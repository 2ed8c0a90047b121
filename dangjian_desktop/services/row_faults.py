"""What a received row may not say though its values are of the right types: such rows are parked with the reason."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dangjian_desktop.bundle.lines import read_canonical
from dangjian_desktop.models.attachment import Attachment
from dangjian_desktop.models.fitting import misfit
from dangjian_desktop.models.office import Office, Setting, WordingText
from dangjian_desktop.models.tables import BY_TABLE

Row = Mapping[str, Any]
JSON_DEPTH = 8
EXTENSION = re.compile(r"[a-z0-9]{1,8}")
SHA256 = re.compile(r"[0-9a-f]{64}")


def fault_of(table: str, row: Row) -> str | None:
    """Return a Chinese reason why a row of a known table cannot be taken, or None when it can."""
    meaning = MEANINGS.get(table)
    return misfit(BY_TABLE[table], row) or (meaning(row) if meaning else None)


def _office(row: Row) -> str | None:
    """A unit ends by a decision above, which leaves its row: all that it ever reported hangs on that."""
    return "单位不能删除，只能撤销" if row["deleted"] else None


def _setting(row: Row) -> str | None:
    return None if _is_json(row["value"]) else "设置的内容写法不对"


def _wording(row: Row) -> str | None:
    """The columns of a ledger are kept as a list; other words are just words."""
    return None if not row["text"].startswith("[") or _is_json(row["text"]) else "措辞的内容写法不对"


def _attachment(row: Row) -> str | None:
    """Both become the name of a file in the packages that this office sends on."""
    return None if SHA256.fullmatch(row["sha256"]) and EXTENSION.fullmatch(row["extension"]) else "附件的名称写法不对"


def _is_json(text: str) -> bool:
    try:
        read_canonical(text.encode(), JSON_DEPTH)
    except ValueError:
        return False
    return True


MEANINGS: Mapping[str, Callable[[Row], str | None]] = {
    Office.__tablename__: _office,
    Setting.__tablename__: _setting,
    WordingText.__tablename__: _wording,
    Attachment.__tablename__: _attachment,
}
