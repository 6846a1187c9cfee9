"""What the tests of translators' files share: units with everything in them, and ways out and in."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import settings

from amedip.core.texts import fingerprint
from amedip.translations.formats import FORMATS, Unit, read_file, write_file
from amedip.translations.formats.inline import TEXT, pieces

SOURCE = (
    "Register **diaspora** associations & “clubs” of <states>: *Ghana* has {count}.\n\n"
    "- see [the *long* list](https://amedip.example/a?b=1&c=2)\n"
    "- write to focal.point@amedip.example, or https://amedip.example/fr/.\n\n"
    "Then run `manage.py` for %(name)s, \"quoted\" and 'so'.  Two spaces"
)
ARABIC = (
    "سجلّ **جمعيات الجاليات** و«النوادي» & <الدول>: لدى *غانا* {count}.\n\n"
    "- انظر [القائمة *الطويلة*](https://amedip.example/a?b=1&c=2)\n"
    "- اكتب إلى focal.point@amedip.example أو https://amedip.example/fr/.\n\n"
    "ثم شغّل `manage.py` من أجل %(name)s"
)
ARABIC_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض")


def unit(key="priority/TN-2012-004/title", source=SOURCE, target="", state="missing", **more) -> Unit:
    return Unit(
        key=key,
        source=source,
        target=target,
        state=state,
        source_fingerprint=fingerprint(source),
        target_fingerprint=fingerprint(target),
        title=more.pop("title", "Priority TN-2012-004 · Title"),
        **more,
    )


def written(units, name, **head) -> bytes:
    """The file of that format in which the units go out."""
    file = io.BytesIO()
    head = {"source_language": "en", "target_language": "ar", "order": "A-2026-7", "title": "Order 7 & more"} | head
    write_file(units, file, format=name, **head)
    return file.getvalue()


def read(data: bytes | str):
    return read_file(io.BytesIO(data.encode() if isinstance(data, str) else data))


def returned(units, name, *changes: tuple[str, str]):
    """What comes back if each pair of ``changes`` is replaced in the file, where it must stand."""
    text = written(units, name).decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return read(text)


def in_arabic_letters(source: str) -> str:
    """What a translator makes of the source who touches nothing but text; every Latin small letter becomes Arabic."""
    return "".join(
        piece.text.translate(ARABIC_LETTERS) if piece.part == TEXT else piece.text for piece in pieces(source)
    )


def standards() -> Path:
    """The folder with the published schemas; the test is skipped, loudly, where there is none."""
    folder = os.environ.get("STANDARDS_DIR")
    if not folder:
        pytest.skip("needs the published schemas (STANDARDS_DIR)")
    return Path(folder)


ALL_FORMATS = list(FORMATS)
# What an example costs says nothing on cores that several test processes share.
UNHURRIED = settings(deadline=None)

# A delivery as a foreign tool may write it, around one unit.
V2_UNIT = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:tool="urn:tool" version="{version}" srcLang="en-GB"
  trgLang="ar-TN"><file id="f" original="7"><unit id="u1" name="k"><tool:x><tool:y>no</tool:y></tool:x>
  {unit}</unit></file></xliff>"""
V1_UNIT = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:tool="urn:tool" version="1.2"><file original="7"
  source-language="EN" target-language="ar_TN" datatype="plaintext"><body><trans-unit id="k" tool:x="1">
  {unit}</trans-unit></body></file></xliff>"""
