"""What belongs to one state, at every door and for everybody: who changes it."""

import pytest
from django.db import transaction

from amedip.core.models import Deed, Job, Notice, Reference, TextBeside
from pilots.models import UnsavedReport
from registry.models import ConsultationRound, FocalPoint, Priority, PriorityComment, RoundState, UnsavedWork
from tests.declared import BUTTONS, DECLARED
from tests.other_states.answers import text_of
from tests.other_states.sending import ONESELF
from tests.other_states.writes import ADMIN, ROLES, WORKSPACE, WRITES
from tests.samples import sample


def standing(world) -> list:
    """All that a write could change of what is the state's."""
    return [
        Deed.objects.count(),
        Reference.objects.count(),
        Job.objects.count(),
        UnsavedWork.objects.count(),
        UnsavedReport.objects.count(),
        list(TextBeside.objects.order_by("pk").values_list("pk", "text")),
        list(PriorityComment.objects.order_by("pk").values_list("pk", "settled_at")),
        list(Priority.objects.filter(country=world.tunisia).order_by("pk").values_list("pk", "version", "status")),
        list(FocalPoint.objects.order_by("pk").values_list("pk", "user", "country", "since", "until")),
        list(RoundState.objects.values_list("completed_at")),
        list(ConsultationRound.objects.values_list("pk", "closed_at")),
    ]


@pytest.mark.parametrize("door", [WORKSPACE, ADMIN])
def test_what_is_a_states_when_somebody_writes_to_it_then_only_whom_the_table_names(world, door):
    world.mandate, world.leading = world.mandates["deputy"], world.mandates["lead"]
    wrong = {}
    for name, write in WRITES.items():
        if not write.route.startswith(door):
            continue
        with transaction.atomic():
            sent, path = write.sent(world), write.path(world)
            before = standing(world)
            for role in ROLES:
                done, status = tried(world, role, path, sent, before)
                if done != (role in write.who) or status >= 500:
                    wrong[name, role] = (done, status)
            transaction.set_rollback(True)
        for each in (world.draft, world.back, world.waiting, world.accepted, world.public):
            each.refresh_from_db()
    assert wrong == {}


def tried(world, role: str, path: str, sent: dict, before: list) -> tuple[bool, int]:
    """Did the person change anything, and what was answered? All is as before afterwards."""
    with transaction.atomic():
        own_key = str(world.people[role].pk) if role in world.people else ""
        response = world.clients[role].post(
            path, {name: own_key if value is ONESELF else value for name, value in sent.items()}
        )
        done = standing(world) != before
        transaction.set_rollback(True)
    return done, response.status_code


@pytest.mark.parametrize("role", ["neighbour", "reader"])
def test_administration_when_somebody_without_rights_sends_to_any_address_then_nothing_is_done(world, role):
    before = standing(world)
    for route in sorted(DECLARED):
        if route.startswith("{lang}/admin/"):
            response = world.clients[role].post(sample(route), {"post": "yes", "format": "0", "resource": "0"})
            told = "Zephyr" in text_of(response)
            assert role == "reader" or not told, route
            assert standing(world) == before, route


def test_notices_when_somebody_has_seen_them_then_those_of_others_stay_new(world):
    newest = Notice.objects.order_by("-pk").first()

    world.clients["neighbour"].post("/en/workspace/notices/seen/", {"newest": newest.pk})

    assert not Notice.objects.exclude(seen_at=None).exists()


# Routes that take something which is no state's: one's own account and notices, and the administration's frame.
# Everybody's: what is asked in a body instead of an address, and what readers choose about their own mail.
ONES_OWN = (
    "{lang}/accounts/", "{lang}/workspace/notices/seen/", "{lang}/admin/log", "{lang}/admin/password_change/",
    "{lang}/follow/", "oai",
)  # fmt: skip


def test_routes_that_take_something_when_walked_then_each_stands_in_the_table(world):
    placed = {write.route for write in WRITES.values()} | {f"{{lang}}/admin/{button}" for button in BUTTONS}
    unplaced = []
    for route in sorted(set(DECLARED) - placed):
        # Sent to by everybody above, and held to the rights of each table by the tests of access.
        if route.startswith(("{lang}/admin/", *ONES_OWN)):
            continue
        answers = {world.clients[role].post(sample(route)).status_code for role in ("lead", "superuser")}
        # 401: the API takes it from systems with a key and from nobody who is signed in (tests/partners).
        if answers - {401, 404, 405}:
            unplaced.append(route)
    assert unplaced == []
