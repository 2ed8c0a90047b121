"""Says what the ledger's processor time goes to in a new process: reportlab's import is the floor of every print."""

import time

from benchmarks.print import one  # noqa: F401  (a timed engine finds its imports done)


def main() -> None:
    """Print the milliseconds of each stage in its order."""
    clock = [time.process_time()]
    from reportlab.pdfbase import ttfonts  # noqa: F401  (imported to be timed)
    from reportlab.pdfgen import canvas  # noqa: F401

    clock.append(time.process_time())
    from benchmarks.print import words
    from dangjian_desktop.reports.forms.commitment_ledger import COMMITMENT_LEDGER
    from dangjian_desktop.reports.layout import lay_out
    from dangjian_desktop.reports.pdf import Document, write_pdf
    from dangjian_desktop.reports.wording import load

    clock.append(time.process_time())
    sheets = lay_out(COMMITMENT_LEDGER, words.ledger_values(), blank=False, wording=load("proofread"))
    clock.append(time.process_time())
    write_pdf([Document(sheets, "")], title="ledger", author=words.BRANCH, created=words.MADE)
    clock.append(time.process_time())
    names = ("reportlab imported", "our modules imported", "laid out", "drawn and written")
    for name, begun, ended in zip(names, clock, clock[1:], strict=False):
        print(f"{name}: {(ended - begun) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
