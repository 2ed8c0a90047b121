"""How records of 党员责任区 become the board of areas."""

from collections.abc import Iterator

from dangjian_desktop.models.areas import Area, AreaAssignment, AreaExemption
from dangjian_desktop.models.member import Member
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.areas_rules import serving
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.public_names import public_name
from dangjian_desktop.schemes.scheme import Paper, PaperFill

OWN_LEVEL = "本级"
Path = tuple[Area, ...]


def board(book: Book, _members: frozenset[str]) -> list[Paper]:
    """The tree of areas from the top down, who keeps each, and the gaps on both sides (Z05, Z06, Z07).

    A reason for an exemption may be an illness; it stays off the wall.
    """
    rows = tuple(row for path in _walk(book, "", ()) for row in _rows(book, path))
    if not rows:
        return []
    placed = {a.member_id for a in serving(book)}
    exempt = {e.member_id for e in book.this_year(AreaExemption)} - placed
    missing = [m for m in book.members if m.id not in placed | exempt]
    covered = sum(m.id in placed for m in book.members)
    vacant = sum(not row.cells[-3] for row in rows)
    line = f"党员 {len(book.members)} 人，有责任区 {covered} 人"
    line += f"，不划分 {len(exempt)} 人" if exempt else ""
    line += f"，尚未划分 {len(missing)} 人" if missing else ""
    line += f"。责任区域空缺 {vacant} 处。" if vacant else "。责任区域无空缺。"
    values = Values(
        fields={"branch": book.office_name(), "coverage": line},
        items={
            "without": tuple(public_name(book, m) for m in missing),
            "exempt": tuple(public_name(book, m) for m in book.members if m.id in exempt),
        },
        rows=rows,
    )
    return [Paper(book.office_name(), values)]


def _walk(book: Book, parent: str, above: Path) -> Iterator[Path]:
    """Yield the path of each area, an area before those inside it."""
    known = {area.id for area in book.of(Area)}
    for area in sorted(book.of(Area), key=lambda a: (a.position, a.id)):
        superior = area.parent_id if area.parent_id in known else ""
        if (superior or "") == parent and area not in above:
            yield (*above, area)
            yield from _walk(book, area.id, (*above, area))


def _rows(book: Book, path: Path) -> Iterator[Row]:
    """One row a keeper of an area; an area that nobody keeps, nor one above or inside it, is a gap."""
    area = path[-1]
    keepers = [a for a in serving(book) if a.area_id == area.id]
    has_inner = any(each.parent_id == area.id for each in book.of(Area))
    names, owner = tuple(each.name for each in path), "/".join(each.id for each in path)
    if has_inner:
        names, owner = (*names, OWN_LEVEL), f"{owner}/{OWN_LEVEL}"
    for keeper in keepers:
        member = book.by_id[keeper.member_id]
        if isinstance(member, Member):
            person = public_name(book, member), book.duty_or_post(member), _duties(keeper, area)
            yield Row((*names, *person), owner=owner)
    above = {each.id for each in path[:-1]}
    if not keepers and not has_inner and not any(a.area_id in above for a in serving(book)):
        yield Row((*names, "", "", area.duties), owner=owner)


def _duties(assignment: AreaAssignment, area: Area) -> str:
    return assignment.duties or area.duties


PAPER_FILLS: tuple[PaperFill, ...] = (PaperFill("area_board", board),)
