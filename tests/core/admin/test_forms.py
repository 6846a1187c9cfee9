"""Saving in the administration: by the one door, one language at a time, and nothing typed is ever lost."""

from http import HTTPStatus

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate

from amedip.core.models import Citation, Deed, Reference, Standing
from amedip.core.records import write_record
from amedip.core.texts import states_of
from registry.models import CoordinationMechanism, Country, Institution, Priority, PriorityTheme, Theme
from tests.asking import signed_in
from tests.desk import address, at_desk, change, errors, filled, messages, staff, tree
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    InstitutionFactory,
    PriorityFactory,
    RoundFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.models import Recommendation, Session, Workshop

pytestmark = pytest.mark.django_db


def test_save_when_one_language_is_typed_then_the_others_stay_and_the_deed_is_the_persons():
    theme = ThemeFactory(name_en="Remittances", name_fr="Transferts")
    person = staff("editor")

    answer = change(signed_in(person), theme, name_ar="التحويلات", why="asked for by the state")

    assert answer.status_code == HTTPStatus.FOUND
    theme.refresh_from_db()
    assert (theme.name_ar, theme.name_en, theme.name_fr) == ("التحويلات", "Remittances", "Transferts")
    assert theme.version == 2
    deed = Deed.objects.get(action="theme.edit")
    assert (deed.actor, deed.why, deed.reference) == (person, "asked for by the state", theme.reference)


def test_save_when_nothing_is_typed_then_nothing_is_written():
    priority = PriorityFactory(themes=[ThemeFactory()])
    deeds = Deed.objects.count()

    answer = change(at_desk(), priority)

    assert answer.status_code == HTTPStatus.FOUND
    priority.refresh_from_db()
    assert (priority.version, Deed.objects.count()) == (1, deeds)


def test_save_when_the_meaning_stays_then_the_other_languages_stay_up_to_date():
    theme = ThemeFactory(name_en="Remitances", name_fr="Transferts")

    change(at_desk(), theme, name_en="Remittances", minor="on")

    assert states_of(theme)["name", "fr"].state == Standing.DRAFT


def test_save_when_the_meaning_changes_then_the_form_shows_the_others_as_outdated():
    theme = ThemeFactory(name_en="Money", name_fr="Transferts")
    client = at_desk()

    change(client, theme, name_en="Remittances")

    page = tree(client.get(address(Theme, "change", theme.pk)))
    (french,) = page.xpath("//*[@class='text-state outdated']/a")
    assert (
        french.text_content() == f"Translate: outdated since {date_format(localdate(), 'SHORT_DATE_FORMAT')} (English)"
    )
    assert french.get("href") == f"/en/workspace/translations/theme/{theme.ref}/fr/"
    assert {label.text_content() for label in page.find_class("missing")} == {"Translate: missing"}


def test_save_when_all_titles_are_emptied_then_it_is_refused_in_the_pages_language():
    theme = ThemeFactory(name_en="Money")
    client = at_desk()
    where = address(Theme, "change", theme.pk).replace("/en/", "/fr/")

    answer = client.post(where, filled(client.get(where)) | {"name_en": ""})

    assert answer.status_code == HTTPStatus.OK
    assert "au moins une langue" in errors(answer)
    theme.refresh_from_db()
    assert theme.name_en == "Money"


def test_save_when_only_arabic_is_given_then_it_is_enough():
    answer = at_desk().post(address(Theme, "add"), blank(Theme) | {"ref": "only-arabic", "name_ar": "موضوع"})

    assert answer.status_code == HTTPStatus.FOUND
    assert Theme.objects.get(reference__ref="only-arabic").name_en is None


def blank(model, client=None):
    """The empty form of a new record as the browser would send it."""
    return filled((client or at_desk()).get(address(model, "add")))


