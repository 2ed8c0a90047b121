"""The strip above the page that says what was done or what stands in the way."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dangjian_desktop.ui.parts import button, label


class MessageStrip(QFrame):
    """One sentence, told or failed, until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._sentence = label(wrap=True)
        self._sentence.setAccessibleName("消息")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 12, 6)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(button("收起", self.hide, "quiet"))
        self.hide()

    @property
    def sentence(self) -> str:
        """What the strip says at present; empty when it is closed."""
        return "" if self.isHidden() else self._sentence.text()

    def forget_told(self) -> None:
        """Close the strip when it only says what was done; what failed stays until it is read."""
        if self.property("kind") == "told":
            self.hide()

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self._show("told", sentence)

    def fail(self, sentence: str) -> None:
        """Say what went wrong and what to do."""
        self._show("failed", sentence)

    def _show(self, kind: str, sentence: str) -> None:
        self.setProperty("kind", kind)
        self.style().polish(self)
        self._sentence.setText(sentence)
        self.show()
