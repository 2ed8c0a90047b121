"""What an office's own text of a form may say: its fields whole, no more lines than its place has (L399)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.patterns import fields_in, has_stray_brace
from dangjian_desktop.reports.adapted import MOST_SHOWN, OwnColumn, default_columns, fixed_count
from dangjian_desktop.reports.form import Form, ItemList, Ledger, Letter, RowList, Seal, Text
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.wording import load

BLANK = "blank."
MOST, MOST_HEADING = 2000, 40


@dataclass(frozen=True)
class Place:
    """A text's place in its form: which group of texts, which fields it must and may have, how it is written."""

    key: str
    group: str
    needed: tuple[str, ...]
    allowed: tuple[str, ...]
    many_lines: bool = False
    may_be_empty: bool = True
    most: int = MOST


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(resource("wording", "names.json").read_text(encoding="utf-8"))
    return found


def text_name(form: Form, key: str) -> str:
    """Return what a text of a form, or its columns, is called on the screen; an unknown one keeps its key."""
    return _names()["texts"].get(f"{form.number}.{key}", key)


def field_name(name: str) -> str:
    """Return what a field is called on the screen; an unknown one keeps its name."""
    return _names()["fields"].get(name, name)


def places(form: Form) -> Mapping[str, Place]:
    """Return the places of a form's texts by their keys, in the order of the paper, the blank form's own last."""
    return _places(form.number)


@cache
def _places(number: int) -> Mapping[str, Place]:
    form = next(form for form in FORMS if form.number == number)
    if form.fixed:
        return {}
    prefix = f"{form.number}."
    keys = [key.removeprefix(prefix) for key in load("proofread").texts if key.startswith(prefix)]
    return {key: _place(form, key) for key in sorted(keys, key=lambda key: key.startswith(BLANK))}


def _place(form: Form, key: str) -> Place:
    needed = fields_in(load("proofread").text(form, key))
    if key.startswith(BLANK):
        return Place(key, "空白表格", (), (), many_lines=key.removeprefix(BLANK) in _lists(form))
    if isinstance(form.body, Ledger) and key in {column.key for column in form.body.columns}:
        return Place(key, "表头", (), (), many_lines=True, may_be_empty=False, most=MOST_HEADING)
    if key not in _open_keys(form):
        return Place(key, "空白表格" if key in _of_blank_form(form) else "正文", needed, needed)
    every = tuple(
        dict.fromkeys(name for each in _open_keys(form) for name in fields_in(load("proofread").text(form, each)))
    )
    paragraph = key in _paragraphs(form)
    group = "标题" if key == "title" else "空白表格" if key in _of_blank_form(form) else "正文"
    return Place(key, group, needed, every, many_lines=paragraph, may_be_empty=key != "title")


def _paragraphs(form: Form) -> set[str]:
    blocks = form.body.blocks if isinstance(form.body, Letter) else ()
    return {block.key for block in blocks if isinstance(block, Text)}


def _of_blank_form(form: Form) -> set[str]:
    """The texts that a filled form does not print."""
    blocks = form.body.blocks if isinstance(form.body, Letter) else ()
    hints = {block.key for block in blocks if isinstance(block, Text) and block.only_blank}
    return hints | ({form.body.remark} if isinstance(form.body, Ledger) else set())


def _lists(form: Form) -> set[str]:
    blocks = form.body.blocks if isinstance(form.body, Letter) else ()
    return {block.key for block in blocks if isinstance(block, ItemList | RowList)}


def _open_keys(form: Form) -> list[str]:
    """The texts into which any of the form's values may be put."""
    blocks = form.body.blocks if isinstance(form.body, Letter) else ()
    seals = [key for block in blocks if isinstance(block, Seal) for key in (block.office, block.day)]
    texts = [block.key for block in blocks if isinstance(block, Text)]
    return ["title", *(["info"] if isinstance(form.body, Ledger) and form.body.info else []), *texts, *seals]


def text_fault(form: Form, place: Place, text: str) -> str:
    """Return in one sentence why a text cannot stand in its place, or an empty text when it can."""
    where = f"样例{form.number}“{text_name(form, place.key)}”"
    if has_stray_brace(text):
        return f"{where}里的花括号“{{”“}}”里面不是填写项，没有保存。请改用“（”“）”，或点“放入填写项”。"
    given = fields_in(text)
    if lacking := [name for name in place.needed if name not in given]:
        return f"{where}里少了{_listed(lacking)}，印出来就没有这一项，没有保存。请把它放回句子里。"
    if unknown := [name for name in given if name not in place.allowed]:
        return f"{where}里填不了{_listed(unknown)}，没有保存。请删去它。"
    if not place.may_be_empty and not text.strip():
        return f"{where}是空的，没有保存。请写上文字{'；不要这一栏，请在“栏目”里去掉勾选' if place.group == '表头' else ''}。"
    if not place.many_lines and "\n" in text:
        return f"{where}只能写一行，没有保存。请去掉换行。"
    if len(text) > place.most:
        return f"{where}写了 {len(text)} 个字，最多 {place.most} 个，没有保存。请写短一些。"
    return ""


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"‹{field_name(name)}›" for name in names)


def columns_fault(form: Form, columns: Sequence[OwnColumn], extras: Sequence[str]) -> str:
    """Return in one sentence why a ledger cannot have these columns, or an empty text; ``extras`` are its fields."""
    where = f"样例{form.number}的栏目"
    own = [column.key for column in default_columns(form)]
    keys = [column.key for column in columns]
    fixed = fixed_count(form)
    if sorted(keys) != sorted({*own, *(column.key for column in columns if column.added)}):
        return f"{where}与表格对不上，没有保存。请刷新后再改。"
    if keys[:fixed] != own[:fixed] or not all(column.shown for column in columns[:fixed]):
        names = "、".join(text_name(form, key).removesuffix("一栏") for key in own[:fixed])
        return f"{where}里，{names}要留在最前面，没有保存。请移动或隐藏别的栏目。"
    shown = [column for column in columns if column.shown]
    if len(shown) == fixed:
        return f"{where}全隐藏了，没有保存。请至少留下一栏。"
    if len(shown) > MOST_SHOWN:
        return f"{where}有 {len(shown)} 栏，一页最多放 {MOST_SHOWN} 栏，没有保存。请隐藏几栏。"
    for column in columns:
        if column.added and not column.heading.strip():
            return f"{where}里新加的一栏没有名称，没有保存。请写上栏目名称。"
        if has_stray_brace(column.heading) or fields_in(column.heading):
            return f"{where}“{column.heading}”里有花括号，没有保存。请改用“（”“）”。"
        if len(column.heading) > MOST_HEADING:
            return f"{where}“{column.heading[:8]}……”写了 {len(column.heading)} 个字，最多 {MOST_HEADING} 个，没有保存。请写短一些。"
        if column.field and column.field not in extras:
            return f"{where}“{column.heading}”选的内容没有登记，没有保存。请另选，或选手写。"
    return ""
