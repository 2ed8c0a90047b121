"""The papers beside the nine forms: what there is, and each as a PDF of an office's records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.member import Member
from dangjian_desktop.reports.fonts import missing_characters
from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers import PAPERS
from dangjian_desktop.reports.papers.kind import PaperKind, lay_out_paper
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.schemes import areas_papers, awards_papers, commitments_papers, member_papers, posts_papers
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Paper, PaperFill
from dangjian_desktop.services.print_jobs import photos_of
from dangjian_desktop.services.print_marks import SCHEMES_OF_PAPER, Marker, is_demo
from dangjian_desktop.services.printing import Made
from dangjian_desktop.services.reading import load_book, load_books
from dangjian_desktop.services.unreported import report_reminders
from dangjian_desktop.services.work import Office

FILLS: Mapping[str, PaperFill] = {
    fill.key: fill
    for module in (posts_papers, areas_papers, commitments_papers, awards_papers, member_papers)
    for fill in module.PAPER_FILLS
}
"""How records fill each paper, by its key; 催报单 and 打印机校准页 are made of no book."""

BY_KEY: Mapping[str, PaperKind] = {kind.key: kind for kind in PAPERS}
WITH_PHOTO = "pacesetter_plaque"
EMPTY = {
    "post_catalogue": "还没有启用的岗位。请先在“岗位设置”里添加或启用岗位。",
    "post_choices": "没有可以选报岗位的无职党员。请先登记党员名册，或改为打印空表。",
    "area_board": "还没有责任区域。请先在“责任区域”里登记区域，再安排责任党员。",
    "pledge_board": "还没有可以公示的承诺事项。请先登记承诺并审核通过。",
    "commitment_reminder": "没有已超期或临近时限的承诺事项，不需要提醒单。",
    "pioneer_plaque": "还没有批准的党员先锋岗。请在审批以后打印桌牌，或改为打印空牌。",
    "ballot": "本季度还没有登记参评人选。请先在“标兵测评”里登记，或改为打印空票。",
    "tally": "本季度还没有登记参评人选和测评会。请先登记，或改为打印空表。",
    "consultation": "本季度还没有标兵推荐人选。请先登记推荐人选，或改为打印空表。",
    "pacesetter_plaque": "本季度还没有批准的标兵。请在批准以后打印亮相牌，或改为打印空牌。",
    "member_card": "名册里还没有党员。请先登记党员名册。",
    "report_reminder": "所属党支部都已报送，或者还没有确认的下属支部，不需要催报单。",
}


@dataclass(frozen=True)
class PaperOptions:
    """How papers are laid out: A3 for those with a wall version, and the day by which to report (催报单)."""

    paper: Literal["A4", "A3"] = "A4"
    deadline: date | None = None


PLAIN = PaperOptions()


@dataclass(frozen=True)
class Listed:
    """A paper that can be printed: its kind, and whose papers the records would fill."""

    kind: PaperKind
    subjects: tuple[str, ...]


def kind_of(key: str) -> PaperKind:
    """Return a paper by its key; raise UserError when there is none."""
    if key not in BY_KEY:
        raise UserError("PAPER", f"没有“{key}”这种纸。请从{'、'.join(BY_KEY)}中选。")
    return BY_KEY[key]


def list_papers(
    office: Office, *, year: int | None = None, quarter: int | None = None, units: Sequence[str] = ()
) -> list[Listed]:
    """Return all kinds of papers with the subjects that the records of a year and quarter would fill."""
    books = _books(office, year, quarter, units)
    return [Listed(kind, tuple(p.subject for _, p in _filled(office, books, kind.key, (), PLAIN))) for kind in PAPERS]


def paper_documents(
    office: Office,
    books: Sequence[Book],
    key: str,
    members: Sequence[str] = (),
    blank: bool = False,
    options: PaperOptions = PLAIN,
) -> list[tuple[Paper, Document]]:
    """Return the papers of one kind, laid out; empty when no record fills it.

    ``members`` are ids, for 催报单 those of branches. A blank paper has its office's name where it has one. Raises
    UserError for an unknown key, and for a blank paper that would be empty.
    """
    kind = kind_of(key)
    if blank and not kind.blank:
        raise UserError("PAPER-BLANK", f"{kind.title}没有空表。请按登记的内容打印。")
    if blank or not kind.filled:
        paper = _blank(books[0], kind)
        return [(paper, _document(kind, paper, "", blank=blank, options=options))]
    marker, schemes = Marker(is_demo(office)), SCHEMES_OF_PAPER.get(key, set())
    return [
        (paper, _document(kind, paper, marker.mark(book, schemes, paper.member_id), blank=blank, options=options))
        for book, paper in _filled(office, books, key, members, options)
    ]


def make_paper_pdf(
    office: Office,
    key: str,
    *,
    year: int | None = None,
    quarter: int | None = None,
    members: Sequence[str] = (),
    blank: bool = False,
    units: Sequence[str] = (),
    options: PaperOptions = PLAIN,
) -> Made:
    """Return one PDF with all papers of a kind; raise UserError when the records fill none."""
    books = _books(office, year, quarter, units)
    made = paper_documents(office, books, key, members, blank, options)
    if not made:
        raise UserError("PRINT-EMPTY", EMPTY[key])
    title, author = BY_KEY[key].title, books[0].office.name
    pdf = write_pdf([document for _, document in made], title=title, author=author, created=office.clock())
    return Made(pdf, tuple(paper_notes(key, made)))


def paper_notes(key: str, made: Sequence[tuple[Paper, Document]]) -> list[str]:
    """Return which papers name characters that no font has."""
    told = []
    for paper, _ in made:
        if lacking := missing_characters(_text(paper.values)):
            told.append(
                f"{BY_KEY[key].title} {paper.subject}：有字体里没有的字 {'、'.join(lacking)}，纸上印成它的编码。"
            )
    return told


def _books(office: Office, year: int | None, quarter: int | None, units: Sequence[str]) -> list[Book]:
    if not units:
        return [load_book(office, year=year, quarter=quarter)]
    found = load_books(office, year=year, quarter=quarter)
    return [found[unit] for unit in units]


def _filled(
    office: Office, books: Sequence[Book], key: str, members: Sequence[str], options: PaperOptions
) -> list[tuple[Book, Paper]]:
    if key == "report_reminder":
        reminders = report_reminders(office, books[0], deadline=options.deadline, units=frozenset(members))
        return [(books[0], paper) for paper in reminders]
    if key not in FILLS:
        return []
    papers = [(book, paper) for book in books for paper in FILLS[key].papers(book, frozenset(members))]
    if key != WITH_PHOTO:
        return papers
    photos = photos_of(office, books)
    return [(book, _with_photo(book, paper, photos)) for book, paper in papers]


def _with_photo(book: Book, paper: Paper, photos: Mapping[str, bytes]) -> Paper:
    member = book.by_id.get(paper.member_id)
    photo = photos.get(member.photo) if isinstance(member, Member) else None
    return replace(paper, values=paper.values._replace(photo=photo))


def _blank(book: Book, kind: PaperKind) -> Paper:
    name = book.office_name()
    return Paper(
        "空表", Values({"branch": name, "office": name, "voters": str(len(book.members))}) if kind.filled else Values()
    )


def _document(kind: PaperKind, paper: Paper, mark: str, *, blank: bool, options: PaperOptions) -> Document:
    sheets = lay_out_paper(kind, paper.values, blank=blank, paper=options.paper)
    group = "" if blank or not kind.filled else kind.title
    bookmark = paper.subject if group else f"{kind.title} {paper.subject}"
    return Document(sheets, bookmark, 1, group, mark)


def _text(values: Values) -> str:
    cells = [cell for row in values.rows for cell in (row.group, *row.cells)]
    return "".join([*values.fields.values(), *(item for items in values.items.values() for item in items), *cells])
