"""What files dropped on the window are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".heic"})
TEXTS = frozenset({".doc", ".docx", ".wps", ".rtf", ".txt"})
PACKED = frozenset({".rar", ".7z", ".tar", ".gz"})
ACCEPTED = "可以拖进来的有：上报包或回执（.zip）、Excel/WPS 表格（.xlsx .xls .ods）、数据文件（.db）。"


@dataclass(frozen=True)
class Dropped:
    """Packages to receive, or one workbook to import, or one data file to open."""

    packages: tuple[Path, ...] = ()
    workbook: Path | None = None
    data_file: Path | None = None


def _packages_in(folder: Path) -> list[Path]:
    """The packages in a folder, and in the folders in it: a stick often has one for each branch."""
    return [*sorted(folder.glob("*.zip")), *sorted(folder.glob("*/*.zip"))]


def sort_dropped(paths: Sequence[Path], *, is_open: bool) -> Dropped:
    """Tell what to do with files and folders; raise ValueError with a sentence when they cannot be taken."""
    files = [file for path in paths for file in (_packages_in(path) if path.is_dir() else [path])]
    kinds = {file.suffix.lower() for file in files}
    if not files:
        raise ValueError(f"文件夹里没有上报包或回执。{ACCEPTED}")
    if kinds == {".db"} and len(files) == 1:
        return Dropped(data_file=files[0])
    if not is_open:
        raise ValueError("还没有打开数据文件。请先新建或打开一个，再拖进来。")
    if kinds == {".zip"}:
        return Dropped(packages=tuple(files))
    if kinds <= WORKBOOKS and len(files) == 1:
        return Dropped(workbook=files[0])
    if kinds <= WORKBOOKS:
        raise ValueError("一次只能导入一个表格。请一个一个拖进来。")
    for kind, name in ((".et", "WPS 的 .et 格式"), (".csv", ".csv 文本")):
        if kind in kinds:
            raise ValueError(f"{name}暂时读不了。请在 WPS 里另存为“Excel 文件(*.xlsx)”，再拖进来。")
    if kinds & PICTURES:
        name = next(file.name for file in files if file.suffix.lower() in PICTURES)
        raise ValueError(f"“{name}”是图片。党员照片请拖到党员卡片上：在名册里按 F4 打开卡片。{ACCEPTED}")
    strange = next(file for file in files if file.suffix.lower() not in {".zip", ".db", *WORKBOOKS} or len(kinds) > 1)
    raise ValueError(f"“{strange.name}”{_what(strange)}，不能放在这里。{ACCEPTED}")


def _what(file: Path) -> str:
    """Say what a file is that cannot be taken."""
    kind = file.suffix.lower()
    named = {".pdf": "是 PDF 文件"}
    for kinds, words in (
        (TEXTS, "是文字文件"),
        (PACKED, "是没有解开的压缩包"),
        ({".zip", ".db"} | WORKBOOKS, "和别的文件混在一起"),
    ):
        named |= dict.fromkeys(kinds, words)
    return named.get(kind, f"是“{kind}”文件" if kind else "没有扩展名，不知道是什么")
