"""Reasons and hindrances have words in each language."""

import pytest
from django.utils import translation

from amedip.core import languages
from exchanges.matching import PARTS, Hindrance
from exchanges.matching.parts import Why
from exchanges.matching.words import HINDRANCES, LABELS, reason
from tests.exchanges.matching.test_parts import CASES, candidate, need

NAMES = {"skills": "Skills", "data": "Data"}


@pytest.mark.parametrize("code", languages.CODES)
@pytest.mark.parametrize(("name", "asked", "has", "degree", "why"), CASES)
def test_reason_is_a_sentence_without_blanks(code, name, asked, has, degree, why):
    with translation.override(code):
        said = reason(PARTS[name](need(**asked), candidate(**has)), NAMES)

    assert said and "%" not in said and "None" not in said


def test_reason_names_what_it_rests_on():
    part = PARTS["theme"](need(), candidate(themes=frozenset({"skills"})))

    assert reason(part, NAMES) == "Skills, of 2 themes asked for"


def test_everything_has_a_name():
    assert set(LABELS) == set(PARTS)
    assert set(HINDRANCES) == set(Hindrance)
    assert {case[-1] for case in CASES} == set(Why)
