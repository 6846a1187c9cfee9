"""The change feed: each public change once, in the order of the commits, with what shows it."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from amedip.api import COLLECTIONS
from amedip.core import changes, stamp
from amedip.core.models import Change, Reference
from amedip.core.records import delete_record, write_record
from registry.models import CoordinationMechanism, Priority
from tests.calling import answer_schema, assert_matches, call, commit_triggers, problem, read
from tests.desk import address, at_desk
from tests.factories import (
    CountryFactory,
    InstitutionFactory,
    PassageFactory,
    PriorityFactory,
    SessionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

KINDS = [collection.model.KIND for collection in COLLECTIONS]
Status = Priority.Status


def feed(query: str = "") -> dict:
    page = read(f"changes/{query}")
    assert_matches(answer_schema("/api/v1/changes/"), page)
    return page


def told(page: dict) -> list[tuple]:
    return [(one["kind"], one["ref"], one["what"]) for one in page["results"]]


def place_now() -> str:
    commit_triggers()
    return feed("?cursor=now")["cursor"]


def test_changes_when_the_first_content_is_loaded_then_every_public_record_was_published(content):
    found, query = {}, "?page_size=500"
    while query:
        page = feed(query)
        found |= {(one["kind"], one["ref"]): one["what"] for one in page["results"]}
        query = page["next"] and f"?page_size=500&cursor={page['cursor']}"

    assert set(found) == set(Reference.objects.filter(public=True, kind__in=KINDS).values_list("kind", "ref"))


def test_changes_when_a_record_comes_and_goes_then_each_step_once_in_order():
    since = place_now()
    priority = PriorityFactory(status=Status.DRAFT)
    steps = [(Status.PUBLISHED, None), (Status.PUBLISHED, "Other"), (Status.WITHDRAWN, None), (Status.PUBLISHED, None)]
    for status, title in steps:
        texts = {"en": {"title": title}} if title else {}
        write_record(priority, actor=None, columns={"status": status, "published_at": timezone.now()}, texts=texts)
        commit_triggers()
    delete_record(priority, actor=None)
    commit_triggers()

    seen, page = [], feed(f"?kind=priority&page_size=2&cursor={since}")
    while True:
        seen += told(page)
        if page["next"] is None:
            break
        page = feed(f"?kind=priority&page_size=2&cursor={page['cursor']}")

    assert seen == [
        ("priority", priority.ref, what) for what in ("published", "changed", "withdrawn", "published", "deleted")
    ]
    assert page["results"][-1]["record_url"] is None
    assert feed(f"?cursor={page['cursor']}")["results"] == []


def test_changes_when_nothing_is_new_then_an_empty_page_for_one_read(django_assert_num_queries):
    ThemeFactory()
    place = place_now()

    with django_assert_num_queries(1):
        response = call(f"changes/?cursor={place}")
    with django_assert_num_queries(1):
        again = call(f"changes/?cursor={place}", if_none_match=response["ETag"])

    assert response.json()["results"] == []
    assert response.json()["cursor"] == place
    assert again.status_code == 304


def test_changes_when_only_pages_changed_then_still_nothing_for_who_follows():
    ThemeFactory()
    place = place_now()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_stamp SET number = number + 1")

    page = feed(f"?cursor={place}")

    assert page["results"] == []
    assert page["cursor"] != place


def test_changes_when_the_record_is_asked_for_then_as_its_address_answers_it():
    since = place_now()
    theme, gone = ThemeFactory(), ThemeFactory()
    delete_record(gone, actor=None)
    commit_triggers()

    entries = feed(f"?include=record&cursor={since}")["results"]

    assert entries[0]["record"] == read(f"themes/{theme.ref}/")
    assert [entry["record"] for entry in entries if entry["ref"] == gone.ref] == [None, None]


def test_changes_when_what_a_record_shows_changes_then_it_is_told_of_too():
    institution = InstitutionFactory()
    shows, other = PriorityFactory(institution=institution), PriorityFactory()
    since = place_now()
    write_record(institution, actor=None, texts={"fr": {"name": "Ministère nouveau"}})
    commit_triggers()

    page = feed(f"?include=record&cursor={since}")
    only_priorities = feed(f"?kind=priority&cursor={since}")

    assert told(page) == [("institution", institution.ref, "changed")]
    assert [(one["kind"], one["ref"]) for one in page["affected"]] == [("priority", shows.ref)]
    assert page["affected"][0]["record"]["institution_name"]["fr"] == "Ministère nouveau"
    assert other.ref != shows.ref
    assert only_priorities["results"] == []
    assert [one["ref"] for one in only_priorities["affected"]] == [shows.ref]


def test_changes_when_a_session_gets_another_number_then_its_passages_are_told_of():
    session = SessionFactory(number=3)
    passages = PassageFactory.create_batch(2, session=session)
    PassageFactory()
    since = place_now()
    write_record(session, actor=None, columns={"number": 4}, part_of=session.workshop)
    commit_triggers()

    page = feed(f"?include=record&cursor={since}")
    only_passages = feed(f"?kind=passage&cursor={since}")

    assert told(page) == [("workshop", session.workshop.ref, "changed")]
    shown = {(one["kind"], one["ref"], one["record"]["session"]) for one in page["affected"]}
    assert shown == {("passage", passage.ref, 4) for passage in passages}
    assert {one["ref"] for one in only_passages["affected"]} == {passage.ref for passage in passages}


def test_changes_when_what_a_state_lists_is_deleted_then_the_state_is_told_of():
    state = CountryFactory()
    first, second = (
        write_record(CoordinationMechanism(country=state, model="secretariat-of-state"), actor=None, texts=texts)
        for texts in ({"en": {"name": "A secretariat"}}, {"fr": {"name": "Un comité"}})
    )
    since, client = place_now(), at_desk()
    client.post(address(CoordinationMechanism, "delete", first.pk), {"post": "yes"})
    selected = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"}
    client.post(address(CoordinationMechanism, "changelist"), selected)
    commit_triggers()

    page = feed(f"?include=record&cursor={since}")

    assert {ref for kind, ref, what in told(page) if what == "deleted"} == {first.ref, second.ref}
    states = [one["record"] for one in page["results"] if one["kind"] == "state"]
    assert states and all(one["coordination_mechanisms"] == [] for one in states)


def test_changes_when_a_record_comes_that_others_lead_to_then_they_are_told_of():
    successor = PriorityFactory(status=Status.DRAFT)
    priority = PriorityFactory(status=Status.SUPERSEDED, superseded_by=successor)
    since = place_now()
    write_record(successor, actor=None, columns={"status": Status.PUBLISHED, "published_at": timezone.now()})
    commit_triggers()

    page = feed(f"?include=record&cursor={since}")

    assert [(one["ref"], one["record"]["superseded_by"]) for one in page["affected"]] == [(priority.ref, successor.ref)]


@pytest.mark.parametrize("cursor", ["x", "-1", "1.", "01", "1.2.3", "9" * 30, ""])
def test_changes_when_the_cursor_was_never_given_then_400(cursor):
    assert problem(call(f"changes/?cursor={cursor}"), 400)["errors"][0]["code"] == "bad-cursor"


@pytest.mark.parametrize("query", ["kind=none-such", "include=all", "since=1", "page_size=0"])
def test_changes_when_asked_for_what_there_is_not_then_400(query):
    problem(call(f"changes/?{query}"), 400)


def test_changes_when_the_place_is_of_another_database_then_410():
    place_now()

    assert "cursor=now" in problem(call(f"changes/?cursor={stamp.current() + 1}"), 410)["detail"]


def test_thin_out_when_changes_are_old_then_the_first_and_the_last_of_each_stay():
    theme = ThemeFactory()
    commit_triggers()
    early = feed("?cursor=now")["cursor"]
    for name in ("One", "Two", "Three"):
        write_record(theme, actor=None, texts={"en": {"name": name}})
        commit_triggers()
    late = feed("?cursor=now")["cursor"]
    soon = timezone.now() + datetime.timedelta(days=1)

    assert changes.thin_out(soon) == 0
    assert changes.thin_out(soon + datetime.timedelta(days=400)) == 2

    kept = Change.objects.filter(reference=theme.reference).order_by("number")
    assert [one.what for one in kept] == ["published", "changed"]
    problem(call(f"changes/?cursor={early}"), 410)
    assert feed(f"?cursor={late}")["results"] == []
    assert told(feed())[-2:] == [("theme", theme.ref, "published"), ("theme", theme.ref, "changed")]
    first = feed("?page_size=1")
    assert told(feed(f"?cursor={first['cursor']}"))[-1] == ("theme", theme.ref, "changed")
