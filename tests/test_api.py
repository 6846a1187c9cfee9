"""Every collection in the table of contents keeps the conventions of the API."""

import datetime
import gzip

import orjson
import pytest
from django.db import transaction
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast
from django.test import override_settings
from django.utils import timezone
from django.utils.http import http_date

from amedip.api import COLLECTIONS
from amedip.core.api.parameters import ORDERS
from amedip.core.api.reading import field_names, links_from
from amedip.core.languages import CODES
from amedip.core.models import Stamp
from registry.api import Priorities
from registry.models import Priority
from tests.asking import visitor
from tests.calling import (
    answer_schema,
    assert_matches,
    call,
    commit_triggers,
    problem,
    queries_of,
    read,
    refs,
    results,
    walk,
)
from tests.factories import PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db

# A second, for each row.
SLOW = Func(Cast(Func(Value(1.0), function="pg_sleep"), TextField()), function="coalesce", output_field=TextField())
EMPTY_IN_THE_CONTENT = {"exchange-requests", "offers", "exchanges", "editions"}
FILLED = [collection for collection in COLLECTIONS if collection.name not in EMPTY_IN_THE_CONTENT]
NAMES = [collection.name for collection in COLLECTIONS]
LISTS = [*NAMES, "search", "changes"]

each_collection = pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.name)
each_filled = pytest.mark.parametrize("collection", FILLED, ids=lambda collection: collection.name)
each_list = pytest.mark.parametrize("name", LISTS)
# What every list has from one and the same place is tried on one of each sort: by number, by code, by rank.
some_lists = pytest.mark.parametrize("name", ["priorities", "states", "search"])


def address(name: str, query: str = "") -> str:
    """The list's address, with what the search cannot do without."""
    parts = ["q=migration"] * (name == "search") + [query] * bool(query)
    return f"{name}/" + ("?" + "&".join(parts) if parts else "")


@pytest.fixture
def published():
    """Something public, so that there is a stamp; of some time ago: while its second runs, a time says less."""
    ThemeFactory(name_en="Migration")
    commit_triggers()
    Stamp.objects.update(at=timezone.now() - datetime.timedelta(minutes=5))


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


# --- conditional requests ------------------------------------------------------------------------------------------


@each_list
def test_list_when_the_caller_has_it_then_304_for_one_read(name, published, django_assert_num_queries):
    tag = call(address(name))["ETag"]

    with django_assert_num_queries(1):
        response = call(address(name), if_none_match=tag)

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert not tag.startswith("W/")


def test_one_when_the_caller_has_it_then_304_for_one_read(content, django_assert_num_queries):
    for collection in FILLED:
        path = f"{collection.name}/{refs(f'{collection.name}/?page_size=1')[0]}/"
        tag = call(path)["ETag"]

        with django_assert_num_queries(1):
            response = call(path, if_none_match=f'"other", {tag}')

        assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("known", ["*", "W/{tag}", '"a", {tag}'])
def test_list_when_the_tag_is_said_in_another_way_then_304(known, published):
    assert call("themes/", if_none_match=known.format(tag=call("themes/")["ETag"])).status_code == 304


def test_list_when_compressed_then_the_bytes_have_a_tag_of_their_own(content):
    for name in ("priorities", "states", "search"):
        plain, packed = call(address(name)), call(address(name), accept_encoding="br, gzip;q=0.8")

        assert packed["Content-Encoding"] == "gzip"
        assert packed["ETag"] == f'{plain["ETag"][:-1]}-gz"'
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert "Accept-Encoding" in packed["Vary"]
        assert "Accept-Encoding" in plain["Vary"]
        assert call(address(name), if_none_match=packed["ETag"], accept_encoding="gzip").status_code == 304
        assert call(address(name), if_none_match=packed["ETag"]).status_code == 304


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "gzip; q=0.0, br", ""])
def test_list_when_the_caller_takes_no_gzip_then_it_is_not_compressed(accepted, content):
    assert not call("states/", accept_encoding=accepted).has_header("Content-Encoding")


@each_list
def test_list_when_only_its_head_is_asked_then_the_headers_are_those_of_get(name, published):
    whole, head = call(address(name)), visitor().head(f"/api/v1/{address(name)}")

    assert head.status_code == 200
    assert head.content == b""
    assert {key: head[key] for key in ("ETag", "Last-Modified", "Content-Type", "Content-Length")} == {
        key: whole[key] for key in ("ETag", "Last-Modified", "Content-Type", "Content-Length")
    }


@each_list
def test_list_when_it_is_kept_then_the_same_again_for_one_read(name, published, django_assert_num_queries):
    first = call(address(name))

    with django_assert_num_queries(1):
        again = call(address(name))

    assert (again.content, again["ETag"]) == (first.content, first["ETag"])


def test_list_when_something_public_changed_then_its_tag_changes(content):
    before = call("states/")["ETag"]
    _publish_something()

    response = call("states/", if_none_match=before)

    assert response.status_code == 200
    assert response["ETag"] != before


