"""Eight people write one priority at the same moment, through every door there is to it: nobody's text is lost."""

import io
import re
import threading
from collections.abc import Callable

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from amedip.core.models import Deed
from registry.models import FocalPoint, Priority
from tests.asking import signed_in
from tests.desk import address, errors, filled, staff, tree, values_of
from tests.factories import FocalPointFactory, PriorityFactory
from tests.soak.test_kernel_races import PATIENCE_SECONDS, at_once, few_or_many

pytestmark = pytest.mark.django_db(transaction=True)

IMPORT, PROCESS = (address(Priority, page) for page in ("import", "process_import"))
STALE = "Somebody else has changed this record"


# --- doors: each takes a text up to the button, and returns what presses it and tells whether the text was taken ---


def through_workspace(client, priority, text) -> Callable[[], bool]:
    where = reverse("portal:priority", args=[priority.ref])
    (form,) = tree(client.get(where)).xpath("//form[@id='priority-form']")
    sent = values_of(form)

    def press():
        answer = client.post(where, sent | {"title_en": text, "act": "save"})
        return taken(answer, told=answer.status_code == 409 and text in answer.content.decode())

    return press


def through_administration(client, priority, text):
    where = address(Priority, "change", priority.pk)
    sent = filled(client.get(where)) | {"title_en": text}

    def press():
        answer = client.post(where, sent)
        kept = answer.status_code == 200 and filled(answer)["title_en"] == [text]
        return taken(answer, told=kept and STALE in errors(answer))

    return press


def through_import(client, priority, text):
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["ref", "version", "title_en"])
    book.active.append([priority.ref, priority.version, text])
    book.save(file)
    upload = SimpleUploadedFile("priorities.xlsx", file.getvalue())
    shown = client.post(IMPORT, {"resource": "0", "format": "", "import_file": upload})
    (form,) = tree(shown).xpath("//form[contains(@action, 'process_import')]")

    def press():
        answer = client.post(PROCESS, dict(form.form_values()))
        return taken(answer, told=answer.status_code == 200 and STALE in tree(answer).text_content())

    return press


def taken(answer, *, told: bool) -> bool:
    """Was it saved? If not, the person must be told so."""
    assert told or answer.status_code == 302, (answer.status_code, answer.content.decode())
    return not told


DOORS = [through_workspace] * 3 + [through_administration] * 3 + [through_import] * 2


# --- the race -----------------------------------------------------------------------------------------------------


@pytest.fixture
def priority():
    return PriorityFactory(status=Priority.Status.DRAFT, title_en="Untouched")


@pytest.fixture
def writers(priority) -> list:
    """A person for each of the doors: focal points of the state, and members of the team."""
    people = []
    for number, door in enumerate(DOORS):
        if door is through_workspace:
            position = FocalPoint.Position.DEPUTY if number else FocalPoint.Position.LEAD
            people.append(FocalPointFactory(country=priority.country, position=position).user)
        else:
            people.append(staff())
    return [(person, signed_in(person)) for person in people]


def race(priority, writers, rounds: int, press_of=lambda press: press) -> None:
    """In each round all hold the same version and press their buttons at once; what comes of it is checked."""
    winners = []
    for turn in range(1, rounds + 1):
        priority.refresh_from_db()
        texts = [f"Round {turn}: {door.__name__} by {number}" for number, door in enumerate(DOORS)]
        presses = [
            press_of(door(client, priority, text))
            for door, (_person, client), text in zip(DOORS, writers, texts, strict=True)
        ]
        outcomes = at_once(lambda number, presses=presses: presses[number](), hands=len(DOORS))
        assert outcomes.count(True) == 1, f"round {turn}: {outcomes}"
        winners.append((writers[outcomes.index(True)][0], texts[outcomes.index(True)]))

    priority.refresh_from_db()
    assert (priority.version, priority.title_en) == (1 + rounds, winners[-1][1])
    events = apps.get_model("registry", "PriorityEvent").objects.filter(pgh_obj=priority).order_by("pgh_id")
    texts = list(dict.fromkeys(events.values_list("title_en", flat=True)))
    assert texts == ["Untouched", *(text for _person, text in winners)]
    deeds = Deed.objects.filter(action__in=["priority.edit", "priority.import"]).order_by("pk")
    assert [deed.actor for deed in deeds.select_related("actor")] == [person for person, _text in winners]


@few_or_many(5, 50)
def test_priority_when_eight_write_through_three_doors_then_one_wins_each_version_and_the_others_are_told(
    priority, writers, rounds
):
    race(priority, writers, rounds)


def test_priority_when_the_lock_is_taken_out_then_the_race_above_notices(priority, writers):
    all_have_looked = threading.Barrier(len(DOORS))

    def unlocked(execute, sql, params, many, context):
        # Whoever looked without a lock found the version still current; now all of them write.
        if sql.startswith('INSERT INTO "core_deed"'):
            all_have_looked.wait(PATIENCE_SECONDS)
        return execute(re.sub(r" FOR (NO KEY )?UPDATE.*", "", sql, flags=re.DOTALL), params, many, context)

    def press_of(press):
        def unlocked_press():
            with connection.execute_wrapper(unlocked):
                return press()

        return unlocked_press

    with pytest.raises(AssertionError, match="round 1: "):
        race(priority, writers, 1, press_of)
