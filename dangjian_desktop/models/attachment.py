"""Files kept with the data, named by the hash of their content."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from dangjian_desktop.models.base import Base, Record


class Attachment(Record):
    """A file that a record names by its SHA-256."""

    __tablename__ = "attachments"

    sha256: Mapped[str]
    extension: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)


class AttachmentContent(Base):
    """The bytes of a file; they travel as a file of their own, not as a row."""

    __tablename__ = "attachment_contents"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
