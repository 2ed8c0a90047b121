"""Form 2: 无职党员设岗定责公示 (F2)."""

from dangjian_desktop.reports.form import Form, Letter, RowList, Seal, Text

POST_NOTICE = Form(
    2,
    "post_notice",
    "无职党员设岗定责公示",
    Letter((Text("intro"), Text("total"), Text("kinds"), Text("list"), RowList("row"), Seal())),
)
