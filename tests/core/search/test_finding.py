"""Finding: in the reader's language first, by what the thesaurus knows, with marks at the right letters."""

import pytest

from amedip.core.search.candidates import ENOUGH
from amedip.core.search.finding import find
from amedip.core.thesaurus import ConceptDraft, write_concepts
from tests.factories import CountryFactory, PracticeFactory, PriorityFactory, RecommendationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def remittances():
    """A concept with terms of one word and of several."""
    terms = {
        "ar": ["تحويلات المهاجرين", "التحويلات المالية"],
        "en": ["remittances", "money sent home"],
        "fr": ["transferts de fonds", "envois de fonds"],
    }
    write_concepts([ConceptDraft("remittances", terms=terms)], actor=None)


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("remittances", "en"),
        ("REMITTANCE", "en"),
        ("transfert", "fr"),
        ("réduire", "fr"),
        ("reduire", "fr"),
        ("كلفه", "ar"),
        ("تحويلات", "ar"),
        ("والتحويلات", "ar"),
        ("التحويلات", "ar"),
    ],
)
def test_find_when_the_word_is_in_any_language_then_found_and_shown_in_the_readers(words, matched):
    PriorityFactory(
        title_en="Cheaper remittances", title_fr="Réduire le coût des transferts", title_ar="خفض كُلفة التحويلات"
    )
    PracticeFactory(title_en="Something else")

    results = find(words, language="fr")

    assert [(hit.matched_language, hit.language) for hit in results.hits] == [(matched, "fr")]


def test_find_when_folded_text_matches_then_the_original_letters_are_marked():
    PriorityFactory(title_fr="Sans rapport", description_fr="Il faut réduire le coût des transferts à l’étranger.")

    hit = find("COUT", language="fr").hits[0]

    assert "<mark>coût</mark>" in hit.snippet


@pytest.mark.parametrize("before", [0, 40, 400])
def test_find_when_the_text_is_long_then_the_snippet_shows_the_word_wherever_it_stands(before):
    filling = "Les autorités se sont réunies pour parler. "
    PriorityFactory(
        title_fr="Long", description_fr=filling * before + "Voici des pays étrangers. " + filling * (400 - before)
    )

    hit = find("PAYS ETRANGERS", language="fr").hits[0]

    assert "<mark>pays</mark> <mark>étrangers</mark>" in hit.snippet
    assert len(hit.snippet) < 400


def test_find_when_only_the_title_of_a_long_text_holds_the_word_then_the_snippet_begins_with_the_text():
    PriorityFactory(title_en="Remittances", description_en="The authorities met. " * 400)

    assert find("remittances", language="en").hits[0].snippet.startswith("The authorities met.")


def test_find_when_a_reference_is_typed_then_its_object_comes_first():
    wanted = PriorityFactory(title_en="Plain")
    PriorityFactory(country=wanted.country, title_en="Other")

    assert find(wanted.ref, language="ar").hits[0].reference.ref == wanted.ref


def test_find_when_not_public_then_not_found():
    PriorityFactory(title_en="Confidential plan", status="draft")
    PriorityFactory(title_en="Published plan")

    assert [hit.title for hit in find("plan", language="en").hits] == ["Published plan"]


def test_find_when_filtered_then_only_that_kind_state_and_theme():
    theme = ThemeFactory()
    wanted = PriorityFactory(title_en="Shared word", themes=[theme])
    PriorityFactory(title_en="Shared word")
    PracticeFactory(title_en="Shared word", country=wanted.country)

    results = find("shared", language="en", kind="priority", state=wanted.country.code, theme=theme.ref)

    assert [hit.reference for hit in results.hits] == [wanted.reference]


@pytest.mark.parametrize("words", ["", "   ", "\x00", "'", '"', "-", "or or", "((", "a" * 5000, "<script>", "ٍ"])
def test_find_when_the_words_make_no_sense_then_no_error(words):
    PriorityFactory()

    assert find(words, language="en").total == 0


@pytest.mark.parametrize(
    "words", ["remittances", "Remittance", "money sent home", "التحويلات المالية", "transfert de fonds"]
)
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_find_when_the_thesaurus_knows_the_words_then_texts_of_every_language_are_found(remittances, words, language):
    made = {
        "ar": PriorityFactory(title_en=None, title_ar="خفض كلفة تحويلات المهاجرين"),
        "en": PriorityFactory(title_en="The cost of remittances"),
        "fr": PriorityFactory(title_en=None, title_fr="Le coût des transferts de fonds"),
    }

    hits = find(words, language=language).hits

    assert {hit.reference for hit in hits} == {priority.reference for priority in made.values()}
    assert all(hit.whole for hit in hits)
    assert {hit.matched_language for hit in hits} == {"ar", "en", "fr"}


def test_find_when_a_text_holds_the_words_typed_then_it_comes_before_one_with_another_term(remittances):
    other = PriorityFactory(title_en="Cheaper remittances")
    typed = PriorityFactory(title_en="Cheaper money sent home")

    hits = find("money sent home", language="en").hits

    assert [hit.reference for hit in hits] == [typed.reference, other.reference]


def test_find_when_a_term_stands_in_the_text_then_it_is_marked_though_another_was_typed(remittances):
    PriorityFactory(title_fr="Coûts", description_fr="Réduire le coût des envois de fonds.", title_en=None)

    (hit,) = find("remittances", language="fr").hits

    assert "<mark>envois</mark>" in hit.snippet