@each_list
def test_list_when_the_caller_knows_only_a_time_then_304_until_something_public_changed(name, published):
    told = call(address(name))["Last-Modified"]

    assert call(address(name), if_modified_since=told).status_code == 304
    assert call(address(name), if_modified_since=told, if_none_match='"other"').status_code == 200
    assert call(address(name), if_modified_since="yesterday").status_code == 200
    Stamp.objects.update(number=2, at=timezone.now())
    assert call(address(name), if_modified_since=told).status_code == 200


def test_list_when_the_second_of_a_change_still_runs_then_the_one_before_is_told(published):
    soon = timezone.now() + datetime.timedelta(seconds=5)
    Stamp.objects.update(at=soon)

    assert call("themes/")["Last-Modified"] == http_date(int(soon.timestamp()) - 1)


def test_one_when_something_else_changed_then_its_tag_holds(content):
    before = call("states/TN/")["ETag"]
    _publish_something()

    assert call("states/TN/", if_none_match=before).status_code == 304


# --- whoever asks --------------------------------------------------------------------------------------------------


@each_list
def test_list_when_read_by_a_script_of_another_site_then_the_browser_lets_it(name):
    for path in (address(name), f"{name}/?colour=red"):
        response = call(path, origin="https://partner.example")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert {"ETag", "Location", "Retry-After"} <= set(response["Access-Control-Expose-Headers"].split(", "))
        assert not response.has_header("Access-Control-Allow-Credentials")


# Lists to which clients add.
WRITTEN = ("priorities",)


def methods(name: str) -> str:
    return "GET, POST, HEAD, OPTIONS" if name in WRITTEN else "GET, HEAD, OPTIONS"


@each_list
def test_options_when_asked_then_they_name_the_methods(name):
    response = visitor().options(f"/api/v1/{name}/", headers={"origin": "https://partner.example"})

    assert response.status_code == 200
    assert response["Allow"] == response["Access-Control-Allow-Methods"] == methods(name)
    assert response["Access-Control-Allow-Origin"] == "*"


@each_list
def test_list_when_the_method_is_another_then_405_names_those_there_are(name):
    for method in ("post", "put", "patch", "delete", "trace"):
        response = getattr(visitor(), method)(f"/api/v1/{name}/")

        if method == "post" and name in WRITTEN:
            problem(response, 401)
            continue
        problem(response, 405)
        assert response["Allow"] == methods(name)


@each_list
def test_list_when_the_caller_takes_no_json_then_406(name):
    problem(call(address(name), accept="text/csv"), 406)


@some_lists
@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json;q=0.5, text/html", "application/json"])
def test_list_when_the_caller_takes_json_among_others_then_it_is_answered(name, accept):
    assert call(address(name), accept=accept).status_code == 200


LINKED = "application/ld+json"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json;q=0.2, application/ld+json", LINKED),
        ("application/ld+json;q=0.2, application/json", "application/json"),
        ("application/*, application/json;q=0.1", LINKED),
        ("application/json;q=0, */*;q=0.1", LINKED),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', LINKED),
        ("text/html, */*;q=0.8", "application/json"),
        ("application/json;q=0", None),
        ("*/*;q=0", None),
        ("no type at all", None),
    ],
)
def test_answer_when_the_caller_weighs_media_types_then_it_is_the_one_liked_best(accept, kind, published):
    # Whatever was answered to others before.
    plain, linked = call("themes/"), call("themes/", accept=LINKED)

    response = call("themes/", accept=accept)

    if kind is None:
        problem(response, 406)
    else:
        assert response["Content-Type"] == kind
        assert response["ETag"] == (linked if kind == LINKED else plain)["ETag"]
    assert plain["ETag"] != linked["ETag"]


# --- bad input -----------------------------------------------------------------------------------------------------


@each_list
def test_list_when_a_parameter_is_unknown_then_400_names_it(name):
    body = problem(call(address(name, "colour=red")), 400)

    assert [(error["pointer"], error["code"]) for error in body["errors"]] == [("/colour", "unknown-parameter")]
    assert "colour" in body["detail"]


@some_lists
@pytest.mark.parametrize("size", ["0", "501", "abc", "", "-1", "1.5", "9" * 400])
def test_list_when_the_page_size_is_out_of_range_then_400_says_the_range(name, size):
    body = problem(call(address(name, f"page_size={size}")), 400)

    assert body["errors"][0]["pointer"] == "/page_size"
    assert "500" in body["detail"]


@pytest.mark.parametrize("name", ["priorities", "states", "pilots", "search"])
@pytest.mark.parametrize(
    "cursor",
    ["x", "", "WzFd", "bnVsbA", "W251bGwsMF0", "WyJcdTAwMDAiLDBd", "WzFlOTksMF0", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5LDBd",
     "WzEsMl0", "W1tdLDBd", "é", "WzEsMF0=" * 40],
)  # fmt: skip
def test_list_when_the_cursor_is_bad_then_400_says_what_to_do(name, cursor):
    body = problem(call(address(name, f"cursor={cursor}")), 400)

    assert body["errors"][0]["code"] == "bad-cursor"
    assert "next" in body["detail"]


