"""Pictures: opened, turned upright, made no larger than a page needs, written anew without anything else they held."""

import base64
import io
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from amedip.core.reading.verdicts import Refused

SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_000  # pixels; twice what the widest column of a page has
_MANNER = {"JPEG": {"quality": 85, "optimize": True, "progressive": True}, "WEBP": {"quality": 85}, "PNG": {}}
# What each format can hold; anything else is written as colours, with what shines through where the format knows it.
_MODES = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA"), "WEBP": ("RGB", "RGBA")}


def clean_picture(file: BinaryIO) -> dict:
    """The picture written anew: ``suffix``, ``width`` and ``height`` in pixels, ``data`` in base64.

    Of a moving picture it is the first frame. Raises ``Refused`` for what is no picture, or not whole.
    """
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at below, before anything is unpacked
    try:
        picture = Image.open(file, formats=list(SUFFIXES))
    except UnidentifiedImageError as error:
        raise Refused("no_picture") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("broken") from error
    format_ = picture.format
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("too_many_pixels")
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(picture)
        if picture.mode not in _MODES[format_]:
            transparent = format_ != "JPEG" and (picture.mode in ("PA", "RGBa", "La") or "transparency" in picture.info)
            picture = picture.convert("RGBA" if transparent else "RGB")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        written = io.BytesIO()
        # Only what is seen: whatever else the file held hangs on the picture that was read.
        Image.frombytes(picture.mode, picture.size, picture.tobytes()).save(written, format_, **_MANNER[format_])
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused("broken") from error
    return {
        "suffix": SUFFIXES[format_],
        "width": picture.width,
        "height": picture.height,
        "data": base64.b64encode(written.getvalue()).decode(),
    }
