"""What the API refuses, and what it cannot answer in time: each time a problem that says what to do."""

import pytest
from django.db import transaction
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast
from django.test import override_settings

from amedip.core.languages import CODES
from registry.api import Priorities
from registry.models import Priority
from tests.api.lists import address, each_collection, each_list, some_lists
from tests.calling import call, problem
from tests.factories import PriorityFactory

pytestmark = pytest.mark.django_db

# A second, for each row.
SLOW = Func(Cast(Func(Value(1.0), function="pg_sleep"), TextField()), function="coalesce", output_field=TextField())


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