@some_lists
@pytest.mark.parametrize("language", ["de", "EN", "", "fr-FR"])
def test_list_when_the_language_is_unknown_then_400_names_those_there_are(name, language):
    body = problem(call(address(name, f"lang={language}")), 400)

    assert body["errors"][0]["code"] == "unknown-language"
    assert "ar, en" in body["detail"]


@some_lists
@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 10_240, "cursor=%00", "%00=1"])
def test_list_when_the_query_is_monstrous_then_400(name, query):
    problem(call(f"{name}/?{query}"), 400)


@each_list
def test_list_when_much_is_wrong_then_all_of_it_is_named(name):
    body = problem(call(address(name, "page_size=0&lang=de&cursor=x&a=1&page_size=2")), 400)

    assert {error["pointer"] for error in body["errors"]} == {"/page_size", "/lang", "/cursor", "/a"}


@each_collection
def test_one_when_there_is_no_such_thing_then_404(collection):
    for ref in ("none-such", "x" * 1_000, "%F0%9F%98%80", "..", "'"):
        problem(call(f"{collection.name}/{ref}/"), 404)


@each_collection
def test_one_when_a_parameter_is_unknown_then_400_names_it(collection):
    body = problem(call(f"{collection.name}/none-such/?page_size=3"), 400)

    assert body["errors"][0]["pointer"] == "/page_size"


@pytest.mark.parametrize("path", ["nothing/", "priorities/TN-2012-003/more/", "/api/v2/"])
def test_address_when_it_does_not_exist_then_404_as_a_problem(path):
    problem(call(path), 404)


def test_address_when_its_last_stroke_is_missing_then_it_leads_on():
    assert call("priorities")["Location"] == "/api/v1/priorities/"


@pytest.mark.parametrize("language", ["ar", "en", "fr", "de"])
def test_problem_when_told_then_in_the_language_accepted(language):
    response = call("states/tn/", accept_language=language)

    assert response["Content-Language"] == (language if language in CODES else "en")
    assert "Accept-Language" in response["Vary"]
    assert "no-store" in response["Cache-Control"]


# --- fields, what they lead to, order ----------------------------------------------------------------------------

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


# --- the Registry of a day, and the words of schema.org -----------------------------------------------------------


def test_on_when_a_day_is_asked_then_as_the_portal_held_it_in_every_language(content):
    today = timezone.localdate()
    now = {item["ref"]: item for item in walk("priorities/?page_size=500")}

    then = walk(f"priorities/?page_size=7&on={today}")

    assert [item["ref"] for item in then] == sorted(ref for ref, item in now.items() if not item["example"])
    assert all(item == now[item["ref"]] for item in then)
    ref = then[0]["ref"]
    assert read(f"priorities/{ref}/?on={today}&lang=fr") == read(f"priorities/{ref}/?lang=fr")
    assert refs(f"priorities/?on={today}&state={then[0]['state']}&theme=remittances") == sorted(
        refs(f"priorities/?state={then[0]['state']}&theme=remittances")
    )
    assert refs("priorities/?on=2012-01-01") == []
    problem(call(f"priorities/{ref}/?on=2012-01-01"), 404)


@pytest.mark.parametrize(
    "query", ["on=tomorrow", "on=2999-01-01", "on=1812-01-01", "on=", "on=2026-1-1", "on=2026-01-01&q=x"]
)
def test_on_when_it_cannot_be_then_400(query):
    problem(call(f"priorities/?{query}"), 400)


@each_filled
def test_linked_data_when_asked_for_then_schema_org_in_every_language(collection, content):
    ref = refs(f"{collection.name}/?page_size=1")[0]

    listed = call(f"{collection.name}/?page_size=1", accept="application/ld+json")
    alone = call(f"{collection.name}/{ref}/", accept="application/ld+json, text/html;q=0.5")

    assert listed["Content-Type"] == alone["Content-Type"] == "application/ld+json"
    assert "Accept" in alone["Vary"].split(", ")
    node = alone.json()
    assert (node["@context"], node["@type"], node["identifier"]) == ("https://schema.org", collection.schema_type, ref)
    assert listed.json()["itemListElement"][0]["item"] == {
        name: value for name, value in node.items() if name != "@context"
    }
    assert {text["@language"] for text in node.get("name", [])} <= set(CODES)
    assert call(f"{collection.name}/{ref}/")["Content-Type"] == "application/json"
    problem(call(f"{collection.name}/?translations=full", accept="application/ld+json"), 400)


# --- too long -----------------------------------------------------------------------------------------------------


@override_settings(API_STATEMENT_SECONDS=0.05)
def test_list_when_the_database_takes_too_long_then_503_says_when_to_ask_again(monkeypatch):
    monkeypatch.setattr(Priorities, "visible", lambda _user: Priority.objects.annotate(slow=SLOW).filter(slow=""))
    PriorityFactory()

    with transaction.atomic():
        response = call("priorities/")
        transaction.set_rollback(True)

    problem(response, 503)
    assert response["Retry-After"] == "60"
    assert call("themes/").status_code == 200


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


def _publish_something():
    ThemeFactory(ref="new-theme")
    commit_triggers()
