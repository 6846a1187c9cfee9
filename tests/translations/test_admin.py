"""Translation work at the desk: who translates, what lies at whom, the glossary, the gates."""

import datetime

import pytest
from django.utils import timezone

from amedip.accounts.models import User
from amedip.core.models import Deed, Job
from amedip.translations.actions import name_translator, order_translations
from amedip.translations.models import Gate, GlossaryTerm, Order, Translator
from registry.models import Priority
from tests.desk import address, at_desk, change, errors, filled, messages, staff, tree
from tests.factories import PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WEEK = datetime.timedelta(days=7)


# --- people -------------------------------------------------------------------------------------------------------


def invitation(**given) -> dict:
    return {
        "email": "agency@example.org", "full_name": "Salma", "language": "fr", "code": "ar", "position": "reviser",
        "since": TODAY().isoformat(), "until": "",
    } | given  # fmt: skip


def test_invite_when_a_coordinator_does_then_an_account_without_the_desk_and_the_role():
    answer = at_desk("coordinator").post(address(Translator, "invite"), invitation(), follow=True)

    assert "on its way to agency@example.org" in messages(answer)
    person = User.objects.get(email="agency@example.org")
    assert (person.is_staff, person.language, person.groups.count()) == (False, "fr", 0)
    role = Translator.objects.get(user=person)
    assert (role.language, role.position, role.since, role.until) == ("ar", "reviser", TODAY(), None)
    assert Job.objects.filter(kind="mail", payload__to=person.email).exists()


def test_invite_when_the_person_has_another_role_into_the_language_then_nothing_is_sent():
    person = UserFactory()
    name_translator(person, "ar", actor=None)

    answer = at_desk("coordinator").post(address(Translator, "invite"), invitation(email=person.email))

    assert "translates into this language in these days already" in errors(answer)
    assert not Job.objects.filter(kind="mail").exists()


@pytest.mark.parametrize("group", ["editor", "translator", "reader"])
def test_invite_when_others_of_the_team_ask_then_403(group):
    client = at_desk(group)

    assert client.get(address(Translator, "invite")).status_code == 403
    assert client.post(address(Translator, "invite"), invitation()).status_code == 403
    assert not User.objects.filter(email="agency@example.org").exists()


def test_translator_when_entered_ended_and_entered_again_then_each_is_written_or_refused():
    client, person = at_desk("coordinator"), UserFactory()
    given = {"user": person.pk, "language": "ar", "position": "translator", "since": "2026-01-01", "until": ""}
    add = address(Translator, "add")

    client.post(add, filled(client.get(add)) | given)
    role = Translator.objects.get(user=person)
    refused = client.post(add, filled(client.get(add)) | given | {"position": "reviser"})
    change(client, role, until="2026-02-01")

    assert "translates into this language in these days already" in errors(refused)
    role.refresh_from_db()
    assert role.until == datetime.date(2026, 2, 1)
    assert set(Deed.objects.values_list("action", flat=True)) == {"translator.appoint", "translator.edit"}


def test_translators_when_filtered_by_office_then_those_of_today():
    old, new = UserFactory(), UserFactory()
    name_translator(old, "ar", actor=None, since=TODAY() - 2 * WEEK, until=TODAY() - WEEK)
    name_translator(new, "ar", actor=None)

    page = at_desk("reader").get(address(Translator, "changelist") + "?serving=yes")

    assert new.full_name in page.content.decode() and old.full_name not in page.content.decode()


# --- gates and glossary -------------------------------------------------------------------------------------------


def test_gate_when_a_coordinator_changes_it_then_written_and_neither_added_nor_taken_away():
    client = at_desk("coordinator")
    gate = Gate.objects.get(kind="edition")

    answer = change(client, gate, languages="one", days="14")

    assert answer.status_code == 302
    gate.refresh_from_db()
    assert (gate.languages, gate.days) == ("one", 14)
    assert client.get(address(Gate, "add")).status_code == 403
    assert client.post(address(Gate, "delete", gate.pk), {"post": "yes"}).status_code == 403


def test_gate_when_an_editor_looks_then_there_is_nothing_to_change():
    page = tree(at_desk("editor").get(address(Gate, "change", Gate.objects.get(kind="edition").pk)))

    assert not page.xpath("//form[@id='gate_form']//select | //form[@id='gate_form']//input[@type='text']")


def test_term_when_entered_then_its_inputs_run_in_their_direction():
    page = tree(at_desk("editor").get(address(GlossaryTerm, "add")))

    for name, direction in (("ar", "rtl"), ("also_ar", "rtl"), ("en", "ltr"), ("fr", "ltr")):
        (field,) = page.xpath(f"//*[@name='{name}']")
        assert field.get("dir") == direction


