"""移交清单: what a data file holds when it is handed over, for the signatures of both and of a witness (case 31)."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.journal import JournalEntry
from dangjian_desktop.models.received import Question, SentPackage
from dangjian_desktop.models.tables import BY_TABLE, table_of
from dangjian_desktop.reports.cover import Cover, lay_out_cover
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.schemes.scheme import Severity
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.enrolment import met_keys, own_print
from dangjian_desktop.services.exchange_rows import card_of, family, owned_rows
from dangjian_desktop.services.plan_words import count_by_title
from dangjian_desktop.services.print_marks import demo_mark
from dangjian_desktop.services.trust import BELIEVED
from dangjian_desktop.services.work import Office

TITLE = "移交清单"
SIGNED, DATED = "（签字）：", "　年　月　日"
PLACES = tuple((f"{who}{SIGNED}", DATED) for who in ("移交人", "接收人", "监交人"))
NOTE = "校验码与搬家包的文件名相同。口令由移交人当面或打电话告诉接收人，不写在本页和U盘上。本页只列数目，内容以搬家包内数据为准。"
MANY = 5


def handover_list(office: Office, check_code: str) -> bytes:
    """Return the hand-over list of the data file as it stands, as a PDF."""
    day, own = office.clock(), own_print(office)
    met = [f"{key.office_name} {key.fingerprint}（{key.state}）" for key in met_keys(office) if key.state in BELIEVED]
    must = sum(finding.severity is Severity.MUST for finding in check(office))
    with office.reading() as connection:
        card = card_of(connection, office.office_id)
        facts = [
            ("移交单位", str(card["name"])),
            ("搬家包校验码", check_code),
            ("生成日期", print_day(day.date())),
            ("现任书记", str(card["secretary"])),
            ("待办", f"数据检查必须改 {must} 处，上级提出的问题 {_questions(connection)} 个"),
            ("未上报的改动", _unreported(connection)),
            ("本机密钥指纹", own),
            ("对方密钥指纹", "\n".join(met[:MANY]) or "还没有登记"),
        ]
        contents, mark = _contents(connection, office), demo_mark(connection)
    cover = Cover(TITLE, tuple(facts), PLACES, NOTE, tuple(contents))
    documents = [Document(lay_out_cover(cover), TITLE, mark=mark)]
    return write_pdf(documents, title=TITLE, author=str(card["name"]), created=day)


def _contents(connection: Connection, office: Office) -> Sequence[tuple[str, int]]:
    rows = owned_rows(connection, family(connection, office.office_id), frozenset(BY_TABLE))
    return count_by_title((table, row) for table, given in rows.items() for row in given if not row["deleted"])


def _questions(connection: Connection) -> int:
    table = table_of(Question)
    statement = select(func.count()).select_from(table).where(table.c.settled.is_(False), table.c.text != "")
    return connection.execute(statement).scalar_one()


def _unreported(connection: Connection) -> str:
    """What was changed since the newest report left; a report is an entry of its own where it changed something."""
    sent, journal = table_of(SentPackage), table_of(JournalEntry)
    newest = connection.execute(
        select(sent.c.sequence, sent.c.sent_at, sent.c.journal_seq)
        .where(sent.c.kind == "report")
        .order_by(sent.c.sequence.desc())
        .limit(1)
    ).first()
    if newest is None:
        return "还没有上报过"
    later = (
        select(func.count())
        .select_from(journal)
        .where(journal.c.seq > newest.journal_seq, journal.c.verb != "生成上报包", journal.c.undone.is_(False))
    )
    changes = connection.execute(later).scalar_one()
    return f"{newest.sent_at[:10]} 第 {newest.sequence} 号上报以后 {changes} 次改动"
