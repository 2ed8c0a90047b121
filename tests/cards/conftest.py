"""A screen for each card, and at the end the table of what each card took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cards.inputs import NOW
from tests.cards.screen import Hands, program, screen

OUT = Path("build/cards")
HEAD = ("任务卡", "动作", "点击", "按键", "打字", "粘贴", "秒", "门槛")
COUNTED = ("click", "key", "text", "paste")
Sit = Callable[[str, Path], AbstractContextManager["Sitting"]]


@dataclass
class Sitting:
    """A person at the screen, doing one card; ``bars`` are what was done in how many actions, and how many are allowed."""

    card: str
    hands: Hands
    kinds: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    bars: list[tuple[str, int, int]] = field(default_factory=list)

    @contextmanager
    def within(self, most: int, what: str) -> Iterator[None]:
        """Do something in so many actions at most."""
        before = sum(self.hands.kinds.values())
        yield
        taken = sum(self.hands.kinds.values()) - before
        self.bars.append((what, taken, most))
        assert taken <= most, f"{what}: {taken} actions, {most} are allowed"

    @property
    def row(self) -> tuple[str, ...]:
        """The card's line in the table."""
        counts = [self.kinds.get(kind, 0) for kind in COUNTED]
        bars = "；".join(f"{what} {taken} ≤ {most}" for what, taken, most in self.bars)
        return (self.card, str(sum(self.kinds.values())), *map(str, counts), f"{self.seconds:.0f}", bars)


DONE: list[Sitting] = []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The user's home, where file dialogs begin."""
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def sit(home: Path, tmp_path: Path) -> Sit:
    """Start the program on a data file, on a screen of its own, for a card."""

    @contextmanager
    def start(card: str, office: Path) -> Iterator[Sitting]:
        pictures = OUT / card.split()[0]
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("*.png"):
            old.unlink()
        with screen(home) as on, program(on, tmp_path, pictures, "--office", str(office), "--now", NOW) as hands:
            sitting, began = Sitting(card, hands), time.monotonic()
            try:
                yield sitting
            finally:
                sitting.seconds, sitting.kinds = time.monotonic() - began, hands.kinds
                DONE.append(sitting)

    return start


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of actions, and write it to a file."""
    if not DONE:
        return
    lines = ["| " + " | ".join(row) + " |" for row in (HEAD, ("---",) * len(HEAD), *(each.row for each in DONE))]
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "actions.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    terminalreporter.write_line("")
    for line in lines:
        terminalreporter.write_line(line)