# --- orders -------------------------------------------------------------------------------------------------------


@pytest.fixture
def translator():
    person = UserFactory()
    name_translator(person, "ar", actor=None)
    return person


def selected(*priorities, **more) -> dict:
    keys = [str(priority.pk) for priority in priorities]
    return {"action": "give_to_translator", "_selected_action": keys, "index": "0"} | more


def asked(page) -> dict:
    """What the page that asks would send."""
    (form,) = tree(page).xpath("//form[.//input[@name='give']]")
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def test_give_when_records_are_selected_then_asked_and_given_but_what_lies_at_somebody_stays(translator):
    priorities = PriorityFactory.create_batch(3)
    order_translations([priorities[0].reference], "ar", actor=None, due=TODAY(), agency="First & Co")
    client, where = at_desk("editor"), address(Priority, "changelist")

    page = client.post(where, selected(*priorities))
    assert Order.objects.count() == 1
    answer = client.post(where, asked(page) | {"language": "ar", "translator": str(translator.pk)}, follow=True)

    assert "2 records were given" in messages(answer)
    assert "1 record lies at a translator" in messages(answer)
    assert set(Order.objects.filter(translator=translator).values_list("reference", flat=True)) == {
        priority.reference_id for priority in priorities[1:]
    }
    assert Job.objects.filter(kind="mail", payload__to=translator.email).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"translator": ""}, "Name either a translator or an agency"),
        ({"language": "fr"}, "does not translate into this language"),
        ({"due": "2020-01-01"}, "a day that is still to come"),
        ({"due": "soon"}, "year, month and day"),
    ],
)
def test_give_when_something_is_wrong_then_asked_again_and_nothing_given(translator, typed, said):
    priority = PriorityFactory()
    client, where = at_desk("editor"), address(Priority, "changelist")
    sent = asked(client.post(where, selected(priority)))

    answer = client.post(where, sent | {"language": "ar", "translator": str(translator.pk)} | typed)

    assert said in errors(answer)
    assert asked(answer)["_selected_action"] == [str(priority.pk)]
    assert not Order.objects.exists()


@pytest.mark.parametrize("group", ["translator", "reader"])
def test_give_when_the_group_may_not_then_it_is_not_offered_and_does_nothing(group, translator):
    priority = PriorityFactory()
    client, where = at_desk(group), address(Priority, "changelist")

    sent = selected(priority, give="yes", language="ar", translator=str(translator.pk), due=TODAY().isoformat())
    client.post(where, sent)

    assert "give_to_translator" not in client.get(where).content.decode()
    assert not Order.objects.exists()


def test_order_when_added_then_through_the_deed_and_once(translator):
    client, priority, add = at_desk("editor"), PriorityFactory(), address(Order, "add")
    given = {
        "reference": priority.reference_id, "language": "ar", "translator": translator.pk,
        "due": (TODAY() + WEEK).isoformat(),
    }  # fmt: skip

    client.post(add, filled(client.get(add)) | given)
    again = client.post(add, filled(client.get(add)) | given)

    order = Order.objects.get()
    assert (order.reference, order.translator) == (priority.reference, translator)
    assert "lies at a translator already" in errors(again)
    assert Deed.objects.filter(action="translation.order").count() == 1


def test_orders_when_taken_back_then_they_end_and_the_overdue_ones_are_found(translator):
    priorities = PriorityFactory.create_batch(2)
    late, early = (
        order_translations([priority.reference], "ar", actor=None, due=TODAY() + WEEK, agency="Tarjama")[0]
        for priority in priorities
    )
    Order.objects.filter(pk=late.pk).update(due=TODAY() - WEEK)
    client, where = at_desk("editor"), address(Order, "changelist")

    shown = client.get(where + "?standing=overdue").content.decode()
    assert late.reference.ref in shown and early.reference.ref not in shown
    answer = client.post(
        where, {"action": "end_selected", "_selected_action": [str(late.pk)], "index": "0"}, follow=True
    )

    assert "1 order was taken back" in messages(answer)
    assert set(Order.objects.open()) == {early}


def test_order_when_opened_then_nobody_can_edit_it(translator):
    (order,) = order_translations([PriorityFactory().reference], "ar", actor=staff(), due=TODAY(), agency="Tarjama")

    page = tree(at_desk().get(address(Order, "change", order.pk)))

    assert not page.xpath("//form[@id='order_form']//input[@name='_save']")
