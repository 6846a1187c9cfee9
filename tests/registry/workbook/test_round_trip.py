"""The workbook that comes back: what was changed in it, and nothing else, is shown and written."""

import pytest
from django.utils import timezone, translation

from amedip.core import languages
from amedip.core.models import Deed
from registry.actions import save_priority
from registry.drafts import draft_values
from registry.models import Priority, RoundState
from tests.books import Filled, compared, confirmed, fresh, taken, text_of
from tests.factories import (
    InstitutionFactory,
    RoundFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


@pytest.mark.parametrize("language", languages.CODES)
def test_round_trip_when_nothing_is_changed_then_nothing_differs(client, draft, published, country, language):
    lead = InstitutionFactory(country=country, name_en="Ministry")
    save_priority(
        published, actor=None, texts={"en": {"title": "Changed"}}, columns={"institution": lead, "importance": "high"}
    )
    before = Deed.objects.count()

    for data in (taken(client, "XT", language), Filled(taken(client, "XT", language)).saved()):
        job, page = compared(client, data, language)
        assert job.result["outcome"] == "same", job.result

    with translation.override(language):
        assert translation.gettext("Nothing differs") in text_of(page)
    assert Deed.objects.count() == before


@pytest.mark.parametrize("language", languages.CODES)
def test_round_trip_when_cells_are_changed_then_each_difference_is_shown_and_written(client, person, draft, language):
    filled = Filled(taken(client, "XT", language))
    french = next(heading for heading in filled.headings if heading.endswith("Français"))
    filled.cell(draft.ref, french).value = "Baisser les frais"

    job, page = compared(client, filled.saved(), language)

    assert (job.result["outcome"], job.result["changed"]) == ("changes", 1)
    html = page.content.decode()
    assert 'lang="fr" dir="ltr"' in html and "<ins>Baisser" in html
    assert fresh(draft).title_fr is None
    job, page = confirmed(client, job, language)
    assert job.result["outcome"] == "written", (job.error, job.result)
    stored = fresh(draft)
    assert (stored.title_fr, stored.title_en, stored.version) == ("Baisser les frais", "Lower fees", draft.version + 1)
    deed = Deed.objects.latest("pk")
    assert (deed.action, deed.actor) == ("priority.import", person)
    assert job.done == job.total


def test_round_trip_when_all_kinds_of_cells_change_then_all_are_written(client, draft, country):
    today = timezone.localdate()
    other, lead = ThemeFactory(name_en="Skills"), InstitutionFactory(country=country, name_en="Ministry")
    helper = InstitutionFactory(country=country, name_en="Agency")
    consultation = RoundFactory(opens=today, closes=today, title_en="Autumn round")
    RoundState.objects.create(round=consultation, country=country)
    filled = Filled(taken(client, "XT"))
    filled.type(
        draft.ref, title_ar="", need_en=" Fees\r\nare too high. ", Theme_1="skills", Theme_2="Fees",
        Lead_institution="Ministry", Other_institution_1="Agency", National_consultation="Autumn round",
        Time_frame="within a year", Importance="useful", Expertise="sought and offered",
    )  # fmt: skip

    job, _page = compared(client, filled.saved())
    confirmed(client, job)

    stored = fresh(draft)
    assert (stored.title_ar, stored.need_en) == (None, "Fees\nare too high.")
    assert (stored.institution, stored.round) == (lead, consultation)
    assert (stored.time_frame, stored.importance, stored.expertise) == ("one-year", "low", "both")
    values = draft_values(stored)
    assert values["themes"] == [other.pk, draft.themes.exclude(pk=other.pk).get().pk]
    assert values["institutions"] == [helper.pk]


def test_round_trip_when_a_published_priority_changes_then_the_change_waits_beside_it(client, published):
    filled = Filled(taken(client, "XT"))
    filled.type(published.ref, title_en="Another title", Importance="very important")

    job, _page = compared(client, filled.saved())
    confirmed(client, job)

    stored = fresh(published)
    assert (stored.title_en, stored.status, stored.revision) == ("Public title", Status.PUBLISHED, Revision.DRAFT)
    values = draft_values(stored)
    assert (values["title_en"], values["importance"]) == ("Another title", "high")
    assert stored.version == published.version + 1


def test_new_row_when_confirmed_then_a_draft_with_the_next_reference_once(client, country):
    filled = Filled(taken(client, "XT", "en"))
    filled.type("", title_ar="عنوان", Year=2025)
    data = filled.saved()

    job, page = compared(client, data)
    assert "new priority" in text_of(page)
    confirmed(client, job)

    created = Priority.objects.get()
    assert (created.ref, created.country, created.status, created.title_ar) == (
        "XT-2025-001",
        country,
        "draft",
        "عنوان",
    )
    job, page = compared(client, data)
    assert job.result["outcome"] == "same" and "XT-2025-001" in text_of(page)


def test_status_when_submitted_is_chosen_then_the_workflow_is_gone_through(client, draft, published):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, Status="submitted")
    filled.type(published.ref, Status="published · change submitted", title_fr="Autre titre")
    filled.type("", title_en="New and ready", Status="submitted")

    job, page = compared(client, filled.saved())
    assert "To be submitted for review: 3" in text_of(page)
    confirmed(client, job)

    assert fresh(draft).status == Status.SUBMITTED
    assert (fresh(published).status, fresh(published).revision) == (Status.PUBLISHED, Revision.SUBMITTED)
    assert Priority.objects.get(title_en="New and ready").status == Status.SUBMITTED
    assert Deed.objects.filter(action="priority.submit").count() == 2


@pytest.mark.parametrize("status", ["published", "accepted", "withdrawn", "published · change submitted"])
def test_status_when_another_step_is_chosen_then_refused(client, draft, status):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, Status=status)

    _job, page = compared(client, filled.saved())

    assert "Here only “draft” or “submitted” can be chosen." in text_of(page)
    assert fresh(draft).status == Status.DRAFT


def test_priority_under_review_when_changed_in_the_workbook_then_the_reason(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="Tard")
    Priority.objects.filter(pk=draft.pk).update(status=Status.SUBMITTED)

    _job, page = compared(client, filled.saved())

    assert "This priority is with ICMPD for review." in text_of(page) and "Row 2" in text_of(page)
