"""审批: the nominations before this office, each as its form on paper, with the fields that this level fills in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from dangjian_desktop.core.paths import write_whole
from dangjian_desktop.ui import decision_verbs, look, print_verbs, words
from dangjian_desktop.ui.desk import Desk
from dangjian_desktop.ui.dialogs.files import PDF, Files
from dangjian_desktop.ui.dialogs.title_end import TitleEndDialog
from dangjian_desktop.ui.fresh import KeptFresh
from dangjian_desktop.ui.parts import PageFrame, button, card, label, row
from dangjian_desktop.ui.tabs.approval_fields import ApprovalFields
from dangjian_desktop.ui.tabs.approval_list import ApprovalList
from dangjian_desktop.ui.tabs.preview import PaperPreview
from dangjian_desktop.ui.tabs.printer import PrinterChoice, PrintRun
from dangjian_desktop.ui.tabs.printer_bar import PrinterBar
from dangjian_desktop.ui.window_state import keep_parts

if TYPE_CHECKING:
    from dangjian_desktop.services.deciding import Outcome
    from dangjian_desktop.services.decision_queue import Queue, Waiting
    from dangjian_desktop.services.work import Changes, Office

SHARES = (392, 424, 372)
GAP = 12
SETTLING = 200  # milliseconds after the last move of the cursor
NOTHING = "左边选一个人，这里显示他的审批表。"
NO_PRINTER = "找不到打印机。请接好打印机，或点“另存为 PDF”拿到别的电脑打印。"
REASONS_TOLD = 3


class ApprovalPage(PageFrame):
    """The list at the left, the paper in the middle, the fields at the right."""

    help_section = "approval"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("审批", parent)
        self._desk = desk
        self._quotas: dict[str, str] = {}
        self.list = ApprovalList()
        self.preview = PaperPreview(desk, fit="适合页宽")
        self.fields = ApprovalFields(desk.clock().date().isoformat())
        self.reason = QLineEdit()
        self.reason.setAccessibleName("退回原因")
        self.reason.setPlaceholderText("退回的原因，写好按回车退回")
        self._summary = label("", "quiet")
        self._told = label("", "problem", wrap=True)
        self._quota = label("", "quiet", wrap=True)
        self._wish = label("", wrap=True)
        self.receive_button = button("去接收", lambda: desk.asked_for.emit(words.EXCHANGE, ""))
        self._printers = PrinterBar(desk, self)
        self._printers.hide()
        self._make_buttons()
        self._lay_out()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._settled.timeout.connect(self._draw)
        self.list.moved.connect(self._show_current)
        self.list.approve_asked_for.connect(self._approve)
        self.list.return_asked_for.connect(self._begin_return)
        self.reason.returnPressed.connect(self._send_back)
        self.fields.written.connect(self._write)
        KeptFresh(self, desk, self._read)

    def _make_buttons(self) -> None:
        self.approve_button = button("批准", self._approve, "primary")
        self.return_button = button("退回…", self._begin_return)
        self.refuse_button = button("不批准", self._refuse)
        self.withdraw_button = button("收回决定", self._withdraw)
        self.number_button = button("依次编号", self._number)
        self.end_button = button("调整或撤销…", self._end)
        self.save_button = button("另存为 PDF…", self._save)
        self.print_button = button("打印审批表", self._print)
        self.accept_button = button("同意修改（退回）", lambda: self._answer(accepted=True))
        self.decline_button = button("不同意", lambda: self._answer(accepted=False))

    def _lay_out(self) -> None:
        self.head.addWidget(self._summary)
        self.head.addWidget(self.save_button)
        self.head.addWidget(self.print_button)
        wish, wish_layout = card(self._wish)
        wish_layout.addLayout(row(self.accept_button, self.decline_button, None))
        self._wish_card = wish
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (self._told, self._wish_card, self.fields, self.reason, self._quota):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._scroll = scroll
        self._right = QWidget()
        side = QVBoxLayout(self._right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(scroll, 1)
        side.addLayout(row(self.withdraw_button, self.number_button, self.end_button, None))
        side.addLayout(row(None, self.refuse_button, self.return_button, self.approve_button))
        left = QWidget()
        names = QVBoxLayout(left)
        names.setContentsMargins(0, 0, 0, 0)
        names.addWidget(self.list, 1)
        names.addLayout(row(self.receive_button, None))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for part in (left, self.preview, self._right):
            splitter.addWidget(part)
        splitter.setSizes([look.scaled(share) for share in SHARES])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(look.scaled(GAP))
        keep_parts(splitter, self._desk.home, "approval")
        self.body.addWidget(splitter, 1)

    @property
    def start(self) -> QWidget:
        """The list."""
        return self.list.table

    # Reading and showing.

    def _read(self) -> None:
        year = self._desk.period.year
        self._desk.run(lambda office: decision_verbs.queue(office, year), self._show)

    def _show(self, queue: Queue) -> None:
        self._quotas = dict(queue.quotas)
        waiting = sum(each.is_open for each in queue.rows)
        asked = sum(len(each.open_requests) for each in queue.rows)
        self._summary.setText(f"待办理 {waiting} 人" + (f"，修改申请 {asked} 项" if asked else ""))
        self.list.show_rows(queue.rows)

    def _show_current(self) -> None:
        case, chosen = self.list.current, self.list.chosen
        self.fields.show_case(case)
        many = f" {len(chosen)} 人" if len(chosen) > 1 else ""
        for made, verb, text in (
            (self.approve_button, "approve", f"批准{many}"),
            (self.return_button, "return", f"退回{many}…"),
            (self.refuse_button, "refuse", f"不批准{many}"),
            (self.withdraw_button, "withdraw", "收回决定"),
            (self.number_button, "number", f"依次编号{many}"),
            (self.end_button, "revoke", "调整或撤销…"),
        ):
            made.setText(text)
            made.setVisible(any(verb in each.moves for each in chosen) or (verb == "approve" and self._decides(chosen)))
        self.approve_button.setEnabled(any(not each.blocks for each in chosen))
        self.reason.setVisible(self.return_button.isVisibleTo(self))
        self.print_button.setText(f"打印审批表{many}")
        for made in (self.save_button, self.print_button):
            made.setEnabled(bool(chosen))
        for part in (self.preview, self._right):
            part.setVisible(bool(self.list.rows))
        self.receive_button.setVisible(not self.list.rows)
        self._tell(case)
        self._scroll.setMinimumWidth(self._scroll.widget().minimumSizeHint().width() + GAP)
        self._settled.start()

    def _decides(self, chosen: Sequence[Waiting]) -> bool:
        return any("refuse" in each.moves for each in chosen)

    def _tell(self, case: Waiting | None) -> None:
        told = [*case.blocks] if case else []
        if case and case.state.value == "退回修改":
            told.append(f"已退回：{case.texts['return_reason']}")
        self._told.setText("\n".join(told[:REASONS_TOLD]))
        self._told.setVisible(bool(told))
        quota = self._quotas.get(case.unit_id, "") if case and case.award == "先锋岗" else ""
        self._quota.setText(f"{case.unit}：{quota}" if case and quota else "")
        wish = case.open_requests[0] if case and case.open_requests else None
        self._wish_card.setVisible(wish is not None)
        if wish:
            change = f"修改申请：“{wish.heading}”由“{_short(wish.present)}”改为“{_short(wish.wanted)}”"
            self._wish.setText(f"{change}。理由：{wish.reason}")

    def _draw(self) -> None:
        case = self.list.current
        if case is None:
            self.preview.clear(NOTHING)
            return

        def show(pdf: print_verbs.Pdf) -> None:
            if self.list.current is case:  # else something newer is wanted by now
                self.preview.show_pdf(pdf)

        self._desk.run(lambda office: decision_verbs.papers(office, [case]), show)

    # The verbs.

    def _ids(self) -> list[str]:
        return [each.id for each in self.list.chosen]

    def _run(self, verb: Callable[[Office], Outcome | None], done: str) -> None:
        """Run a verb on the chosen ones and say what came of it; who was left is named with the reason."""
        people = {each.id: each.person for each in self.list.chosen}

        def tell(outcome: Outcome | None) -> None:
            if outcome is None:
                return
            told = f"已{done} {len(outcome.done)} 人，可用 Ctrl+Z 撤销。" if done else ""
            left = list(outcome.refused.values())
            if left:
                told += f"{len(left)} 人没有办：" + "".join(left[:REASONS_TOLD])
            if told:
                self._desk.tell(told)
            self._desk.changed.emit(outcome.changes)

        if people:
            self._desk.run(verb, tell, lambda _sentence: self.fields.forget())

    def _write(self, field: str) -> None:
        case, texts = self.list.current, self.fields.texts
        if case is None:
            return
        rows = [case, *(each for each in self.list.chosen if each is not case)]
        self._run(lambda office: decision_verbs.write(office, rows, field, texts), "")

    def _approve(self) -> None:
        if not self.approve_button.isVisibleTo(self):
            return
        ids, day = self._ids(), self.fields.texts["decided_on"]
        self._run(lambda office: decision_verbs.approve(office, ids, day), "批准")

    def _refuse(self) -> None:
        ids, texts = self._ids(), self.fields.texts
        self._run(lambda office: decision_verbs.refuse(office, ids, texts["decided_on"], texts["opinion"]), "不批准")

    def _begin_return(self) -> None:
        if not self.return_button.isVisibleTo(self):
            return
        if self.reason.text().strip():
            self._send_back()
        else:
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _send_back(self) -> None:
        ids, reason = self._ids(), self.reason.text()
        self._run(lambda office: decision_verbs.send_back(office, ids, reason), "退回")
        self.reason.clear()
        self.list.table.setFocus()

    def _withdraw(self) -> None:
        ids = self._ids()
        self._run(lambda office: decision_verbs.withdraw(office, ids), "收回决定")

    def _number(self) -> None:
        ids = self._ids()
        self._run(lambda office: decision_verbs.number_on(office, ids), "编号")

    def _end(self) -> None:
        chosen = self.list.chosen
        who = "、".join(f"{each.unit}{each.person}的{each.title}" for each in chosen)
        asked = TitleEndDialog.ask(self, who, self._desk.clock().date())
        if asked:
            kind, ground, day, explanation = asked
            ids = [each.id for each in chosen]
            self._run(lambda office: decision_verbs.end_title(office, ids, kind, ground, day, explanation), kind)

    def _answer(self, *, accepted: bool) -> None:
        """Grant or decline; a declination needs its reason, which is typed where that of a return is."""
        case = self.list.current
        if case is None or not case.open_requests:
            return
        wish, reason = case.open_requests[0].id, self.reason.text()
        if not accepted and not reason.strip():
            self.reason.setVisible(True)
            self.reason.setFocus()
            self._desk.tell("请在“退回原因”里写明不同意的理由，再点“不同意”。")
            return

        def told(changes: Changes) -> None:
            self.reason.clear()
            self._desk.tell("已同意修改，推荐退回支部。" if accepted else "已答复支部，随下次回执发出。")
            self._desk.changed.emit(changes)

        self._desk.run(lambda office: decision_verbs.answer(office, wish, accepted=accepted, reason=reason), told)

    def _of_one_quarter(self) -> list[Waiting]:
        """The chosen ones, if their forms can be made together; else say why not."""
        chosen = self.list.chosen
        if len({each.quarter for each in chosen if each.quarter}) > 1:
            self._desk.tasks.failed.emit("选中的标兵不是同一个季度的。请用“事项”筛选一个季度，再打印或另存。")
            return []
        return chosen

    def _save(self) -> None:
        chosen = self._of_one_quarter()
        path = Files.ask_save(self, "审批表另存为 PDF", f"审批表{len(chosen)}人.pdf", PDF, ".pdf") if chosen else None
        if path:
            progress = self._desk.tasks.progress

            def make(office: Office) -> Path:
                write_whole(path, decision_verbs.papers(office, chosen, progress).data)
                return path

            self._desk.run(make, lambda saved: self._desk.tell(f"已保存为“{saved}”。"), label="正在保存 PDF")

    def _print(self) -> None:
        """Print on the usual printer, corrected as in the print centre."""
        chosen, progress = self._of_one_quarter(), self._desk.tasks.progress
        self._printers.renew()
        if not self._printers.name:
            self._desk.tasks.failed.emit(NO_PRINTER)
        elif chosen:
            choice = PrinterChoice(self._printers.name, self._printers.sides.currentText(), self._printers.correction)
            self._desk.run(
                lambda office: decision_verbs.papers(office, chosen, progress),
                lambda pdf: PrintRun(self._desk, choice, pdf).go_on(),
                label="正在排版",
            )


def _short(text: str) -> str:
    flat = text.replace("\n", "；")
    return flat if len(flat) <= 60 else f"{flat[:58]}……"
