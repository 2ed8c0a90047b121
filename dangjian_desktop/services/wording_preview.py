"""A look at a form with words that are not saved yet: on the office's first paper, else on the blank form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dangjian_desktop.core.progress import silent
from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.pdf import write_pdf
from dangjian_desktop.reports.wording import COLUMNS
from dangjian_desktop.services.exchange import subordinates
from dangjian_desktop.services.lacking import lacking_notes
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.print_drawing import documents_of, notes_of
from dangjian_desktop.services.print_jobs import Job, choose, prepare
from dangjian_desktop.services.printing import Made
from dangjian_desktop.services.wording_in_force import LedgerColumn, drafted
from dangjian_desktop.services.work import Office


def look_at(
    office: Office,
    number: int,
    texts: Mapping[str, str],
    columns: Sequence[LedgerColumn] | None = None,
    *,
    blank: bool = False,
    year: int | None = None,
    quarter: int | None = None,
) -> Made:
    """Return a PDF of one paper of a form as it would be with these words; raise UserError for words that cannot be.

    Above the branches it is the first paper of a unit. Nothing is remembered as printed.
    """
    wording = drafted(office, number, texts, columns)
    units = () if office.kind == "branch" else tuple(unit.id for unit in subordinates(office))
    job = Job((number,), blank, year, quarter, copies=1, units=() if blank else units)
    use_office_fonts(office)
    desk = replace(prepare(office, job), wording=wording)
    chosen = choose(office, job, desk)[:1]
    if not chosen:
        job = replace(job, blank=True, units=())
        desk = replace(prepare(office, job), wording=wording)
        chosen = choose(office, job, desk)
    documents = list(documents_of(office, job, desk, chosen, silent))
    pdf = write_pdf(documents, title=chosen[0].form.title, author=desk.author, created=office.clock())
    own = {key: text for key, text in wording.texts.items() if key in wording.customised and not key.endswith(COLUMNS)}
    lacking = lacking_notes(Values({key: text for key, text in own.items() if key.startswith(f"{number}.")}))
    return Made(pdf, (*notes_of(chosen, documents), *lacking))
