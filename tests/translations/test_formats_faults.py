"""What tools and people do to files: every loss is named, and a file that nobody should trust is not read."""

import codecs
import dataclasses
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amedip.core import languages
from amedip.translations.formats import LARGEST, Unreadable, read_file
from amedip.translations.formats.inline import EMPHASIS, LINK, STRONG, VARIABLE, Code, codes, pieces
from tests.translations.files import ALL_FORMATS, ARABIC, read, returned, unit, written

XLIFF = ["xliff-1.2", "xliff-2.1"]
UNITS = [
    unit(target=ARABIC, state="draft"),
    unit("pilot/P1/title", "One {x} of **two**", "واحد {x} من **اثنين**", "draft", max_length=25),
    unit("theme/t/name", "Migration", "الهجرة", "draft"),
]
LOST = "of the source is missing"
ADDED = "does not stand in the source"
V2 = '<ph id="1" type="ui" subType="xlf:var" canCopy="no" canDelete="no" dataRef="d1"></ph> من'
V1 = '<ph id="1" ctype="x-variable">{x}</ph> من'


# --- faults of single units -----------------------------------------------------------------------------------------

TAMPERED = {
    "2.1: placeholder lost": ("xliff-2.1", V2, "من", LOST),
    "2.1: placeholder doubled": ("xliff-2.1", V2, V2 + V2, ADDED),
    "2.1: emphasis lost": ("xliff-2.1", 'dataRefEnd="d2">اثنين</pc>', 'dataRefEnd="d2"></pc>اثنين', LOST),
    "2.1: own data instead": ("xliff-2.1", ">{x}</data>", ">{y}</data>", "is not the one that was exported"),
    "2.1: content lost": ("xliff-2.1", V2, '<ph id="99"/> من', "came back without its content"),
    "2.1: source edited": ("xliff-2.1", "One <ph", "Two <ph", "is not the one that was exported"),
    "2.1: fingerprint lost": ("xliff-2.1", '<mda:meta type="source-sha256">', "<mda:meta>", "no longer says"),
    "2.1: too long": ("xliff-2.1", "واحد", "واحد ثم واحد", "characters; 25 fit"),
    "2.1: control character": ("xliff-2.1", "واحد", 'واحد<cp hex="0007"/>', "control characters"),
    "2.1: half of a surrogate pair": ("xliff-2.1", "واحد", 'واحد<cp hex="D800"/>', "control characters"),
    "2.1: no code point": ("xliff-2.1", "واحد", 'واحد<cp hex="zz"/>{z}', ADDED),
    "1.2: placeholder lost": ("xliff-1.2", V1, "من", LOST),
    "1.2: placeholder doubled": ("xliff-1.2", V1, V1 + V1, ADDED),
    "1.2: placeholder translated": ("xliff-1.2", ">{x}</ph> من", ">{س}</ph> من", LOST),
    "1.2: code emptied, known from the source": ("xliff-1.2", "**</bpt>اثنين<ept", "</bpt>اثنين<ept", None),
    "1.2: content lost": ("xliff-1.2", V1, '<x id="77"/> من', "came back without its content"),
    "1.2: source edited": ("xliff-1.2", "One <ph", "Two <ph", "is not the one that was exported"),
    "1.2: fingerprint lost": ("xliff-1.2", "x-source-sha256", "x-other", "no longer says"),
    "1.2: too long": ("xliff-1.2", "واحد", "واحد ثم واحد", "characters; 25 fit"),
    "po: placeholder lost": ("po", "واحد {x}", "واحد", LOST),
    "po: placeholder doubled": ("po", "واحد {x}", "واحد {x} {x}", ADDED),
    "po: emphasis opened only": ("po", "**اثنين**", "**اثنين", LOST),
    "po: source edited": ("po", "One {x}", "Two {x}", "is not the one that was exported"),
    "po: fingerprint lost": ("po", "#. source-sha256", "#. other", "no longer says"),
    "po: too long": ("po", "واحد", "واحد ثم واحد", "characters; 25 fit"),
    "po: control character": ("po", "واحد", "واحد\x07", "control characters"),
}


