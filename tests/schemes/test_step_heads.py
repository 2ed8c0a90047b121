"""What stands above the steps' grids: figures, who is missing, ties."""

import pytest

from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Scheme
from dangjian_desktop.schemes.step_heads import StepHead, heads_of
from dangjian_desktop.services.reading import load_book
from tests.schemes.branch_year import BranchYear


def head(year: BranchYear, scheme: str, place: int) -> StepHead:
    return heads_of(load_book(year.office), scheme)[place]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_step_has_a_head(year: BranchYear, scheme: Scheme) -> None:
    assert len(heads_of(load_book(year.office), scheme.key)) == len(scheme.steps)


def test_Z06_the_coverage_is_told_with_those_left_out(year: BranchYear) -> None:
    assert head(year, "areas", 0).sentence == "覆盖 7/7 = 100%，要求 100%"
    year.drop("area_assignments", {"member_id": "张三"})
    told = head(year, "areas", 0)
    assert (told.sentence, told.missing) == ("覆盖 6/7 = 85%，要求 100%", ("张三",))


def test_X04_the_quota_is_told_with_its_sum(year: BranchYear) -> None:
    told = head(year, "pioneers", 0).sentence
    assert told == "党员 7 人 × 10% = 0.7 → 推荐 1 人（四舍五入，至少 1 人，可在设置里改）　已推荐 1 人"


def test_C08_who_has_too_few_commitments_gets_a_count(year: BranchYear) -> None:
    assert head(year, "commitments", 0).missing == ()
    year.drop("commitments", {"member_id": "张三"})
    told = head(year, "commitments", 0)
    assert told.missing == ("张三",)
    assert "张三 0/3–5" in told.sentence


def test_P06_who_chose_and_has_no_post_can_be_filled_in(year: BranchYear) -> None:
    year.drop("post_assignments", {"member_id": "张三"})
    told = head(year, "posts", 2)
    assert (told.missing, told.fillable) == (("张三",), 1)
    assert "已上岗 3/4 人" in told.sentence


def test_B12_a_tie_is_told_with_what_to_do(year: BranchYear) -> None:
    year.add("candidacies", {"kind": "工作标兵", "member_id": "王芳", "votes": "99"})
    assert "工作标兵：王芳 99 票第一" in head(year, "pacesetters", 0).sentence
    year.add("candidacies", {"kind": "工作标兵", "member_id": "李明", "votes": "99"})
    assert "工作标兵：王芳、李明并列第一（99 票）" in head(year, "pacesetters", 0).sentence
