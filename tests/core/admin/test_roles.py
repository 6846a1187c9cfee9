"""Who may do what in the administration: coordinator, editor, translator, reader."""

from http import HTTPStatus

import pytest

from amedip.core.models import Citation
from registry.models import CountryRole, Priority, Theme
from tests.asking import signed_in
from tests.desk import address, at_desk, change, filled, staff, tree
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    FocalPointFactory,
    PriorityFactory,
    ThemeFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.models import Participation, Session

pytestmark = pytest.mark.django_db

# (group, may add, may change, may delete) a theme
RIGHTS = [
    ("coordinator", True, True, True),
    ("editor", True, True, False),
    ("translator", False, True, False),
    ("reader", False, False, False),
]


@pytest.mark.parametrize(("group", "add", "change_", "delete"), RIGHTS)
def test_group_when_it_opens_the_pages_then_its_rights_decide(group, add, change_, delete):
    theme, client = ThemeFactory(), at_desk(group)

    def opens(page, *args):
        return client.get(address(Theme, page, *args)).status_code == HTTPStatus.OK

    assert opens("changelist") and opens("change", theme.pk) and opens("history", theme.pk) and opens("export")
    assert (opens("add"), opens("delete", theme.pk), opens("import")) == (add, delete, add and change_)
    assert (client.post(address(Theme, "change", theme.pk)).status_code == HTTPStatus.FORBIDDEN) == (not change_)


def test_reader_when_a_form_is_opened_then_nothing_can_be_typed():
    workshop = WorkshopFactory()
    Session.objects.create(workshop=workshop, number=1, title_en="First")

    page = tree(at_desk("reader").get(address(type(workshop), "change", workshop.pk)))

    assert not page.xpath(
        "//form[@id='workshop_form']//*[self::input or self::textarea or self::select][not(@type='hidden')]"
    )
    assert workshop.title_en in page.text_content()


def test_translator_when_a_form_is_opened_then_only_texts_can_be_typed():
    priority = PriorityFactory(themes=[ThemeFactory()])

    page = tree(at_desk("translator").get(address(Priority, "change", priority.pk)))

    names = set(page.xpath("//form[@id='priority_form']//*[self::input or self::textarea or self::select]/@name"))
    texts = {name for name in names if name.endswith(("_ar", "_en", "_fr"))}
    buttons = {"_save", "_continue", "_addanother", "csrfmiddlewaretoken"}
    management = {name for name in names if name.startswith("sources-")}
    assert {"title_ar", "description_fr", "need_en"} <= texts
    assert names - texts - buttons - management == {"expected", "minor", "why"}
    assert not page.find_class("steps")


def test_translator_when_more_than_texts_is_sent_then_only_the_texts_are_saved():
    theme, elsewhere = ThemeFactory(), ThemeFactory()
    priority = PriorityFactory(themes=[theme], derived=False)
    document = DocumentFactory()
    client = at_desk("translator")

    change(
        client,
        priority,
        title_fr="Besoin",
        derived="on",
        themes=[elsewhere.pk],
        confirmed_on="2026-01-01",
        **{"sources-TOTAL_FORMS": "1", "sources-0-source": document.reference_id, "sources-0-position": "0"},
    )

    priority.refresh_from_db()
    assert priority.title_fr == "Besoin"
    assert (priority.derived, priority.confirmed_on, list(priority.themes.all())) == (False, None, [theme])
    assert not Citation.objects.exists()


def test_translator_when_parts_are_sent_then_their_texts_are_saved_and_no_part_is_added():
    workshop = WorkshopFactory()
    client = at_desk()
    new = {"sessions-TOTAL_FORMS": "1", "sessions-0-number": "1", "sessions-0-kind": "session"}
    change(client, workshop, **new, **{"sessions-0-title_en": "First"})

    change(
        at_desk("translator"),
        workshop,
        **{"sessions-0-title_fr": "Première", "sessions-0-number": "7"},
        **{"participations-TOTAL_FORMS": "1", "participations-0-country": workshop.country_id},
    )

    session = Session.objects.get()
    assert (session.title_fr, session.number) == ("Première", 1)
    assert not Participation.objects.exists()


def test_editor_when_a_part_is_to_go_then_it_stays():
    country = CountryFactory()
    role = CountryRole.objects.create(country=country, role="donor")

    change(at_desk("editor"), country, **{"roles-0-DELETE": "on"})

    assert CountryRole.objects.filter(pk=role.pk).exists()


def test_focal_point_when_in_the_administration_then_the_door_stays_shut():
    mandate = FocalPointFactory(user=UserFactory())

    answer = signed_in(mandate.user).get(address(Theme, "changelist"))

    assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)


def test_references_when_any_of_the_team_searches_then_they_are_found():
    theme = ThemeFactory(name_en="Remittances")
    client = signed_in(staff("reader"))

    answer = client.get(
        "/en/admin/autocomplete/",
        {"app_label": "core", "model_name": "citation", "field_name": "source", "term": "Remitt"},
    )

    assert [row["id"] for row in answer.json()["results"]] == [str(theme.reference_id)]


def test_editor_when_saved_then_the_form_is_theirs_alone():
    theme = ThemeFactory(name_en="Old")
    client = at_desk("editor")
    where = address(Theme, "change", theme.pk)

    answer = client.post(where, filled(client.get(where)) | {"name_en": "New", "_continue": "1"})

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == where
