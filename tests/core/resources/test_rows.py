"""Rows of a file are written under the rules of a single write, all or none, and every refusal names row and column."""

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.utils import translation

from amedip.core.models import Citation, Deed, Reference
from amedip.core.records import Source, write_record
from amedip.core.resources import table
from amedip.core.resources.formats import ABSENT
from amedip.core.rules import Allowed, Denied
from registry.models import Country, CountryRole, Institution, Priority, Theme
from registry.resources import (
    CountryResource,
    CountryRoleResource,
    InstitutionResource,
    PriorityResource,
    ThemeResource,
)
from tests.desk import staff
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    InstitutionFactory,
    PriorityFactory,
    RoundFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.models import NamedResource, Session
from workshops.resources import NamedResourceResource, RecommendationResource, SessionResource

pytestmark = pytest.mark.django_db


def brought(resource_class, *records, user=None, rule=None, file_name="", dry_run=False):
    """The result of importing rows given as dicts."""
    headers = list(dict.fromkeys(name for record in records for name in record))
    dataset = tablib.Dataset(headers=headers)
    for record in records:
        dataset.append([record.get(name, ABSENT) for name in headers])
    return resource_class(rule=rule).import_data(
        dataset,
        user=user or staff(),
        rollback_on_validation_errors=True,
        file_name=file_name,
        dry_run=dry_run,
    )


def complaints(result):
    """``{(row, column): [messages]}``"""
    return {(row.number, name): found for row in result.invalid_rows for name, found in row.error_dict.items()}


def test_row_when_one_language_changes_then_the_others_stay_and_the_deed_names_the_file():
    theme, user = ThemeFactory(name_en="Money", name_fr="Argent"), staff("editor")

    result = brought(ThemeResource, {"ref": theme.ref, "name_ar": "المال"}, user=user, file_name="themes.xlsx")

    theme.refresh_from_db()
    assert (theme.name_ar, theme.name_en, theme.name_fr) == ("المال", "Money", "Argent")
    deed = Deed.objects.first()
    assert (deed.actor, deed.action, deed.why) == (user, "theme.import", "Import of themes.xlsx")
    assert result.totals["update"] == 1


def test_row_when_cells_are_blank_then_what_is_empty_is_no_change_and_what_is_there_is_emptied():
    theme = ThemeFactory(name_en="Money", description_en="Old")

    same = brought(ThemeResource, {"ref": theme.ref, "name_ar": "", "description_fr": "  ", "name_en": "Money"})
    emptied = brought(ThemeResource, {"ref": theme.ref, "description_en": ""})

    assert same.totals["skip"] == 1
    assert emptied.totals["update"] == 1
    theme.refresh_from_db()
    assert theme.description_en is None


def test_row_when_the_last_title_is_emptied_then_the_constraint_speaks_the_readers_language():
    theme = ThemeFactory(name_en="Money")

    with translation.override("fr"):
        result = brought(ThemeResource, {"ref": theme.ref, "name_en": ""})

    assert "au moins une langue" in complaints(result)[2, "__all__"][0]


def test_rows_when_one_is_refused_then_none_is_written():
    theme = ThemeFactory(name_en="Money")
    references, deeds = Reference.objects.count(), Deed.objects.count()

    result = brought(
        ThemeResource,
        {"ref": theme.ref, "name_en": "Remittances"},
        {"ref": "another", "name_en": "Another", "position": "first"},
    )

    theme.refresh_from_db()
    assert complaints(result) == {(3, "position"): ["“first” is not a number that fits here."]}
    assert theme.name_en == "Money"
    assert (Reference.objects.count(), Deed.objects.count()) == (references, deeds)


def test_rows_when_previewed_then_nothing_is_written_and_every_change_is_shown():
    theme = ThemeFactory(name_en="Money sent home")

    result = brought(
        ThemeResource, {"ref": theme.ref, "name_en": "Money sent abroad"}, {"ref": "b", "name_fr": "B"}, dry_run=True
    )

    changed, new = result.rows
    assert [(d.column, d.language, d.before, d.after) for d in changed.diff] == [
        ("name_en", "en", "Money sent home", "Money sent abroad")
    ]
    assert changed.diff[0].marked == "Money sent <del>home</del><ins>abroad</ins>"
    assert (new.import_type, [d.after for d in new.diff]) == ("new", ["B"])
    assert not Reference.objects.filter(ref="b").exists()


