"""A second language finds the addresses of the first, and what does not fit is marked."""

from dataclasses import replace
from itertools import permutations

import pytest

from amedip.core import languages
from tests.workshops.reader.reading import read
from tests.workshops.reader.sample import as_markdown
from workshops.reader import Alignment, Doubt, Kind, align

PAIRS = list(permutations(languages.CODES, 2))


@pytest.fixture(scope="module")
def blocks():
    return {language: read(as_markdown(language), "a.md").blocks for language in languages.CODES}


def without(blocks, *anchors):
    return [block for block in blocks if block.anchor not in anchors]


def merged(blocks, first, second):
    """The two paragraphs as one, and what follows numbered anew as ``read`` would."""
    texts = {block.anchor: block.text for block in blocks}
    joined = [
        replace(block, text=f"{block.text} {texts[second]}") if block.anchor == first else block
        for block in blocks
        if block.anchor != second
    ]
    return renumbered(joined)


def split(blocks, anchor):
    found = []
    for block in blocks:
        if block.anchor != anchor:
            found.append(block)
            continue
        middle = block.text.index(". ", len(block.text) // 3) + 1
        found += [replace(block, text=block.text[:middle]), replace(block, text=block.text[middle:].strip())]
    return renumbered(found)


def renumbered(blocks):
    """Addresses as they would be read: counted on within each section."""
    counts, found = {}, []
    for block in blocks:
        base, dot, number = block.anchor.rpartition(".p")
        if dot and number.isdecimal():
            counts[base] = counts.get(base, 0) + 1
            block = replace(block, anchor=f"{base}.p{counts[base]}")
        found.append(block)
    return found


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_translation_gets_the_same_addresses_without_a_doubt(blocks, first, second):
    found = align(blocks[first], blocks[second])

    assert found.blocks == blocks[second]
    assert found.doubtful() == ()


@pytest.mark.parametrize("anchor", ["opening.p2", "s1.p2", "s2.p3", "r1.p1", "r2.1", "end.p1"])
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_paragraph_that_one_language_lacks_is_missing_and_the_others_stay(blocks, first, second, anchor):
    found = align(blocks[first], renumbered(without(blocks[second], anchor)))

    assert [(pair.reference, pair.doubt) for pair in found.doubtful()] == [((anchor,), Doubt.MISSING)]
    assert [(block.anchor, block.text) for block in found.blocks] == [
        (block.anchor, block.text) for block in blocks[second] if block.anchor != anchor
    ]


@pytest.mark.parametrize("anchor", ["opening.p2", "s1.p2", "s2.p3", "r1.p1"])
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_paragraph_that_one_language_has_more_gets_a_new_address(blocks, first, second, anchor):
    found = align(renumbered(without(blocks[first], anchor)), blocks[second])

    added = [pair for pair in found.pairs if pair.doubt == Doubt.ADDED]
    assert [pair.other for pair in added] == [(anchor,)]
    assert added[0].anchor not in {block.anchor for block in renumbered(without(blocks[first], anchor))}
    assert len({block.anchor for block in found.blocks}) == len(blocks[second])


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_that_became_one_stand_at_the_first_address(blocks, first, second):
    found = align(blocks[first], merged(blocks[second], "s1.p1", "s1.p2"))

    assert [(pair.reference, pair.anchor, pair.doubt) for pair in found.doubtful()] == [
        (("s1.p1", "s1.p2"), "s1.p1", Doubt.MERGED)
    ]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_one_that_became_two_stands_together_at_its_address(blocks, first, second):
    found = align(blocks[first], split(blocks[second], "s1.p1"))

    assert [(pair.reference, pair.doubt) for pair in found.doubtful()] == [(("s1.p1",), Doubt.SPLIT)]
    text = next(block.text for block in found.blocks if block.anchor == "s1.p1")
    assert text.replace("\n\n", " ") == next(block.text for block in blocks[second] if block.anchor == "s1.p1")


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_section_that_one_language_lacks_does_not_move_the_others(blocks, first, second):
    lacking = [block for block in blocks[second] if not block.anchor.startswith("s2")]

    found = align(blocks[first], lacking)

    assert {anchor for pair in found.pairs if pair.doubt == Doubt.MISSING for anchor in pair.reference} == {
        block.anchor for block in blocks[first] if block.anchor.startswith("s2")
    }
    assert [block.anchor for block in found.blocks] == [block.anchor for block in lacking]


def test_strange_text_is_marked_as_unsure(blocks):
    strange = [replace(block, text="No.") if block.anchor == "s1.p1" else block for block in blocks["fr"]]

    found = align(blocks["en"], strange)

    assert any("s1.p1" in pair.reference and pair.doubt for pair in found.pairs)


def test_every_block_of_both_is_in_one_pair_whatever_the_order(blocks):
    shuffled = renumbered([*blocks["fr"][20:], *blocks["fr"][:20]])
    unique = [replace(block, anchor=f"x{place}") if place else block for place, block in enumerate(shuffled)]

    found = align(blocks["en"], unique)

    assert sorted(anchor for pair in found.pairs for anchor in pair.reference) == sorted(b.anchor for b in blocks["en"])
    assert sorted(anchor for pair in found.pairs for anchor in pair.other) == sorted(b.anchor for b in unique)
    assert len({block.anchor for block in found.blocks}) == len(found.blocks)


@pytest.mark.parametrize(("mine", "theirs"), [("en", ""), ("", "fr"), ("", "")])
def test_nothing_aligns_with_nothing(blocks, mine, theirs):
    found = align(blocks.get(mine, ()), blocks.get(theirs, ()))

    assert isinstance(found, Alignment)
    assert len(found.pairs) == len(blocks.get(mine, ())) + len(blocks.get(theirs, ()))


def test_summary_takes_its_resources_and_remarks_along(blocks):
    summary = read(as_markdown("fr"), "a.md")
    summary = replace(summary, blocks=tuple(renumbered(without(summary.blocks, "s2.p1"))))
    summary = replace(
        summary,
        resources=tuple(
            replace(named, anchor="s2.p3") if named.anchor == "s2.p4" else named for named in summary.resources
        ),
    )

    moved = align(blocks["en"], summary.blocks).apply(summary)

    assert [named.anchor for named in moved.resources] == ["s1.p1", "s2.p4", "s3.p1"]
    assert Alignment.from_json(align(blocks["en"], summary.blocks).as_json()) == align(blocks["en"], summary.blocks)
    assert {block.kind for block in moved.blocks} <= set(Kind)
