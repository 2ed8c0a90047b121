"""Form 4: 党员责任区活动台账 (F4)."""

from dangjian_desktop.reports.form import Form, Ledger, TableColumn

AREA_LEDGER = Form(
    4,
    "area_ledger",
    "党员责任区活动台账",
    Ledger(
        (
            TableColumn("number", 15, centred=True),
            TableColumn("name", 45),
            TableColumn("day", 30, centred=True),
            TableColumn("content", 110),
            TableColumn("note", 30),
        ),
        row_height=28,
        sample_rows=4,
        least_rows=4,
        lowest=20,
    ),
)
