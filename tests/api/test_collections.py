"""Every collection in the table of contents is there, is what the schema says, and is narrowed by filters and words."""

import orjson
import pytest
from django.test import override_settings

from amedip.api import COLLECTIONS
from amedip.core.languages import CODES
from tests.api.lists import FILLED, NAMES, each_filled
from tests.calling import answer_schema, assert_matches, call, problem, queries_of, read, refs, results

pytestmark = pytest.mark.django_db


# --- what is there -------------------------------------------------------------------------------------------------


def test_root_when_read_then_names_every_collection_by_its_full_address(settings):
    root = read("")

    assert list(root) == [*NAMES, "links", "search", "changes", "catalog", "webhooks", "schema", "docs"]
    assert root["priorities"] == f"{settings.SITE_URL}/api/v1/priorities/"
    assert_matches(answer_schema("/api/v1/"), root)


@each_filled
def test_list_when_read_then_it_is_what_the_schema_says(collection, content):
    page = read(f"{collection.name}/?page_size=500")

    assert page["results"]
    assert page["next"] is page["previous"] is None
    assert_matches(answer_schema(f"/api/v1/{collection.name}/"), page)


@each_filled
def test_list_when_a_language_is_asked_then_each_text_is_one_string(collection, content):
    for language in CODES:
        page = read(f"{collection.name}/?page_size=500&lang={language}")

        assert_matches(answer_schema(f"/api/v1/{collection.name}/"), page)
        assert not [part for part in _walked(page["results"]) if set(CODES) <= set(part)]


@each_filled
def test_one_when_read_then_it_is_the_same_as_in_the_list(collection, content):
    listed = results(f"{collection.name}/?page_size=500")[-1]
    ref = next(iter(listed.values()))

    one = read(f"{collection.name}/{ref}/")

    assert one == listed
    assert_matches(answer_schema(f"/api/v1/{collection.name}/{{ref}}/"), one)


@pytest.mark.parametrize("prepared", [True, False])
def test_list_when_nothing_is_kept_then_it_costs_at_most_eight_queries(prepared, content):
    with override_settings(PREPARED_STATEMENTS=prepared):
        assert max(queries_of(f"{collection.name}/") for collection in COLLECTIONS) <= 8


@pytest.mark.parametrize("name", NAMES)
def test_list_when_nothing_is_there_then_it_is_empty(name):
    assert read(f"{name}/") == {"next": None, "previous": None, "results": []}


# --- filters -------------------------------------------------------------------------------------------------------

FILTERS = [(collection, name) for collection in FILLED for name in collection.filters]


@pytest.mark.parametrize(("collection", "name"), FILTERS, ids=lambda value: getattr(value, "name", value))
def test_filter_when_the_value_is_unknown_then_400_names_it(collection, name):
    body = problem(call(f"{collection.name}/?{name}=none-such"), 400)

    assert [(error["pointer"], error["code"]) for error in body["errors"]] == [(f"/{name}", "unknown-value")]
    assert "none-such" in body["detail"]


def test_filter_when_its_value_is_empty_then_it_does_not_narrow(content):
    for collection, name in FILTERS:
        assert refs(f"{collection.name}/?{name}=") == refs(f"{collection.name}/")


@each_filled
def test_words_when_they_are_in_a_title_then_what_has_it_is_found(collection, content):
    last = results(f"{collection.name}/?page_size=500&lang=fr")[-1]
    title = last.get("title") or last.get("name") or last["text"][:80].rpartition(" ")[0]
    ref = next(iter(last.values()))

    assert ref in refs(f'{collection.name}/?page_size=500&q="{title.replace(chr(34), " ")}"')


def test_words_when_nothing_has_them_then_the_list_is_empty(content):
    for collection in COLLECTIONS:
        assert refs(f"{collection.name}/?q=zzyzx") == []


def test_schema_examples_when_held_against_the_schema_then_they_match():
    for collection in COLLECTIONS:
        for path in (f"/api/v1/{collection.name}/", f"/api/v1/{collection.name}/{{ref}}/"):
            assert_matches(answer_schema(path), _example(path))
    assert_matches(answer_schema("/api/v1/search/"), _example("/api/v1/search/"))


def _example(path):
    content = call("schema/").content
    answer = orjson.loads(content)["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    return answer["examples"]["Example"]["value"]


def _walked(value):
    """Every object in the value."""
    if isinstance(value, list):
        for item in value:
            yield from _walked(item)
    elif isinstance(value, dict):
        yield value
        yield from _walked(list(value.values()))
