"""What a member did in his branch, in one short text that goes with him when he moves on."""

from sqlalchemy import Connection, select

from dangjian_desktop.models.areas import Area, AreaAssignment
from dangjian_desktop.models.commitments import Commitment
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import AGREED


def career_of(connection: Connection, member_id: str) -> str:
    """Return posts, areas, commitments and titles of a member, the years in order; empty when there are none."""
    facts = [
        *_held(connection, member_id, PostAssignment, Post, "post_id", "岗位"),
        *_held(connection, member_id, AreaAssignment, Area, "area_id", "责任区"),
        *_commitments(connection, member_id),
        *_titles(connection, member_id),
    ]
    return "；".join(text for _, text in sorted(facts, key=lambda fact: fact[0]))


def _held(
    connection: Connection, member_id: str, kind: type[PostAssignment | AreaAssignment], what: type[Post | Area],
    column: str, word: str,
) -> list[tuple[int, str]]:  # fmt: skip
    held, named = table_of(kind), table_of(what)
    statement = (
        select(held.c.year, named.c.name)
        .join(named, named.c.id == held.c[column])
        .where(held.c.member_id == member_id, held.c.deleted.is_(False))
        .order_by(held.c.year, named.c.name)
    )
    return [(row.year, f"{row.year}年{word}“{row.name}”") for row in connection.execute(statement)]


def _commitments(connection: Connection, member_id: str) -> list[tuple[int, str]]:
    table = table_of(Commitment)
    mine = (table.c.member_id == member_id, table.c.deleted.is_(False), table.c.review != "退回")
    outcomes: dict[int, list[str]] = {}
    for row in connection.execute(select(table.c.year, table.c.outcome).where(*mine)):
        outcomes.setdefault(row.year, []).append(row.outcome)
    return [(year, f"{year}年承诺 {len(each)} 项，已兑现 {each.count('已兑现')} 项") for year, each in outcomes.items()]


def _titles(connection: Connection, member_id: str) -> list[tuple[int, str]]:
    nominations, decisions = table_of(Nomination), table_of(Decision)
    statement = (
        select(nominations.c.year, nominations.c.quarter, nominations.c.award, nominations.c.kind)
        .join(decisions, decisions.c.nomination_id == nominations.c.id)
        .where(
            nominations.c.member_id == member_id,
            nominations.c.deleted.is_(False),
            decisions.c.deleted.is_(False),
            decisions.c.decision == AGREED,
        )
    )
    return [
        (row.year, f"{row.year}年{f'第{row.quarter}季度' if row.quarter else ''}{row.kind or row.award}（已批准）")
        for row in connection.execute(statement)
    ]