@pytest.mark.parametrize(
    ("words", "exact"), [('"remittances"', False), ("remittances", True), ("remittances -fonds", False)]
)
def test_find_when_quoted_exact_or_excluded_then_nothing_is_added(remittances, words, exact):
    PriorityFactory(title_en=None, title_fr="Le coût des transferts de fonds")
    wanted = PriorityFactory(title_en="The cost of remittances")

    assert [hit.reference for hit in find(words, language="fr", exact=exact).hits] == [wanted.reference]


def test_find_when_a_states_name_is_typed_then_texts_that_name_it_in_another_language_are_found():
    CountryFactory(code="QQ", name_en="Zambezia", name_fr="Zambézie", name_ar="زمبيزيا")
    wanted = PracticeFactory(title_en=None, title_ar="خبراء من زمبيزيا")

    assert wanted.reference in [hit.reference for hit in find("Zambézie", language="en").hits]


def test_find_when_few_texts_hold_all_then_those_that_hold_some_follow_and_say_so():
    all_of_it = PriorityFactory(title_en="Bees in winter")
    some = PriorityFactory(title_en="Bees in summer")
    PriorityFactory(title_en="Something else")

    results = find("bees winter", language="en")

    assert [(hit.reference, hit.whole) for hit in results.hits] == [
        (all_of_it.reference, True),
        (some.reference, False),
    ]
    assert (results.total, results.whole) == (2, 1)
    assert [hit.reference for hit in find("bees winter", language="en", exact=True).hits] == [all_of_it.reference]


@pytest.mark.parametrize("prepared", [True, False])
@pytest.mark.parametrize("number", [0, 1, ENOUGH])
def test_find_when_whatever_is_found_then_four_queries_at_most(
    number, prepared, remittances, settings, django_assert_max_num_queries
):
    settings.PREPARED_STATEMENTS = prepared
    for _ in range(number):
        PriorityFactory(title_en="Bees and remittances in 100 % of winters")

    with django_assert_max_num_queries(4 if number else 2):
        assert find("bees 100 % remittances", language="en").whole == number


def test_find_when_enough_texts_hold_all_then_no_others_follow():
    for _ in range(ENOUGH):
        PriorityFactory(title_en="Bees in winter")
    PriorityFactory(title_en="Bees in summer")

    assert find("bees winter", language="en").total == ENOUGH


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("circular", {"circular": False}),  # a word that stands in a term means its concept
        ("circular migration", {"circular": True, "migration": False}),  # a part of the words, and a broader concept
        ("migrations", {"migration": True, "circular": False}),  # a narrower concept
        ('"circular"', {}),
        ("sea", {"sea": True}),  # stands in no term
    ],
)
def test_find_when_few_texts_hold_it_then_what_is_near_follows(words, found):
    circular = {"en": ["circular migration"], "fr": ["mobilité en rond"]}
    drafts = [
        ConceptDraft("migration", terms={"ar": ["الهجرة"], "en": ["migration"]}),
        ConceptDraft("circular", terms=circular, links={"broader": ["migration"]}),
    ]
    write_concepts(drafts, actor=None)
    made = {
        PriorityFactory(title_en=None, title_ar="الهجرة").reference.pk: "migration",
        PriorityFactory(title_en=None, title_fr="La mobilité en rond").reference.pk: "circular",
        PriorityFactory(title_en="By the sea").reference.pk: "sea",
    }

    assert {made[hit.reference.pk]: hit.whole for hit in find(words, language="en").hits} == found


def test_find_when_narrowed_by_year_and_language_then_only_those():
    wanted = PriorityFactory(title_en="Bees", title_fr="Bees", year=2012)
    PriorityFactory(title_en="Bees", year=2013)
    PriorityFactory(title_en="Bees", year=2012)

    hits = find("bees", language="en", year=2012, only="fr").hits

    assert [(hit.reference, hit.matched_language, hit.language) for hit in hits] == [(wanted.reference, "fr", "en")]


def test_find_when_something_is_found_then_facets_count_objects():
    theme, other = ThemeFactory(), ThemeFactory()
    country = CountryFactory()
    PriorityFactory(title_en="Bees", title_fr="Bees", year=2012, country=country, themes=[theme, other])
    PriorityFactory(title_en="Bees", year=2013, country=country, themes=[theme])
    PracticeFactory(title_en="Bees")

    facets = find("bees", language="en", limit=1).facets

    assert facets["kind"] == [("priority", 2), ("practice", 1)]
    assert facets["state"][0] == (country.code, 2)
    assert facets["theme"] == [(theme.ref, 2), (other.ref, 1)]
    assert facets["year"] == [(2013, 1), (2012, 1)]
    assert facets["language"] == [("en", 3), ("fr", 1)]


def test_find_when_it_stands_on_another_page_then_the_hit_says_on_which():
    point = RecommendationFactory(title_en="Keep bees")

    (hit,) = find("keep bees", language="en").hits

    assert hit.reference.path == f"workshops/{point.workshop.ref}/#r{point.number}"
    assert hit.within == point.workshop.reference


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bees or wasps", {"bees", "wasps"}),
        ("bees ou wasps", {"bees", "wasps"}),
        ('"bees in winter" or wasps', {"bees", "wasps"}),
        ("bees -winter", set()),
        ('bees -"summer in winter"', {"bees"}),
        ('-"in winter" bees', set()),
    ],
)
def test_find_when_the_words_have_signs_then_these_are_obeyed(words, found):
    made = {
        "bees": PriorityFactory(title_en="Bees in winter").reference,
        "wasps": PriorityFactory(title_en="Wasps in summer").reference,
    }

    assert {hit.reference for hit in find(words, language="en").hits} == {made[name] for name in found}
