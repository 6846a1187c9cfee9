"""Lines as they stand on a page, put back into the order in which they are read."""

from dataclasses import dataclass

import pytest

from amedip.core.reading.bidi import in_reading_order, letters_of, mirror_votes


@dataclass(frozen=True)
class Drawn:
    text: str
    x0: float
    x1: float


def drawn(visual: str) -> list[Drawn]:
    return [Drawn(char, place, place + 1) for place, char in enumerate(visual)]


# What is seen from left to right, and what is read. The first column is typed in the order of the page.
LINES = {
    "Arabic": ("دجبا", "ابجد", True),
    "a number in Arabic": ("2012 دجبا", "ابجد 2012", True),
    "a decimal": ("3.5 دجبا", "ابجد 3.5", True),
    "per cent": ("%20 دجبا", "ابجد 20%", True),
    "a span of years": ("2013-2012 دجبا", "ابجد 2012-2013", True),
    "per cent before a letter": ("دجبا 20%", "20% ابجد", True),
    "a line that ends within names": ("AR, دجبا", "ابجد AR,", True),
    "a sum in a name": ("دجبا AMEDIP 5% وه", "هو AMEDIP 5% ابجد", True),
    "Arabic digits and a hyphen": ("دجبا ١-٢", "٢-١ ابجد", True),
    "a name": ("دجبا AMEDIP وه", "هو AMEDIP ابجد", True),
    "names": ("دجبا World Bank وه", "هو World Bank ابجد", True),
    "a name with brackets": ("دجبا ICMPD (IOM) وه", "هو ICMPD (IOM) ابجد", True),
    "Arabic in a Latin line": ("He said دجبا to us", "He said ابجد to us", False),
    "Latin alone": ("He said so", "He said so", False),
}


@pytest.mark.parametrize(("seen", "read", "rightwards"), LINES.values(), ids=LINES.keys())
def test_line_is_read_in_its_order(seen, read, rightwards):
    ordered, _ = in_reading_order(drawn(seen), rightwards=rightwards)

    assert "".join(sign.text for sign in ordered) == read


def test_vowel_sign_is_read_after_its_letter():
    signs = [Drawn("ب", 0, 4), Drawn("ا", 4, 6), Drawn("\u064e", 1.5, 1.5)]

    ordered, _ = in_reading_order(signs, rightwards=True)

    assert "".join(sign.text for sign in ordered) == "اب\u064e"


@pytest.mark.parametrize(
    ("sign", "letters"),
    [
        ("\ufefb", "لا"),
        ("\ufef7", "لأ"),
        ("ال", "لا"),
        ("لا", "لا"),
        ("\ufe8e", "ا"),
        ("\ufb01", "fi"),
        ("²", "²"),
        ("a", "a"),
    ],
)
def test_sign_gives_its_letters_in_reading_order(sign, letters):
    assert letters_of(sign) == letters


@pytest.mark.parametrize(("text", "votes"), [("(a) (b)", 0), (")a( )b(", 2), ("a", 0), ("«a»", 0)])
def test_brackets_that_close_before_they_open_vote_for_turning(text, votes):
    assert (mirror_votes(text) > 0) == (votes > 0)
