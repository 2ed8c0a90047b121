"""The first page of a new user: who we are, where the data file lies, where the roster comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dangjian_desktop.core.paths import safe_name
from dangjian_desktop.core.words import OFFICE_KINDS
from dangjian_desktop.ui import look
from dangjian_desktop.ui.dialogs.files import DATA, Files
from dangjian_desktop.ui.parts import button, card, label, row

WIDTH = 760
EXAMPLES = {
    "branch": "例如：中共某某学院机电系支部委员会",
    "general-branch": "例如：中共某某学院机电系总支部委员会",
    "committee": "例如：中共某某学院委员会",
}


@dataclass(frozen=True)
class Beginning:
    """What the first page asks for."""

    path: Path
    kind: str
    name: str
    superior: str
    secretary: str
    import_roster: bool
    backups: Path | None = None


class Questions(QScrollArea):
    """As tall as what it asks, and less where the window is too low for that; what is below it stays in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return what all the questions need."""
        inner = self.widget()
        return inner.sizeHint() if inner else super().sizeHint()


class FirstRun(QWidget):
    """Three questions on one page; nothing is written before 「建立数据文件」."""

    help_section = "first-run"
    create_asked_for = Signal(object)
    open_asked_for = Signal()
    move_asked_for = Signal()
    demo_asked_for = Signal()

    def __init__(self, folder: Path, path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._folder = folder
        self._own_path = path is not None
        self.kinds = QButtonGroup(self)
        self.name = QLineEdit()
        self.superior = QLineEdit()
        self.secretary = QLineEdit()
        self.path = QLineEdit(str(path or ""))
        self.backups = QLineEdit()
        self.roster = QButtonGroup(self)
        self.create_button = button("建立数据文件", self._create, "primary")
        self._lay_out()
        self.name.textChanged.connect(self._named)
        self.path.textEdited.connect(self._placed)
        self.kinds.idClicked.connect(lambda _id: self._named())
        self._named()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(label("建立本单位的党建台账", "title"))
        middle.addWidget(label("所有资料保存在本机的一个数据文件里，不需要网络。", "quiet"))
        middle.addWidget(self._who())
        middle.addWidget(self._particulars())
        self.roster_card = self._roster()
        middle.addWidget(self.roster_card)
        opening = button("打开已有的数据文件…", self.open_asked_for.emit)
        self.move_button = button("打开搬家包…", self.move_asked_for.emit)
        self.move_button.setToolTip("从旧电脑搬来的整个数据文件，要输入当时显示的口令")
        self.demo_button = button("打开演示支部", self.demo_asked_for.emit)
        self.demo_button.setToolTip("先看看填好的台账是什么样子；虚构的数据，可随意修改")
        last = row(opening, self.move_button, self.demo_button, None, self.create_button)
        inner, foot = QWidget(), QWidget()
        inner.setObjectName("page")
        inner.setLayout(middle)
        foot.setLayout(last)
        for each in (inner, foot):
            look.fit(each, partial(_fit, each))
        scroll = Questions()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 12)
        layout.addWidget(scroll)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(foot, 100)
        below.addStretch(1)
        layout.addLayout(below)
        layout.addStretch(1)

    def _who(self) -> QWidget:
        frame, layout = card(label("一、我是", "heading"))
        layout.addLayout(self._choices(self.kinds, list(OFFICE_KINDS.values())))
        return frame

    def _particulars(self) -> QWidget:
        frame, layout = card(label("二、单位", "heading"))
        form = QFormLayout()
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.superior.setPlaceholderText("可以留空")
        self.secretary.setPlaceholderText("可以留空，以后再填")
        self.backups.setPlaceholderText("留空即放在数据文件旁边；最好选另一块硬盘或 U 盘")
        self.path.setAccessibleName("数据文件位置")
        self.backups.setAccessibleName("备份文件夹")
        for field in (self.name, self.superior, self.secretary, self.path, self.backups):
            field.setAcceptDrops(False)  # files dropped here are for the window
        form.addRow("单位全称（与公章一致）", self.name)
        form.addRow("上级党组织名称", self.superior)
        form.addRow("书记姓名", self.secretary)
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(button("更改位置…", self._choose_path))
        form.addRow("数据文件位置", place)
        copies = QHBoxLayout()
        copies.addWidget(self.backups, 1)
        copies.addWidget(button("选文件夹…", self._choose_backups))
        form.addRow("备份文件夹", copies)
        layout.addLayout(form)
        return frame

    def _roster(self) -> QWidget:
        frame, layout = card(label("三、名册", "heading"))
        layout.addLayout(self._choices(self.roster, ["导入 Excel/WPS 表格", "稍后录入"]))
        self.roster.button(1).setChecked(True)
        return frame

    def _choices(self, group: QButtonGroup, texts: list[str]) -> QHBoxLayout:
        layout = QHBoxLayout()
        for place, text in enumerate(texts):
            choice = QPushButton(text)
            choice.setObjectName("choice")
            choice.setCheckable(True)
            group.addButton(choice, place)
            layout.addWidget(choice)
        layout.addStretch(1)
        group.button(0).setChecked(True)
        return layout

    @property
    def kind(self) -> str:
        """The chosen kind of office."""
        return list(OFFICE_KINDS)[self.kinds.checkedId()]

    def _named(self) -> None:
        name = self.name.text().strip()
        self.name.setPlaceholderText(EXAMPLES[self.kind])
        self.roster_card.setVisible(self.kind == "branch")
        if not self._own_path:
            self.path.setText(str(self._folder / f"{safe_name(name or '党建台账')}.db"))
        self._tell_lacking()

    def _tell_lacking(self) -> None:
        lacks = "单位全称" if not self.name.text().strip() else "数据文件位置" if not self.path.text().strip() else ""
        self.create_button.setEnabled(not lacks)
        self.create_button.setToolTip(f"请先填写{lacks}" if lacks else "")

    def _placed(self, _text: str) -> None:
        self._own_path = True
        self._tell_lacking()

    def _choose_path(self) -> None:
        path = Files.ask_save(self, "数据文件位置", self.path.text(), DATA, ".db")
        if path:
            self.path.setText(str(path))
            self._placed(str(path))

    def _choose_backups(self) -> None:
        folder = Files.ask_folder(self, "备份文件夹")
        if folder:
            self.backups.setText(str(folder))

    def _create(self) -> None:
        self.create_asked_for.emit(
            Beginning(
                Path(self.path.text().strip()),
                self.kind,
                self.name.text().strip(),
                self.superior.text().strip(),
                self.secretary.text().strip(),
                self.kind == "branch" and self.roster.checkedId() == 0,
                Path(self.backups.text().strip()) if self.backups.text().strip() else None,
            )
        )


def _fit(part: QWidget) -> None:
    part.setMaximumWidth(look.scaled(WIDTH))
