"""Where all languages must be approved, no door puts another text before the public; a gate moves the stamp."""

import json

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.utils import timezone

from amedip.core import stamp
from amedip.core.bulk import Draft, write_records
from amedip.core.models import Citation, Deed, Standing, TextBeside, TextState
from amedip.core.records import Source, write_record
from amedip.core.texts import fingerprint, texts_beside
from amedip.portal.content.loading import Loader
from amedip.portal.content.registry import load_priorities
from amedip.translations.actions import Translation, save_translations
from amedip.translations.gate import Withheld
from amedip.translations.models import Excuse, Gate
from amedip.translations.units import lines_of
from pilots.models import Update
from pilots.resources import UpdateResource
from registry.actions import PriorityChange, save_priorities, save_priority
from registry.models import Priority
from registry.resources import PriorityResource
from registry.workflow import REVISION
from tests.approving import approve, ask
from tests.desk import address, at_desk, change, errors, messages, staff, tree
from tests.factories import DocumentFactory, FocalPointFactory, PartnerStateFactory, PilotFactory, PriorityFactory

pytestmark = pytest.mark.django_db
Kind, Origin, State = Gate.Kind, TextBeside.Origin, Priority.Status
IN_THREE = {"title_ar": "عنوان", "title_en": "Title", "title_fr": "Titre"}
NEW = {"title_ar": "عنوان آخر", "title_en": "Other title", "title_fr": "Autre titre"}


@pytest.fixture(autouse=True)
def _closed():
    ask(Kind.PRIORITY, Gate.Languages.ALL)
    ask(Kind.UPDATE, Gate.Languages.ALL)


def public(**texts) -> Priority:
    """A published priority all texts of which are approved."""
    priority = PriorityFactory(**(IN_THREE | texts))
    approve(priority)
    return priority


def read(priority) -> Priority:
    return Priority.objects.select_related("reference").get(pk=priority.pk)


def rows_of(obj):
    return TextState.objects.filter(object_id=obj.pk, content_type__model=obj._meta.model_name)


# --- every door: what it does with a new French title -------------------------------------------------------------


def through_the_administration(priority):
    answer = change(at_desk("editor"), priority, title_fr="Autre titre")
    assert answer.status_code == 302, errors(answer)


def through_a_file(priority):
    write_records(
        [Draft(read(priority), texts={"fr": {"title": "Autre titre"}})],
        actor=staff(), rule=lambda _user, _obj: True, action="priority.import",
    )  # fmt: skip


def through_an_import(priority):
    rows = tablib.Dataset(["Autre titre", priority.ref], headers=["title_fr", "ref"])
    result = PriorityResource().import_data(rows, user=staff(), rollback_on_validation_errors=True)
    assert not result.has_validation_errors()


def through_the_workspace(priority):
    save_priority(read(priority), actor=serving(priority), texts={"fr": {"title": "Autre titre"}})


def through_a_workbook(priority):
    save_priorities([PriorityChange(read(priority), texts={"fr": {"title": "Autre titre"}})], actor=serving(priority))


def through_the_page_for_translations(priority):
    line = next(line for line in lines_of(read(priority)) if line.key == "title")
    one = Translation("title", "Autre titre", "en", fingerprint(line.text("en")), fingerprint(line.text("fr")))
    save_translations(read(priority), [one], "fr", actor=staff())


def through_a_load(priority):
    texts = {"fr": {"title": "Autre titre"}}
    write_record(read(priority), actor=None, texts=texts, origin=Origin.FILE, source_language="en")


def serving(priority):
    return FocalPointFactory(country=priority.country).user


DOORS = [
    (through_the_administration, Origin.PERSON),
    (through_a_file, Origin.FILE),
    (through_an_import, Origin.FILE),
    (through_the_workspace, Origin.CHANGE),
    (through_a_workbook, Origin.CHANGE),
    (through_the_page_for_translations, Origin.PERSON),
    (through_a_load, Origin.FILE),
]


