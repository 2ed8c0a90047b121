"""Who this data file is among the copies of an office's data: recognised when it is opened, settled when it is written."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Row, func, select, update

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.core.machine import Machine, Place, place_of
from dangjian_desktop.models.database import installation_at, retire_file
from dangjian_desktop.models.journal import JournalEntry
from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.companion import HOMES_AT_MOST, Companion, read_beside, write_beside
from dangjian_desktop.services.lineage import Arrival, Facts, Judgement, judge

if TYPE_CHECKING:
    from dangjian_desktop.services.own_keys import Succession

ASKING = "这是另一处数据文件的副本，还没有选择用途，现在只能查看。请先选择：只查看、由这里接管，或两处各自录入。"
TAKEN_OVER = "{day}起，本单位的数据由“{place}”接管，这里只能查看。确需在这里录入，请在菜单“数据”里选“本机身份…”。"
READ_ONLY = "这个副本已选为只查看。要在这里录入，请在菜单“数据”里选“本机身份…”，改为由这里接管或各自录入。"
COPIED = (
    "这个数据文件是从别处复制来的，已作为单独的一份继续使用：原来那份仍可录入，两处的改动由上级合并时分别处理。"
    "要改为只查看或由这里接管，请用 identity 命令。"
)
OLDER = "这个数据文件比上次在这里使用时的旧（可能从备份恢复过），上次以后录入的内容不在里面。请核对后再上报；有下属单位的，请让它们各重新上报一次。"


class Choice(StrEnum):
    """What a copy may be used for (case 10)."""

    READ_ONLY = "read-only"
    TAKE_OVER = "take-over"
    OWN = "own"


@dataclass
class Identity:
    """The identity of an open data file.

    ``news`` is what the user has to hear at once; ``pending`` is written with the first change, so that a file that is
    only read stays as it is byte for byte. ``standing`` is why it is read-only, if it is.
    """

    path: Path
    place: Place
    judgement: Judgement
    installation_id: str
    standing: str
    news: tuple[str, ...] = ()
    pending: dict[str, Any] = field(default_factory=dict)
    homes: tuple[str, ...] = ()
    before: Place | None = None
    copied_from: str = ""
    left: bool = False
    succession: "Succession | None" = None
    beside: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person has to choose what the copy is for."""
        return self.standing == ASKING

    @property
    def newly_copied(self) -> bool:
        """Whether this is a copy that has just become an installation of its own."""
        return self.judgement.arrival is Arrival.COPIED and not self.pending and not self.standing

    def settle(self, connection: Connection) -> None:
        """Write what opening found out; in the transaction of the first change.

        Raises UserError when another program has made this data file read-only meanwhile.
        """
        self.write(connection)
        self.standing = connection.execute(select(table_of(Installation).c.standing)).scalar() or ""
        if self.standing:
            raise UserError("DATA-STANDING", self.standing)

    def write(self, connection: Connection) -> None:
        """Write the new place, name and keys; the keys before endorse them (exchange.md, What an endorsement proves)."""
        if self.pending:
            connection.execute(update(table_of(Installation)).values(self.pending))
        if self.succession:
            self.succession.keep_former(connection, beside=self.beside)
            self.succession = None

    def settled(self, engine: Engine) -> None:
        """Remember that it is written."""
        if self.pending:
            self.pending = {}
            self.remember(engine)

    def leave(self, engine: Engine) -> None:
        """Note what the data file is at the end; once, for closing again must not open it."""
        if not self.left:
            self.left = True
            self.remember(engine)

    def remember(self, engine: Engine) -> None:
        """Note beside the data file what it now is; not before a new identity is written into it.

        The demo's folders hold what its manual says and nothing else.
        """
        if self.pending:
            return
        with engine.connect() as connection:
            row = _row(connection)
            if row.demo:
                return
            newest = connection.execute(select(func.max(table_of(JournalEntry).c.seq))).scalar() or 0
            companion = Companion(
                row.office_id, row.installation_id, row.sequence, newest, _mark(connection, newest), self.homes
            )
        write_beside(self.path, companion)