def test_add_when_a_kind_is_named_by_hand_then_the_reference_is_asked_for_and_never_given_twice():
    client = at_desk()

    missing = client.post(address(Theme, "add"), blank(Theme) | {"name_en": "New"})
    wrong = client.post(address(Theme, "add"), blank(Theme) | {"name_en": "New", "ref": "New Theme"})
    first = client.post(address(Theme, "add"), blank(Theme) | {"name_en": "New", "ref": "new-theme"})
    again = client.post(address(Theme, "add"), blank(Theme) | {"name_en": "Newer", "ref": "new-theme"})

    assert "This field is required." in errors(missing)
    assert "Small Latin letters" in errors(wrong)
    assert first.status_code == HTTPStatus.FOUND
    assert "never given twice" in errors(again)
    assert tree(again).xpath("//input[@name='name_en']/@value") == ["Newer"]


def test_add_when_a_kind_numbers_itself_then_it_gets_the_next_reference():
    country, theme = CountryFactory(), ThemeFactory()
    PriorityFactory(country=country, year=2031)
    client = at_desk()

    page = client.get(address(Priority, "add"))
    answer = client.post(
        address(Priority, "add"),
        filled(page) | {"country": country.pk, "year": "2031", "title_fr": "Besoin", "themes": [theme.pk]},
    )

    assert not tree(page).xpath("//input[@name='ref']")
    assert answer.status_code == HTTPStatus.FOUND
    priority = Priority.objects.get(reference__ref=f"{country.code}-2031-002")
    assert (priority.status, priority.title_fr, list(priority.themes.all())) == ("draft", "Besoin", [theme])


def test_add_when_a_state_is_new_then_its_code_is_its_reference_and_it_sorts_by_its_names():
    client = at_desk()

    answer = client.post(address(Country, "add"), blank(Country) | {"code": "EZ", "name_fr": "Égypte nouvelle"})

    assert answer.status_code == HTTPStatus.FOUND
    country = Country.objects.get(code="EZ")
    assert (country.ref, country.sort_fr, country.sort_en) == ("EZ", "egypte nouvelle", "egypte nouvelle")


def test_save_when_the_reference_is_made_of_a_column_then_that_column_stands():
    priority, elsewhere = PriorityFactory(), CountryFactory()

    change(at_desk(), priority, country=elsewhere.pk, year="1999")

    assert Priority.objects.filter(pk=priority.pk, country=priority.country_id, year=priority.year).exists()


# --- links and sources -------------------------------------------------------------------------------------------


def test_links_when_chosen_then_their_order_is_kept_and_only_what_changed_is_written():
    first, second, third = ThemeFactory(), ThemeFactory(), ThemeFactory()
    priority = PriorityFactory(themes=[first, second])
    kept = PriorityTheme.objects.get(theme=second).pk

    change(at_desk(), priority, themes=[second.pk, third.pk, first.pk])

    rows = PriorityTheme.objects.filter(priority=priority)
    assert [row.theme for row in rows] == [second, third, first]
    assert rows[0].pk == kept


def test_links_when_all_are_taken_out_then_none_are_left():
    mechanism = write_record(
        CoordinationMechanism(),
        actor=None,
        columns={"country": CountryFactory(), "model": "joint-committee"},
        texts={"en": {"name": "Committee"}},
    )
    institution = InstitutionFactory()
    client = at_desk()

    change(client, mechanism, institutions=[institution.pk])
    assert list(mechanism.institutions.all()) == [institution]
    change(client, mechanism, institutions=[])

    assert not mechanism.institutions.exists()


def test_links_when_scripts_do_not_run_then_every_theme_can_be_chosen_and_the_chosen_come_first():
    first, second = ThemeFactory(), ThemeFactory()
    priority = PriorityFactory(themes=[second])

    page = tree(at_desk().get(address(Priority, "change", priority.pk)))

    assert page.xpath("//select[@name='themes']/option/@value") == [str(second.pk), str(first.pk)]


def test_sources_when_entered_then_the_record_rests_on_them_in_order():
    priority, document = PriorityFactory(), DocumentFactory()
    client = at_desk()

    change(
        client,
        priority,
        **source_row(0, document.reference, section="s2", position=2, note_fr="passage"),
        **source_row(1, document.reference, section="s1", position=1),
        **{"sources-TOTAL_FORMS": "2"},
    )

    rows = Citation.objects.filter(owner=priority.reference)
    assert [(row.section, row.note_fr) for row in rows] == [("s1", None), ("s2", "passage")]


