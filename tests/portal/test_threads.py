"""Links between records: made, shown at both ends in one query, taken away, and who has none."""

import re

import pytest
import tablib
from django.core.exceptions import PermissionDenied, ValidationError

from amedip.core.models import Change
from amedip.core.records import delete_record
from amedip.portal.actions import link_records, unlink_records
from amedip.portal.models import TypedLink
from amedip.portal.resources import LinkResource
from amedip.portal.threads import threads_of
from tests.asking import page
from tests.calling import answer_schema, assert_matches, call, problem, read, results
from tests.desk import address, at_desk, errors, filled, staff, tree
from tests.factories import PilotFactory, PracticeFactory, PriorityFactory, RecommendationFactory, UserFactory
from workshops.models import Recommendation

pytestmark = pytest.mark.django_db

Kind = TypedLink.Kind


def linked(source, target, kind=Kind.TAKES_UP):
    return link_records(source.reference, target.reference, kind=kind, actor=None)


def test_link_when_made_then_each_end_names_the_other():
    recommendation, pilot = RecommendationFactory(title_en="Meet often"), PilotFactory(title_en="Meetings")
    linked(pilot, recommendation)

    found = threads_of([recommendation.reference_id, pilot.reference_id])

    named = {key: [(group["label"], group["rows"][0]["title_en"]) for group in groups] for key, groups in found.items()}
    assert named == {
        recommendation.reference_id: [("taken up by", "Meetings")],
        pilot.reference_id: [("takes up", "Meet often")],
    }


def test_threads_when_of_many_then_one_query(django_assert_num_queries):
    recommendations = RecommendationFactory.create_batch(5)
    for recommendation in recommendations:
        linked(PriorityFactory(), recommendation)

    with django_assert_num_queries(1):
        found = threads_of([row.reference_id for row in recommendations])

    assert all(len(groups) == 1 for groups in found.values())


def test_link_when_its_other_end_is_not_public_then_nobody_is_told():
    recommendation, priority = RecommendationFactory(), PriorityFactory(status="draft")
    linked(priority, recommendation)

    assert threads_of([recommendation.reference_id]) == {recommendation.reference_id: []}


@pytest.mark.parametrize("make", [PilotFactory, PriorityFactory, PracticeFactory])
def test_pages_when_a_recommendation_was_taken_up_then_both_say_so(make):
    recommendation, taker = RecommendationFactory(title_en="Meet often"), make(title_en="Meetings")
    linked(taker, recommendation)

    assert "Meet often" in page(taker.get_absolute_url())
    assert "Meetings" in page(recommendation.workshop.get_absolute_url())


def test_link_when_made_and_taken_away_then_the_world_is_told_of_both_ends():
    recommendation, pilot = RecommendationFactory(), PilotFactory()
    before = Change.objects.count()

    unlink_records(linked(pilot, recommendation), actor=None)

    assert Change.objects.count() == before + 4
    assert not TypedLink.objects.exists()


@pytest.mark.parametrize(
    ("pair", "kind"), [("itself", Kind.GOES_WITH), ("twice", Kind.TAKES_UP), ("no recommendation", Kind.TAKES_UP)]
)
def test_link_when_it_makes_no_sense_then_refused(pair, kind):
    recommendation, pilot = RecommendationFactory(), PilotFactory()
    linked(pilot, recommendation)
    ends = {"itself": (pilot, pilot), "twice": (pilot, recommendation), "no recommendation": (recommendation, pilot)}

    with pytest.raises(ValidationError):
        linked(*ends[pair], kind)

    assert TypedLink.objects.count() == 1


def test_link_when_one_end_was_taken_away_then_refused():
    recommendation, pilot = RecommendationFactory(), PilotFactory()
    reference = pilot.reference
    delete_record(pilot, actor=None)
    reference.refresh_from_db()

    with pytest.raises(ValidationError):
        link_records(reference, recommendation.reference, kind=Kind.TAKES_UP, actor=None)


def test_link_when_a_stranger_makes_it_then_refused():
    with pytest.raises(PermissionDenied):
        link_records(
            PilotFactory().reference, RecommendationFactory().reference, kind=Kind.TAKES_UP, actor=UserFactory()
        )


def test_list_when_staff_ask_for_orphans_then_recommendations_that_nothing_took_up():
    taken, orphan = RecommendationFactory(title_en="Taken"), RecommendationFactory(title_en="Left alone")
    linked(PilotFactory(), taken)
    linked(PilotFactory(), orphan, Kind.GOES_WITH)
    client, where = at_desk(), address(Recommendation, "changelist")

    shown = {
        answer: tree(client.get(where, {"taken-up": answer})).get_element_by_id("result_list").text_content()
        for answer in ("yes", "no")
    }

    assert "Taken" in shown["yes"] and "Left alone" not in shown["yes"]
    assert "Left alone" in shown["no"] and "Taken" not in shown["no"]


