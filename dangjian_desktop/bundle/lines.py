"""The lines of a table in a package: canonical JSON, one row a line, sorted by id."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dangjian_desktop.bundle.limits import Limits
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.json_text import canonical_text

Row = Mapping[str, Any]
ID_LENGTH = 64
TOGETHER = 500
"""Lines that are compared in one go with what this program would have written."""


def _no_float(text: str) -> float:
    raise ValueError(f"a float: {text}")


DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def canonical_json(value: Any) -> bytes:  # noqa: ANN401  (any JSON value)
    """Return the one way a JSON value is written: sorted keys, no spaces, NFC."""
    text = canonical_text(value)
    return text.encode() if text.isascii() else unicodedata.normalize("NFC", text).encode()


def read_canonical(data: bytes, depth: int) -> Any:  # noqa: ANN401  (any JSON value)
    """Return a JSON value that is written in the one way, without floats and not nested too deep; else ValueError."""
    try:
        value = DECODER.decode(data.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    if _is_deeper(value, depth) or canonical_json(value) != data:
        raise ValueError("written in another way")
    return value


def table_bytes(rows: Sequence[Row]) -> bytes:
    """Return the lines of a table."""
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    return b"".join(canonical_json(dict(row)) + b"\n" for row in ordered)


def split_lines(content: bytes) -> list[bytes]:
    """Return a table's lines; what follows the last line's end would be a line cut short."""
    lines = content.split(b"\n")
    if lines.pop():
        raise ValueError("the last line has no end")
    return lines


def parse_lines(table: str, lines: Iterable[bytes], limits: Limits) -> list[Row]:
    """Return the rows of lines, all or some of a table's; raise UserError BUNDLE-JSON, or BUNDLE-LIMIT.

    Each line is parsed, written anew and compared to the byte; ids ascend, so no row comes twice.
    """
    rows: list[Row] = []
    last, every = "", list(lines)
    for start in range(0, len(every), TOGETHER):
        some = every[start : start + TOGETHER]
        for row in _together(some, limits) or _one_by_one(table, some, limits, last):
            row_id = row.get("id") if isinstance(row, dict) else None
            if not isinstance(row_id, str) or not last < row_id or len(row_id) > ID_LENGTH or not row_id.isprintable():
                raise _bad_line(table, last)
            last = row_id
            rows.append(row)
    return rows


def _together(lines: Sequence[bytes], limits: Limits) -> list[Any]:
    """Return the values of lines that are all in order; nothing when one is not, which is then looked for line by line.

    Each line is a value by itself, so what is equal side by side is equal line by line.
    """
    try:
        texts = [line.decode("utf-8") for line in lines]
        found = [DECODER.raw_decode(text) for text in texts]
    except (ValueError, RecursionError):
        return []
    values, whole = [value for value, _ in found], ",".join(texts)
    shallow = max([text.count("{") + text.count("[") for text in texts]) < limits.depth
    in_order = (
        max(map(len, lines)) <= limits.line_bytes
        and [end for _, end in found] == [*map(len, texts)]
        and (shallow or not any(_is_deeper(value, limits.depth) for value in values))
        and canonical_text(values)[1:-1] == whole
        and unicodedata.is_normalized("NFC", whole)
    )
    return values if in_order else []


def _one_by_one(table: str, lines: Iterable[bytes], limits: Limits, last: str) -> Iterator[Any]:
    for line in lines:
        if len(line) > limits.line_bytes:
            most = limits.line_bytes >> 10
            raise UserError(
                "BUNDLE-LIMIT", f"“{table}”里有一行长 {len(line) >> 10} KB，超过 {most} KB，没有读入。请核对来源。"
            )
        try:
            value = read_canonical(line, limits.depth)
        except ValueError:
            raise _bad_line(table, last) from None
        last = value["id"] if isinstance(value, dict) and isinstance(value.get("id"), str) else last
        yield value


def _is_deeper(value: object, left: int) -> bool:
    """Tell whether a value is nested deeper than allowed; only what can hold others is looked into."""
    inner: Iterable[object] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if left <= 1:
        return left == 0 or any(True for _ in inner)
    return any(_is_deeper(each, left - 1) for each in inner if isinstance(each, dict | list))


def _bad_line(table: str, last: str) -> UserError:
    where = f"在“{last[:36]}”后面" if last else "第一行"
    return UserError("BUNDLE-JSON", f"“data/{table}.jsonl”{where}写法不对，没有读入。请让发送单位重新生成。")
