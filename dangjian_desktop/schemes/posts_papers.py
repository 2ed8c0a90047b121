"""How records of 无职党员设岗定责 become the catalogue of posts and the sign-up sheet."""

from dangjian_desktop.models.posts import Post, PostApplication
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.posts_forms import duties_of
from dangjian_desktop.schemes.public_names import public_name
from dangjian_desktop.schemes.scheme import Paper, PaperFill


def catalogue(book: Book, _members: frozenset[str]) -> list[Paper]:
    """The posts that can be chosen, with their duties (P04)."""
    posts = [post for post in sorted(book.of(Post), key=lambda p: (p.position, p.id)) if post.enabled]
    if not posts:
        return []
    rows = tuple(Row((post.name, *duties_of(post.duties))) for post in posts)
    return [Paper(book.office_name(), Values({"branch": book.office_name()}, rows=rows))]


def choices(book: Book, members: frozenset[str]) -> list[Paper]:
    """Every member without office, with what he has chosen so far (P05)."""
    chosen = {a.member_id: a for a in book.this_year(PostApplication)}
    rows = []
    for member in book.members:
        if book.class_of(member) == "无职" and (not members or member.id in members):
            wish = chosen.get(member.id)
            posts = (
                [book.by_id.get(post_id or "") for post_id in (wish.first_id, wish.second_id)] if wish else [None] * 2
            )
            names = [post.name if isinstance(post, Post) else "" for post in posts]
            rows.append(Row((public_name(book, member), *names, "")))
    if not rows:
        return []
    return [Paper(book.office_name(), Values({"branch": book.office_name()}, rows=tuple(rows)))]


PAPER_FILLS: tuple[PaperFill, ...] = (PaperFill("post_catalogue", catalogue), PaperFill("post_choices", choices))
