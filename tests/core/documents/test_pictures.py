"""Pictures that people hand in: written anew, upright and bare, or refused with a reason."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from amedip.core.documents import clean_picture, looks_like_picture


def drawn(format_="JPEG", mode="RGB", size=(30, 20), **more):
    written = io.BytesIO()
    Image.new(mode, size, 200 if mode in ("L", "P") else None).save(written, format_, **more)
    return ContentFile(written.getvalue(), f"picture.{format_.lower()}")


def turned():
    """A picture that lies on its side, and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    return drawn(exif=exif)


def test_picture_when_cleaned_then_upright_and_without_anything_else():
    clean = clean_picture(turned())

    assert (clean.width, clean.height, clean.examined.suffix) == (20, 30, ".jpg")
    again = Image.open(io.BytesIO(clean.file.read()))
    assert (again.size, dict(again.getexif())) == ((20, 30), {})
    assert "Camera" not in str(again.info)


@pytest.mark.parametrize(
    ("file", "suffix", "size"),
    [
        (drawn("PNG", "RGBA"), ".png", (30, 20)),
        (drawn("PNG", "P"), ".png", (30, 20)),
        (drawn("WEBP"), ".webp", (30, 20)),
        (drawn("JPEG", "CMYK"), ".jpg", (30, 20)),
        (drawn("JPEG", "L", (2400, 1200)), ".jpg", (2000, 1000)),
    ],
    ids=["transparent", "palette", "webp", "print", "large"],
)
def test_picture_when_of_a_known_format_then_it_stays_one_no_larger_than_a_page_needs(file, suffix, size):
    clean = clean_picture(file)

    assert looks_like_picture(file)
    assert (clean.examined.suffix, (clean.width, clean.height)) == (suffix, size)
    assert Image.open(io.BytesIO(clean.file.read())).size == size


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (ContentFile(b"", "empty.jpg"), "empty"),
        (ContentFile(b"<html>" * 9, "page.jpg"), "no_picture"),
        (drawn("GIF"), "no_picture"),
        (ContentFile(drawn(size=(900, 900)).read()[:400], "cut.jpg"), "broken"),
        (drawn("PNG", "1", (8000, 6000)), "too_many_pixels"),
        (ContentFile(b"\xff\xd8\xff" + bytes(11 * 1024 * 1024), "long.jpg"), "too_large"),
        (ContentFile(drawn().read(), "a\u202egpj.exe"), "name"),
    ],
    ids=["empty", "page", "moving", "cut", "many pixels", "too large", "turned name"],
)
def test_picture_when_it_is_none_or_too_much_then_why(file, code):
    with pytest.raises(ValidationError) as refusal:
        clean_picture(file)

    assert refusal.value.code == code
