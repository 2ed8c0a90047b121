"""The words of the forms: the corrected text (校订), the source's own (原文), and a branch's changes to either."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dangjian_desktop.core.paths import resource
from dangjian_desktop.reports.form import Form

FIXED = ("8.", "9.")


@dataclass(frozen=True)
class Wording:
    """Texts by ``<form>.<key>``; ``customised`` are the keys that a branch has put into its own words."""

    texts: Mapping[str, str]
    customised: frozenset[str] = frozenset()

    def text(self, form: Form, key: str) -> str:
        """Return a text of a form; an undeclared key is an empty text."""
        return self.texts.get(f"{form.number}.{key}", "")

    def filled(self, form: Form, key: str, fields: Mapping[str, str], *, blank: bool) -> str:
        """Return a text with its {fields} put in; a blank form shows the sample's own placeholders."""
        whole = self.text(form, f"blank.{key}") if blank else ""
        text = whole if key == "title" and whole else self.text(form, key)
        for name in self._names(text):
            value = self.text(form, f"blank.{name}") if blank else fields.get(name, "")
            text = text.replace(f"{{{name}}}", value)
        return text

    def with_overrides(self, own: Mapping[str, str]) -> "Wording":
        """Return the wording with a branch's own sentences; forms 8 and 9 are fixed and keep theirs (L399)."""
        kept = {key: text for key, text in own.items() if key in self.texts and not key.startswith(FIXED)}
        return Wording({**self.texts, **kept}, frozenset(kept))

    @staticmethod
    def _names(text: str) -> list[str]:
        parts = text.split("{")[1:]
        return [part.partition("}")[0] for part in parts if "}" in part]


@cache
def load(name: Literal["proofread", "source"]) -> Wording:
    """Return a shipped wording."""
    return Wording(json.loads(resource("wording", f"{name}.json").read_text(encoding="utf-8")))
