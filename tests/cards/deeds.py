"""What people do on every card: go to a step of a scheme, make its papers, save them as a PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf

from tests.cards.screen import Hands

POSTS, AREAS, PLEDGING, PIONEERS, PACESETTERS, PRINTING, EXCHANGE = (f"ctrl+{place}" for place in range(3, 10))
OVERVIEW = "ctrl+0"
MAKES = {
    1: "生成责任状",
    2: "生成公示",
    5: "生成台账",
    6: "生成承诺书",
    7: "生成践诺统计表",
    8: "预览样例8",
    9: "预览样例9",
}
"""What the button for a form begins with, at its step."""


def show_papers(hands: Hands, form: int) -> None:
    """Press the step's button for its paper; it comes up in the print centre."""
    hands.click(MAKES[form])
    hands.where("另存为 PDF…")


def save_pdf(hands: Hands, home: Path) -> list[str]:
    """Save the papers on the screen under the suggested name; return the text of each page."""
    before = set(home.glob("*.pdf"))
    hands.click("另存为 PDF…")
    hands.key("Return")
    hands.says("已保存为")
    (made,) = set(home.glob("*.pdf")) - before
    return texts(made)


def texts(path: Path) -> list[str]:
    """Return the text of each page without blanks and line ends."""
    pages = pypdf.PdfReader(BytesIO(path.read_bytes())).pages
    return ["".join(page.extract_text().split()) for page in pages]
