"""People who move from branch to branch, and branches that are renamed, split, merged or moved (exchange.md, cases 13-19)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import ID, Record, reference

CHANGE_KINDS = ("改名", "分设", "合并", "撤销", "转隶")


class Transfer(Record):
    """A member's 转出, the old branch's half of a transfer; ``outside`` leaves the units that this program serves.

    ``summary`` tells the new branch in words what he did here; ``change_id`` names the decision of the level above that it
    carries out, if any.
    """

    __tablename__ = "transfers"

    member_id: Mapped[str] = reference("members")
    to_id: Mapped[str] = mapped_column(ID, default="")
    to_name: Mapped[str]
    outside: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    change_id: Mapped[str] = mapped_column(ID, default="")


class Arrival(Record):
    """A member's 接收, the new branch's half: ``transfer_id`` is the old branch's row, which only headquarters has too."""

    __tablename__ = "arrivals"

    member_id: Mapped[str] = reference("members")
    transfer_id: Mapped[str] = mapped_column(ID)
    from_id: Mapped[str] = mapped_column(ID)
    from_name: Mapped[str]
    arrived_on: Mapped[date]
    summary: Mapped[str] = mapped_column(default="")


class UnitChange(Record):
    """A decision of the level above on its units; numbers of before count by membership on ``cutoff_on``.

    ``sources`` and ``targets`` are JSON, [[id, name], …]; a target's id is empty until that unit is met, and a source's own
    where it goes on under another name.
    """

    __tablename__ = "unit_changes"

    kind: Mapped[str]
    sources: Mapped[str]
    targets: Mapped[str]
    effective_on: Mapped[date]
    cutoff_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class UnitAssignment(Record):
    """Which of a change's targets, by name, the level above has chosen for a member of a source."""

    __tablename__ = "unit_assignments"

    change_id: Mapped[str] = reference("unit_changes")
    member_id: Mapped[str] = reference("members")
    target: Mapped[str]
