"""The search page."""

import pytest
from lxml import html

from amedip.core.thesaurus import ConceptDraft, write_concepts
from tests.asking import get, page, queries_of, same_cost
from tests.factories import CountryFactory, PracticeFactory, PriorityFactory, RecommendationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


BEES = [
    ConceptDraft("bees", terms={"en": ["bees"], "fr": ["abeilles"]}, links={"related": ["honey"]}),
    ConceptDraft("honey", terms={"en": ["honey"], "fr": ["miel"]}),
]


@pytest.mark.parametrize(
    "address",
    [
        "ar/search/?q=bees",
        "en/search/?q=bees",
        "fr/search/?q=bees",
        "en/search/?q=bees+wasps",
        "en/search/?q=abeilles+or+wasps",
        "en/search/?q=bees&exact=1",
        "fr/search/?q=bees&kind=priority&state={state}&theme={theme}&year=2012&language=en",
    ],
)
def test_search_when_more_is_found_then_as_many_queries_and_at_most_eight(address):
    write_concepts(BEES, actor=None)
    state, theme = CountryFactory(), ThemeFactory()
    filed = {"country": state, "themes": [theme], "year": 2012}
    address = f"/{address.format(state=state.code, theme=theme.ref)}"
    PriorityFactory(title_en="Bees in winter", title_fr="Abeilles", **filed)

    with same_cost(address):
        for _ in range(12):
            PriorityFactory(title_fr="Abeilles", title_en="Bees in winter", **filed)
        RecommendationFactory(title_en="Bees")


NOT_THERE = [
    "", "zzzzzz", "beess", "beess+wintar", "beess+or+wintar", "beess+-honey", "beess&exact=1", "honey",
    "beess&kind=practice&language=ar", "bees+winter&page=2",
]  # fmt: skip


def test_search_when_nothing_is_found_or_little_is_shown_then_at_most_eight_queries():
    write_concepts(BEES, actor=None)
    for _ in range(21):
        PriorityFactory(title_en="Bees in winter")

    costs = {query: queries_of(f"/en/search/?q={query}") for query in NOT_THERE}

    assert {query: cost for query, cost in costs.items() if cost > 8} == {}


def test_suggest_when_more_begins_so_then_as_many_queries():
    write_concepts(BEES, actor=None)
    PriorityFactory(title_en="Bees")

    with same_cost("/en/search/suggest/?q=bee", most=3):
        for _ in range(12):
            PriorityFactory(title_en="Bees in winter")


def test_search_when_the_thesaurus_adds_terms_then_it_says_so_and_can_do_without():
    write_concepts([ConceptDraft("bees", terms={"en": ["bees"], "fr": ["abeilles"], "ar": ["نحل"]})], actor=None)
    PriorityFactory(title_fr="Les abeilles", title_en="")

    shown = page("/en/search/?q=bees")

    assert '<bdi lang="ar" dir="rtl">نحل</bdi>' in shown
    assert 'href="?q=bees&amp;exact=1"' in shown
    assert "Les abeilles" in shown
    exactly = page("/en/search/?q=bees&exact=1")
    assert "Nothing found" in exactly
    assert 'href="?q=bees"' in exactly


def test_search_when_the_thesaurus_changes_then_the_kept_page_is_old(transactional_db):
    PriorityFactory(title_en="Bees")
    assert "Nothing found" in page("/en/search/?q=abeilles")

    write_concepts([ConceptDraft("bees", terms={"en": ["bees"], "fr": ["abeilles"]})], actor=None)

    assert "1 result" in page("/en/search/?q=abeilles")


def test_search_shows_what_the_results_can_be_narrowed_by_with_numbers():
    country = CountryFactory(name_en="Beeland")
    PriorityFactory(title_en="Bees", year=2012, country=country)
    PriorityFactory(title_en="Bees", year=2013)
    PracticeFactory(title_en="Bees")

    found = html.fromstring(page("/en/search/?q=bees&page=1")).xpath("//nav[@class='facets']//li")

    told = {(item.xpath(".//a/@href")[0], item.xpath(".//span/text()")[0]) for item in found}
    assert told >= {("?q=bees&kind=priority", "2"), ("?q=bees&year=2012", "1"), (f"?q=bees&state={country.code}", "1")}


def test_search_when_narrowed_then_each_filter_can_be_dropped_and_a_new_search_keeps_it():
    PriorityFactory(title_en="Bees", year=2012)

    shown = html.fromstring(page("/en/search/?q=bees&year=2012&kind=priority"))

    assert {"?q=bees&year=2012", "?q=bees&kind=priority"} <= set(shown.xpath("//main//a/@href"))
    assert shown.xpath("//form[@role='search']//input[@type='hidden']/@name") == ["kind", "year"]


