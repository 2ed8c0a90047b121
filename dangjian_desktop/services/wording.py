"""The words and columns of forms 1 to 7 as an office has them; every verb is one step of undo (L399, A7-26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.adapted import default_columns, fixed_count
from dangjian_desktop.reports.form import Form
from dangjian_desktop.reports.own_texts import field_name, places, text_name
from dangjian_desktop.reports.wording import COLUMNS, load
from dangjian_desktop.services.exchange_rows import card_of, superior_name
from dangjian_desktop.services.wording_in_force import (
    LedgerColumn,
    changeable,
    extras_of,
    kept_of,
    over,
    place_of,
    wanted_words,
)
from dangjian_desktop.services.wording_rows import Kept, Push, State, default_of, digest_of, own_rows, remove, write
from dangjian_desktop.services.work import Changes, Office

SAVED = "改措辞"


@dataclass(frozen=True)
class FormText:
    """One text of a form: the shipped words, the office's own and those from above (None where there are none).

    ``fields`` are what may stand in it, by name with what the screen calls them; those of ``needed`` must. ``unused``
    says that own words are kept under a lock, ``renewed`` that the shipped words have changed since the own were made.
    """

    key: str
    name: str
    group: str
    default: str
    own: str | None
    above: str | None
    text: str
    state: State
    push: Push
    unused: bool
    renewed: bool
    fields: Mapping[str, str]
    needed: tuple[str, ...]
    many_lines: bool


@dataclass(frozen=True)
class FormColumns:
    """A ledger's columns as they print, and what added ones may show, by field; see FormText for the rest.

    A changed heading makes the columns own ones too.
    """

    key: str
    columns: tuple[LedgerColumn, ...]
    extras: Mapping[str, str]
    state: State
    push: Push
    unused: bool
    renewed: bool
    has_own: bool


@dataclass(frozen=True)
class Pair:
    """Words beside the shipped ones that they replace; for columns their headings."""

    key: str
    name: str
    default: str
    text: str
    state: State
    renewed: bool


def texts(office: Office, number: int) -> list[FormText]:
    """Return the texts of a form in the order of the paper; raise UserError for 样例8 and 9, which are fixed."""
    form, kept = changeable(number), kept_of(office)
    return [_text(form, place, kept.get(f"{number}.{place}", Kept())) for place in places(form)]


def columns(office: Office, number: int) -> FormColumns | None:
    """Return a ledger's columns; None for a form that has none."""
    form, kept = changeable(number), kept_of(office)
    if not default_columns(form):
        return None
    found, wording = kept.get(f"{number}.{COLUMNS}", Kept()), over(kept)
    own = wording.columns.get(number) or default_columns(form)
    shown = tuple(
        LedgerColumn(each.key, wording.text(form, each.key), each.shown, each.field, place < fixed_count(form))
        for place, each in enumerate(own)
    )
    extras = {key: extra.heading for key, extra in extras_of(form).items()}
    parts = {COLUMNS: found, **{each.key: kept.get(f"{number}.{each.key}", Kept()) for each in default_columns(form)}}
    states = [_state(default_of(form, place), each) for place, each in parts.items()]
    headings = next((each for each in (State.OWN, State.SUGGESTED) if each in states[1:]), State.DEFAULT)
    doubts = [_doubts(form, place, each) for place, each in parts.items()]
    unused, renewed = (any(each) for each in zip(*doubts, strict=True))
    return FormColumns(
        f"{number}.{COLUMNS}",
        shown,
        extras,
        headings if states[0] is State.DEFAULT else states[0],
        found.push,
        unused,
        renewed,
        any(each.own is not None for each in parts.values()),
    )


def compare(office: Office, number: int) -> list[Pair]:
    """Return what a form says otherwise than the shipped words do, each beside them."""
    pairs = [
        Pair(each.key, each.name, each.default, each.text, each.state, each.renewed)
        for each in texts(office, number)
        if each.text != each.default or each.renewed
    ]
    form, found = changeable(number), columns(office, number)
    kept = kept_of(office).get(f"{number}.{COLUMNS}", Kept())
    if found and _state(default_of(form, COLUMNS), kept) is not State.DEFAULT:
        default = "、".join(load("proofread").text(form, each.key) for each in default_columns(form))
        now = "、".join(each.heading for each in found.columns if each.shown)
        before, after = (text.replace("\n", "") for text in (default, now))
        pairs.append(Pair(found.key, text_name(form, COLUMNS), before, after, found.state, found.renewed))
    return pairs


def set_text(office: Office, key: str, text: str, *, push: Push | None = None) -> Changes:
    """Put one text into own words; see `save`."""
    form, _ = _split(key)
    return save(office, form.number, {key: text}, push={} if push is None else {key: push})


def set_columns(office: Office, number: int, wanted: Sequence[LedgerColumn], *, push: Push | None = None) -> Changes:
    """Give a ledger own columns; see `save`."""
    return save(office, number, columns=wanted, push={} if push is None else {f"{number}.{COLUMNS}": push})


