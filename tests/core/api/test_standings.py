"""``?translations=full``: each text of every collection with its states, and what the ledger says of them."""

import pytest
from django.utils.dateparse import parse_datetime

from amedip.api import COLLECTIONS
from amedip.core.languages import CODES
from amedip.core.models import Standing, TextBeside, TextState
from amedip.core.records import touch, write_record
from amedip.core.texts import propose, save_beside, vouch
from tests.api.lists import FILLED
from tests.calling import (
    answer_schema,
    assert_matches,
    call,
    commit_triggers,
    problem,
    queries_of,
    read,
    results,
    schema,
)
from tests.factories import ExchangeFactory, InstitutionFactory, PriorityFactory, ThemeFactory, WorkshopFactory
from workshops.models import Session

pytestmark = pytest.mark.django_db

PARTS = {"text", "state", "source", "changed", "outdated_since"}
NOTHING = {"text": None, "state": "missing", "source": None, "changed": None, "outdated_since": None}


def texts_in(value):
    """Every object by language in an answer."""
    if isinstance(value, list):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict):
        if set(CODES) == set(value) and value["ar"] is not None and isinstance(value["ar"], dict):
            yield value
        else:
            yield from texts_in(list(value.values()))


def bare(value):
    """An answer with states as it would be without."""
    if isinstance(value, list):
        return [bare(part) for part in value]
    if isinstance(value, dict):
        return value["text"] if set(value) == PARTS else {name: bare(part) for name, part in value.items()}
    return value


@pytest.mark.parametrize("collection", FILLED, ids=lambda collection: collection.name)
def test_list_when_translations_are_asked_then_the_same_texts_each_with_its_state(collection, content):
    page = read(f"{collection.name}/?page_size=500&translations=full")

    assert_matches(answer_schema(f"/api/v1/{collection.name}/"), page)
    told = list(texts_in(page["results"]))
    assert told
    assert bare(page["results"]) == results(f"{collection.name}/?page_size=500")
    for text in told:
        for standing in text.values():
            assert (standing["text"] is None) == (standing["state"] == "missing") == (standing["changed"] is None)


@pytest.mark.parametrize("collection", FILLED, ids=lambda collection: collection.name)
def test_one_when_translations_are_asked_then_it_is_the_same_as_in_the_list(collection, content):
    listed = results(f"{collection.name}/?page_size=500&translations=full")[-1]

    one = read(f"{collection.name}/{next(iter(listed.values()))}/?translations=full")

    assert one == listed
    assert_matches(answer_schema(f"/api/v1/{collection.name}/{{ref}}/"), one)


def test_text_when_another_language_changed_then_it_says_since_when_and_from_what_it_was_made():
    theme = ThemeFactory(name_en="A", name_fr="A")
    write_record(theme, actor=None, texts={"fr": {"name": "B"}}, source_language="en")
    write_record(theme, actor=None, texts={"en": {"name": "C"}})

    name = read(f"themes/{theme.ref}/?translations=full")["name"]

    rows = {row.language: row for row in TextState.objects.filter(object_id=theme.pk, field="name")}
    assert name["ar"] == NOTHING
    assert (name["en"]["text"], name["en"]["state"], name["en"]["outdated_since"]) == ("C", "draft", None)
    assert (name["fr"]["state"], name["fr"]["source"]) == ("outdated", "en")
    assert parse_datetime(name["fr"]["outdated_since"]) == rows["fr"].outdated_at.replace(microsecond=0)
    assert parse_datetime(name["fr"]["changed"]) == rows["fr"].at.replace(microsecond=0)


def test_text_when_no_language_has_it_then_it_is_missing_in_all():
    theme = ThemeFactory()

    assert read(f"themes/{theme.ref}/?translations=full")["description"] == dict.fromkeys(CODES, NOTHING)


