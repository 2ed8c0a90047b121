"""The handbook as people read it: its chapters with the tables that the program fills in, and what finds a section."""

from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from dangjian_desktop.core.handbook import (
    Chapter,
    Fill,
    Handbook,
    Run,
    Runs,
    Table,
    fill,
    keywords_of,
    read_chapter,
    texts_of,
    words_of,
)
from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.search import SearchIndex
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.options import OPTIONS, Option
from dangjian_desktop.services.errata import errata
from dangjian_desktop.services.pushed_settings import value_in_words
from dangjian_desktop.services.search_keys import search_keys
from dangjian_desktop.services.settings import source_of

SHOWN_BEFORE, SHOWN = 6, 40
Keys = Sequence[tuple[str, str, str]]
"""Where a key counts, the key, and what it does."""


class Hit(NamedTuple):
    """A section that a query fits, its chapter where it is not the chapter itself, and where in its text."""

    anchor: str
    title: str
    chapter: str
    excerpt: str


def read_handbook(keys: Keys) -> Handbook:
    """Return the whole handbook; ``keys`` are the window's own, for its chapter 快捷键."""
    fills: dict[str, Fill] = {
        "messages": lambda table: table,
        "keys": lambda _table: _table_of(("在哪里", "按键", "做什么"), keys),
        "options": lambda _table: _table_of(("数字", "默认", "依据"), [_option_row(option) for option in OPTIONS]),
        "errata": lambda _table: _table_of(
            ("在哪里", "原文", "程序用的", "说明"),
            [(each.where, each.source, each.proofread, each.note) for each in errata()],
        ),
        **{f"checks {scheme.key}": partial(_checks, scheme.key) for scheme in SCHEMES},
    }
    return tuple(fill(chapter, fills) for chapter in _written())


@cache
def _written() -> tuple[Chapter, ...]:
    return tuple(read_chapter(path.read_text(encoding="utf-8")) for path in sorted(resource("help").glob("[0-9]*.md")))


def _plain(text: str) -> Runs:
    return (Run(text.replace("\n", " ")),) if text else ()


def _table_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(tuple(map(_plain, heads)), tuple(tuple(map(_plain, row)) for row in rows))


def _checks(key: str, table: Table) -> Table:
    """Put each check's severity and clause beside its meaning."""
    rules = {rule.id: rule for rule in next(scheme for scheme in SCHEMES if scheme.key == key).rules}
    rows = []
    for number, meaning in table.rows:
        rule = rules[words_of(number)]
        rows.append((number, _plain(rule.severity.value), meaning, _plain(rule.source)))
    return Table((*map(_plain, ("编号", "程度", "意思和办法", "原文")),), tuple(rows), table.filled)


def _option_row(option: Option) -> tuple[str, str, str]:
    default = value_in_words(option.default)
    others = "、".join(choice for choice in option.choices if choice != option.default)
    return option.title, f"{default}（或{others}）" if others else default, source_of(option)


class Search:
    """Finds sections: Chinese anywhere in their texts, letters in headings, bold words and first columns."""

    def __init__(self, handbook: Handbook) -> None:
        self._sections = [section for chapter in handbook for section in chapter]
        self._chapters = [chapter[0].title if section.level > 1 else "" for chapter in handbook for section in chapter]
        self._texts = ["　".join(texts_of(section)) for section in self._sections]
        titles = search_keys([section.title for section in self._sections])
        words = search_keys(["　".join(keywords_of(section)) for section in self._sections])
        self._titles, self._words = SearchIndex(titles), SearchIndex(words)

    def find(self, query: str) -> list[Hit]:
        """Return the sections that a query fits, those first whose heading does."""
        wanted = query.strip()
        places = dict.fromkeys([*self._titles.find(wanted), *self._words.find(wanted)])
        if wanted and not wanted.isascii():
            places |= dict.fromkeys(place for place, text in enumerate(self._texts) if wanted in text)
        return [self._hit(place, wanted) for place in places]

    def _hit(self, place: int, wanted: str) -> Hit:
        section, text = self._sections[place], self._texts[place]
        at = text.find(wanted, len(section.title)) if wanted else -1
        begin = max(len(section.title) + 1, at - SHOWN_BEFORE)
        shown = f"{'…' if begin > len(section.title) + 1 else ''}{text[begin : begin + SHOWN]}"
        return Hit(section.anchor, section.title, self._chapters[place], shown)
