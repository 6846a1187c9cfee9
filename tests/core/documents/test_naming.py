"""Names of files: which are refused, and how files are called that people take away."""

import pytest

from amedip.core.documents import readable

TITLES = [
    ("The summary", "The summary"),
    ("Le résumé : tout/partie", "Le résumé tout partie"),
    ('a\\b:c*d?e"f<g>h|i', "a b c d e f g h i"),
    ("one\u202etwo\nthree", "one two three"),
    ("..", ""),
    ("ملخص", "ملخص"),
    ("a" * 300, "a" * 120),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_title_when_it_becomes_a_name_then_every_system_takes_it(title, name):
    assert readable(title) == name
