"""Form 6: 党员公开承诺践诺书 (F6)."""

from dangjian_desktop.reports.form import Form, ItemList, Letter, Signatures, Text

COMMITMENT_LETTER = Form(
    6,
    "commitment_letter",
    "党员公开承诺践诺书",
    Letter(
        (
            Text("preamble"),
            Text("member"),
            Text("duty"),
            Text("heading"),
            ItemList("item", "commitments"),
            Text("hint", only_blank=True),
            Signatures(("pledger", "branch_seal", "time"), label_width=3, indent=14, lines_before=1),
        )
    ),
)
