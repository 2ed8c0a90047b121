"""Office files that are the same bytes each time: zip entries in order, with one fixed time."""

import zipfile
from io import BytesIO

FIXED_TIME = (2020, 1, 1, 0, 0, 0)


def repeatable(data: bytes) -> bytes:
    """Return a zip-based office file with its clock times taken out of the zip's directory."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, old.read(name))
    return made.getvalue()