def save(
    office: Office,
    number: int,
    texts: Mapping[str, str] | None = None,
    columns: Sequence[LedgerColumn] | None = None,
    *,
    push: Mapping[str, Push] | None = None,
) -> Changes:
    """Save own words of a form by key, and its columns, in one step; ``push`` says what they are to the units below.

    Words that equal the shipped ones are no own words; columns are sent down with their headings. Raises UserError, in
    one sentence, for a text that lacks a field or breaks one, for columns that cannot be, for what the level above has
    locked, and for the fixed forms.
    """
    form, kept = changeable(number), kept_of(office)
    pushes = _pushes(office, form, push or {})
    found = {place: kept.get(f"{number}.{place}", Kept()) for place in (*places(form), COLUMNS)}
    words = wanted_words(form, texts or {}, columns, kept)
    # Words that are in force from above are nobody's own because they were on the screen when something else was saved.
    words = {place: text for place, text in words.items() if found[place].above is None or text != found[place].text}
    _refuse_locked(office, form, [place for place in words if found[place].state is State.LOCKED])
    for place in pushes:
        words.setdefault(place, _own_or_default(form, place, found[place]))
    wanted = {place: (text, pushes.get(place, found[place].push)) for place, text in words.items()}
    advised = [place for place in words if found[place].above is not None]
    with office.work(f"{SAVED}：样例{number} {_named(form, list(texts or {}) or list(words))}") as work:
        write(work, form, wanted, advised)
    return work.changes


def keep(office: Office, keys: Sequence[str]) -> Changes:
    """Stay with own words although the shipped ones have changed: nothing more is said about it."""
    form, _ = _split(keys[0])
    kept = kept_of(office)
    places_kept = [place for key in keys for place in _with_headings(form, place_of(form, key))]
    found = {place: kept.get(f"{form.number}.{place}", Kept()) for place in places_kept}
    own = {place: each for place, each in found.items() if each.own is not None}
    with office.work(f"仍用自己的措辞：样例{form.number} {_named(form, list(own))}") as work:
        write(work, form, {place: (each.own or "", each.push) for place, each in own.items()}, list(own))
    return work.changes


def reset_text(office: Office, key: str) -> Changes:
    """Go back to the shipped words of one text (or the columns, with their headings); it is not sent down any more."""
    form, place = _split(key)
    keys = [f"{form.number}.{each}" for each in _with_headings(form, place)]
    return _reset(office, keys, f"恢复默认措辞：样例{form.number} {_named(form, [place])}")


def reset_form(office: Office, number: int) -> Changes:
    """Go back to the shipped words and columns of a whole form in one step."""
    keys = [f"{number}.{place}" for place in (*places(changeable(number)), COLUMNS)]
    return _reset(office, keys, f"恢复默认措辞：样例{number}")


def reset_all(office: Office) -> Changes:
    """Go back to the shipped words and columns of all forms in one step."""
    return _reset(office, None, "恢复全部默认措辞")


def _text(form: Form, key: str, kept: Kept) -> FormText:
    place, default = places(form)[key], default_of(form, key)
    unused, renewed = _doubts(form, key, kept)
    return FormText(
        key=f"{form.number}.{key}",
        name=text_name(form, key),
        group=place.group,
        default=default,
        own=kept.own,
        above=kept.above,
        text=default if kept.text is None else kept.text,
        state=_state(default, kept),
        push=kept.push,
        unused=unused,
        renewed=renewed,
        fields={name: field_name(name) for name in place.allowed},
        needed=place.needed,
        many_lines=place.many_lines,
    )


def _state(default: str, kept: Kept) -> State:
    """Shipped words that are kept only to be sent down, or because others are advised, are still the shipped ones."""
    return State.DEFAULT if kept.state is State.OWN and kept.own == default else kept.state


def _doubts(form: Form, key: str, kept: Kept) -> tuple[bool, bool]:
    """Whether own words are kept unused, and whether the shipped ones have changed since they were made."""
    unused = kept.own is not None and kept.state is State.LOCKED
    current = digest_of(default_of(form, key))
    return unused, kept.own is not None and kept.default_digest not in ("", current)


def _split(key: str) -> tuple[Form, str]:
    number = key.partition(".")[0]
    form = changeable(int(number) if number.isdecimal() else 0)
    return form, place_of(form, key)


def _own_or_default(form: Form, place: str, kept: Kept) -> str:
    return default_of(form, place) if kept.own is None else kept.own


def _pushes(office: Office, form: Form, push: Mapping[str, Push]) -> dict[str, Push]:
    """What is sent down by place; columns take their headings along."""
    if office.kind == "branch" and any(how != "free" for how in push.values()):
        raise UserError("WORDING-PUSH", "党支部没有下属单位，措辞不能下发。请由党总支规定或建议措辞。")
    given = {place_of(form, key): how for key, how in push.items()}
    return {place: how for key, how in given.items() for place in _with_headings(form, key)} | given


def _with_headings(form: Form, place: str) -> list[str]:
    """Columns are kept, sent down and reset with their headings."""
    return [place, *(each.key for each in default_columns(form) if place == COLUMNS)]


def _refuse_locked(office: Office, form: Form, locked: Sequence[str]) -> None:
    if locked:
        with office.reading() as connection:
            above = superior_name(connection, card_of(connection, office.office_id))
        where = f"样例{form.number}“{_named(form, locked[:1])}”"
        raise UserError("WORDING-LOCKED", f"{where}由{above}统一规定，没有保存。需要改动请向{above}提出。")


def _named(form: Form, keys: Sequence[str]) -> str:
    """Name what a verb is about: one text by its name, several by their number."""
    if len(keys) != 1:
        return f"{len(keys)} 处"
    return text_name(form, place_of(form, keys[0]))


def _reset(office: Office, keys: Sequence[str] | None, verb: str) -> Changes:
    with office.work(verb) as work:
        remove(work, list(own_rows(work, keys).values()))
    return work.changes
