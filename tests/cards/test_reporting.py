"""Card 9: the quarter's package for the general branch is written to a stick."""

from pathlib import Path

import pytest

from dangjian_desktop.services import exchange
from tests.cards.conftest import Sit
from tests.cards.deeds import EXCHANGE
from tests.cards.inputs import ABOVE, NAMES, branch, created
from tests.services.workbooks import table

pytestmark = pytest.mark.cards


def test_card_9_the_package_is_written_to_a_stick(sit: Sit, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    with sit("9 上报包", branch(tmp_path)) as at:
        hands = at.hands
        hands.key(EXCHANGE)
        hands.picture("1-before")
        hands.key("Return")
        hands.picture("2-where")
        hands.write(str(stick))
        hands.key("Return")
        hands.says("可以安全取出U盘")
        hands.picture("3-written")
    (package,) = stick.glob("上报_*.zip")
    with created(tmp_path / "总支.db", "general-branch", ABOVE) as above:
        (plan,) = exchange.apply(above, [package], adopt=True)
        assert plan.status == "new"
        assert [name for (name,) in table(above, "members", "name")] == list(NAMES)