@pytest.mark.parametrize("stood", [Standing.APPROVED, Standing.DRAFT])
@pytest.mark.parametrize(("door", "origin"), DOORS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_text_when_written_through_a_door_then_it_lies_beside_what_the_public_reads(door, origin, stood):
    priority = public()
    rows_of(priority).filter(language="fr").update(state=stood)  # the gate was raised since
    before = read(priority)

    door(priority)

    after = read(priority)
    assert (after.title_ar, after.title_en, after.title_fr) == (before.title_ar, before.title_en, "Titre")
    assert texts_beside(after, origin) == {"fr": {"title": "Autre titre"}}
    assert after.version == before.version + (door is not through_the_page_for_translations)
    assert set(rows_of(priority).values_list("language", "state")) == {
        ("ar", "approved"), ("en", "approved"), ("fr", str(stood)),
    }  # fmt: skip


def test_import_when_a_text_waits_then_the_preview_says_so():
    priority = public()
    rows = tablib.Dataset(["Autre titre", priority.ref], headers=["title_fr", "ref"])

    result = PriorityResource().import_data(rows, user=staff(), dry_run=True)

    (difference,) = result.rows[0].diff
    assert (difference.before, difference.after, difference.waits) == ("Titre", "Autre titre", True)


@pytest.mark.parametrize("door", [through_a_file, through_an_import, through_a_load], ids=lambda door: door.__name__)
def test_file_when_brought_twice_then_the_second_changes_nothing(door):
    priority = public()
    door(priority)
    version, deeds = read(priority).version, Deed.objects.count()

    door(priority)

    assert (read(priority).version, Deed.objects.count()) == (version, deeds)


def test_gate_when_one_language_is_enough_then_staffs_text_is_public_at_once():
    ask(Kind.PRIORITY, Gate.Languages.ONE)
    priority = public()

    through_the_administration(priority)

    assert read(priority).title_fr == "Autre titre"


@pytest.mark.parametrize("status", [State.ACCEPTED, State.DRAFT])
def test_text_when_nobody_reads_the_record_yet_then_written(status):
    priority = PriorityFactory(status=status, published_at=None, **IN_THREE)

    through_the_administration(priority)

    assert read(priority).title_fr == "Autre titre"


# --- the administration -------------------------------------------------------------------------------------------


def test_desk_when_a_text_waits_then_it_says_so_and_where_it_is_approved():
    priority, client = public(), at_desk("editor")
    where = address(Priority, "change", priority.pk)
    change(client, priority, title_fr="Autre titre", title_en="Other title", importance="high")

    page = client.get(where)

    assert "lie beside what the public reads until they are approved" in messages(page)
    links = tree(page).xpath("//ul[@class='messagelist']//a/@href")
    assert [link[-4:] for link in links if "/workspace/translations/" in link] == ["/en/", "/fr/"]
    assert read(priority).importance == "high"
    assert "beside it: translator" in tree(page).text_content()


def test_desk_when_somebody_elses_draft_lies_there_then_it_stays_and_the_field_says_so():
    priority = public()
    through_the_page_for_translations(priority)

    answer = change(at_desk("editor"), priority, title_fr="Troisième titre")

    assert "Somebody else’s draft lies beside this text" in errors(answer)
    assert texts_beside(read(priority), Origin.PERSON) == {"fr": {"title": "Autre titre"}}


def test_desk_when_the_waiting_text_is_approved_then_it_is_public_and_nothing_is_outdated():
    priority = public()
    through_the_administration(priority)
    line = next(line for line in lines_of(read(priority)) if line.key == "title")
    one = Translation(
        "title", "Autre titre", "en", fingerprint(line.text("en")), fingerprint(line.offered("fr")), Standing.APPROVED
    )

    save_translations(read(priority), [one], "fr", actor=staff())

    assert read(priority).title_fr == "Autre titre"
    assert set(rows_of(priority).values_list("state", flat=True)) == {"approved"}


@pytest.mark.parametrize(("emptied", "gone"), [(["fr"], False), (["ar", "en", "fr"], True)])
def test_desk_when_a_text_is_emptied_then_in_all_languages_or_not_at_all(emptied, gone):
    priority = public(need_ar="حاجة", need_en="Need", need_fr="Besoin")

    answer = change(at_desk("editor"), priority, **{f"need_{code}": "" for code in emptied})

    assert (answer.status_code == 302) is gone
    assert bool(read(priority).need_en) is not gone
    if not gone:
        assert "empty it in all of them" in errors(answer)


def test_source_when_cited_with_a_note_then_cited_at_once_and_the_note_waits():
    priority = public()

    write_record(priority, actor=staff(), sources=[Source(DocumentFactory().reference, "s1", {"en": "Says so."})])

    citation = Citation.objects.get(owner=priority.reference)
    assert not citation.note_en
    assert texts_beside(citation, Origin.PERSON) == {"en": {"note": "Says so."}}
    assert "citation" in [line.part.split("-")[0] for line in lines_of(read(priority))]  # to be approved


# --- the state's own change, published ----------------------------------------------------------------------------


def submitted(priority, texts, *, minor=False) -> Priority:
    person = serving(priority)
    save_priority(read(priority), actor=person, texts=texts, minor=minor)
    return REVISION.move(priority, "submit", actor=person)


def by_language(**columns) -> dict:
    return {name[-2:]: {name[:-3]: text} for name, text in columns.items()}


@pytest.mark.parametrize(("texts", "minor"), [(by_language(**NEW), False), ({"en": {"title": "Title."}}, True)])
def test_change_when_published_then_whoever_publishes_approves_all_of_it(texts, minor):
    priority, person = submitted(public(), texts, minor=minor), staff("editor")

    REVISION.move(priority, "publish", actor=person)

    rows = rows_of(priority)
    assert set(rows.values_list("state", flat=True)) == {"approved"}
    assert set(rows.filter(by=person).values_list("language", flat=True)) == set(texts)


def test_change_when_the_check_finds_something_then_refused_until_a_reason_is_given():
    priority = submitted(public(), by_language(**NEW | {"title_fr": "Autre titre, 12 fois"}))
    client, where = at_desk("editor"), address(Priority, "move", priority.pk)
    sent = {"step": "priority-revision.publish", "expected": priority.version}

    page = tree(client.get(address(Priority, "change", priority.pk))).text_content()
    refused = messages(client.post(where, sent, follow=True))

    assert "The check found in it" in page
    assert "12" in refused
    assert "say why" in refused
    assert read(priority).title_fr == "Titre"
    client.post(where, sent | {"excuse": "The French says it out loud."})
    assert read(priority).title_fr == "Autre titre, 12 fois"
    assert Excuse.objects.get(object_id=priority.pk, language="fr").reason == "The French says it out loud."


def test_change_when_the_portal_itself_would_publish_it_then_refused():
    priority = submitted(public(), by_language(**NEW))

    with pytest.raises(Withheld, match="somebody must read"):
        REVISION.move(priority, "publish", actor=None)


# --- updates of pilots --------------------------------------------------------------------------------------------


def new_update(**texts):
    """An update of a public pilot, saved in the administration."""
    pilot = PilotFactory()
    typed = {f"updates-0-{name}": value for name, value in ({"day": "2026-03-01"} | texts).items()}
    return pilot, change(at_desk("editor"), pilot, **typed, **{"updates-TOTAL_FORMS": "1"})


def test_update_when_saved_in_all_languages_then_approved_by_who_saves_it():
    pilot, answer = new_update(**IN_THREE)

    assert answer.status_code == 302, errors(answer)
    update = Update.objects.get(pilot=pilot)
    rows = rows_of(update)
    assert set(rows.values_list("state", flat=True)) == {"approved"}


def test_update_when_the_check_finds_something_then_refused():
    pilot, answer = new_update(**IN_THREE | {"title_fr": "Titre 12"})

    assert "12" in errors(answer)
    assert not Update.objects.filter(pilot=pilot).exists()


def test_update_when_a_file_brings_a_new_one_then_refused_with_advice():
    rows = tablib.Dataset(["", PilotFactory().ref, "2026-03-01", "Titre"], headers=["id", "pilot", "day", "title_fr"])

    result = UpdateResource().import_data(rows, user=staff(), rollback_on_validation_errors=True)

    assert "in the administration" in str(result.invalid_rows[0].error)
    assert not Update.objects.exists()


def test_update_when_a_public_one_is_changed_then_the_words_lie_beside():
    pilot, _answer = new_update(**IN_THREE)
    update = Update.objects.get(pilot=pilot)

    write_record(update, actor=staff(), texts={"fr": {"title": "Autre"}}, part_of=pilot)

    assert Update.objects.get(pk=update.pk).title_fr == "Titre"
    assert texts_beside(update, Origin.PERSON) == {"fr": {"title": "Autre"}}


def test_part_when_it_would_be_public_at_once_then_the_kernel_refuses_it_unapproved():
    pilot = PilotFactory()
    day = {"day": timezone.localdate(), "pilot": pilot}

    with pytest.raises(ValidationError, match="must be approved before"):
        write_record(Update(), actor=staff(), columns=day, texts=by_language(**IN_THREE), part_of=pilot)


# --- the first content, and the stamp -----------------------------------------------------------------------------


def test_load_when_all_languages_must_be_approved_then_new_priorities_wait_for_that(settings, tmp_path):
    item = {"ref": "XT-2012-001", "state": "XT", "institution": "", "themes": [], "sources": [], "title": {"en": "One"}}
    (tmp_path / "registry" / "fixtures").mkdir(parents=True)
    (tmp_path / "registry" / "fixtures" / "priorities.json").write_text(json.dumps([item]))
    settings.BASE_DIR, countries = tmp_path, {"XT": PartnerStateFactory(code="XT")}

    for _again in range(2):
        load = Loader()
        load_priorities(load, countries, {}, {})
        load.announce()

    priority = Priority.objects.get(reference__ref="XT-2012-001")
    assert (priority.status, priority.published_at, priority.version) == (State.ACCEPTED, None, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("column", [{"days": 14}, {"languages": "all"}])
def test_gate_when_it_changes_then_the_stamp_moves(column):
    ask(Kind.PRIORITY, Gate.Languages.ONE, days=30)
    before = stamp.current()

    gate = Gate.objects.get(kind=Kind.PRIORITY)
    write_record(gate, actor=staff(), columns=column)

    assert stamp.current() == before + 1
