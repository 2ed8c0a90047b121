"""In which order people stand in a batch of papers: by hand, by strokes, by pinyin or by post."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from dangjian_desktop.core.strokes import StrokeKey, by_surname, by_whole_name, stroke_key
from dangjian_desktop.core.surnames import READINGS, split_name
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.posts import Post, PostAssignment
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.services.pinyin import toned, with_digit

ORDERS: Mapping[str, str] = {
    "roster": "手工",
    "surname": "姓氏笔画",
    "name": "姓名笔画",
    "pinyin": "拼音",
    "post": "岗位",
}
"""The orders by their key, with the words that the print centre shows."""

Syllable = tuple[str, bool, int]


def ordered(book: Book, order: str) -> list[Member]:
    """Return the members present in an order of ``ORDERS``; who is equal keeps the place in the roster."""
    key = _post_key(book) if order == "post" else KEYS.get(order)
    return sorted(book.members, key=key) if key else list(book.members)


def pinyin_key(name: str) -> tuple[tuple[tuple[Syllable, StrokeKey], ...], ...]:
    """Return what sorts names by syllable, then tone, then strokes, the surname read as surnames are (单 shàn)."""
    surname, given = split_name(name)
    read = READINGS.get(surname)
    syllables = [_syllable(part) for part in read.split()] if read else [_reading(each) for each in surname]
    first = tuple((syllable, stroke_key(each)) for syllable, each in zip(syllables, surname, strict=True))
    return (first, tuple((_reading(each), stroke_key(each)) for each in given))


@cache
def _reading(character: str) -> Syllable:
    return _syllable(toned(character))


def _syllable(text: str) -> Syllable:
    """Letters with ü as u, whether it was ü (吕 stands after 鲁), and the tone."""
    numbered = text if text[-1:].isdigit() else with_digit(text)
    letters, tone = numbered.rstrip("12345"), numbered[-1:]
    return letters.replace("ü", "u"), "ü" in letters, int(tone) if tone.isdigit() else 5


def _post_key(book: Book) -> Callable[[Member], int]:
    """Those on a post in the order of the catalogue; then those who are on none."""
    posts: Sequence[Post] = sorted(book.of(Post), key=lambda post: (post.position, post.id))
    places = {post.id: place for place, post in enumerate(posts)}
    held: dict[str, int] = {}
    for assignment in book.of(PostAssignment):
        if book.in_force(assignment) and assignment.post_id in places:
            place = places[assignment.post_id]
            held[assignment.member_id] = min(place, held.get(assignment.member_id, place))
    return lambda member: held.get(member.id, len(places))


KEYS: Mapping[str, Callable[[Member], Any]] = {
    "surname": lambda member: by_surname(member.name),
    "name": lambda member: by_whole_name(member.name),
    "pinyin": lambda member: pinyin_key(member.name),
}