def test_form_when_staff_join_two_records_then_linked_and_a_refusal_is_shown():
    recommendation, pilot = RecommendationFactory(), PilotFactory()
    client, where = at_desk(), address(TypedLink, "add")
    typed = {"source": pilot.reference_id, "kind": Kind.TAKES_UP, "target": recommendation.reference_id}

    first = client.post(where, filled(client.get(where)) | typed)
    again = client.post(where, filled(client.get(where)) | typed)

    assert first.status_code == 302, errors(first)
    assert again.status_code == 200
    assert "linked already" in errors(again)


def test_links_when_sent_as_a_file_then_new_ones_are_made_and_what_is_there_stays():
    recommendation, pilot, practice = RecommendationFactory(), PilotFactory(), PracticeFactory()
    linked(pilot, recommendation)
    resource = LinkResource()
    file = resource.export()
    file.append([f"practice/{practice.ref}", "takes-up", f"recommendation/{recommendation.ref}"])

    result = LinkResource().import_data(file, user=staff("editor"), raise_errors=True)

    assert (result.totals["new"], result.totals["skip"]) == (1, 1)
    assert {link.source for link in TypedLink.objects.select_related("source")} == {pilot.reference, practice.reference}
    assert LinkResource().export().height == 2


@pytest.mark.parametrize(
    ("source", "kind", "target", "reason"),
    [
        ("pilot/P99", "takes-up", "recommendation/x", "There is no record “pilot/P99”"),
        ("{pilot}", "takes-up", "{pilot}", "cannot be linked to itself|Only recommendations are taken up"),
        ("{pilot}", "loves", "{recommendation}", "loves"),
        ("", "takes-up", "{recommendation}", "There is no record"),
    ],
)
def test_links_when_a_row_of_the_file_makes_no_sense_then_nothing_is_made(source, kind, target, reason):
    ends = {"pilot": f"pilot/{PilotFactory().ref}", "recommendation": f"recommendation/{RecommendationFactory().ref}"}
    file = tablib.Dataset(headers=["source", "kind", "target"])
    file.append([source.format(**ends), kind, target.format(**ends)])

    result = LinkResource().import_data(file, user=staff("editor"), rollback_on_validation_errors=True)

    (row,) = result.invalid_rows
    assert re.search(reason, str(row.error))
    assert not TypedLink.objects.exists()


def test_links_when_sent_by_somebody_who_may_not_then_refused():
    file = tablib.Dataset(headers=["source", "kind", "target"])
    file.append([f"pilot/{PilotFactory().ref}", "takes-up", f"recommendation/{RecommendationFactory().ref}"])

    result = LinkResource().import_data(file, user=staff("reader"), rollback_on_validation_errors=True)

    assert result.invalid_rows
    assert not TypedLink.objects.exists()


def test_links_when_asked_of_the_api_then_both_ends_are_named():
    recommendation, pilot = RecommendationFactory(title_en="Meet often"), PilotFactory(title_en="Meetings")
    linked(pilot, recommendation)
    linked(PriorityFactory(status="draft"), recommendation)

    page = read("links/?lang=en")

    assert_matches(answer_schema("/api/v1/links/"), page)
    (link,) = page["results"]
    assert (link["kind"], link["source_kind"], link["source"], link["target"]) == (
        "takes-up", "pilot", pilot.ref, recommendation.ref,
    )  # fmt: skip
    assert (link["source_title"], link["target_title"]) == ("Meetings", "Meet often")
    assert link["target_url"].endswith(f"/en/workshops/{recommendation.workshop.ref}/#r{recommendation.number}")


def test_links_when_narrowed_then_by_kind_and_record():
    recommendation, pilot, practice = RecommendationFactory(), PilotFactory(), PracticeFactory()
    linked(pilot, recommendation)
    linked(practice, pilot, Kind.GOES_WITH)

    assert [link["source"] for link in results("links/?kind=goes-with")] == [practice.ref]
    assert [link["source"] for link in results(f"links/?of={pilot.ref}")] == [pilot.ref, practice.ref]
    assert [link["source"] for link in results("links/?target_kind=recommendation")] == [pilot.ref]
    problem(call("links/?of=nothing"), 400)
    problem(call("links/?q=words"), 400)
