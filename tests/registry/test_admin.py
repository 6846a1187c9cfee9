"""The Registry's administration: steps of priorities, focal points, roles of states."""

from http import HTTPStatus

import pytest
from django.utils import timezone

from registry.models import ConsultationRound, CountryRole, FocalPoint, Priority, RoundState
from tests.desk import address, at_desk, change, errors, filled, messages, tree
from tests.factories import (
    CountryFactory,
    FocalPointFactory,
    PartnerStateFactory,
    PriorityFactory,
    RoundFactory,
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


# --- consultations ------------------------------------------------------------------------------------------------


def test_round_when_all_partner_states_are_invited_with_one_choice_then_those_chosen_come_first():
    consultation, first = RoundFactory(), CountryFactory()
    partners = {PartnerStateFactory(), PartnerStateFactory()}

    answer = change(at_desk("editor"), consultation, states=[first.pk], all_partners="on")

    assert answer.status_code == HTTPStatus.FOUND
    states = [row.country for row in consultation.invited.all()]
    assert (states[0], set(states[1:])) == (first, partners)


def test_round_when_all_are_invited_again_then_nothing_is_lost_and_what_is_complete_stays():
    consultation, partner = RoundFactory(), PartnerStateFactory()
    RoundState.objects.create(round=consultation, country=partner, completed_at=timezone.now())
    PartnerStateFactory()

    change(at_desk("editor"), consultation, all_partners="on")

    assert consultation.invited.count() == 2
    assert consultation.invited.get(country=partner).completed_at is not None


def test_round_when_added_with_all_partner_states_then_they_are_invited():
    partner, client = PartnerStateFactory(), at_desk("editor")
    where = address(ConsultationRound, "add")
    typed = {"ref": "consultation-2030", "opens": "2030-01-01", "title_en": "Round", "all_partners": "on"}

    answer = client.post(where, filled(client.get(where)) | typed)

    assert answer.status_code == HTTPStatus.FOUND
    assert [row.country for row in RoundState.objects.all()] == [partner]


def test_round_when_opened_then_staff_see_how_far_each_state_is():
    consultation = RoundFactory()
    served, vacant = FocalPointFactory(country__name_en="Atlantis").country, CountryFactory(name_en="Lemuria")
    RoundState.objects.create(round=consultation, country=served, completed_at=timezone.now())
    RoundState.objects.create(round=consultation, country=vacant)
    for status in (State.DRAFT, State.SUBMITTED):
        PriorityFactory(country=served, round=consultation, status=status)

    page = tree(at_desk("reader").get(address(ConsultationRound, "change", consultation.pk)))

    rows = [" ".join(row.text_content().split()) for row in page.xpath("//table[.//progress]/tbody/tr")]
    assert "1 of 2 states say" in page.xpath("string(//table[.//progress]/caption)")
    assert page.xpath("//caption/progress/@value") == ["1"]
    assert "1 of 2 entries handed in draft: 1submitted: 1 complete since" in rows[0]
    assert rows[0].endswith("in office")
    assert rows[1] == "Lemuria No entry yet – not yet – vacant"


# --- hand-over ----------------------------------------------------------------------------------------------------


def hand_over(client, mandate, **typed):
    where = f"/en/admin/registry/focalpoint/{mandate.pk}/hand-over/"
    form = {"email": "next@example.org", "full_name": "", "language": "ar", "since": "2999-01-01"}
    return client.post(where, form | typed, follow=True)


def test_mandate_when_handed_over_then_the_successors_page_comes_up():
    mandate, client = FocalPointFactory(), at_desk("coordinator")
    link = f"/en/admin/registry/focalpoint/{mandate.pk}/hand-over/"
    assert link in tree(client.get(address(FocalPoint, "change", mandate.pk))).xpath("//a/@href")

    answer = hand_over(client, mandate, full_name="Amina")

    assert "Amina follows in this mandate." in messages(answer)
    mandate.refresh_from_db()
    assert str(mandate.until) == "2998-12-31"


def test_mandate_when_the_form_of_hand_over_is_wrong_then_it_says_why_and_keeps_what_was_typed():
    answer = hand_over(at_desk("coordinator"), FocalPointFactory(), since="2020-01-01")

    assert "today at the earliest" in errors(answer)
    assert tree(answer).xpath("//input[@name='email']/@value") == ["next@example.org"]
    assert FocalPoint.objects.count() == 1


def test_mandate_when_an_editor_hands_over_then_refused():
    assert hand_over(at_desk("editor"), FocalPointFactory()).status_code == HTTPStatus.FORBIDDEN
    assert FocalPoint.objects.count() == 1