def recognise(
    engine: Engine, path: Path, *, machine: Machine, clock: Clock, new_id: NewId, ask: bool, moved: bool = False
) -> Identity:
    """Find out who a data file is; nothing is written. With ``ask`` a copy stays read-only until a person has chosen.

    ``moved`` is the word of a move package that the file was not copied.
    """
    here, beside = place_of(path, machine), read_beside(path)
    with engine.connect() as connection:
        row = _row(connection)
        facts = Facts(row.office_id, row.installation_id, row.sequence, row.home, lambda seq: _mark(connection, seq))
        judgement = judge(facts, beside, here, lambda old: None if _is_same(old, path) else installation_at(Path(old)))
    if moved:
        judgement = Judgement(Arrival.MOVED, older=False)
    homes = beside.homes if beside and beside.office_id == row.office_id else ()
    identity = Identity(
        path,
        here,
        judgement,
        row.installation_id,
        row.standing,
        homes=(*(home for home in homes if home != here.text), here.text)[-HOMES_AT_MOST:],
        before=Place.from_text(row.home),
        copied_from=row.installation_id,
    )
    _plan(identity, row, clock, new_id, ask=ask)
    return identity


def first_identity(path: Path, machine: Machine, installation_id: str) -> Identity:
    """Return the identity of a data file that is just being made."""
    here = place_of(path, machine)
    return Identity(path, here, Judgement(Arrival.HOME, older=False), installation_id, "", homes=(here.text,))


def choose(engine: Engine, identity: Identity, choice: Choice, clock: Clock) -> None:
    """Settle what a copy is for: to be read only, to take the other's place, or to be a second one beside it.

    A file that is taken over and lies on this computer is read-only from now on; one elsewhere learns it from a reply.
    """
    if choice is Choice.TAKE_OVER:
        identity.beside = False
        _retire(identity, clock)
    set_standing(engine, identity, READ_ONLY if choice is Choice.READ_ONLY else "")


def set_standing(engine: Engine, identity: Identity, standing: str) -> None:
    """Make the data file read-only for a reason, or writable again with an empty one."""
    identity.pending["standing"] = standing
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        identity.write(connection)
        connection.exec_driver_sql("COMMIT")
    identity.standing = standing
    identity.settled(engine)


def _retire(identity: Identity, clock: Clock) -> None:
    """Tell the file that was copied, if it is still there, that it has been taken over."""
    before = identity.before
    if before and before.machine == identity.place.machine and not _is_same(before.path, identity.path):
        sentence = TAKEN_OVER.format(day=print_day(clock().date()), place=identity.path)
        retire_file(Path(before.path), identity.copied_from, sentence)


def _plan(identity: Identity, row: Row[Any], clock: Clock, new_id: NewId, *, ask: bool) -> None:
    """Prepare what the first change will write: a new place, and a new name where two files could write under one."""
    judgement = identity.judgement
    if row.home != identity.place.text:
        identity.pending["home"] = identity.place.text
    if judgement.needs_new_id or not row.signing_key:
        from dangjian_desktop.services.own_keys import succeed  # loads cryptography; nearly no start needs it

        identity.succession = succeed(row)
        identity.pending |= identity.succession.values
    if judgement.needs_new_id:
        identity.installation_id = identity.pending["installation_id"] = new_id()
    if judgement.older:
        identity.pending |= {"lineage_id": new_id(), "restored_at": clock().isoformat()}
        identity.news = (OLDER,)
    if judgement.arrival is Arrival.COPIED:
        identity.standing = ASKING if ask else ""
        identity.beside = True
        identity.pending["standing"] = ""


def _row(connection: Connection) -> Row[Any]:
    return connection.execute(select(table_of(Installation))).one()


def _mark(connection: Connection, seq: int) -> str:
    """Return the hash of a journal entry, by which it is told from another one of the same number."""
    table = table_of(JournalEntry)
    entry = connection.execute(select(table.c.seq, table.c.at, table.c.verb).where(table.c.seq == seq)).first()
    return hashlib.sha256(repr(tuple(entry)).encode()).hexdigest()[:16] if entry else ""


def _is_same(old: str, path: Path) -> bool:
    try:
        return Path(old).samefile(path)
    except OSError:
        return False
