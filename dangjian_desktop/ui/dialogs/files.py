"""Asking for files and folders; each function is the one line that a test replaces."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

DATA = "数据文件 (*.db)"
WORKBOOKS = "Excel/WPS 表格 (*.xlsx *.xls *.ods)"
WORKBOOK = "Excel/WPS 表格 (*.xlsx)"
PACKAGES = "上报包、回执 (*.zip)"
FONTS = "字体文件 (*.ttf *.ttc *.otf)"
PICTURE = "照片 (*.jpg *.jpeg *.png)"
PDF = "PDF 文件 (*.pdf)"


class Files:
    """Where to read from and write to, as the user says."""

    @classmethod
    def ask_open(cls, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for one file to read."""
        name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(name) if name else None

    @classmethod
    def ask_several(cls, parent: QWidget, title: str, kinds: str) -> Sequence[Path]:
        """Ask for files to read."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
        return [Path(name) for name in names]

    @classmethod
    def ask_save(cls, parent: QWidget, title: str, suggestion: str, kinds: str, suffix: str) -> Path | None:
        """Ask where to write a file."""
        name, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(suffix)

    @classmethod
    def ask_folder(cls, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(parent, title)
        return Path(name) if name else None
