"""The words that papers are printed in: the shipped ones, and over them what the office and the level above have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.adapted import ADDED, OwnColumn, default_columns, parsed, stored
from dangjian_desktop.reports.form import Form
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.own_texts import columns_fault, places, text_fault
from dangjian_desktop.reports.wording import COLUMNS, Wording, load
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Extra
from dangjian_desktop.services.wording_rows import Kept, read_kept, split_key
from dangjian_desktop.services.work import Office


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a ledger on paper; a new one has no key yet. ``field`` fills an added one, empty for handwriting.

    ``fixed`` columns stay in front and shown.
    """

    key: str
    heading: str
    shown: bool = True
    field: str = ""
    fixed: bool = False


def wording_of(office: Office, name: str) -> Wording:
    """Return the wording that papers are printed in: ``proofread`` with the words in force over it, or ``source``.

    The source's wording is the source's, character by character, whatever the office has made its own.
    """
    return load("source") if name == "source" else over(kept_of(office))


def drafted(
    office: Office, number: int, texts: Mapping[str, str], columns: Sequence[LedgerColumn] | None = None
) -> Wording:
    """Return the wording in force with words of a form that are not saved yet, for a look at the paper.

    Raises UserError for words that could not be saved.
    """
    form, kept = changeable(number), kept_of(office)
    words = wanted_words(form, texts, columns, kept)
    return over({**kept, **{f"{number}.{place}": Kept(own=text) for place, text in words.items()}})


def changeable(number: int) -> Form:
    """Return a form whose words may be changed; raise UserError for the fixed ones and for none."""
    form = next((form for form in FORMS if form.number == number), None)
    if form is None:
        raise UserError("FORM", f"没有样例{number}。请从样例1到样例7中选。")
    if form.fixed:
        raise UserError("WORDING-FIXED", f"样例{number}是固定格式，措辞和栏目不能改。可以改的是样例1到样例7。")
    return form


def kept_of(office: Office) -> dict[str, Kept]:
    """Return what is kept over the shipped words, by key."""
    with office.reading() as connection:
        return read_kept(connection, office.office_id)


def over(kept: Mapping[str, Kept]) -> Wording:
    """Put the words in force over the shipped ones."""
    shipped = load("proofread")
    own = {
        key: each.text for key, each in kept.items() if each.text is not None and each.text != shipped.texts.get(key)
    }
    wording = shipped.with_overrides(own)
    for key, text in own.items():
        form, place = split_key(key)
        if form and place == COLUMNS and (columns := parsed(form, text)) != default_columns(form):
            wording = wording.with_columns(form.number, _measured(form, columns))
    return wording


def extras_of(form: Form) -> dict[str, Extra]:
    """Return what added columns of a ledger can be filled with, by key."""
    fills = (fill for scheme in SCHEMES for fill in scheme.fills if fill.form == form.number)
    return {extra.key: extra for fill in fills for extra in fill.extras}


def place_of(form: Form, key: str) -> str:
    """Return the place that ``1.preamble`` names in a form; raise UserError when there is none."""
    place = key.removeprefix(f"{form.number}.")
    if place not in places(form) and not (place == COLUMNS and default_columns(form)):
        raise UserError("WORDING-KEY", f"样例{form.number}里没有“{place}”这一句。请刷新后再改。")
    return place


def wanted_words(
    form: Form, texts: Mapping[str, str], columns: Sequence[LedgerColumn] | None, kept: Mapping[str, Kept]
) -> dict[str, str]:
    """Return words by place as they are kept; raise UserError for those that a form cannot hold.

    Of columns, the headings of the form's own are texts: those that differ from what is in force.
    """
    words = {place_of(form, key): _clean(text) for key, text in texts.items()}
    if columns is not None:
        own = _own_columns(form, columns)
        _refuse(columns_fault(form, own, list(extras_of(form))))
        words = {**_headings(form, columns, kept), **words, COLUMNS: stored(own)}
    for place, text in words.items():
        if place != COLUMNS:
            _refuse(text_fault(form, places(form)[place], text))
    return words


def _refuse(fault: str) -> None:
    if fault:
        raise UserError("WORDING-TEXT", fault)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _measured(form: Form, own: Sequence[OwnColumn]) -> list[OwnColumn]:
    """Give added columns the width of what they show; a field that is not known any more leaves them empty."""
    extras = extras_of(form)
    return [
        each._replace(width=extra.width, centred=not extra.long)
        if each.added and (extra := extras.get(each.field))
        else each._replace(field="")
        for each in own
    ]


def _headings(form: Form, columns: Sequence[LedgerColumn], kept: Mapping[str, Kept]) -> dict[str, str]:
    own, wording = {each.key for each in default_columns(form)}, over(kept)
    headings = {each.key: _clean(each.heading) for each in columns if each.key in own}
    return {key: heading for key, heading in headings.items() if heading != wording.text(form, key)}


def _own_columns(form: Form, columns: Sequence[LedgerColumn]) -> list[OwnColumn]:
    """Give new columns a key that no other has."""
    own, taken = {each.key for each in default_columns(form)}, {each.key for each in columns}
    free = (key for n in range(1, 2 * len(columns) + 1) if (key := f"{ADDED}{n}") not in taken)
    return [
        OwnColumn(each.key, each.shown)
        if each.key in own
        else OwnColumn(each.key or next(free), each.shown, each.heading.strip(), each.field)
        for each in columns
    ]
