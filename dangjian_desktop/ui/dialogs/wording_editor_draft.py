"""A form's words and what was typed over them that is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_desktop.ui.wording_verbs import Draft, FormWords

if TYPE_CHECKING:
    from dangjian_desktop.services.wording import FormColumns, FormText
    from dangjian_desktop.services.wording_in_force import LedgerColumn
    from dangjian_desktop.services.wording_rows import Push

COLUMNS, UNSAVED = "栏目", "未保存"
HEADINGS = "表头"
PUSHED = {"locked": "锁定", "suggested": "建议"}
RENEWED = "默认有更新"


class EditedForm:
    """Texts by key, the columns of a ledger first; headings are edited with the columns."""

    def __init__(self, words: FormWords) -> None:
        self._texts: dict[str, str] = {}
        self._columns: tuple[LedgerColumn, ...] | None = None
        self._push: dict[str, Push] = {}
        self.renew(words)

    def renew(self, words: FormWords) -> None:
        """Take words that were read again; what is not saved stays."""
        self.number, self.columns = words.number, words.columns
        texts = {text.key: text for text in words.texts if not (words.columns and text.group == HEADINGS)}
        self.texts: dict[str, FormText] = texts
        self.keys = [*([words.columns.key] if words.columns else []), *texts]
        self.has_own = any(text.own is not None for text in words.texts) or bool(
            words.columns and words.columns.has_own
        )

    def words_of(self, key: str) -> str:
        """Return a text as it stands."""
        return self._texts.get(key, self.texts[key].text)

    def columns_now(self) -> tuple[LedgerColumn, ...]:
        """Return the columns as they stand."""
        return self._columns or (self.columns.columns if self.columns else ())

    def push_of(self, key: str) -> str:
        """Return what a text is to the units below, as it stands."""
        return self._push.get(key, self._found(key).push)

    def put_text(self, key: str, words: str) -> None:
        """Take typed words; typed back to what is saved, they are no change."""
        self._texts[key] = words
        if words == self.texts[key].text:
            del self._texts[key]

    def put_columns(self, columns: tuple[LedgerColumn, ...]) -> None:
        """Take changed columns."""
        self._columns = None if self.columns and columns == self.columns.columns else columns

    def put_push(self, key: str, push: Push) -> None:
        """Take what a text is to be to the units below."""
        self._push[key] = push
        if push == self._found(key).push:
            del self._push[key]

    def draft(self) -> Draft:
        """Return what is not saved."""
        return Draft(self.number, dict(self._texts), self._columns, dict(self._push))

    def forget(self, draft: Draft) -> None:
        """Drop what was saved, unless it was typed over since."""
        self._texts = {key: words for key, words in self._texts.items() if draft.texts.get(key) != words}
        self._push = {key: push for key, push in self._push.items() if draft.push.get(key) != push}
        self._columns = None if self._columns == draft.columns else self._columns

    def forget_key(self, key: str) -> None:
        """Drop what was typed into one text, or done to the columns."""
        self._texts.pop(key, None)
        self._push.pop(key, None)
        if self.columns and key == self.columns.key:
            self._columns = None

    @property
    def unsaved(self) -> list[str]:
        """The keys of what is not saved."""
        return [key for key in self.keys if self._is_unsaved(key)]

    def row(self, key: str) -> tuple[str, str]:
        """Return what the list says of a text: its name and its state."""
        found = self._found(key)
        name = COLUMNS if self.columns and key == self.columns.key else self.texts[key].name
        if self._is_unsaved(key):
            return name, UNSAVED
        more = [PUSHED.get(found.push, ""), RENEWED if found.renewed else ""]
        return name, "，".join([found.state.value, *filter(None, more)])

    def _is_unsaved(self, key: str) -> bool:
        changed = self._columns is not None if self.columns and key == self.columns.key else key in self._texts
        return changed or key in self._push

    def _found(self, key: str) -> FormText | FormColumns:
        return self.columns if self.columns and key == self.columns.key else self.texts[key]
