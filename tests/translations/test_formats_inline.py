"""What counts as an inline code, and that no text takes longer than its length."""

import pytest

from amedip.translations.formats.inline import EMPHASIS, LINK, STRONG, VARIABLE, Code, codes, pieces

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
