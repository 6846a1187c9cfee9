"""Files out and in again: nothing lost, valid by the published schemas, and no larger in memory than one unit."""

import functools
import hashlib
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, isoschematron

from amedip.translations.formats import read_file, write_file
from tests.translations.files import ALL_FORMATS, ARABIC, SOURCE, UNHURRIED, read, standards, unit, written

STATES = ["missing", "machine", "draft", "reviewed", "approved", "outdated"]
FINISHED = {"draft", "reviewed", "approved"}
XLIFF = ["xliff-1.2", "xliff-2.1"]
# What the portal stores: no control characters but tab and line feed, no halves of surrogate pairs; nor the two
# code points that no XML file can hold.
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff", include_characters="\t\n")
)
MARKS = ["**", "*", "***", "`", "[", "](https://a.example/)", "{x}", "{", "}", "%(y)s", "a@b.example", "\\*", "\\"]
WORDS = ["https://c.example/?d=1&e=2", "\n", "\n\n", " ", "- ", "<b>", "&amp;", "]]>", "الجالية", "word", '"', "'"]
MARKED = st.lists(st.sampled_from([*MARKS, *WORDS])).map("".join)
EVERYTHING = [
    unit(target=ARABIC, state="outdated", note="Before: “Register”.\nSince: «**Register** & more»", max_length=900),
    unit("pilot/P1/milestone-17/title", "Plain", "", "missing", max_length=200),
    unit("exchange/EX-1/summary", "A <b>\n & {x} twice {x}", "{x} ثم {x} و{y}", "machine"),
    *[unit(f"theme/{state}/name", "Migration", "الهجرة", state) for state in STATES if state != "missing"],
]


class LocalOnly(etree.Resolver):
    """Lets schemas import the W3C's without the network."""

    def __init__(self, folder):
        self.folder = folder

    def resolve(self, url, public_id, context):
        if url.startswith("http"):
            return self.resolve_filename(str(self.folder / url.rsplit("/", 1)[1]), context)
        return None


@functools.cache
def schema_1_2():
    folder = standards() / "xliff-1.2"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(LocalOnly(folder))
    return etree.XMLSchema(etree.parse(folder / "xliff-core-1.2-strict.xsd", parser))


