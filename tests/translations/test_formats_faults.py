"""What tools and people do to files: what is harmless is understood, and every loss is named."""

import dataclasses

import pytest

from tests.translations.files import ALL_FORMATS, ARABIC, V1_UNIT, V2_UNIT, read, returned, unit, written

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
            '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#x">'
            '<originalData><data id="b">no</data></originalData><source>no</source>'
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
