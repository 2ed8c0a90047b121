"""Form 9: 标兵党员审批表 (F9); its words and grid are fixed (L399)."""

from dangjian_desktop.reports.form import Box, Form
from dangjian_desktop.reports.forms.approval import approval_grid

PACESETTER_APPROVAL = Form(
    9,
    "pacesetter_approval",
    "标兵党员审批表",
    approval_grid((Box(1, 1, "duty"), Box(2, 2, field="duty"), Box(3, 3, "kind"), Box(4, 6, field="kind"))),
    fixed=True,
)
