"""Lists: few queries however long, and filters that find what they say."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amedip.core.admin import HouseAdmin
from amedip.core.models import Reference, Standing
from amedip.core.records import write_record
from amedip.core.references import claim
from amedip.core.texts import vouch
from amedip.partners.models import Client, Delivery, Webhook
from registry.models import ClientMandate, Priority, PriorityTheme, Theme
from tests.asking import signed_in
from tests.desk import address, at_desk, staff, tree
from tests.factories import CountryFactory, PriorityFactory, RoundFactory, ThemeFactory
from tests.filling import keep_webhook
from tests.partners.calling import system

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10
KEPT = [model for model, options in admin.site._registry.items() if isinstance(options, HouseAdmin)]


def queries_of(client, path):
    client.get(path)  # content types and the like are read once by each process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def a_thousand_priorities():
    """Rows as many years make them, without the ceremony of a deed for each."""
    country, theme, consultation = CountryFactory(), ThemeFactory(), RoundFactory()
    references = Reference.objects.bulk_create(
        Reference(kind="priority", ref=f"{country.code}-2026-{n:04}") for n in range(1000)
    )
    priorities = Priority.objects.bulk_create(
        Priority(reference=reference, country=country, round=consultation, year=2026, title_en=reference.ref)
        for reference in references
    )
    PriorityTheme.objects.bulk_create(PriorityTheme(priority=priority, theme=theme) for priority in priorities)


def test_list_when_it_holds_a_thousand_rows_then_ten_queries_are_enough():
    client = signed_in(staff("coordinator"))
    few = queries_of(client, address(Priority, "changelist"))

    a_thousand_priorities()

    assert queries_of(client, address(Priority, "changelist")) <= MOST_QUERIES
    assert queries_of(client, address(Priority, "changelist") + "?q=2026&status__exact=draft&p=3") <= MOST_QUERIES
    assert few <= MOST_QUERIES


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_list_when_opened_then_ten_queries_are_enough(content, model):
    client = signed_in(staff("coordinator"))

    assert queries_of(client, address(model, "changelist")) <= MOST_QUERIES


def test_list_of_what_systems_do_when_it_grows_then_ten_queries_are_enough():
    client = signed_in(staff("coordinator"))
    costs = []
    for number in range(3):
        keep_webhook(system(CountryFactory(), name=f"System {number}").client)
        paths = [address(model, "changelist") for model in (Client, Webhook, Delivery, ClientMandate)]
        costs.append([queries_of(client, path) for path in paths])

    assert max(costs[-1]) <= MOST_QUERIES
    assert costs[-1] == costs[1]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_list_when_declared_then_it_cannot_be_edited_in_place(model):
    assert not admin.site.get_model_admin(model).list_editable


def refs_in(answer):
    return {cell.text_content().strip() for cell in tree(answer).find_class("field-shown_reference")}


def test_list_when_filtered_by_missing_language_then_only_what_lacks_it_is_shown():
    whole = ThemeFactory(name_ar="أ", name_en="A", name_fr="A")
    half = ThemeFactory(name_en="B", name_fr="B", description_en="…")
    client = at_desk()

    assert refs_in(client.get(address(Theme, "changelist"), {"texts": "missing-ar"})) == {half.ref}
    assert refs_in(client.get(address(Theme, "changelist"), {"texts": "missing-en"})) == set()
    assert refs_in(client.get(address(Theme, "changelist"))) == {whole.ref, half.ref}


def test_list_when_filtered_by_outdated_language_then_only_what_is_old_in_it_is_shown():
    old, new = ThemeFactory(name_en="A", name_fr="A"), ThemeFactory(name_en="B", name_fr="B")
    write_record(old, actor=None, texts={"en": {"name": "AA"}})
    client = at_desk()

    assert refs_in(client.get(address(Theme, "changelist"), {"texts": "outdated-fr"})) == {old.ref}
    assert refs_in(client.get(address(Theme, "changelist"), {"texts": "outdated-ar"})) == set()
    assert new.ref in refs_in(client.get(address(Theme, "changelist")))


@pytest.mark.parametrize(
    ("state", "machine", "unapproved"),
    [
        (Standing.MACHINE, True, False),
        (Standing.DRAFT, False, True),
        (Standing.REVIEWED, False, True),
        (Standing.APPROVED, False, False),
    ],
)
def test_list_when_filtered_by_what_nobody_approved_then_only_that_is_shown(state, machine, unapproved):
    theme = ThemeFactory(name_en="A", name_fr="A")
    vouch(theme, {"fr": ["name"]}, actor=None, state=state)
    missing = ThemeFactory(name_en="B")
    vouch(missing, {"en": ["name"]}, actor=None, state=Standing.APPROVED)
    client = at_desk()

    found = {
        wanted: refs_in(client.get(address(Theme, "changelist"), {"texts": f"{wanted}-fr"}))
        for wanted in ("machine", "unapproved")
    }

    assert found == {"machine": {theme.ref} if machine else set(), "unapproved": {theme.ref} if unapproved else set()}


def test_list_when_filtered_by_state_theme_and_consultation_then_all_must_fit():
    country, theme, consultation = CountryFactory(), ThemeFactory(), RoundFactory()
    wanted = PriorityFactory(country=country, round=consultation, themes=[theme])
    for other in ({"country": country}, {"round": consultation}, {"themes": [theme]}):
        PriorityFactory(**other)

    answer = at_desk().get(
        address(Priority, "changelist"), {"state": country.code, "theme": theme.ref, "round": consultation.ref}
    )

    assert refs_in(answer) == {wanted.ref}


def test_list_when_a_row_is_an_example_then_it_says_so():
    ThemeFactory(ref="plain")
    claim("other", "untouched", example=True)
    example = ThemeFactory(ref="shown", example=True)

    page = tree(at_desk().get(address(Theme, "changelist")))

    (mark,) = page.find_class("example")
    assert mark.text_content() == "Example"
    assert example.name_en in mark.getparent().text_content()


def test_list_when_languages_are_filled_then_each_says_how_far():
    ThemeFactory(name_en="A", description_en="Long", name_fr="A")

    page = tree(at_desk().get(address(Theme, "changelist")))

    words = [cell.find_class("visually-hidden")[0].text_content() for cell in page.find_class("tongue")]
    assert words == ["Arabic: missing", "English: draft", "French: in part"]


@pytest.mark.parametrize("query", ["texts=never", "state=XX", "p=99999", "texts=missing-xx", "q=%F0%9F%90%98", "o=99"])
def test_list_when_a_filter_makes_no_sense_then_the_page_still_answers(query):
    ThemeFactory()

    answer = at_desk().get(f"{address(Priority, 'changelist')}?{query}", follow=True)

    assert answer.status_code in (200, 400, 404)
