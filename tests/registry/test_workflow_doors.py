"""Steps off the table, asked for at every door by those who may take all others: none is taken."""

from collections import defaultdict

import pytest

from registry.models import Priority
from registry.workflow import PRIORITY, REVISION
from tests.asking import signed_in
from tests.desk import address, at_desk, tree, values_of
from tests.factories import FocalPointFactory
from tests.registry.test_workflow import CHANGE_OFF_THE_TABLE, OFF_THE_TABLE, in_state, with_change

pytestmark = pytest.mark.django_db


def off_the_table() -> list[tuple[Priority, list[tuple[str, str]]]]:
    """Priorities in every state, themselves and of the change beside them, with the steps that lead from elsewhere."""
    found = []
    for workflow, make, table in ((PRIORITY, in_state, OFF_THE_TABLE), (REVISION, with_change, CHANGE_OFF_THE_TABLE)):
        by_state = defaultdict(list)
        for state, name in table:
            by_state[state].append((workflow.noun, name))
        found += [(make(state), steps) for state, steps in by_state.items()]
    return found


def through_workspace(priority):
    served = priority.country.focal_points.first()
    client = signed_in((served or FocalPointFactory(country=priority.country)).user)
    where = f"/en/workspace/priorities/{priority.ref}/"
    (form,) = tree(client.get(where)).xpath("//form[@id='priority-form']")
    sent = values_of(form)

    def ask(noun, name):
        return client.post(where, sent | {"act": f"{noun}.{name}", "note": "because"})

    return ask


def through_administration(priority):
    client = at_desk("coordinator")

    def ask(noun, name):
        step = name if noun == PRIORITY.noun else f"{noun}.{name}"
        sent = {"step": step, "note": "because", "expected": priority.version}
        return client.post(f"/en/admin/registry/priority/{priority.pk}/move/", sent)

    return ask


def through_list(priority):
    client = at_desk("coordinator")

    def ask(noun, name):
        action = f"move_{name}" if noun == PRIORITY.noun else "none"
        sent = {"action": action, "_selected_action": [priority.pk], "index": "0"}
        return client.post(address(Priority, "changelist"), sent)

    return ask


@pytest.mark.parametrize("door", [through_workspace, through_administration, through_list])
def test_step_when_off_the_table_then_no_door_takes_it(door):
    taken = []
    for priority, steps in off_the_table():
        priority.refresh_from_db()
        ask = door(priority)
        for noun, name in steps:
            answer = ask(noun, name)
            stored = Priority.objects.get(pk=priority.pk)
            before = (priority.status, priority.revision, priority.version)
            if answer.status_code >= 500 or (stored.status, stored.revision, stored.version) != before:
                taken.append((priority.status, priority.revision, noun, name, answer.status_code))
    assert taken == []
