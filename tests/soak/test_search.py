"""Articles of a foreign text are found by some of their words, in every language and spelling."""

import random
import subprocess

import pytest

from amedip.core import languages
from tests.benchmarks import quality
from tests.benchmarks.portal_side import shelve

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
LEAST = {"known": 0.95, "across": 0.85}


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(("asked", "told"), quality.PAIRS)
def test_needs_when_asked_in_one_language_then_texts_in_another_alone_answer(asked, told):
    found = [quality.answered(need, asked, told) for need in quality.needs()]

    assert sum(found) / len(found) >= LEAST["across"]


@pytest.fixture(scope="module")
def articles():
    try:
        return quality.articles()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("npm does not bring the foreign text")


@pytest.mark.parametrize("language", languages.CODES)
def test_articles_when_some_of_their_words_are_typed_then_they_are_among_the_first(articles, language):
    shelve(articles)

    found = quality.known(language, quality.questions(articles[language], 1, each=20))

    assert sum(found) / len(found) >= LEAST["known"]


def test_articles_when_arabic_is_spelt_otherwise_then_none_is_lost(articles):
    shelve(articles)
    dice, asked = random.Random(1), quality.questions(articles["ar"], 1, each=20)

    plain = quality.known("ar", asked)
    other = quality.known("ar", [(number, quality.respelt(words, dice)) for number, words in asked])

    assert plain == other
