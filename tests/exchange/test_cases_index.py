"""The list of cases in docs/exchange.md stays whole: each has a test that bears its number."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
DOCUMENT = TESTS.parent / "docs" / "exchange.md"
NUMBERS = re.compile(r"test_(?:\w+_)?case_((?:\d+_)+)")
FAR = ("bundle",)
"""Tests of packages alone: good, but no case is shown by them, for no office takes part."""


def named(folder: Path) -> Iterator[tuple[int, str]]:
    """Yield the numbers in the names of test functions, with file and name."""
    for path in sorted(folder.rglob("test_*.py")):
        if path.relative_to(folder).parts[0] in FAR:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (found := NUMBERS.match(node.name)):
                for number in found[1].strip("_").split("_"):
                    yield int(number), f"{path.name}::{node.name}"


def documented() -> set[int]:
    """Return the numbers in the table of cases; a row may hold several (17-18)."""
    found: set[int] = set()
    for first, last in re.findall(r"^\| (\d+)(?:-(\d+))? \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_each_case_of_the_document_has_a_test_of_its_own() -> None:
    tested = {number for number, _ in named(TESTS)}
    assert documented() == set(range(1, 39))
    assert documented() - tested == set(), "cases without a test"
    assert tested - documented() == set(), "tests of cases that the document does not have"
