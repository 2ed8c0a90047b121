"""Asking for files and folders; each function is the one line that a test replaces."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

DATA = "数据文件 (*.db)"
WORKBOOKS = "Excel/WPS 表格 (*.xlsx *.xls *.ods)"
WORKBOOK = "Excel/WPS 表格 (*.xlsx)"
PACKAGES = "上报包、回执 (*.zip)"
FONTS = "字体文件 (*.ttf *.ttc *.otf)"
PICTURE = "照片 (*.jpg *.jpeg *.png)"
PDF = "PDF 文件 (*.pdf)"


class Files:
    """Where to read from and write to, as the user says; a dialog begins in the folder of the one before it."""

    folder = ""

    @classmethod
    def ask_open(cls, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for one file to read."""
        name, _ = QFileDialog.getOpenFileName(parent, title, cls._start(), kinds)
        return cls._kept(Path(name), Path(name).parent) if name else None

    @classmethod
    def ask_several(cls, parent: QWidget, title: str, kinds: str) -> Sequence[Path]:
        """Ask for files to read."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, cls._start(), kinds)
        return [cls._kept(Path(name), Path(name).parent) for name in names]

    @classmethod
    def ask_save(cls, parent: QWidget, title: str, suggestion: str, kinds: str, suffix: str) -> Path | None:
        """Ask where to write a file; a suggestion without a folder is for the folder of the last dialog."""
        name, _ = QFileDialog.getSaveFileName(parent, title, str(Path(cls._start(), suggestion)), kinds)
        if not name:
            return None
        path = cls._kept(Path(name), Path(name).parent)
        return path if path.suffix else path.with_suffix(suffix)

    @classmethod
    def ask_folder(cls, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(parent, title, cls._start())
        return cls._kept(Path(name), Path(name)) if name else None

    @classmethod
    def _start(cls) -> str:
        """Never the folder that the program was started in, which may be its own."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((each for each in (cls.folder, documents) if each and Path(each).is_dir()), str(Path.home()))

    @classmethod
    def _kept(cls, path: Path, folder: Path) -> Path:
        cls.folder = str(folder)
        return path
