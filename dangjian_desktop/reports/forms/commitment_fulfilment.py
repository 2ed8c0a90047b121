"""Form 7: 党员践诺统计表 (F7)."""

from dangjian_desktop.reports.form import Form, Ledger, TableColumn

COMMITMENT_FULFILMENT = Form(
    7,
    "commitment_fulfilment",
    "党员践诺统计表",
    Ledger(
        (
            TableColumn("number", 15, centred=True),
            TableColumn("member", 40, centred=True),
            TableColumn("text", 75),
            TableColumn("result", 75),
            TableColumn("note", 25),
        ),
        row_height=8,
        sample_rows=15,
        grouped=True,
        numbered_samples=10,
        sample_names={1: "XXX党支部", 6: "张三"},
        remark="remark",
    ),
)
