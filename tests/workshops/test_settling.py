"""What becomes of a proposal's blocks when people correct them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshops.reader import Block, Kind
from workshops.settling import ON_PAGE, Act, Addresses, Row, corrected, pages_of, sections_of, settled

NOTHING = Addresses()
BLOCKS = [
    Block(Kind.TITLE, "title", "A workshop"),
    Block(Kind.OPENING, "opening", "Opening"),
    Block(Kind.PARAGRAPH, "opening.p1", "Welcome."),
    Block(Kind.SESSION, "s1", "Session I", number="1", title="Bees"),
    Block(Kind.PARAGRAPH, "s1.p1", "One."),
    Block(Kind.PARAGRAPH, "s1.p2", "Two."),
    Block(Kind.ITEM, "s1.p3", "Three", level=1),
    Block(Kind.RECOMMENDATIONS, "recommendations", "Recommendations"),
    Block(Kind.RECOMMENDATION, "r1", "Do it.", number="1"),
    Block(Kind.POINT, "r1.1", "Soon.", level=1, number="1.1"),
    Block(Kind.END, "end.p1", "The end."),
]
FIRST, LAST = 3, 7  # the session


def rows(*changes: tuple[str, dict]) -> list[Row]:
    """The session's blocks as they are, but for the ``changes`` by address."""
    wanted = dict(changes)
    return [
        Row(**({"anchor": one.anchor, "kind": one.kind, "text": one.text, "title": one.title, "number": one.number}
               | wanted.get(one.anchor, {})))
        for one in BLOCKS[FIRST:LAST]
    ]  # fmt: skip


def after(sent: list[Row], given_addresses: Addresses = NOTHING) -> dict[str, str]:
    """Address and text of the blocks of the session after the correction."""
    blocks = corrected(BLOCKS, FIRST, LAST, sent, given_addresses)
    return {block.anchor: block.text for block in sections_of(blocks)["s1"]}


def test_blocks_when_nothing_is_changed_then_they_stay():
    assert corrected(BLOCKS, FIRST, LAST, rows(), NOTHING) == BLOCKS


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("s1.p2", {"text": "Zwei."}), {"s1": "Session I", "s1.p1": "One.", "s1.p2": "Zwei.", "s1.p3": "Three"}),
        (("s1.p2", {"text": "  "}), {"s1": "Session I", "s1.p1": "One.", "s1.p3": "Three"}),
        (("s1.p2", {"act": Act.JOIN}), {"s1": "Session I", "s1.p1": "One. Two.", "s1.p3": "Three"}),
        (
            ("s1.p1", {"text": "One.\n\nAnd a half.", "act": Act.DIVIDE}),
            {"s1": "Session I", "s1.p1": "One.", "s1.p4": "And a half.", "s1.p2": "Two.", "s1.p3": "Three"},
        ),
        (
            ("s1.p1", {"text": "One.\n\nAnd a half."}),
            {"s1": "Session I", "s1.p1": "One.\n\nAnd a half.", "s1.p2": "Two.", "s1.p3": "Three"},
        ),
    ],
    ids=["changed", "taken out", "joined", "divided", "left together"],
)
def test_paragraph_when_corrected_then_the_others_keep_their_addresses(change, expected):
    assert after(rows(change)) == expected


def test_address_when_it_is_new_then_none_that_was_ever_given():
    sent = [*rows(), Row("", Kind.PARAGRAPH, "Four.")]

    assert after(sent)["s1.p4"] == "Four."
    assert after(sent, Addresses(standing=frozenset({"s1.p9"})))["s1.p10"] == "Four."
    assert after(sent, Addresses(gone=frozenset({"s1.p4", "s1.p12"})))["s1.p13"] == "Four."


def test_address_when_its_passage_is_gone_then_the_paragraph_gets_another():
    blocks = settled(BLOCKS, Addresses(gone=frozenset({"s1.p2"})))

    assert [block.anchor for block in blocks if block.text == "Two."] == ["s1.p4"]


def test_session_when_one_is_begun_in_the_middle_then_the_rest_stands_in_it():
    blocks = corrected(BLOCKS, FIRST, LAST, rows(("s1.p2", {"kind": Kind.SESSION})), NOTHING)

    assert [block.anchor for block in blocks[FIRST:LAST]] == ["s1", "s1.p1", "s2", "s2.p1"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": Kind.OPENING}, "“opening” stands twice"),
        ({"kind": Kind.SESSION, "number": "1"}, "“s1” stands twice"),
        ({"kind": Kind.SESSION, "number": "one"}, "no number of a session"),
        ({"kind": Kind.SESSION, "number": "0"}, "no number of a session"),
        ({"kind": Kind.RECOMMENDATION}, "below the heading of the recommendations"),
    ],
)
def test_correction_when_it_cannot_be_then_it_says_why(change, said):
    with pytest.raises(ValidationError, match=said):
        corrected(BLOCKS, FIRST, LAST, rows(("s1.p2", change)), NOTHING)


def test_point_when_entered_then_it_is_numbered_below_its_recommendation():
    sent = [
        Row("recommendations", Kind.RECOMMENDATIONS, ""),
        Row("r1", Kind.RECOMMENDATION, "Do it.", number="1"),
        Row("r1.1", Kind.POINT, "Soon.", number="1.1"),
        Row("", Kind.POINT, "Sooner."),
        Row("", Kind.RECOMMENDATION, "And then."),
        Row("", Kind.POINT, "Later."),
        Row("", Kind.PARAGRAPH, "Because."),
    ]
    blocks = corrected(BLOCKS, 7, 10, sent, NOTHING)

    assert [block.anchor for block in blocks[7:-1]] == [
        "recommendations",
        "r1",
        "r1.1",
        "r1.2",
        "r2",
        "r2.1",
        "r2.1.p1",
    ]


def test_pages_when_a_section_is_long_then_it_is_parted_and_nothing_stands_twice_or_nowhere():
    long = [Block(Kind.SESSION, "s1", "One", number="1")]
    long += [Block(Kind.PARAGRAPH, f"s1.p{number}", "…") for number in range(1, 2 * ON_PAGE + 1)]
    pages = pages_of([*BLOCKS[:3], *long, *BLOCKS[7:]])

    assert [page.key for page in pages] == ["front", "opening", "s1", "s1-2", "s1-3", "recommendations"]
    assert [page.begin for page in pages[1:]] == [page.end for page in pages[:-1]]
    assert pages[-1].end == len(BLOCKS[:3]) + len(long) + len(BLOCKS[7:])


KINDS = st.sampled_from([Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.SESSION])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine says nothing of it
@given(st.lists(st.tuples(KINDS, st.sampled_from(["", "s1.p1", "s1.p2", "s2.p1", "title"])), max_size=30))
def test_addresses_when_blocks_are_moved_about_then_each_is_its_sections_and_no_two_are_alike(wanted):
    blocks = [Block(kind, anchor, "Words.") for kind, anchor in wanted]

    found = settled([Block(Kind.SESSION, "s1", "One", number="1"), *blocks], NOTHING)

    assert len({block.anchor for block in found}) == len(found)
    for section, group in sections_of(found).items():
        assert all(block.anchor.startswith(f"{section}.p") for block in group[1:])
    assert settled(found, NOTHING) == found
