"""Putting people on the posts that they chose: one step, undone in one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.schemes.posts_rules import on_post
from dangjian_desktop.schemes.step_heads import choices
from dangjian_desktop.services.reading import load_book
from dangjian_desktop.services.work import Changes, Office


@dataclass(frozen=True)
class PostCount:
    """A post of the catalogue and how many members are on it."""

    name: str
    people: int


def post_counts(office: Office, *, year: int) -> tuple[PostCount, ...]:
    """Return the posts in use in their order, and those switched off that still have people; none above the branches."""
    if office.kind != "branch":
        return ()
    book = load_book(office, year=year)
    people = Counter(post.id for _, _, post in on_post(book))
    posts = sorted(book.of(Post), key=lambda post: (post.position, post.id))
    return tuple(PostCount(post.name, people[post.id]) for post in posts if post.enabled or people[post.id])


def assign_by_choice(office: Office, *, year: int) -> Changes:
    """Put every member without office and post on the post chosen first, from today (P05, P06)."""
    book = load_book(office, year=year)
    chosen = choices(book)
    if not chosen:
        raise UserError("POST-CHOICE", "没有可以按志愿填入的党员。请先在“党员选报”里登记第一志愿。")
    return _assign(office, list(chosen.items()), f"按志愿填入 {len(chosen)} 人", year, book.office.secretary)


def _assign(office: Office, pairs: Sequence[tuple[str, str]], verb: str, year: int, secretary: str) -> Changes:
    today = office.clock().date()
    with office.work(verb) as work:
        work.insert(
            PostAssignment,
            [
                {"member_id": member, "post_id": post, "year": year, "decided_on": today, "decided_by": secretary}
                for member, post in pairs
            ],
        )
    return work.changes
