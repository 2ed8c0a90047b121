"""The nine forms, in the order of the samples."""

from dangjian_desktop.reports.form import Form
from dangjian_desktop.reports.forms.area_arrangement import AREA_ARRANGEMENT
from dangjian_desktop.reports.forms.area_ledger import AREA_LEDGER
from dangjian_desktop.reports.forms.commitment_fulfilment import COMMITMENT_FULFILMENT
from dangjian_desktop.reports.forms.commitment_ledger import COMMITMENT_LEDGER
from dangjian_desktop.reports.forms.commitment_letter import COMMITMENT_LETTER
from dangjian_desktop.reports.forms.pacesetter_approval import PACESETTER_APPROVAL
from dangjian_desktop.reports.forms.pioneer_approval import PIONEER_APPROVAL
from dangjian_desktop.reports.forms.post_contract import POST_CONTRACT
from dangjian_desktop.reports.forms.post_notice import POST_NOTICE

FORMS: tuple[Form, ...] = (
    POST_CONTRACT,
    POST_NOTICE,
    AREA_ARRANGEMENT,
    AREA_LEDGER,
    COMMITMENT_LEDGER,
    COMMITMENT_LETTER,
    COMMITMENT_FULFILMENT,
    PIONEER_APPROVAL,
    PACESETTER_APPROVAL,
)