def source_row(number, reference, **values):
    row = {"source": reference.pk, "section": "", "note_ar": "", "note_en": "", "note_fr": "", "position": 0, **values}
    return {f"sources-{number}-{name}": value for name, value in row.items()}


@pytest.mark.parametrize("wrong", ["twice", "itself"])
def test_sources_when_the_same_twice_or_the_record_itself_then_it_is_refused(wrong):
    priority, document = PriorityFactory(), DocumentFactory()
    reference = document.reference if wrong == "twice" else priority.reference
    rows = [source_row(number, reference) for number in range(2 if wrong == "twice" else 1)]
    typed = {name: value for row in rows for name, value in row.items()}

    answer = change(at_desk(), priority, **typed, **{"sources-TOTAL_FORMS": str(len(rows))})

    assert answer.status_code == HTTPStatus.OK
    assert ("cited twice" if wrong == "twice" else "its own source") in errors(answer)
    assert not Citation.objects.filter(owner=priority.reference).exists()


# --- parts -------------------------------------------------------------------------------------------------------


def test_part_when_added_and_changed_then_its_record_moves_and_the_deed_names_the_record():
    workshop = WorkshopFactory()
    client = at_desk()

    new = {"sessions-TOTAL_FORMS": "1", "sessions-0-number": "1", "sessions-0-kind": "session"}
    change(client, workshop, **new, **{"sessions-0-title_ar": "جلسة"})
    session = Session.objects.get(workshop=workshop)
    change(client, workshop, **{"sessions-0-title_fr": "Séance"})

    session.refresh_from_db()
    workshop.refresh_from_db()
    assert (session.title_ar, session.title_fr, session.title_en) == ("جلسة", "Séance", None)
    assert workshop.version == 3
    assert [deed.action for deed in Deed.objects.filter(reference=workshop.reference)[:2]] == [
        "session.edit",
        "session.create",
    ]


def test_part_when_refused_then_nothing_of_the_page_is_saved():
    workshop = WorkshopFactory(title_en="Old")
    new = {"sessions-TOTAL_FORMS": "1", "sessions-0-number": "1", "sessions-0-kind": "session"}

    answer = change(at_desk(), workshop, title_en="New", **new)

    assert answer.status_code == HTTPStatus.OK
    assert "at least one language" in errors(answer)
    workshop.refresh_from_db()
    assert workshop.title_en == "Old"
    assert tree(answer).xpath("//input[@name='title_en']/@value") == ["New"]


def test_part_when_taken_away_then_it_is_gone_and_its_reference_is_a_tombstone():
    workshop = WorkshopFactory()
    client = at_desk()
    new = {"recommendations-TOTAL_FORMS": "1", "recommendations-0-number": "1", "recommendations-0-position": "0"}
    change(client, workshop, **new, **{"recommendations-0-title_en": "Talk"})
    recommendation = Recommendation.objects.get(workshop=workshop)
    assert recommendation.reference.public

    change(client, workshop, **{"recommendations-0-DELETE": "on"})

    assert not Recommendation.objects.filter(workshop=workshop).exists()
    assert Reference.objects.get(pk=recommendation.reference_id).gone_at


# --- two people at once ------------------------------------------------------------------------------------------


def test_stale_when_two_people_change_different_texts_then_both_survive():
    theme = ThemeFactory(name_en="Money", name_fr="Argent")
    client = at_desk()
    where = address(Theme, "change", theme.pk)
    opened = filled(client.get(where))
    write_record(theme, actor=None, texts={"fr": {"name": "Transferts"}})

    refused = client.post(where, opened | {"name_en": "Remittances"})
    theme.refresh_from_db()
    between = theme.name_en
    saved = client.post(where, filled(refused))

    assert refused.status_code == HTTPStatus.OK
    assert "Somebody else has changed this record" in errors(refused)
    assert between == "Money"
    assert saved.status_code == HTTPStatus.FOUND
    theme.refresh_from_db()
    assert (theme.name_en, theme.name_fr) == ("Remittances", "Transferts")


