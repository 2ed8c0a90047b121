"""Form 1: 无职党员设岗定责目标责任状 (F1)."""

from dangjian_desktop.reports.form import Form, Letter, Seal, Signatures, Text

POST_CONTRACT = Form(
    1,
    "post_contract",
    "无职党员设岗定责目标责任状",
    Letter(
        (
            Text("preamble"),
            Text("member"),
            Text("post"),
            Text("duties"),
            Text("fourth"),
            Text("fifth"),
            Text("copies"),
            Signatures(("secretary", "holder"), label_width=5, indent=2),
            Seal(),
        )
    ),
    copies=2,
)
