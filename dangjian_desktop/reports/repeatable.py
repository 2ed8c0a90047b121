"""Office files that are the same bytes each time: zip entries in order, with one fixed time."""

import re
import zipfile
from io import BytesIO

FIXED_TIME = (2020, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]*)<")
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def repeatable(data: bytes) -> bytes:
    """Return a zip-based office file without clock times: those of its directory, and the moment it was saved."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, _core(old.read(name)) if name == CORE else old.read(name))
    return made.getvalue()


def _core(data: bytes) -> bytes:
    """Say that the file was saved when it was made; openpyxl writes the PC's time there whatever is asked for."""
    created = CREATED.search(data)
    return MODIFIED.sub(rb"\g<1>" + created[1], data) if created else data
