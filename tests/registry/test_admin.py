"""The Registry's administration: steps of priorities, focal points, roles of states."""

from http import HTTPStatus

import pytest

from registry.models import CountryRole, FocalPoint, Priority
from tests.desk import address, at_desk, change, errors, filled, messages, tree
from tests.factories import (
    CountryFactory,
    FocalPointFactory,
    PriorityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

State = Priority.Status


def move(client, priority, step, forged=None, **more):
    where = f"/en/admin/registry/priority/{priority.pk}/move/"
    return client.post(where, {"step": step, "expected": priority.version, "note": ""} | (forged or more), follow=True)


def steps_on(client, priority):
    page = tree(client.get(address(Priority, "change", priority.pk)))
    return page.xpath("//form[contains(@class, 'steps')]//button[@name='step']/@value")


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.DRAFT, ["submit", "withdraw"]),
        (State.SUBMITTED, ["accept", "send-back", "withdraw"]),
        (State.ACCEPTED, ["send-back", "publish", "withdraw"]),
        (State.PUBLISHED, ["fulfil", "supersede", "withdraw"]),
        (State.WITHDRAWN, []),
    ],
)
def test_priority_when_opened_then_its_page_offers_just_the_steps_that_can_be_taken(state, offered):
    priority = PriorityFactory(status=state)

    assert steps_on(at_desk("editor"), priority) == offered
    assert steps_on(at_desk("translator"), priority) == []


def test_priority_when_a_step_is_taken_then_it_moves():
    priority = PriorityFactory(status=State.SUBMITTED)

    answer = move(at_desk("coordinator"), priority, "accept")

    assert "Done: Accept." in messages(answer)
    priority.refresh_from_db()
    assert priority.status == State.ACCEPTED


@pytest.mark.parametrize(
    ("step", "more", "reason"),
    [
        ("send-back", {}, "Give a reason"),
        ("publish", {}, "not possible any more"),
        ("accept", {"expected": "9"}, "Somebody else has changed"),
    ],
)
def test_priority_when_a_step_cannot_be_taken_then_the_page_says_why(step, more, reason):
    priority = PriorityFactory(status=State.SUBMITTED)

    answer = move(at_desk(), priority, step, **more)

    assert reason in messages(answer)
    priority.refresh_from_db()
    assert priority.status == State.SUBMITTED


@pytest.mark.parametrize("more", [{"step": "explode"}, {"step": ""}, {"expected": "x"}, {"expected": ""}], ids=str)
def test_priority_when_a_step_makes_no_sense_then_it_is_a_bad_request(more):
    priority = PriorityFactory(status=State.SUBMITTED)

    assert move(at_desk(), priority, "accept", forged=more).status_code == HTTPStatus.BAD_REQUEST


def test_priority_when_a_translator_sends_a_step_then_it_is_refused():
    priority = PriorityFactory(status=State.SUBMITTED)

    assert move(at_desk("translator"), priority, "accept").status_code == HTTPStatus.FORBIDDEN


def test_priorities_when_several_are_moved_then_each_outcome_is_told():
    ready, early = PriorityFactory(status=State.ACCEPTED), PriorityFactory(status=State.DRAFT)

    answer = at_desk("coordinator").post(
        address(Priority, "changelist"),
        {"action": "move_publish", "_selected_action": [ready.pk, early.pk]},
        follow=True,
    )

    assert "1 priority: Publish." in messages(answer)
    assert f"{early.ref}: This is not possible any more" in messages(answer)
    assert set(Priority.objects.values_list("pk", "status")) == {(ready.pk, "published"), (early.pk, "draft")}


def test_priorities_when_a_translator_opens_the_list_then_it_offers_no_steps():
    PriorityFactory()

    page = tree(at_desk("translator").get(address(Priority, "changelist")))

    assert not [value for value in page.xpath("//select[@name='action']/option/@value") if value.startswith("move")]


def test_priority_when_its_status_is_forged_into_the_form_then_it_stays():
    priority = PriorityFactory(status=State.DRAFT)

    change(at_desk(), priority, status="published", title_fr="Besoin")

    priority.refresh_from_db()
    assert (priority.status, priority.title_fr) == ("draft", "Besoin")


def test_state_when_roles_are_given_then_all_of_them_stand():
    country = CountryFactory()
    client = at_desk()

    change(client, country, **{"roles-TOTAL_FORMS": "2", "roles-0-role": "donor", "roles-1-role": "host"})

    assert set(country.roles.values_list("role", flat=True)) == {"donor", "host"}


def test_state_when_a_role_is_given_twice_then_it_is_refused():
    country = CountryFactory()

    answer = change(at_desk(), country, **{"roles-TOTAL_FORMS": "2", "roles-0-role": "donor", "roles-1-role": "donor"})

    assert answer.status_code == HTTPStatus.OK
    assert errors(answer)
    assert not CountryRole.objects.exists()


def test_state_when_only_one_name_changes_then_its_order_follows_the_names():
    country = CountryFactory(name_en="Zeta")

    change(at_desk(), country, name_fr="Éta")

    country.refresh_from_db()
    assert (country.sort_fr, country.sort_en) == ("eta", "zeta")


# --- focal points ------------------------------------------------------------------------------------------------


def appointment(client, user, country, **more):
    page = client.get(address(FocalPoint, "add"))
    return client.post(
        address(FocalPoint, "add"), filled(page) | {"user": user.pk, "country": country.pk, "position": "lead"} | more
    )


def test_focal_point_when_named_then_the_term_begins():
    user, country = UserFactory(), CountryFactory()

    answer = appointment(at_desk("coordinator"), user, country, since="2026-01-01")

    assert answer.status_code == HTTPStatus.FOUND
    assert FocalPoint.objects.get(user=user, country=country).since.isoformat() == "2026-01-01"


def test_focal_point_when_the_state_has_a_lead_then_a_second_is_refused_with_advice():
    held, user = FocalPointFactory(), UserFactory()

    answer = appointment(at_desk(), user, held.country, since="2026-01-01")

    assert "End that term first" in errors(answer)
    assert not FocalPoint.objects.filter(user=user).exists()


def test_focal_point_when_the_term_ends_then_only_the_last_day_is_written():
    held = FocalPointFactory()
    client = at_desk()

    change(client, held, until="2026-06-30")
    wrong = change(client, held, until="2019-06-30")

    held.refresh_from_db()
    assert held.until.isoformat() == "2026-06-30"
    assert "ends before it begins" in errors(wrong)


@pytest.mark.parametrize("group", ["editor", "translator", "reader"])
def test_focal_point_when_one_is_no_coordinator_then_it_can_only_be_read(group):
    held, client = FocalPointFactory(), at_desk(group)

    assert client.get(address(FocalPoint, "change", held.pk)).status_code == HTTPStatus.OK
    assert client.get(address(FocalPoint, "add")).status_code == HTTPStatus.FORBIDDEN
    assert change_status(client, held) == HTTPStatus.FORBIDDEN


def change_status(client, obj):
    return client.post(address(type(obj), "change", obj.pk), {}).status_code
