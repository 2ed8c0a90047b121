"""Offsets of printers: in millimetres, by the printer's name, on this PC."""

from pathlib import Path

import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.printers import FILE, Offset, offset_of, parse_offset, set_offset


def test_each_printer_has_its_own_offset_and_none_means_zero(tmp_path: Path) -> None:
    folder = tmp_path / "user"
    assert offset_of(folder, "HP M404") == (0, 0)
    set_offset(folder, "HP M404", (0, -1.5))
    set_offset(folder, "二楼 “奔图” P3010", (2.5, 1))
    assert offset_of(folder, "HP M404") == (0, -1.5)
    assert offset_of(folder, "二楼 “奔图” P3010") == (2.5, 1)
    set_offset(folder, "HP M404", (0, 0))
    assert offset_of(folder, "HP M404") == (0, 0)
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert "HP" not in (folder / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("offset", [(0.25, 0), (0, 20.5), (-21, 0), (float("nan"), 0), (float("inf"), 0)])
def test_odd_offsets_are_refused(tmp_path: Path, offset: Offset) -> None:
    with pytest.raises(UserError, match="OFFSET"):
        set_offset(tmp_path, "HP", offset)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[1]", '{"HP": 3}', '{"HP": [1]}', '{"HP": ["a", 1]}', '{"HP": [0.2, 1]}', "\udcff"]
)
def test_a_file_that_cannot_be_read_counts_as_none_and_is_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert offset_of(tmp_path, "HP") == (0, 0)
    set_offset(tmp_path, "HP", (1, 1))
    assert offset_of(tmp_path, "HP") == (1, 1)


@pytest.mark.parametrize(("text", "offset"), [("0,-1.5", (0, -1.5)), (" 2 ， 0.5", (2, 0.5))])
def test_an_offset_as_typed(text: str, offset: Offset) -> None:
    assert parse_offset(text) == offset


@pytest.mark.parametrize("text", ["", "1", "1,2,3", "a,b", "1;2", "0.3,0", "nan,0"])
def test_what_is_no_offset_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UserError, match="OFFSET"):
        parse_offset(text)
