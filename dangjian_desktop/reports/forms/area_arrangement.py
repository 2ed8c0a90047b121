"""Form 3: 党员责任区安排表 (F3)."""

from dangjian_desktop.reports.form import Form, Ledger, TableColumn

AREA_ARRANGEMENT = Form(
    3,
    "area_arrangement",
    "党员责任区安排表",
    Ledger(
        (
            TableColumn("number", 15, centred=True),
            TableColumn("member", 30, centred=True),
            TableColumn("duty", 50, centred=True),
            TableColumn("area", 50),
            TableColumn("duties", 85),
        ),
        row_height=12,
        sample_rows=0,
        info=False,
    ),
)