def test_stale_when_two_people_change_the_same_text_then_each_sees_what_the_other_wrote():
    theme = ThemeFactory(name_en="Money")
    client = at_desk()
    where = address(Theme, "change", theme.pk)
    opened = filled(client.get(where))
    write_record(theme, actor=None, texts={"en": {"name": "Transfers"}})

    refused = client.post(where, opened | {"name_en": "Remittances", "why": "clearer"})

    page = tree(refused)
    assert page.xpath("//input[@name='name_en']/@value") == ["Remittances"]
    assert page.xpath("//input[@name='why']/@value") == ["clearer"]
    assert "Transfers" in page.find_class("stored-now")[0].text_content()
    theme.refresh_from_db()
    assert theme.name_en == "Transfers"


def test_stale_when_only_a_part_is_typed_then_the_version_of_the_record_counts():
    workshop = WorkshopFactory()
    client = at_desk()
    where = address(Workshop, "change", workshop.pk)
    opened = filled(client.get(where))
    write_record(workshop, actor=None, texts={"fr": {"title": "Atelier"}})
    new = {"sessions-TOTAL_FORMS": "1", "sessions-0-number": "1", "sessions-0-title_en": "First"}

    refused = client.post(where, opened | new | {"sessions-0-kind": "session"})

    assert "Somebody else has changed this record" in errors(refused)
    assert not Session.objects.exists()
    assert tree(refused).xpath("//input[@name='sessions-0-title_en']/@value") == ["First"]


def test_stale_when_the_hidden_version_is_left_out_then_nothing_is_saved():
    theme = ThemeFactory(name_en="Money")
    client = at_desk()
    where = address(Theme, "change", theme.pk)
    typed = filled(client.get(where)) | {"name_en": "Other"}
    del typed["expected"]

    assert "Somebody else" in errors(client.post(where, typed))
    theme.refresh_from_db()
    assert theme.name_en == "Money"


# --- days, deletion ----------------------------------------------------------------------------------------------


def test_day_when_typed_in_arabic_digits_then_it_is_understood():
    consultation = RoundFactory()

    change(at_desk(), consultation, closes="٢٠٢٦-١١-٠٧")

    consultation.refresh_from_db()
    assert consultation.closes.isoformat() == "2026-11-07"


def test_delete_when_others_rest_on_it_then_it_is_refused_with_their_names():
    theme = ThemeFactory()
    priority = PriorityFactory(themes=[theme])
    client = at_desk()

    page = client.get(address(Theme, "delete", theme.pk))
    client.post(address(Theme, "delete", theme.pk), {"post": "yes"})

    assert "protected related objects" in page.content.decode()
    assert Theme.objects.filter(pk=theme.pk).exists()
    assert priority.themes.count() == 1


def test_delete_when_confirmed_then_citations_are_shown_and_the_reference_stays_as_a_tombstone():
    document, priority = DocumentFactory(), PriorityFactory()
    Citation.objects.create(owner=priority.reference, source=document.reference)
    person = staff("coordinator")
    client = signed_in(person)

    page = client.get(address(type(document), "delete", document.pk))
    client.post(address(type(document), "delete", document.pk), {"post": "yes"})

    assert priority.ref in page.content.decode()
    reference = Reference.objects.get(pk=document.reference_id)
    assert reference.gone_at
    assert Deed.objects.get(action="document.delete").actor == person


def test_delete_selected_when_confirmed_then_each_leaves_a_tombstone():
    themes = [ThemeFactory(), ThemeFactory()]

    answer = at_desk().post(
        address(Theme, "changelist"),
        {"action": "delete_selected", "_selected_action": [theme.pk for theme in themes], "post": "yes"},
        follow=True,
    )

    assert "Successfully deleted 2" in messages(answer)
    assert Reference.objects.filter(pk__in=[theme.reference_id for theme in themes]).exclude(gone_at=None).count() == 2


def test_save_when_an_institution_is_its_own_part_then_the_constraint_answers():
    institution = InstitutionFactory()

    answer = change(at_desk(), institution, parent=institution.pk)

    assert "cannot be a part of itself" in errors(answer)
    assert Institution.objects.get(pk=institution.pk).parent is None