def test_text_of_another_record_or_of_a_part_when_told_then_it_has_its_own_state():
    institution = InstitutionFactory(name_en="Ministry", name_fr="Ministère")
    priority = PriorityFactory(institution=institution)
    vouch(institution, {"fr": ["name"]}, actor=None, state=Standing.APPROVED)
    workshop = WorkshopFactory()
    session = Session(workshop=workshop)
    columns = {"workshop": workshop, "number": 1}
    write_record(session, actor=None, columns=columns, texts={"en": {"title": "Needs"}}, part_of=workshop)
    vouch(session, {"en": ["title"]}, actor=None, state=Standing.REVIEWED)

    found = read(f"priorities/{priority.ref}/?translations=full")
    (told,) = read(f"workshops/{workshop.ref}/?translations=full")["sessions"]

    assert {code: found["institution_name"][code]["state"] for code in CODES} == {
        "ar": "missing", "en": "draft", "fr": "approved",
    }  # fmt: skip
    assert told["title"]["en"]["state"] == "reviewed"


def test_text_when_something_is_proposed_then_nobody_is_told():
    theme = ThemeFactory(name_en="A", name_fr="A")
    before = read(f"themes/{theme.ref}/?translations=full")
    for origin in (TextBeside.Origin.MACHINE, TextBeside.Origin.CHANGE):
        save_beside(propose(theme, {"ar": {"name": "سر"}, "fr": {"name": "Secret"}}, actor=None, origin=origin))
    touch(theme, bump=False)
    commit_triggers()

    assert read(f"themes/{theme.ref}/?translations=full") == before


def test_text_when_it_is_not_told_yet_then_neither_is_that_it_exists():
    exchange = ExchangeFactory(status="evaluated", outcome_en="Not out yet.")

    assert read(f"exchanges/{exchange.ref}/?translations=full")["outcome"] == dict.fromkeys(CODES, NOTHING)


def test_tag_when_only_the_state_changes_then_it_is_another():
    theme = ThemeFactory(name_en="A", name_fr="A")
    commit_triggers()
    paths = [f"themes/{theme.ref}/?translations=full", "themes/?translations=full"]
    before = [call(path) for path in paths]

    vouch(theme, {"fr": ["name"]}, actor=None, state=Standing.APPROVED)
    touch(theme)
    commit_triggers()

    after = [call(path, if_none_match=old["ETag"]) for path, old in zip(paths, before, strict=True)]
    assert [answer.status_code for answer in after] == [200, 200]
    assert read(paths[0])["name"]["fr"]["state"] == "approved"
    assert [call(path, if_none_match=new["ETag"]).status_code for path, new in zip(paths, after, strict=True)] == [
        304
    ] * 2


def test_list_when_translations_are_asked_then_one_query_more_however_long_it_is(content):
    for collection in COLLECTIONS:
        call(f"{collection.name}/?translations=full")  # content types are read once by each process
        plain = queries_of(f"{collection.name}/?page_size=500")
        told = queries_of(f"{collection.name}/?page_size=500&translations=full")

        assert told <= plain + 1, collection.name
        assert queries_of(f"{collection.name}/?page_size=1&translations=full") <= told


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("translations=half", "unknown-value"),
        ("translations=", "unknown-value"),
        ("translations=full&translations=full", "repeated"),
        ("translations=full&lang=fr", "not-together"),
        ("translations=full&lang=xx", "unknown-language"),
    ],
)
@pytest.mark.parametrize("path", ["themes/", "themes/data/"])
def test_translations_when_they_mean_nothing_then_400_says_why(path, query, code):
    ThemeFactory(ref="data")

    assert code in [error["code"] for error in problem(call(f"{path}?{query}"), 400)["errors"]]


def test_schema_when_read_then_every_list_and_member_takes_translations():
    taking = {
        path
        for path, operations in schema()["paths"].items()
        if "translations" in {parameter["name"] for parameter in operations.get("get", {}).get("parameters", [])}
    }

    assert len(taking) == 2 * len(COLLECTIONS)
    assert schema()["components"]["schemas"]["Text"]["oneOf"][2]["required"] == list(CODES)
