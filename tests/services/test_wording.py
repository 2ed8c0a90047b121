"""An office's own words for its papers: kept, printed, compared, taken back, and sent down from above."""

from dangjian_desktop.models.office import WordingText
from dangjian_desktop.reports.wording import load
from dangjian_desktop.services.wording import wording_of
from dangjian_desktop.services.work import Office


def test_L399_own_words_stand_over_the_proofread_wording_and_never_over_the_sources(branch: Office) -> None:
    with branch.work("改措辞") as work:
        work.insert(WordingText, [{"key": "1.fifth", "text": "五、支部为党员排忧解难。"}])
    assert wording_of(branch, "proofread").texts["1.fifth"] == "五、支部为党员排忧解难。"
    assert wording_of(branch, "source").texts == load("source").texts
