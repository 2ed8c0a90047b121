"""承诺提醒单 (C16): to a member whose commitments are overdue or soon due."""

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.papers.boxes import Box, Part, label, text
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import PORTRAIT, Band, Passage, TablePaper, lay_out_table, small
from dangjian_desktop.reports.sheet import Sheet

WIDTHS = (14.0, 78.0, 36.0, 32.0)
ASKED = (
    "你公开承诺的下列事项已超过或临近计划完成时限。请抓紧办理，并在表内写明完成情况；"
    "有困难的写明困难和需要的帮助，交回党支部。"
)
ANSWER = 45.0


def lay_out_commitment_reminder(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return the reminder; rows are commitments: text, due, and how far the day is."""
    fields = values.fields
    bands = [
        Band((label(str(number)), text(words), label(due), label(state)), least=11)
        for number, (words, due, state) in enumerate((row.cells for row in values.rows), start=1)
    ]
    answer = Box(
        (Part("本人说明（完成情况、困难和需要的帮助）："),),
        4,
        foot=("党员（签字）：　　　　　　", "　年　月　日"),
        top=True,
    )
    head = Band((label("序号"), label("承诺事项"), label("计划完成时限"), label("情　况")))
    greeting = Passage(f"{fields.get('member', '')}同志：", size=16)
    seal = Passage(fields.get("branch", ""), size=16, align="right", space=8, role="seal")
    day = Passage(fields.get("date", ""), size=16, align="right", role="seal")
    note = small("本单一式一份，由党员填写后交回党支部存档。", space=6)
    return lay_out_table(
        TablePaper(
            "党员承诺事项提醒单",
            PORTRAIT,
            WIDTHS,
            (*bands, Band((answer,), least=ANSWER)),
            (head,),
            above=(greeting, Passage(ASKED, size=16, indent=2)),
            below=(seal, day, note),
        )
    )


COMMITMENT_REMINDER = PaperKind("commitment_reminder", "承诺提醒单", "C16", "member", lay_out_commitment_reminder)
