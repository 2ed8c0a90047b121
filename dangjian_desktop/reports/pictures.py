"""Photos for forms 8 and 9: read with suspicion, turned upright, without what the camera wrote into them."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from dangjian_desktop.core.errors import UserError

MOST_BYTES, MOST_PIXELS = 20 << 20, 60_000_000
HEIGHT = 600
SENT_PIXELS = 16_000_000
"""A photo that a program of this kind sends is 600 pixels high."""
KINDS = ("PNG", "JPEG")


def as_photo(data: bytes, name: str) -> bytes:
    """Return a photo as JPEG, at most 600 pixels high, nothing in it but the picture; raise UserError if it is none."""
    if len(data) > MOST_BYTES:
        raise UserError("PHOTO-SIZE", f"照片“{name}”有 {len(data) >> 20} MB，太大了。请换一张 20 MB 以内的。")
    if data[4:8] == b"ftyp":
        raise UserError("PHOTO-KIND", f"“{name}”是手机的 HEIC 照片，读不了。请在手机或看图软件里另存为 JPG，再放进来。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=KINDS) as picture:
                return _jpeg(picture, name)
    except UnidentifiedImageError:
        raise UserError("PHOTO-KIND", f"“{name}”不是 JPG 或 PNG 照片。请换一张，或用看图软件另存为 JPG。") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UserError("PHOTO-DAMAGED", f"照片“{name}”打不开，可能已损坏。请重新拷贝一份再试。") from None


def fault_of(data: bytes) -> str:
    """Return what is wrong with a photo that another office sent, empty when it can be opened and printed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=KINDS) as picture:
                if picture.width * picture.height > SENT_PIXELS:
                    return f"有 {picture.width}×{picture.height} 点，太大了"
                picture.draft("RGB", (picture.width // 8, picture.height // 8))
                picture.load()
    except UnidentifiedImageError:
        return "不是 JPG 或 PNG 照片"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "打不开，可能已损坏"
    return ""


def _jpeg(picture: Image.Image, name: str) -> bytes:
    if picture.width * picture.height > MOST_PIXELS:
        raise UserError("PHOTO-SIZE", f"照片“{name}”有 {picture.width}×{picture.height} 点，太大了。请先缩小再选。")
    upright = ImageOps.exif_transpose(picture)
    if upright.height > HEIGHT:
        width = max(1, round(upright.width * HEIGHT / upright.height))
        upright = upright.resize((width, HEIGHT), Image.Resampling.LANCZOS)
    opaque = Image.new("RGB", upright.size, "white")
    plain = upright.convert("RGBA")
    opaque.paste(plain, mask=plain.getchannel("A"))
    buffer = BytesIO()
    opaque.save(buffer, "JPEG", quality=88, dpi=(300, 300))
    return buffer.getvalue()
