"""Files through somebody else's program: translate-toolkit opens them, translates them, saves them; we read them."""

import io

import pytest
from translate.storage import pypo, xliff, xliff2
from translate.storage.placeables import StringElem

from tests.translations.files import ALL_FORMATS, ARABIC, ARABIC_LETTERS, SOURCE, in_arabic_letters, read, unit, written

TOOLS = {"xliff-2.1": xliff2.Xliff2File, "xliff-1.2": xliff.Xliff1File, "po": pypo.pofile}
CODES = {"bpt", "ept", "ph"}
UNITS = [
    unit("priority/TN-2012-004/title", SOURCE, "", "missing", max_length=900),
    unit("priority/TN-2012-004/need", SOURCE + " and more", ARABIC, "outdated", note="line one\nline two"),
    unit("exchange/EX-1/summary", "one\n\n\ntwo  & <three>\n", "", "missing"),
    unit("pilot/P1/title", "**all** of {it}", "**كله** من {it}", "machine"),
]


def opened(data, name):
    """The file in translate-toolkit, and its units without the header of PO."""
    store = TOOLS[name].parsestring(data)
    return store, [one for one in store.units if not one.isheader()]


def saved(store) -> bytes:
    file = io.BytesIO()
    store.serialize(file)
    return file.getvalue()


def translate(element):
    """Every Latin small letter outside codes into Arabic, in place."""
    if getattr(element, "xml_node", None) is not None and element.xml_node.tag.rpartition("}")[2] in CODES:
        return
    for place, sub in enumerate(element.sub):
        if isinstance(sub, StringElem):
            translate(sub)
        else:
            element.sub[place] = sub.translate(ARABIC_LETTERS)


def translate_all(units, name):
    for one in units:
        if name == "po":
            one.target = in_arabic_letters(one.source)
        else:
            rich = one.rich_source
            translate(rich[0])
            one.rich_target = rich
        one.markfuzzy(False)


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_toolkit_when_it_opens_our_file_sees_its_languages_texts_and_states(name):
    store, units = opened(written(UNITS, name), name)

    assert len(units) == len(UNITS)
    assert store.gettargetlanguage() == "ar"
    assert store.getsourcelanguage() == ("en" if name != "po" else None)
    for ours, theirs in zip(UNITS, units, strict=True):
        assert theirs.isfuzzy() == bool(ours.target)
        assert not theirs.istranslated()
        assert (ours.key in theirs.getid()) == (name != "xliff-2.1")


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_file_when_the_toolkit_opens_and_saves_it_is_unchanged_to_us(name):
    data = written(UNITS, name)

    store, _units = opened(data, name)

    assert read(saved(store)) == read(data)


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_file_when_the_toolkit_translates_everything_comes_back_whole(name):
    store, units = opened(written(UNITS, name), name)

    translate_all(units, name)
    delivery = read(saved(store))

    assert delivery.order == "A-2026-7"
    for before, after in zip(UNITS, delivery.units, strict=True):
        assert after.key == before.key
        assert after.source == before.source
        assert after.target == in_arabic_letters(before.source)
        assert after.finished
        assert after.faults == ()
        assert after.source_fingerprint == before.source_fingerprint
        assert after.target_fingerprint == before.target_fingerprint


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_file_when_the_toolkit_leaves_it_untouched_is_unfinished(name):
    store, _units = opened(written(UNITS, name), name)

    assert not any(one.finished for one in read(saved(store)).units)


@pytest.mark.parametrize(
    ("target", "faults"),
    [
        ("", ["“**…**” of the source is missing", "“{it}” of the source is missing"]),
        # The toolkit puts the words before the codes of the old target, which stay: each stands once too often.
        ("{it}", ["“**…**” of the source is missing", "“{it}” does not stand in the source, or not so often"]),
    ],
)
def test_codes_when_a_tool_types_plain_text_over_them_are_reported(target, faults):
    sent = unit("pilot/P1/title", "**all** of {it}", target, "machine")
    store, units = opened(written([sent], "xliff-2.1"), "xliff-2.1")

    units[0].target = "كله {it}" if target else "كله"
    back = read(saved(store)).units[0]

    assert back.target == "كله {it}{it}" if target else "كله"
    assert [fault.partition(". ")[0] for fault in back.faults] == faults
