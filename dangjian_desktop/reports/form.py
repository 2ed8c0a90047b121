"""What a form is: words of paper, declared as blocks; and the plain values that fill it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Row(NamedTuple):
    """One table row: texts of the columns after 序号; ``group`` is the merged name of forms 5 and 7.

    ``owner`` tells namesakes apart: rows of one name are one block only when they have one owner too. ``more`` are
    texts for columns that an office may add (see the extras of a card's fills). ``who`` is whose row it is, where the
    first cell may no longer say so.
    """

    cells: tuple[str, ...]
    group: str = ""
    owner: str = ""
    more: Mapping[str, str] = MappingProxyType({})
    who: str = ""

    def same_block(self, other: "Row") -> bool:
        """Tell whether two rows belong under one merged name."""
        return (self.group, self.owner) == (other.group, other.owner)


class Values(NamedTuple):
    """What is printed into a form: named fields, numbered items, table rows and a photo."""

    fields: Mapping[str, str] = MappingProxyType({})
    items: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    rows: tuple[Row, ...] = ()
    photo: bytes | None = None


class Text(NamedTuple):
    """A paragraph, its first line indented; ``only_blank`` ones are hints of the sample."""

    key: str
    only_blank: bool = False


class ItemList(NamedTuple):
    """One paragraph for each item of a field; a blank form prints the sample's own lines."""

    key: str
    items: str


class RowList(NamedTuple):
    """One paragraph for each table row (form 2's names by post); a blank form prints the sample's own lines."""

    key: str


class Signatures(NamedTuple):
    """Lines to be signed, their labels spread to one width so that the brackets stand below each other.

    ``label_width`` and ``indent`` count characters; ``lines_before`` are left empty between the text and them.
    """

    keys: tuple[str, ...]
    label_width: int
    indent: int
    lines_before: float = 0.5


class Seal(NamedTuple):
    """The office's name over the date, at the right, with room for a round seal over both."""

    office: str = "seal"
    day: str = "date"


Block = Text | ItemList | RowList | Signatures | Seal


class Letter(NamedTuple):
    """A portrait letter or notice (GB/T 9704 by analogy)."""

    blocks: tuple[Block, ...]


class TableColumn(NamedTuple):
    """A column of a ledger: its heading's key, its width in millimetres on landscape A4, and how its cells stand."""

    key: str
    width: float
    centred: bool = False


class Ledger(NamedTuple):
    """A table form: info line, head row, body rows; ``sample_rows`` are the rows of the blank form, 0 fills the page.

    ``least_rows`` are kept on a filled form too. A ``grouped`` ledger merges its second column over a block. Rows may
    be as low as ``lowest`` where that saves a page.
    """

    columns: tuple[TableColumn, ...]
    row_height: float
    sample_rows: int
    least_rows: int = 0
    lowest: float = 0
    info: bool = True
    grouped: bool = False
    numbered_samples: int = 0
    sample_names: Mapping[int, str] = MappingProxyType({})
    remark: str = ""


class Box(NamedTuple):
    """A cell of an approval form: columns ``first`` to ``last`` (1 to 7) of its row; a label's key or a field."""

    first: int
    last: int
    label: str = ""
    field: str = ""
    long: bool = False
    photo: bool = False


class Approval(NamedTuple):
    """A one-page grid of seven columns; sizes in millimetres; the photo's box spans the first four rows."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]


class Form(NamedTuple):
    """One of the nine forms: its number, English key, title, copies and body; 8 and 9 are ``fixed`` (L399)."""

    number: int
    key: str
    title: str
    body: Letter | Ledger | Approval
    copies: int = 1
    fixed: bool = False