@pytest.mark.parametrize(("name", "before", "after", "fault"), TAMPERED.values(), ids=TAMPERED)
def test_unit_when_tampered_with_says_what_is_wrong(name, before, after, fault):
    units = {one.key: one for one in returned(UNITS, name, (before, after)).units}

    found = " ".join(units["pilot/P1/title"].faults)
    assert (fault in found) if fault else not found


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_unit_when_untouched_has_no_fault(name):
    assert [one.faults for one in read(written(UNITS, name)).units] == [(), (), ()]


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_codes_when_put_in_another_order_are_no_fault(name):
    moved = dataclasses.replace(UNITS[1], target="من **اثنين** واحد {x}")

    assert read(written([moved], name)).units[0].faults == ()


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_faults_when_very_many_are_cut_short(name):
    many = unit(source="Text", target=" ".join(f"{{v{number}}}" for number in range(500)), state="draft")

    assert len(read(written([many], name)).units[0].faults) == 10


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_unit_when_twice_in_the_file_with_different_texts_is_shown_once_with_a_fault(name):
    again = unit("theme/t/name", "Migration", "أخرى", "draft")

    units = read(written([*UNITS, again], name)).units

    assert [one.key for one in units] == [one.key for one in UNITS]
    assert units[2].target == "الهجرة"
    assert "more than once" in units[2].faults[0]


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_unit_when_twice_in_the_file_with_one_text_is_no_fault(name):
    assert read(written([*UNITS, UNITS[2]], name)) == read(written(UNITS, name))


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_units_when_removed_or_added_are_what_the_delivery_holds(name):
    sent = [UNITS[0], unit("somebody/else/title", "Text", "نص", "draft")]

    assert [one.key for one in read(written(sent, name)).units] == ["priority/TN-2012-004/title", "somebody/else/title"]


# --- what tools may do ----------------------------------------------------------------------------------------------

V2_UNIT = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:tool="urn:tool" version="{version}" srcLang="en-GB"
  trgLang="ar-TN"><file id="f" original="7"><unit id="u1" name="k"><tool:x><tool:y>no</tool:y></tool:x>
  {unit}</unit></file></xliff>"""
V1_UNIT = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:tool="urn:tool" version="1.2"><file original="7"
  source-language="EN" target-language="ar_TN" datatype="plaintext"><body><trans-unit id="k" tool:x="1">
  {unit}</trans-unit></body></file></xliff>"""
DATA = '<originalData><data id="a">**</data><data id="b">{x}</data></originalData>'