@pytest.mark.parametrize(
    ("query", "offered"),
    [("beekeping", True), ("beekeping&kind=priority", True), ("beekeping&kind=practice", False)],
)
def test_search_when_a_word_is_wrong_then_the_right_one_is_offered_if_it_is_found(query, offered):
    PriorityFactory(title_en="Beekeeping in winter")

    shown = page(f"/en/search/?q={query}")

    assert "Nothing found" in shown
    assert ("Did you mean" in shown) == offered
    assert (f'href="?q={query.replace("&", "&amp;").replace("beekeping", "Beekeeping")}"' in shown) == offered


def test_search_when_nothing_is_found_then_concepts_nearby_are_offered():
    drafts = [
        ConceptDraft("bees", terms={"en": ["bees"]}, links={"related": ["honey"]}),
        ConceptDraft("honey", terms={"en": ["honey"], "fr": ["miel"]}),
    ]
    write_concepts(drafts, actor=None)

    assert 'href="?q=miel"' in page("/fr/search/?q=bees")


def test_search_when_a_hit_stands_on_another_page_then_it_leads_there_and_names_it():
    point = RecommendationFactory(title_en="Keep bees")

    shown = page("/en/search/?q=keep+bees")

    assert f'href="/en/workshops/{point.workshop.ref}/#r{point.number}"' in shown
    assert f'href="/en/workshops/{point.workshop.ref}/"' in shown


def test_suggest_when_something_is_begun_then_terms_and_titles_as_json():
    PriorityFactory(title_ar="تربية النحل", title_en="Beekeeping")

    assert get("/ar/search/suggest/?q=beek").json() == {
        "suggestions": [{"text": "Beekeeping", "lang": "en", "dir": "ltr"}]
    }
    assert get("/ar/search/suggest/?q=النح").json()["suggestions"][0]["dir"] == "rtl"
    assert get("/ar/search/suggest/").json() == {"suggestions": []}


def test_search_finds_in_another_language_and_says_so():
    PriorityFactory(title_fr="Les abeilles", title_en="")

    shown = page("/en/search/?q=abeilles")

    assert "1 result" in shown
    assert 'lang="fr" dir="ltr"' in shown
    assert "Found in the text in" in shown


def test_search_marks_the_words_found():
    PriorityFactory(title_en="Hives", description_en="Where bees live")

    assert "<mark>bees</mark>" in page("/en/search/?q=bees")


def test_search_when_nothing_is_found_then_the_filters_can_be_dropped():
    country = CountryFactory()
    PracticeFactory(title_en="Bees")

    shown = page(f"/en/search/?q=bees&state={country.code}")

    assert "Nothing found" in shown
    assert 'href="?q=bees"' in shown


def test_search_narrows_by_kind_state_and_theme():
    country, theme = CountryFactory(), ThemeFactory()
    PriorityFactory(title_en="Bees wanted", country=country, themes=[theme])
    PracticeFactory(title_en="Bees kept", country=country, themes=[theme])
    PriorityFactory(title_en="Bees elsewhere")

    shown = page(f"/en/search/?q=bees&kind=priority&state={country.code}&theme={theme.ref}")

    assert "Bees wanted" in shown
    assert "Bees kept" not in shown
    assert "Bees elsewhere" not in shown


def test_search_without_words_explains_itself():
    assert "How to search" in page("/en/search/")
    assert "How to search" in page("/en/search/?q=+")


def test_search_shows_twenty_at_a_time_and_keeps_words_and_filters_in_the_pager():
    for _ in range(21):
        PriorityFactory(title_en="Bees")

    assert "q=bees&amp;page=2" in page("/en/search/?q=bees")
    assert "q=bees&amp;page=1" in page("/en/search/?q=bees&page=2")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=bees&kind=nothing", 400),
        ("q=bees&state=tn", 400),
        ("q=bees&theme=%27", 400),
        ("q=bees&year=soon", 400),
        ("q=bees&year=0", 400),
        ("q=bees&language=de", 400),
        ("q=bees&page=0", 400),
        ("q=bees&page=x", 400),
        ("q=bees&page=9999999", 404),
        ("q=bees&page=2", 404),
        ("q=%00", 400),
        (f"q={'b' * 201}", 400),
        (f"q={'b' * 10_000}", 400),
        ("q=%FF%FE", 200),
        ("q=%22unclosed", 200),
        ("q=-", 200),
        ("q=<script>", 200),
        ("q=a%26b|c:*!", 200),
    ],
)
def test_search_when_asked_nonsense_then_it_answers_with_advice(query, status):
    response = get(f"/en/search/?{query}")

    assert response.status_code == status
    assert b"<script>" not in response.content
    assert b"<h1>" in response.content


def test_search_is_kept_out_of_search_engines():
    assert 'name="robots" content="noindex' in page("/en/search/?q=bees")
