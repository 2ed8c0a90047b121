"""What every record has: an id, one owner, a revision counter and a tombstone."""

from typing import Any, ClassVar, dataclass_transform

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

ID = String(36)


def reference(target: str, *, optional: bool = False) -> Any:  # noqa: ANN401  (mapped_column's own type)
    """Declare a column that points to ``target``; checked when the transaction ends, so rows may come in any order."""
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(ID, key, index=True, nullable=optional, default=None if optional else "")


@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column, reference))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """The root of all tables; instances are plain typed values once read."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {str: String}


class Record(Base):
    """A row of the office's data: it travels in bundles and counts in the digest.

    Only an installation of ``owner_id`` may change it (exchange.md, principle 1). ``deleted`` is the tombstone.
    ``versions`` is JSON, {field: {writer: revision}}, of the fields changed since the row was made: it tells whether
    one of two values was written in the knowledge of the other. ``unknown`` is a JSON object of fields that only a newer
    program knows: kept, and sent on (case 24).
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(ID, primary_key=True, default="")
    owner_id: Mapped[str] = mapped_column(ID, index=True, default="")
    revision: Mapped[int] = mapped_column(default=1)
    deleted: Mapped[bool] = mapped_column(default=False)
    versions: Mapped[str] = mapped_column(default="")
    unknown: Mapped[str] = mapped_column(default="")


BOOKKEEPING = frozenset({"id", "owner_id", "revision", "deleted", "versions", "unknown"})
