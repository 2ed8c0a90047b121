"""Form 8: 党员先锋岗审批表 (F8); its words and grid are fixed (L399)."""

from dangjian_desktop.reports.form import Box, Form
from dangjian_desktop.reports.forms.approval import approval_grid

PIONEER_APPROVAL = Form(
    8,
    "pioneer_approval",
    "党员先锋岗审批表",
    approval_grid((Box(1, 1, "duty"), Box(2, 6, field="duty"))),
    fixed=True,
)