def test_row_when_new_then_it_gets_its_reference_or_the_one_it_names():
    country = CountryFactory()

    numbered = brought(InstitutionResource, {"ref": "", "state": country.ref, "kind": "agency", "name_en": "Agency"})
    named = brought(ThemeResource, {"ref": "new-theme", "name_en": "New"})

    assert not numbered.invalid_rows and not named.invalid_rows
    assert Institution.objects.get().ref == f"{country.ref}-I01"
    assert Theme.objects.get().ref == "new-theme"


def test_row_when_a_state_is_new_then_its_code_and_order_follow():
    brought(CountryResource, {"ref": "EZ", "name_fr": "Égypte nouvelle"})

    assert Country.objects.filter(code="EZ", sort_fr="egypte nouvelle", sort_ar="egypte nouvelle").exists()


def test_rows_when_a_later_one_names_an_earlier_one_then_it_is_found():
    country = CountryFactory()
    parent = {"state": country.ref, "kind": "ministry", "name_en": "Ministry"}
    child = parent | {"name_en": "Unit", "parent": f"{country.ref}-I01"}

    result = brought(InstitutionResource, parent | {"ref": ""}, child | {"ref": ""})

    assert not result.invalid_rows, complaints(result)
    assert Institution.objects.get(name_en="Unit").parent.name_en == "Ministry"


def test_row_when_links_and_sources_change_then_their_order_and_notes_are_kept():
    first, second, document = ThemeFactory(), ThemeFactory(), DocumentFactory()
    priority = PriorityFactory(themes=[first])
    write_record(priority, actor=None, sources=[Source(document.reference, "s1", {"fr": "note"})])
    cited = f"document/{document.ref}#s2|document/{document.ref}#s1"

    result = brought(PriorityResource, {"ref": priority.ref, "themes": f"{second.ref} | {first.ref}", "sources": cited})

    assert not result.invalid_rows, complaints(result)
    assert [link.theme for link in priority.theme_links.all()] == [second, first]
    passages = Citation.objects.filter(owner=priority.reference).values_list("section", "note_fr")
    assert list(passages) == [("s2", None), ("s1", "note")]


REFUSED = [
    ({"state": "XX"}, "state", "There is no state “XX”."),
    ({"themes": "remittances|nothing"}, "themes", "There is no theme “remittances”."),
    ({"sources": "document/nothing#s1"}, "sources", "There is no source “document/nothing”."),
    ({"confirmed_on": "soon"}, "confirmed_on", "“soon” is not a day."),
    ({"derived": "perhaps"}, "derived", "“perhaps” is neither true nor false."),
    ({"title_en": "x" * 300}, "title_en", "at most 200 characters"),
    ({"title_en": "bell\x07"}, "title_en", "control characters"),
    ({"year": "1999"}, "year", "stands in the permanent reference"),
    ({"status": "withdrawn"}, "status", "moves step by step"),
    ({"example": "True"}, "example", "keeps this column itself"),
]


@pytest.mark.parametrize(("cells", "column", "reason"), REFUSED, ids=[row[1] + str(n) for n, row in enumerate(REFUSED)])
def test_row_when_a_cell_is_wrong_then_row_column_and_reason_are_told(cells, column, reason):
    priority = PriorityFactory(year=2026)

    result = brought(PriorityResource, {"ref": priority.ref} | cells)

    ((place, (message,)),) = complaints(result).items()
    assert place == (2, column)
    assert reason in message


def test_row_when_several_cells_are_wrong_then_all_are_told_at_once():
    priority = PriorityFactory()

    result = brought(PriorityResource, {"ref": priority.ref, "state": "XX", "confirmed_on": "soon"})

    assert set(complaints(result)) == {(2, "state"), (2, "confirmed_on")}


def test_row_when_a_new_priority_would_be_published_then_it_is_refused():
    country = CountryFactory()
    row = {"ref": "", "state": country.ref, "year": 2026, "title_en": "Need"}

    published = brought(PriorityResource, row | {"status": "published"})
    draft = brought(PriorityResource, row | {"status": "draft"})

    assert set(complaints(published)) == {(2, "status")}
    assert not draft.invalid_rows
    assert Priority.objects.get().status == "draft"


