"""The words of the forms: the corrected text (校订), the source's own (原文), and a branch's changes to either."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.patterns import FIELD
from dangjian_desktop.reports.adapted import OwnColumn, stored
from dangjian_desktop.reports.form import Form
from dangjian_desktop.reports.sheet import Spans

FIXED = ("8.", "9.")
COLUMNS = "columns"
"""The key under which a ledger's own columns are customised, as if they were one of its texts."""


class Marked(NamedTuple):
    """A text and the stretches of it that are values."""

    text: str
    values: Spans = ()

    @classmethod
    def value(cls, text: str) -> "Marked":
        """Return a text that is a value from end to end."""
        return cls(text, ((0, len(text)),))


class Wording(NamedTuple):
    """Texts by ``<form>.<key>``; ``customised`` are the keys that a branch has put into its own words.

    ``columns`` are the own columns of ledgers, by form number.
    """

    texts: Mapping[str, str]
    customised: frozenset[str] = frozenset()
    columns: Mapping[int, tuple[OwnColumn, ...]] = MappingProxyType({})

    def text(self, form: Form, key: str) -> str:
        """Return a text of a form; an undeclared key is an empty text."""
        return self.texts.get(f"{form.number}.{key}", "")

    def filled(self, form: Form, key: str, fields: Mapping[str, str], *, blank: bool) -> str:
        """Return a text with its {fields} put in; a blank form shows the sample's own placeholders."""
        return self.marked(form, key, fields, blank=blank).text

    def marked(self, form: Form, key: str, fields: Mapping[str, str], *, blank: bool) -> Marked:
        """Return a filled text that remembers which stretches of it are values."""
        text = self.text(form, key)
        return mark_in(text, self._samples(form, text) if blank else fields)

    def paragraphs(self, form: Form, key: str, fields: Mapping[str, str], *, blank: bool) -> list[Marked]:
        """Return a filled text as the paragraphs that its own line feeds divide it into; an empty text is none."""
        text = self.text(form, key)
        values = self._samples(form, text) if blank else fields
        return [mark_in(line, values) for line in text.split("\n")] if text else []

    def _samples(self, form: Form, text: str) -> dict[str, str]:
        return {name: self.text(form, f"blank.{name}") for name in FIELD.findall(text)}

    def with_overrides(self, own: Mapping[str, str]) -> "Wording":
        """Return the wording with a branch's own sentences; forms 8 and 9 are fixed and keep theirs (L399)."""
        kept = {key: text for key, text in own.items() if key in self.texts and not key.startswith(FIXED)}
        return self._replace(texts={**self.texts, **kept}, customised=self.customised | kept.keys())

    def with_columns(self, number: int, columns: Sequence[OwnColumn]) -> "Wording":
        """Return the wording with a ledger's own columns; their headings are texts like those of the form's own."""
        key = f"{number}.{COLUMNS}"
        headings = {f"{number}.{column.key}": column.heading for column in columns if column.added}
        return self._replace(
            texts={**self.texts, **headings, key: stored(columns)},
            customised=self.customised | {key},
            columns={**self.columns, number: tuple(columns)},
        )

    def as_shown(self, form: Form) -> "Wording":
        """Return a form's texts as the fonts can show them: a branch's own words may hold any character."""
        from dangjian_desktop.reports.fonts import shown  # loads reportlab, which who only reads wordings does without

        own = f"{form.number}."
        return self._replace(texts={key: shown(text) for key, text in self.texts.items() if key.startswith(own)})


def put_in(pattern: str, fields: Mapping[str, str]) -> str:
    """Return a pattern with its {fields} put in at once, so that braces in a user's text are only text."""
    return mark_in(pattern, fields).text


def mark_in(pattern: str, fields: Mapping[str, str]) -> Marked:
    """Put {fields} into a pattern and remember where their texts stand."""
    text, place = "", 0
    spans: list[tuple[int, int]] = []
    for found in FIELD.finditer(pattern):
        text += pattern[place : found.start()]
        value = fields.get(found[1], "")
        spans.append((len(text), len(text) + len(value)))
        text, place = text + value, found.end()
    return Marked(text + pattern[place:], tuple(spans))


@cache
def load(name: Literal["proofread", "source"]) -> Wording:
    """Return a shipped wording."""
    return Wording(json.loads(resource("wording", f"{name}.json").read_text(encoding="utf-8")))