@functools.cache
def schema_2_1():
    """The core with the modules we use, whose elements the core alone lets pass unseen."""
    folder = standards() / "xliff-2.1"
    imports = {"document": "xliff_core_2.0", "metadata": "metadata", "sizerestriction": "size_restriction"}
    lines = "".join(
        f'<xs:import namespace="urn:oasis:names:tc:xliff:{name}:2.0" schemaLocation="{folder}/{file}.xsd"/>'
        for name, file in imports.items()
    )
    return etree.XMLSchema(etree.XML(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{lines}</xs:schema>'))


SCHEMAS = {"xliff-1.2": schema_1_2, "xliff-2.1": schema_2_1}


def rules_2_1(name):
    """The standard's own Schematron rules; they say XSLT 2, but need none of it."""
    parser = etree.XMLParser(load_dtd=True, resolve_entities=True, no_network=True)
    rules = etree.parse(standards() / "xliff-2.1" / f"{name}.sch", parser)
    rules.getroot().attrib.pop("queryBinding", None)
    return isoschematron.Schematron(rules, store_report=True, error_finder=isoschematron.Schematron.ASSERTS_AND_REPORTS)


@pytest.mark.parametrize("name", XLIFF)
@pytest.mark.parametrize("pair", [("en", "ar"), ("ar", "fr"), ("fr", "en")], ids="-".join)
def test_file_with_everything_when_written_is_valid(name, pair):
    source, target = pair

    data = written(EVERYTHING, name, source_language=source, target_language=target)

    SCHEMAS[name]().assertValid(etree.fromstring(data))


@pytest.mark.parametrize("rules", ["xliff_core_2.1", "metadata", "size_restriction"])
def test_xliff_2_1_when_written_keeps_the_rules_of_the_standard(rules):
    schematron = rules_2_1(rules)

    valid = schematron.validate(etree.fromstring(written(EVERYTHING, "xliff-2.1")))

    assert valid, schematron.validation_report


def test_rules_of_the_standard_when_broken_object():
    data = written(EVERYTHING, "xliff-2.1").replace(b'id="u2"', b'id="u1"')

    assert not rules_2_1("xliff_core_2.1").validate(etree.fromstring(data))


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_file_when_read_back_gives_what_was_written(name):
    delivery = read(written(EVERYTHING, name))

    assert (delivery.format, delivery.source_language, delivery.target_language) == (name, "en", "ar")
    assert delivery.order == "A-2026-7"
    for before, after in zip(EVERYTHING, delivery.units, strict=True):
        assert (after.key, after.source, after.target) == (before.key, before.source, before.target)
        assert after.source_fingerprint == hashlib.sha256(before.source.encode()).hexdigest()
        assert after.target_fingerprint == before.target_fingerprint
        assert after.finished == (before.state in FINISHED)
    assert [after.key for after in delivery.units if after.faults] == ["exchange/EX-1/summary"]


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_file_when_written_tells_the_translator_what_each_text_is(name):
    text = written(EVERYTHING, name).decode()

    for words in ["Order 7 &", "Priority TN-2012-004 · Title", "Before: “Register”.", "900"]:
        assert words in text


def test_po_when_a_text_only_looks_like_a_format_of_python_does_not_say_so():
    assert b"format" not in written([unit(source="100 % sure, {x}")], "po")


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_unit_without_source_when_written_is_left_out(name):
    file = io.BytesIO()

    count = write_file(
        [unit(source=""), unit("a/b/c", "Text")],
        file,
        format=name,
        source_language="fr",
        target_language="en",
        order="1",
        title="",
    )

    file.seek(0)
    assert count == 1
    assert [one.key for one in read_file(file).units] == ["a/b/c"]


def test_format_when_unknown_is_refused():
    with pytest.raises(KeyError):
        written([], "tmx")


def test_direction_when_arabic_is_the_source_is_right_to_left():
    text = written(EVERYTHING, "xliff-2.1", source_language="ar", target_language="fr").decode()

    assert 'srcLang="ar" trgLang="fr"' in text
    assert 'srcDir="rtl" trgDir="ltr"' in text


@pytest.mark.parametrize("name", ALL_FORMATS)
@UNHURRIED
@given(source=TEXTS.filter(bool), target=TEXTS)
def test_text_when_free_of_control_characters_survives(name, source, target):
    back = read(written([unit(source=source, target=target, state="draft")], name)).units[0]

    assert (back.source, back.target) == (source, target)
    assert back.finished == bool(target)


@pytest.mark.parametrize("name", ALL_FORMATS)
@UNHURRIED
@given(source=MARKED.filter(bool), target=MARKED)
def test_markup_when_whole_or_broken_survives(name, source, target):
    back = read(written([unit(source=source, target=target, state="draft")], name)).units[0]

    assert (back.source, back.target) == (source, target)


@pytest.mark.parametrize("name", XLIFF)
@UNHURRIED
@given(source=MARKED.filter(bool), target=MARKED)
def test_file_when_markup_is_broken_is_valid_all_the_same(name, source, target):
    data = written([unit(source=source, target=target, state="draft")], name)

    SCHEMAS[name]().assertValid(etree.fromstring(data))


@pytest.mark.parametrize("name", XLIFF)
def test_character_that_xml_cannot_hold_when_written_comes_back_as_a_changed_source(name):
    back = read(written([unit(source="a\ufffeb", target="c\x0bd", state="draft")], name)).units[0]

    assert (back.source, back.target) == ("a\ufffdb", "c\ufffdd")
    assert "is not the one that was exported" in back.faults[0]


class Nowhere:
    """A file that keeps nothing."""

    def write(self, data):
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


def peak(count, name):
    """The most memory, in bytes, that writing ``count`` units takes."""
    units = (unit(f"priority/X-{number}/title", f"{number} {SOURCE}", ARABIC, "outdated") for number in range(count))
    tracemalloc.start()
    write_file(units, Nowhere(), format=name, source_language="en", target_language="ar", order="1", title="")
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_memory_when_ten_times_more_units_are_written_stays(name):
    peak(5, name)  # what is kept for good, and is no part of the growth

    assert peak(200, name) < peak(20, name) + 100_000