def test_row_when_a_constraint_of_two_columns_fails_then_its_sentence_is_told():
    priority, consultation = PriorityFactory(), RoundFactory()

    result = brought(PriorityResource, {"ref": priority.ref, "round": consultation.ref, "derived": "yes"})

    assert "belongs to no consultation" in complaints(result)[2, "__all__"][0]


@pytest.mark.parametrize("ref", ["TN-1999-999", "12"])
def test_row_when_a_numbered_kind_is_named_by_hand_then_it_is_refused(ref):
    result = brought(PriorityResource, {"ref": ref, "title_en": "Need"})

    assert "Leave the cell empty" in complaints(result)[2, "ref"][0]


def test_row_when_its_record_was_taken_away_then_the_name_is_not_given_again():
    Reference.objects.create(kind="theme", ref="gone")

    result = brought(ThemeResource, {"ref": "gone", "name_en": "Back"})

    assert "never given twice" in complaints(result)[2, "__all__"][0]


def test_rows_when_a_reference_stands_twice_then_the_second_is_refused():
    theme = ThemeFactory()

    result = brought(ThemeResource, {"ref": theme.ref, "name_en": "A"}, {"ref": theme.ref, "name_en": "B"})

    assert complaints(result) == {(3, "ref"): [f"“{theme.ref}” stands in the file twice."]}


def test_row_when_somebody_changed_the_record_since_the_export_then_it_is_refused():
    theme = ThemeFactory(name_en="Money")
    write_record(theme, actor=None, texts={"fr": {"name": "Argent"}})

    stale = brought(ThemeResource, {"ref": theme.ref, "name_en": "Remittances", "version": 1})
    same = brought(ThemeResource, {"ref": theme.ref, "name_en": "Money", "version": 1})
    fresh = brought(ThemeResource, {"ref": theme.ref, "name_en": "Remittances", "version": 2})

    assert "Somebody else has changed" in complaints(stale)[2, "__all__"][0]
    assert same.totals["skip"] == 1
    assert fresh.totals["update"] == 1


# --- rights ------------------------------------------------------------------------------------------------------


def test_row_when_the_person_has_no_right_then_it_says_so():
    theme = ThemeFactory(name_en="Money")

    result = brought(ThemeResource, {"ref": theme.ref, "name_en": "Other"}, user=staff("reader"))

    assert "does not have the right" in complaints(result)[2, "__all__"][0]


def test_row_when_a_rule_looks_at_the_object_then_it_is_asked_of_the_stored_and_of_the_new_row():
    own, other = CountryFactory(), CountryFactory()
    mine, theirs = InstitutionFactory(country=own), InstitutionFactory(country=other)

    def only_own(user, obj):
        return Allowed() if obj.country_id == own.pk else Denied("Not yours.")

    class Free(InstitutionResource):
        fixed = {}

        class Meta:
            model = Institution

    taken = brought(Free, {"ref": theirs.ref, "state": own.ref}, rule=only_own)
    given = brought(Free, {"ref": mine.ref, "state": other.ref}, rule=only_own)
    new = brought(Free, {"ref": "", "state": other.ref, "kind": "unit", "name_en": "New"}, rule=only_own)
    fine = brought(Free, {"ref": mine.ref, "acronym": "M"}, rule=only_own)

    assert [complaints(result) for result in (taken, given, new)] == [{(2, "__all__"): ["Not yours."]}] * 3
    assert fine.totals["update"] == 1


# --- files -------------------------------------------------------------------------------------------------------


def base_error(result):
    (error,) = result.base_errors
    assert isinstance(error.error, ValidationError)
    return error.error.messages[0]


def test_file_when_its_columns_are_not_the_tables_then_they_are_named():
    assert "title_ar" in base_error(brought(ThemeResource, {"ref": "a", "title_ar": "x"}))
    assert "lacks the column" in base_error(brought(ThemeResource, {"name_en": "x"}))