VARIANTS_2 = {
    "segments with space between": (
        (
            "<segment><source>A.</source><target>أ.</target></segment><ignorable><source> </source></ignorable>"
            "<segment><source>B.</source><target>ب.</target></segment>"
        ),
        "A. B.",
        "أ. ب.",
        True,
    ),
    "segments reordered": (
        (
            '<segment><source>A</source><target order="3">ب</target></segment><ignorable><source> </source>'
            '<target order="2">-</target></ignorable><segment><source>B</source><target order="1">أ</target></segment>'
        ),
        "A B",
        "أ-ب",
        True,
    ),
    "one segment unfinished": (
        (
            '<segment><source>A</source><target>أ</target></segment><segment state="initial"><source>B</source>'
            "<target>ب</target></segment>"
        ),
        "AB",
        "أب",
        False,
    ),
    "no segment translated": (
        (
            "<segment><source>A</source></segment><ignorable><source> </source></ignorable>"
            "<segment><source>B</source><target/></segment>"
        ),
        "A B",
        "",
        False,
    ),
    "annotations": (
        (
            '<segment><source>A <mrk id="m" type="term">term</mrk><sm id="n"/>!<em startRef="n"/></source>'
            '<target><mrk id="m" type="comment" value="?">أ</mrk> ب</target></segment>'
        ),
        "A term!",
        "أ ب",
        True,
    ),
    "codes split": (
        DATA + '<segment><source><pc id="1" dataRefStart="a" dataRefEnd="a">A</pc><ph id="2" dataRef="b"/></source>'
        '<target><sc id="1" dataRef="a"/>أ<ec startRef="1" dataRef="a"/><ph id="2"/></target></segment>',
        "**A**{x}",
        "**أ**{x}",
        True,
    ),
    "matches": (
        (
            '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#x"><originalData><data id="b">no</data></originalData><source>no</source>'
            f"<target>no</target></m:match></m:matches>{DATA}<segment>"
            '<source>A<ph id="1" dataRef="b"/></source><target>أ<ph id="1" dataRef="b"/></target></segment>'
        ),
        "A{x}",
        "أ{x}",
        True,
    ),
}
VARIANTS_1 = {
    "segmented source": (
        (
            '<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk>'
            '</seg-source><target><mrk mtype="seg" mid="1">أ.</mrk> <mrk mtype="seg" mid="2">ب.</mrk></target>'
        ),
        "A. B.",
        "أ. ب.",
        True,
    ),
    "alternatives": (
        "<source>A</source><target>أ</target><alt-trans><source>no</source><target>no</target></alt-trans>",
        "A",
        "أ",
        True,
    ),
    "in need of review": ('<source>A</source><target state="needs-review-l10n">أ</target>', "A", "أ", False),
    "state of its own": ('<source>A</source><target state="x-rejected">أ</target>', "A", "أ", False),
    "no target": ("<source>A</source>", "A", "", False),
    "codes as g and x": (
        (
            '<source><bpt id="1">**</bpt>A<ept id="1">**</ept><ph id="2">{x}</ph></source>'
            '<target state="final"><g id="1">أ</g><x id="2"/></target>'
        ),
        "**A**{x}",
        "**أ**{x}",
        True,
    ),
    "codes emptied": (
        (
            '<source><bpt id="1">*</bpt>A<ept id="1">*</ept><it pos="open" id="3">[</it></source>'
            '<target><bx id="1"/>أ<ex id="1"/><ph id="4" equiv-text="!"/></target>'
        ),
        "*A*[",
        "*أ*!",
        True,
    ),
}


@pytest.mark.parametrize("version", ["2.0", "2.1"])
@pytest.mark.parametrize(("text", "source", "target", "finished"), VARIANTS_2.values(), ids=VARIANTS_2)
def test_xliff_2_when_a_tool_rewrote_a_unit_is_understood(version, text, source, target, finished):
    delivery = read(V2_UNIT.replace("{version}", version).replace("{unit}", text))

    back = delivery.units[0]
    assert (delivery.source_language, delivery.target_language, delivery.order) == ("en", "ar", "7")
    assert (back.key, back.source, back.target, back.finished) == ("k", source, target, finished)


@pytest.mark.parametrize(("text", "source", "target", "finished"), VARIANTS_1.values(), ids=VARIANTS_1)
def test_xliff_1_2_when_a_tool_rewrote_a_unit_is_understood(text, source, target, finished):
    delivery = read(V1_UNIT.replace("{unit}", text))

    back = delivery.units[0]
    assert (delivery.source_language, delivery.target_language, delivery.order) == ("en", "ar", "7")
    assert (back.key, back.source, back.target, back.finished) == ("k", source, target, finished)


def test_xliff_2_when_only_part_is_translated_says_so():
    text = "<segment><source>A</source><target>أ</target></segment><segment><source>B</source></segment>"

    back = read(V2_UNIT.replace("{version}", "2.1").replace("{unit}", text)).units[0]

    assert not back.finished
    assert "Only part of the text is translated. Translate the rest." in back.faults


