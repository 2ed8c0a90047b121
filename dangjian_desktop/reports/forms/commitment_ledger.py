"""Form 5: 党员承诺台账 (F5)."""

from dangjian_desktop.reports.form import Form, Ledger, TableColumn

COMMITMENT_LEDGER = Form(
    5,
    "commitment_ledger",
    "党员承诺台账",
    Ledger(
        (
            TableColumn("number", 15, centred=True),
            TableColumn("member", 40, centred=True),
            TableColumn("text", 130),
            TableColumn("due", 45, centred=True),
        ),
        row_height=8,
        sample_rows=15,
        grouped=True,
        numbered_samples=10,
        sample_names={1: "XXX党支部", 6: "张三"},
    ),
)
