"""Sentences with fields: taken apart and put together again, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.core.patterns import Field, Piece, fields_in, has_stray_brace, pattern_of, pieces

NAMES = st.sampled_from(["member", "branch", "n", "党员"])
TEXTS = st.text(st.characters(exclude_characters="{}"), min_size=1)


def joined(parts: list[Piece]) -> list[Piece]:
    """Two stretches of text beside each other are one."""
    made: list[Piece] = []
    for part in parts:
        if made and isinstance(part, str) and isinstance(made[-1], str):
            made[-1] += part
        else:
            made.append(part)
    return made


@given(st.lists(st.one_of(TEXTS, NAMES.map(Field)), max_size=12).map(joined))
def test_the_pieces_of_a_sentence_are_those_it_was_made_of(parts: list[Piece]) -> None:
    pattern = pattern_of(parts)
    assert pieces(pattern) == parts
    assert not has_stray_brace(pattern)
    assert set(fields_in(pattern)) == {part.name for part in parts if isinstance(part, Field)}


@given(st.text(alphabet="{}abc 党。"))
def test_any_text_comes_back_from_its_pieces(text: str) -> None:
    assert pattern_of(pieces(text)) == text


def test_a_brace_alone_is_seen() -> None:
    assert not has_stray_brace("党员{member}。")
    for broken in ("党员{member。", "党员member}", "{{member}}", "{党员 姓名}", "{}"):
        assert has_stray_brace(broken)
