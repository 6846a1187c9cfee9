"""The API's search."""

import pytest

from amedip.core.thesaurus import ConceptDraft, write_concepts
from tests.calling import answer_schema, assert_matches, call, problem, queries_of, read, results, walk
from tests.factories import (
    CountryFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    RecommendationFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_search_when_something_is_found_then_it_is_what_the_schema_says(content):
    page = read("search/?q=remittances&lang=en")

    assert len(page["results"]) > 5
    assert_matches(answer_schema("/api/v1/search/"), page)


def test_search_when_the_words_are_in_another_language_then_the_hit_says_which(settings):
    priority = PriorityFactory(title_en="Cheaper transfers", title_fr="Des envois moins chers", country__code="AA")

    (hit,) = results("search/?q=envois&lang=en")

    assert (hit["kind"], hit["ref"], hit["state"]) == ("priority", priority.ref, "AA")
    assert (hit["title"], hit["language"], hit["matched_language"]) == ("Cheaper transfers", "en", "fr")
    assert hit["url"] == f"{settings.SITE_URL}/en/registry/{priority.ref}/"


def test_search_when_the_text_is_arabic_then_it_runs_from_right_to_left():
    PracticeFactory(title_en=None, title_ar="تحويلات المهاجرين", ref="AA-001", example=True)

    (hit,) = results("search/?q=تحويلات&lang=fr")

    assert (hit["language"], hit["direction"], hit["example"]) == ("ar", "rtl", True)


def test_snippet_when_the_text_holds_markup_then_only_the_marks_are_markup():
    PriorityFactory(description_en="A <script>alert(1)</script> & transfers")

    (hit,) = results("search/?q=transfers&lang=en")

    assert hit["snippet"] == "A &lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>transfers</mark>"


def test_search_when_narrowed_then_by_kind_state_and_theme():
    theme, country = ThemeFactory(ref="money"), CountryFactory(code="AA")
    PriorityFactory(title_en="Transfers", country=country, themes=[theme], ref="AA-2026-001")
    PriorityFactory(title_en="Transfers")
    PracticeFactory(title_en="Transfers", country=country)
    PilotFactory(title_en="Transfers", themes=[theme])

    found = results("search/?q=transfers&kind=priority&state=AA&theme=money")

    assert [hit["ref"] for hit in found] == ["AA-2026-001"]


def test_search_when_narrowed_by_year_and_language_then_facets_and_totals_follow():
    PriorityFactory(title_en="Transfers", title_fr="Transfers", year=2012)
    PriorityFactory(title_en="Transfers", year=2013)

    page = read("search/?q=transfers&year=2012&language=fr&page_size=1")

    assert [(hit["year"], hit["matched_language"]) for hit in page["results"]] == [(2012, "fr")]
    assert (page["total"], page["bounded"]) == (1, False)
    assert page["facets"]["year"] == [{"value": 2012, "count": 1}]
    assert page["facets"]["language"] == [{"value": "fr", "count": 1}]


def test_search_when_exact_then_nothing_from_the_thesaurus():
    write_concepts([ConceptDraft("bees", terms={"en": ["bees"], "fr": ["abeilles"]})], actor=None)
    PriorityFactory(title_en=None, title_fr="Les abeilles")

    assert len(results("search/?q=bees")) == 1
    assert results("search/?q=bees&exact=true") == []


def test_search_when_a_hit_holds_only_some_of_the_words_or_stands_elsewhere_then_it_says_so():
    point = RecommendationFactory(title_en="Keep bees")

    (hit,) = results("search/?q=bees+xyzzy")

    assert (hit["complete"], hit["within"]) == (False, point.workshop.ref)


def test_search_when_the_language_is_that_of_the_caller_then_it_is_told_to_caches():
    PriorityFactory(title_en="Transfers", title_fr="Transferts")

    french, english = (call("search/?q=transfers", accept_language=code) for code in ("fr", "en"))

    assert "Accept-Language" in french["Vary"]
    assert french["ETag"] != english["ETag"]
    assert b"Transferts" in french.content


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20", "q=a&q=b"])
def test_search_when_there_is_nothing_to_search_for_then_400(query):
    assert problem(call(f"search/?{query}"), 400)["errors"][0]["pointer"] == "/q"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("kind=book", "/kind"), ("state=tn", "/state"), ("theme=none", "/theme"), ("kind=pilot&kind=state", "/kind"),
     ("q2=x", "/q2"), ("year=12", "/year"), ("year=a", "/year"), ("language=de", "/language"), ("exact=1", "/exact")],
)  # fmt: skip
def test_search_when_a_filter_means_nothing_then_400_names_it(query, pointer, content):
    assert problem(call(f"search/?q=x&{query}"), 400)["errors"][0]["pointer"] == pointer


def test_search_when_followed_then_every_hit_comes_once(content):
    hits = walk("search/?q=migration&page_size=7&lang=fr")

    assert len(hits) > 14
    assert len({(hit["kind"], hit["ref"]) for hit in hits}) == len(hits)
    assert hits == results("search/?q=migration&page_size=500&lang=fr")


def test_search_when_the_second_page_is_read_then_the_first_is_one_step_back(content):
    first = read("search/?q=migration&page_size=3&lang=fr")
    second = read(first["next"].split("/api/v1/")[1])

    assert read(second["previous"].split("/api/v1/")[1])["results"] == first["results"]


@pytest.mark.parametrize("words", ["a" * 201, "é" * 300])
def test_search_when_the_words_are_too_many_then_400_says_how_many(words):
    assert "200" in problem(call(f"search/?q={words}"), 400)["detail"]


@pytest.mark.parametrize("words", ["'", '"', "-", "!!!", "a & | b", "((", "\\", "%", "😀", "ـ", "or", "🇹🇳 OR -x"])
def test_search_when_the_words_are_odd_then_an_answer(words):
    assert call("search/?q=" + words.replace("&", "%26").replace("%", "%25")).status_code == 200


@pytest.mark.parametrize("filters", ["", "&state=TN&theme=remittances&kind=priority&year=2012&language=en"])
def test_search_when_more_is_found_then_as_many_queries_as_for_one(filters, content):
    address = f"search/?q=migration{filters}"

    assert queries_of(f"{address}&page_size=1") == queries_of(address) <= 7


def test_search_when_little_is_found_or_nothing_then_at_most_seven_queries(content):
    words = ["zzzzzz", "remitances", "remittances+zzzzzz", "migration+or+diaspora", "migration&exact=true"]

    costs = {query: queries_of(f"search/?q={query}&state=TN&theme=remittances") for query in words}

    assert {query: cost for query, cost in costs.items() if cost > 7} == {}