@pytest.mark.parametrize("name", ALL_FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_file_when_saved_in_another_encoding_is_read(name, encoding):
    data = written(UNITS, name)
    text = data.decode().replace('encoding="UTF-8"', f'encoding="{"UTF-16" if "16" in encoding else "UTF-8"}"')

    assert read(text.encode(encoding)) == read(data)


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_file_when_its_lines_end_as_on_windows_is_read(name):
    data = written(UNITS, name)

    assert read(data.replace(b"\n", b"\r\n")) == read(data)


def test_po_when_its_texts_hold_breaks_of_windows_has_ours():
    back = returned([unit(source="a\nb")], "po", ('msgid ""\n"a\\n"', 'msgid ""\n"a\\r\\n"')).units[0]

    assert back.source == "a\nb"


def test_po_when_entries_are_obsolete_or_have_previous_texts_leaves_them_out():
    text = written(UNITS, "po").decode()

    more = text.replace('msgctxt "theme', '#| msgid "Old"\nmsgctxt "theme')
    more += '\n#~| msgid "x"\n#~ msgid "y"\n#~ msgstr "z"\n'

    assert read(more) == read(text)


def test_po_when_a_translator_marks_it_fuzzy_is_unfinished():
    units = returned(UNITS, "po", ('msgctxt "theme', '#, fuzzy\nmsgctxt "theme')).units

    assert [one.finished for one in units] == [True, True, False]


@pytest.mark.parametrize("name", XLIFF)
def test_file_when_put_together_from_two_of_one_order_is_read(name):
    first, second = written(UNITS[:1], name).decode(), written(UNITS[1:], name).decode()
    body = second[second.index("<file") : second.index("</xliff>")].replace('id="f1"', 'id="f2"')

    assert read(first.replace("</xliff>", body + "</xliff>")) == read(written(UNITS, name))


# --- files that are not read ----------------------------------------------------------------------------------------

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


@given(data=st.binary(max_size=400))
@example(data=b'<a xmlns=""/>')
@example(data=b"<a><\x00")
@example(data=b'msgid ""\nmsgid_plural "x"\nmsgstr[9] "y"\n')
@example(data=codecs.BOM_UTF16_LE + b"m\x00s\x00g\x00i\x00d")
def test_file_when_random_bytes_is_refused_and_nothing_else(data):
    with pytest.raises(Unreadable):
        read(data)


@given(lines=st.lists(st.sampled_from(GOOD_PO.splitlines(keepends=True))))
def test_po_when_its_lines_are_shuffled_is_read_or_refused(lines):
    try:
        delivery = read("".join(lines))
    except Unreadable:
        return

    assert delivery.target_language in languages.CODES


# --- inline codes ---------------------------------------------------------------------------------------------------

BOLD, ITALIC = Code(STRONG, "**", "**"), Code(EMPHASIS, "*", "*")
INLINE = {
    "plain words": [],
    "2 * 3 * 4 and a*": [],
    "**strong** and *weak*": [BOLD, ITALIC],
    "**strong with *weak* inside**": [BOLD, ITALIC],
    "*crossing **halves* here**": [ITALIC],
    "**no end\n\nnext** paragraph": [],
    "escaped \\*stars\\* and \\[brackets\\](x)": [],
    "`*code*`": [Code("code", "`*code*`")],
    "[text](https://a.example/x_(y))": [Code(LINK, "[", "](https://a.example/x_(y))")],
    "[text](https://a.example/x_(y)": [Code("address", "https://a.example/x_")],
    "[text](https://a.example/x) (see)": [Code(LINK, "[", "](https://a.example/x)")],
    "[a [b](u) c](v)": [Code(LINK, "[", "](u)"), Code(LINK, "[", "](v)")],
    "{a} {b.c} {d:>10} {{ e }} { not } {}": [Code(VARIABLE, text) for text in ["{a}", "{b.c}", "{d:>10}", "{{ e }}"]],
    "%(n)s and 100 % (sure)": [Code(VARIABLE, "%(n)s")],
    "(see https://a.example/b?c=d, www.b.example.)": [
        Code("address", "https://a.example/b?c=d"),
        Code("address", "www.b.example"),
    ],
    "راسلوا a.b+c@d.example، شكرا": [Code("address", "a.b+c@d.example")],
}


@pytest.mark.parametrize(("text", "expected"), INLINE.items())
def test_text_when_cut_into_pieces_has_these_codes(text, expected):
    assert sorted(codes(text).elements()) == sorted(expected)
    assert "".join(piece.text for piece in pieces(text)) == text


@pytest.mark.parametrize("text", ["*a ", "[", "a@", "{a", "](", "**a*", "`", "%(", "a.", "https://", "\n "])
def test_hostile_text_when_cut_into_pieces_costs_no_more_than_its_length(text):
    """A quadratic search would take a minute and more."""
    long = text * (50_000 // len(text))

    assert "".join(piece.text for piece in pieces(long)) == long
