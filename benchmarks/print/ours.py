"""This program's own papers."""

from benchmarks.print import words
from dangjian_desktop.core.garbage import collect_seldom


def make(job: str, data: dict[str, object]) -> bytes:
    """Return the PDF of a job; the words are built from the same values as those of the peers in ``data``."""
    collect_seldom()  # as the program does when it starts
    from dangjian_desktop.reports.forms.commitment_ledger import COMMITMENT_LEDGER
    from dangjian_desktop.reports.forms.post_contract import POST_CONTRACT
    from dangjian_desktop.reports.layout import lay_out
    from dangjian_desktop.reports.pdf import Document, write_pdf
    from dangjian_desktop.reports.wording import load

    wording = load("proofread")
    if job == "ledger":
        given = [(COMMITMENT_LEDGER, words.ledger_values())]
    else:
        count = len(data["letters"])  # type: ignore[arg-type]
        given = [(POST_CONTRACT, words.letter_values(place)) for place in range(count)]
    papers = (
        Document(lay_out(form, values, blank=False, wording=wording), f"{place}")
        for place, (form, values) in enumerate(given)
    )
    return write_pdf(papers, title=job, author=words.BRANCH, created=words.MADE)
