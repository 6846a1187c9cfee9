"""What must be approved before something is published, by kind; what a machine wrote unread never is."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amedip.core import languages
from amedip.core.models import Standing, TextState
from amedip.core.records import Source, write_record
from amedip.core.texts import set_texts
from amedip.translations.gate import Withheld, asks_all
from amedip.translations.models import Gate
from pilots.models import PilotProject, Update
from registry.actions import close_round, lacking_for, save_priority
from registry.models import ConsultationRound, Edition, Priority
from registry.workflow import PRIORITY, REVISION
from tests.approving import approve, ask, open_gate_of_editions
from tests.desk import address, at_desk, change, errors, messages, staff, tree
from tests.factories import DocumentFactory, FocalPointFactory, PilotFactory, PriorityFactory, RoundFactory

pytestmark = pytest.mark.django_db
Kind, Languages, State = Gate.Kind, Gate.Languages, Priority.Status
IN_THREE = {"title_ar": "عنوان", "title_en": "Title", "title_fr": "Titre"}


def standing(record, field="title") -> dict[str, str]:
    rows = TextState.objects.filter(object_id=record.pk, content_type__model=record._meta.model_name, field=field)
    return dict(rows.values_list("language", "state"))


def by_machine(record, code, **texts):
    set_texts(record, {code: texts}, actor=None, origin="machine", state=Standing.MACHINE)


def named(refusal) -> set[tuple[str, str, str]]:
    return {(lack.label, lack.language, lack.state) for lack in refusal.value.lacks}


@pytest.mark.parametrize(("kind", "all_asked"), [(Kind.PRIORITY, False), (Kind.EDITION, True), (Kind.UPDATE, False)])
@pytest.mark.parametrize("set_by_staff", [True, False])
def test_gate_when_nobody_has_changed_it_then_editions_ask_for_all_languages(kind, all_asked, set_by_staff):
    if not set_by_staff:
        Gate.objects.all().delete()

    assert asks_all(kind) is all_asked


# --- a priority ---------------------------------------------------------------------------------------------------


def test_publish_when_the_state_wrote_one_language_then_whoever_publishes_approves_it():
    priority = PriorityFactory(
        status=State.ACCEPTED, title_fr="Titre", title_en="", need_fr="Besoin", published_at=None
    )
    person = staff("editor")

    PRIORITY.move(priority, "publish", actor=person)

    assert standing(priority) == {"ar": "missing", "en": "missing", "fr": "approved"}
    assert set(TextState.objects.filter(object_id=priority.pk, state="approved").values_list("by", flat=True)) == {
        person.pk
    }


def test_publish_when_the_portal_does_it_then_nobody_has_read_anything():
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Title", published_at=None)

    with pytest.raises(Withheld):
        PRIORITY.move(priority, "publish", actor=None)

    approve(priority)
    assert PRIORITY.move(priority, "publish", actor=None).status == State.PUBLISHED


def test_publish_when_a_language_is_a_translation_then_it_stays_what_it_was():
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Title", published_at=None)
    set_texts(priority, {"fr": {"title": "Titre"}}, actor=None, source="en")

    PRIORITY.move(priority, "publish", actor=staff())

    assert standing(priority) == {"ar": "missing", "en": "approved", "fr": "draft"}


def test_publish_when_no_language_has_all_texts_then_refused_with_the_fewest_that_lack():
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Title", published_at=None)
    set_texts(priority, {"fr": {"need": "Besoin", "description": "Description"}}, actor=None)

    with pytest.raises(Withheld) as refusal:
        PRIORITY.move(priority, "publish", actor=staff())

    assert refusal.value.code == "gate"
    assert named(refusal) == {("Title", "fr", "missing")}
    assert Priority.objects.get(pk=priority.pk).status == State.ACCEPTED
    assert standing(priority)["en"] == "draft"


@pytest.mark.parametrize("asked", Languages)
def test_publish_when_a_machine_wrote_a_text_unread_then_refused_whatever_the_gate(asked):
    ask(Kind.PRIORITY, asked)
    priority = PriorityFactory(status=State.ACCEPTED, published_at=None)
    by_machine(priority, "fr", title="Titre")
    approve(PriorityFactory())

    with pytest.raises(Withheld, match="a machine wrote 1 text") as refusal:
        PRIORITY.move(priority, "publish", actor=staff())

    assert named(refusal) == {("Title", "fr", "machine")}


def test_publish_when_a_machines_text_is_outdated_then_it_is_unread_still():
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Title", published_at=None)
    by_machine(priority, "fr", title="Titre")
    set_texts(priority, {"en": {"title": "Another title"}}, actor=None)

    with pytest.raises(Withheld, match="a machine wrote 1 text"):
        PRIORITY.move(priority, "publish", actor=staff())


def test_publish_when_all_languages_are_asked_for_then_each_that_lacks_is_named():
    ask(Kind.PRIORITY, Languages.ALL)
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Title", published_at=None)
    set_texts(priority, {"fr": {"title": "Titre"}}, actor=None, source="en")
    write_record(priority, actor=None, sources=[Source(DocumentFactory().reference, "s1", {"en": "Says so."})])

    with pytest.raises(Withheld, match="and 4 are not") as refusal:
        PRIORITY.move(priority, "publish", actor=staff())

    assert named(refusal) == {
        ("Title", "ar", "missing"), ("Title", "fr", "draft"),
        ("Source citation · Note", "ar", "missing"), ("Source citation · Note", "fr", "missing"),
    }  # fmt: skip
    assert "Title · French: draft" in refusal.value.messages


def test_publish_when_all_languages_are_approved_then_published():
    ask(Kind.PRIORITY, Languages.ALL)
    priority = PriorityFactory(status=State.ACCEPTED, published_at=None, **IN_THREE)
    approve(priority)

    assert PRIORITY.move(priority, "publish", actor=staff()).status == State.PUBLISHED


def test_gate_when_it_is_raised_then_what_is_public_stays():
    priority = PriorityFactory()

    ask(Kind.PRIORITY, Languages.ALL)

    assert Priority.objects.public().filter(pk=priority.pk).exists()


# --- a change beside a published priority -------------------------------------------------------------------------


def changed(texts, *, minor=False, **given) -> Priority:
    """A published priority with a submitted change of its state."""
    priority = PriorityFactory(**given)
    person = FocalPointFactory(country=priority.country).user
    save_priority(priority, actor=person, texts=texts, minor=minor)
    return REVISION.move(priority, "submit", actor=person)


def test_change_when_published_then_only_what_it_changed_in_its_own_words_is_approved():
    priority = changed({"en": {"title": "Other"}}, need_en="Need", **IN_THREE)

    REVISION.move(priority, "publish", actor=staff())

    assert standing(priority) == {"ar": "outdated", "en": "approved", "fr": "outdated"}
    assert standing(priority, "need")["en"] == "draft"


@pytest.mark.parametrize(
    ("texts", "minor", "lacks"),
    [
        ({"en": {"title": "Other"}}, False, {"ar", "fr"}),
        ({"en": {"title": "Other"}, "fr": {"title": "Autre"}}, False, {"ar"}),
        ({"en": {"title": "Other"}, "fr": {"title": "Autre"}, "ar": {"title": "آخر"}}, False, set()),
        ({"en": {"title": "Title."}}, True, set()),
    ],
)
def test_change_when_all_languages_are_asked_for_then_it_brings_them_unless_the_meaning_stays(texts, minor, lacks):
    ask(Kind.PRIORITY, Languages.ALL)
    priority = changed(texts, minor=minor, **IN_THREE)

    if lacks:
        with pytest.raises(Withheld) as refusal:
            REVISION.move(priority, "publish", actor=staff())
        assert {lack.language for lack in refusal.value.lacks} == lacks
        assert Priority.objects.get(pk=priority.pk).title_en == "Title"
    else:
        assert REVISION.move(priority, "publish", actor=staff()).revision == ""


def test_change_when_a_machines_text_stands_unread_then_refused():
    priority = changed({"en": {"title": "Other"}}, **IN_THREE)
    TextState.objects.filter(object_id=priority.pk, language="fr").update(state=Standing.MACHINE)

    with pytest.raises(Withheld, match="a machine wrote"):
        REVISION.move(priority, "publish", actor=staff())


def test_desk_when_a_publication_is_refused_then_it_says_why_and_where_to_approve():
    ask(Kind.PRIORITY, Languages.ALL)
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Title", published_at=None)
    sent = {"step": "publish", "expected": priority.version}

    answer = at_desk("editor").post(address(Priority, "move", priority.pk), sent, follow=True)

    assert "Title · Arabic: missing" in messages(answer)
    links = tree(answer).xpath("//ul[@class='messagelist']//a/@href")
    assert links == [f"/en/workspace/translations/priority/{priority.ref}/{code}/" for code in ("ar", "fr")]


# --- an edition ---------------------------------------------------------------------------------------------------


def approved_round(**titles) -> ConsultationRound:
    consultation = RoundFactory(**(IN_THREE | titles))
    approve(consultation)
    return consultation


def counts(consultation) -> dict[tuple[str, str], int]:
    return {(row.language, row.state): row.count for row in lacking_for(consultation)}


def test_close_when_texts_are_not_approved_then_refused_with_their_numbers():
    consultation = approved_round()
    PriorityFactory(title_en="One", round=consultation)
    PriorityFactory(need_en="Need", **IN_THREE)

    with pytest.raises(Withheld, match="9 texts of the edition") as refusal:
        close_round(consultation, actor=staff())

    assert counts(consultation) == {
        ("ar", "missing"): 2, ("ar", "draft"): 1, ("en", "draft"): 3, ("fr", "missing"): 2, ("fr", "draft"): 1,
    }  # fmt: skip
    assert "French · missing: 2" in refusal.value.messages
    assert not Edition.objects.exists()
    assert ConsultationRound.objects.get(pk=consultation.pk).closed_at is None


def test_close_when_all_is_approved_then_the_edition_with_approved_titles():
    consultation = approved_round()
    approve(priority := PriorityFactory(**IN_THREE))
    PriorityFactory(example=True)
    PriorityFactory(status=State.DRAFT)

    edition = close_round(consultation, actor=staff())

    assert [row["ref"] for row in edition.content["priorities"]] == [priority.ref]
    assert set(standing(edition).values()) == {"approved"}


def test_close_when_only_a_title_of_another_consultation_lacks_then_it_counts_too():
    earlier = RoundFactory(title_en="Earlier")
    approve(PriorityFactory(round=earlier, **IN_THREE))

    assert counts(approved_round()) == {("ar", "missing"): 1, ("en", "draft"): 1, ("fr", "missing"): 1}


def test_close_when_one_language_is_enough_then_only_a_machines_text_keeps_it_back():
    open_gate_of_editions()
    consultation = RoundFactory()
    priority = PriorityFactory()
    TextState.objects.filter(object_id=priority.pk, language="en").update(state=Standing.MACHINE)
    assert counts(consultation) == {("en", "machine"): 1}

    TextState.objects.filter(object_id=priority.pk, language="en").update(state=Standing.DRAFT)

    assert close_round(consultation, actor=None).number == 1


def test_close_when_the_registry_grows_then_what_it_lacks_costs_no_more_queries():
    consultation = RoundFactory()
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            lacking_for(consultation)
        asked.append(len(captured))
        PriorityFactory.create_batch(5, **IN_THREE)

    assert asked == [2, 2]


def test_desk_when_texts_lack_then_the_pages_of_the_round_say_which_and_show_no_button():
    consultation = approved_round()
    PriorityFactory(title_en="One")
    client = at_desk("editor")

    form, close = (tree(client.get(address(ConsultationRound, page, consultation.pk))) for page in ("change", "close"))

    for page in (form, close):
        (table,) = page.find_class("lacking")
        first = table.xpath(".//tbody/tr")[0]
        assert [cell.text_content() for cell in first] == ["Arabic", "missing", "1"]
        assert "/en/workspace/translations/ar/?wanted=missing&kind=priority&kind=round" in table.xpath(".//a/@href")
    assert not close.xpath("//form//input[@type='submit' and @value='Close and make the edition']")


@pytest.mark.parametrize("code", languages.CODES)
def test_refusal_when_told_in_a_language_then_no_placeholder_is_left(code):
    consultation = RoundFactory()
    PriorityFactory.create_batch(2)

    refusal = at_desk().post(f"/{code}/admin/registry/consultationround/{consultation.pk}/close/", follow=True)

    assert "%(" not in messages(refusal)


# --- updates of pilots --------------------------------------------------------------------------------------------


def new_update(client, pilot, **texts):
    prefix = "updates-0-"
    typed = {f"{prefix}{name}": value for name, value in ({"day": "2026-03-01"} | texts).items()}
    return change(client, pilot, **typed, **{"updates-TOTAL_FORMS": "1"})


@pytest.mark.parametrize(
    ("asked", "texts", "saved"),
    [
        (Languages.ONE, {"title_fr": "Nouvelle"}, True),
        (Languages.ALL, {"title_fr": "Nouvelle"}, False),
        (Languages.ALL, IN_THREE, True),
    ],
)
def test_update_when_saved_then_the_gate_of_updates_decides(asked, texts, saved):
    ask(Kind.UPDATE, asked)
    pilot = PilotFactory()

    answer = new_update(at_desk("editor"), pilot, **texts)

    assert Update.objects.filter(pilot=pilot).exists() is saved, errors(answer)
    if not saved:
        assert "Title · Arabic: missing" in errors(answer)
    assert PilotProject.objects.get(pk=pilot.pk).title_en == pilot.title_en


def test_withheld_when_it_is_caught_as_any_refusal_then_it_is_one():
    assert issubclass(Withheld, ValidationError)