def test_file_when_a_column_stands_twice_then_it_is_refused():
    dataset = tablib.Dataset(("a", "x", "y"), headers=["ref", "name_en", "name_en"])

    assert "twice" in base_error(ThemeResource().import_data(dataset, user=staff()))


def test_file_when_it_has_too_many_rows_then_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 1)

    result = brought(ThemeResource, {"ref": "a", "name_en": "A"}, {"ref": "b", "name_en": "B"})

    assert "Split it into several files" in base_error(result)
    assert not Theme.objects.exists()


def test_file_when_it_changes_too_much_then_nothing_is_written(monkeypatch):
    monkeypatch.setattr(CountryRoleResource, "most_changes", 1)
    monkeypatch.setattr(ThemeResource, "most_changes", 1)

    state = CountryFactory().ref

    result = brought(CountryRoleResource, {"state": state, "role": "donor"}, {"state": state, "role": "host"})

    assert "changes more than 1 rows" in base_error(result)
    assert not CountryRole.objects.exists()
    assert "more than 1 rows" in base_error(
        brought(ThemeResource, {"ref": "a", "name_en": "A"}, {"ref": "b", "name_en": "B"})
    )
    assert not Theme.objects.exists()


def test_file_when_rows_are_empty_then_they_are_passed_over_and_counted():
    result = brought(ThemeResource, {"ref": "", "name_en": ""}, {"ref": "b", "name_en": "", "name_fr": ""})

    assert list(complaints(result)) == [(3, "__all__")]


# --- parts -------------------------------------------------------------------------------------------------------


def test_part_when_found_by_its_key_then_it_is_changed_and_its_record_moves():
    workshop = WorkshopFactory()
    Session.objects.create(workshop=workshop, number=1, title_en="First")

    result = brought(
        SessionResource,
        {"workshop": workshop.ref, "number": "1", "title_fr": "Première"},
        {"workshop": workshop.ref, "number": 2.0, "title_ar": "الثانية"},
    )

    assert not result.invalid_rows, complaints(result)
    assert list(workshop.sessions.values_list("number", "title_en", "title_fr", "title_ar")) == [
        (1, "First", "Première", None),
        (2, None, None, "الثانية"),
    ]
    version = workshop.version
    workshop.refresh_from_db()
    assert workshop.version == version + 2


def test_part_when_it_has_no_name_then_it_is_found_by_its_number_in_the_portal():
    workshop = WorkshopFactory()
    Session.objects.create(workshop=workshop, number=3, title_en="Third")
    resource = NamedResource.objects.create(workshop=workshop, name_en="TOKTEN")

    result = brought(
        NamedResourceResource,
        {"id": resource.pk, "workshop": workshop.ref, "session": 3, "name_en": "TOKTEN"},
        {"id": "", "workshop": workshop.ref, "name_en": "OFII", "languages": "fr, en"},
    )
    wrong = brought(
        NamedResourceResource,
        {"id": "99999", "workshop": workshop.ref, "name_en": "None"},
        {"id": resource.pk, "workshop": workshop.ref, "session": 9},
    )

    assert not result.invalid_rows, complaints(result)
    resource.refresh_from_db()
    assert resource.session.number == 3
    assert NamedResource.objects.get(name_en="OFII").languages == ["fr", "en"]
    assert "no such row" in complaints(wrong)[2, "id"][0]
    assert "no session 9" in complaints(wrong)[3, "session"][0]


def test_part_when_it_is_a_record_itself_then_both_move():
    workshop = WorkshopFactory()

    result = brought(
        RecommendationResource, {"ref": "", "workshop": workshop.ref, "number": "1", "title_en": "Talk", "position": 0}
    )

    assert not result.invalid_rows, complaints(result)
    assert Reference.objects.get(kind="recommendation").ref == f"{workshop.ref}-r1"
    version = workshop.version
    workshop.refresh_from_db()
    assert workshop.version == version + 1


def test_part_when_entered_twice_then_the_second_is_refused():
    country = CountryFactory()

    result = brought(
        CountryRoleResource, {"state": country.ref, "role": "donor"}, {"state": country.ref, "role": "donor"}
    )

    assert "twice" in complaints(result)[3, "role"][0]
    assert not CountryRole.objects.exists()
