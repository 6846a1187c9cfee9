"""Files that nobody should trust: refused with a reason, and never with anything but that."""

import codecs
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amedip.core import languages
from amedip.translations.formats import LARGEST, Unreadable, read_file
from tests.translations.files import ALL_FORMATS, ARABIC, UNHURRIED, V1_UNIT, V2_UNIT, read, unit, written

UNITS = [
    unit(target=ARABIC, state="draft"),
    unit("pilot/P1/title", "One {x} of **two**", "واحد {x} من **اثنين**", "draft", max_length=25),
    unit("theme/t/name", "Migration", "الهجرة", "draft"),
]
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {letter} '{10 * f'&{before};'}'>" for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
)
HEAD_2, HEAD_1 = V2_UNIT.replace("{version}", "2.1"), V1_UNIT
GOOD_2 = HEAD_2.replace("{unit}", "<segment><source>A</source><target>أ</target></segment>")
GOOD_1 = HEAD_1.replace("{unit}", "<source>A</source><target>أ</target>")
GOOD_PO = written(UNITS, "po").decode()
DECLARED = '<?xml version="1.0"?>'
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
DOUBLED = GOOD_1[GOOD_1.index("<file") : GOOD_1.index("</xliff>")]

REFUSED = {
    "empty": ("", "neither"),
    "words": ("Dear colleagues, please find attached", "neither"),
    "office file": ("PK\x03\x04 and so on", "neither"),
    "web page": ("<html><body>Sign in</body></html>", "not XLIFF"),
    "memory of a tool": ('<tmx version="1.4"><body/></tmx>', "not XLIFF"),
    "XLIFF 1.1": (GOOD_1.replace("document:1.2", "document:1.1"), "not XLIFF"),
    "XLIFF 2.2": (GOOD_2.replace("document:2.0", "document:2.2"), "not XLIFF"),
    "namespace of 2 with version 1": (GOOD_2.replace('version="2.1"', 'version="1.2"'), "not XLIFF"),
    "bomb": (GOOD_2.replace(DECLARED, BOMB + "]>").replace("أ", "&i;"), "document type"),
    "document type": (GOOD_2.replace(DECLARED, "<!DOCTYPE xliff>"), "document type"),
    "external document type": (GOOD_1.replace(DECLARED, '<!DOCTYPE x SYSTEM "http://a.example/x">'), "document type"),
    "external entity": (
        GOOD_1.replace(DECLARED, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace("أ", "&e;"),
        "document type",
    ),
    "inclusion in 2": (GOOD_2.replace("أ", INCLUDE), "inclusions"),
    "inclusion in 1": (GOOD_1.replace("<body>", "<body>" + INCLUDE), "inclusions"),
    "undeclared entity": (GOOD_2.replace("أ", "&nbsp;"), "Line 4"),
    "control character": (GOOD_2.replace("أ", "\x07"), "Line 4"),
    "cut short": (GOOD_2[:-30], "Line 4"),
    "cut short in the declaration": ("<?xml", "Line 1"),
    "deep": (GOOD_2.replace("أ", "<mrk id='a'>" * 5000 + "</mrk>" * 5000), "nested too deeply"),
    "unknown encoding": (GOOD_2.replace(DECLARED, '<?xml version="1.0" encoding="x-klingon"?>'), "encoding"),
    "no source language in 2": (GOOD_2.replace('srcLang="en-GB"', ""), "does not say from which language"),
    "no target language in 2": (GOOD_2.replace('trgLang="ar-TN"', ""), "does not say from which language"),
    "no target language in 1": (GOOD_1.replace('target-language="ar_TN"', ""), "does not say from which language"),
    "other language in 2": (GOOD_2.replace("ar-TN", "de-AT"), "“de-AT” is not one of the portal’s languages"),
    "other language in 1": (GOOD_1.replace('"EN"', '"arz"'), "“arz” is not one of the portal’s languages"),
    "into its own language": (GOOD_1.replace('"EN"', '"ar"'), "into the same"),
    "two orders": (
        GOOD_1.replace("</xliff>", DOUBLED.replace('original="7"', 'original="8"') + "</xliff>"),
        "several orders",
    ),
    "two languages": (
        GOOD_1.replace("</xliff>", DOUBLED.replace("ar_TN", "fr") + "</xliff>"),
        "several orders or language pairs",
    ),
    "no file": ('<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>', "holds no texts"),
    "no units": (GOOD_1.replace("trans-unit", "bin-unit"), "holds no texts"),
    "PO cut short in a text": (GOOD_PO[: GOOD_PO.rindex("\u0627\u0644\u0647")], "not an entry of a PO file"),
    "PO cut short after a source": (GOOD_PO[: GOOD_PO.rindex("msgstr")], "damaged"),
    "PO without header": (GOOD_PO[GOOD_PO.index("#. ") :], "does not say from which language"),
    "PO without source language": (GOOD_PO.replace("X-Source-Language", "X-Other"), "does not say from which language"),
    "PO into another language": (GOOD_PO.replace("Language: ar", "Language: de"), "“de” is not one"),
    "PO with loose words": (GOOD_PO + "\nhello\n", "not an entry of a PO file"),
    "PO with loose text": ('"msgid"\n', "damaged"),
    "PO in an unknown encoding": (GOOD_PO.replace("UTF-8", "x-klingon"), "encoding"),
    "PO in an encoding for other things": (GOOD_PO.replace("UTF-8", "unicode_escape"), "encoding"),
    "PO in a wrong encoding": (GOOD_PO.replace("UTF-8", "ascii"), "encoding"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_file_when_it_cannot_be_trusted_is_refused_with_a_reason(text, reason):
    with pytest.raises(Unreadable, match=reason):
        read(text)


@pytest.mark.parametrize("text", [GOOD_1, GOOD_2, GOOD_PO], ids=["1.2", "2.1", "po"])
def test_good_file_when_read_is_not_refused(text):
    assert read(text).units


def test_file_when_larger_than_allowed_is_refused_unread():
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        read_file(io.BytesIO(b"<" * (LARGEST + 1)))


@pytest.mark.parametrize("name", ALL_FORMATS)
@UNHURRIED
@given(cut=st.floats(min_value=0, max_value=0.999))
def test_file_when_cut_anywhere_is_refused_or_lacks_texts(name, cut):
    data = written(UNITS, name)
    data = data[: int(len(data) * cut)]

    try:
        units = read(data).units
    except Unreadable:
        return

    # XML ends with its root; of PO, which has no end, the last text may lack its last lines.
    assert name == "po"
    for one, sent in zip(units, UNITS, strict=False):
        assert one.key == sent.key
        assert one.target == sent.target or one is units[-1]


@UNHURRIED
@given(data=st.binary(max_size=400))
@example(data=b'<a xmlns=""/>')
@example(data=b"<a><\x00")
@example(data=b'msgid ""\nmsgid_plural "x"\nmsgstr[9] "y"\n')
@example(data=codecs.BOM_UTF16_LE + b"m\x00s\x00g\x00i\x00d")
def test_file_when_random_bytes_is_refused_and_nothing_else(data):
    with pytest.raises(Unreadable):
        read(data)


@UNHURRIED
@given(lines=st.lists(st.sampled_from(GOOD_PO.splitlines(keepends=True))))
def test_po_when_its_lines_are_shuffled_is_read_or_refused(lines):
    try:
        delivery = read("".join(lines))
    except Unreadable:
        return

    assert delivery.target_language in languages.CODES
