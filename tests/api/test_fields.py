"""Which fields of a list are shown, what they lead to, and in which order it stands."""

import pytest

from amedip.core.api.parameters import ORDERS
from amedip.core.api.reading import field_names, links_from
from tests.api.lists import FILLED, each_filled
from tests.calling import answer_schema, assert_matches, call, problem, read, refs, results, walk

pytestmark = pytest.mark.django_db

LINKING = [collection for collection in FILLED if links_from(collection)]


@each_filled
def test_fields_when_named_then_only_these_and_the_reference(collection, content):
    first, *_others, last = field_names(collection)
    path = f"{collection.name}/?page_size=2&fields={last}"

    page = read(path)
    one = read(f"{collection.name}/{page['results'][0][first]}/?fields={last}")

    assert [list(item) for item in page["results"]] == [[first, last]] * len(page["results"])
    assert one == page["results"][0]
    assert_matches(answer_schema(f"/api/v1/{collection.name}/"), page)
    assert read(f"{collection.name}/?page_size=2&fields={last}&lang=fr")["results"]


@pytest.mark.parametrize("collection", LINKING, ids=lambda collection: collection.name)
def test_include_when_asked_then_what_the_fields_lead_to_is_there_once(collection, content):
    links = links_from(collection)

    page = read(f"{collection.name}/?page_size=500&include={','.join(links)}")

    for name, target in links.items():
        named = {
            ref
            for item in page["results"]
            for ref in ([item[name]] if isinstance(item[name], str) else item[name] or [])
        }
        given = [next(iter(item.values())) for item in page["included"][target.name]]
        assert named <= set(given)
        assert len(given) == len(set(given))
    assert_matches(answer_schema(f"/api/v1/{collection.name}/"), page)
    ref = next(iter(page["results"][0].values()))
    one = read(f"{collection.name}/{ref}/?include={next(iter(links))}")
    assert_matches(answer_schema(f"/api/v1/{collection.name}/{{ref}}/"), one)


@each_filled
def test_order_when_asked_then_all_of_it_forwards_and_back(collection, content):
    everything = refs(f"{collection.name}/?page_size=500")
    size = max(1, len(everything) // 3)

    for order in ORDERS:
        path = f"{collection.name}/?fields=updated_at&page_size={size}&order={order}"
        walked = [next(iter(item.values())) for item in walk(path)]
        assert sorted(walked) == sorted(everything)
        assert order != "-entered" or walked == everything[::-1]
    moments = [item["updated_at"] for item in results(f"{collection.name}/?page_size=500&order=-updated_at")]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    "query", ["fields=colour", "include=title", "order=title", "fields=", "fields=title,", "on=2026-01-01"]
)
def test_list_when_asked_for_what_it_has_not_then_400(query):
    problem(call(f"practices/?{query}"), 400)


def test_include_when_no_field_leads_anywhere_then_the_refusal_says_so():
    detail = problem(call("themes/?include=state"), 400)["detail"]

    assert "Known are: –." in detail
