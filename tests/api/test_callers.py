"""Whoever asks: scripts of other sites, other methods, and the media types that a caller likes best."""

import pytest

from amedip.core.languages import CODES
from tests.api.lists import address, each_filled, each_list, some_lists
from tests.asking import visitor
from tests.calling import call, problem, refs

pytestmark = pytest.mark.django_db


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
