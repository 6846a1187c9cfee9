"""The workbook of priorities: out and back in three languages, merged with what others wrote, every trick refused."""

import datetime
import io
import os
import re
import zipfile

import openpyxl
import pytest
from django.utils import timezone, translation
from lxml import etree

from amedip.core import jobs, languages
from amedip.core.models import Deed, Job
from amedip.core.records import write_record
from amedip.portal.views import workbooks
from registry.actions import save_priority
from registry.drafts import draft_values
from registry.models import FocalPoint, Priority, PriorityTheme, RoundState
from registry.workbook import making
from registry.workbook.keeping import Folder
from tests.asking import signed_in, visitor
from tests.books import Filled, compared, confirmed, repacked, send, taken, text_of, worked
from tests.desk import at_desk
from tests.factories import (
    FocalPointFactory,
    InstitutionFactory,
    PartnerStateFactory,
    PriorityFactory,
    RoundFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


@pytest.fixture(autouse=True)
def media(settings, tmp_path, monkeypatch):
    """A place for files that no other test uses, and workbooks with few empty rows, which are read quicker."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(making, "NEW_ROWS", 5)


@pytest.fixture
def country():
    return PartnerStateFactory(code="XT", name_en="Testland", name_ar="دولة", name_fr="Essai")


@pytest.fixture
def person(country):
    return FocalPointFactory(country=country).user


@pytest.fixture
def client(person):
    return signed_in(person)


@pytest.fixture
def draft(country):
    return PriorityFactory(
        country=country,
        ref="XT-2026-001",
        status=Status.DRAFT,
        title_en="Lower fees",
        title_ar="خفض الرسوم",
        need_en="Fees are high.",
        themes=[ThemeFactory(ref="fees", name_en="Fees", name_ar="الرسوم", name_fr="Frais")],
    )


@pytest.fixture
def published(country):
    return PriorityFactory(country=country, ref="XT-2026-002", title_en="Public title", title_fr="Titre public")


def fresh(priority) -> Priority:
    return Priority.objects.get(pk=priority.pk)


# --- out -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages.CODES)
def test_workbook_when_taken_then_in_the_pages_language_and_direction(client, draft, language):
    filled = Filled(taken(client, "XT", language))

    assert all(sheet.sheet_view.rightToLeft == (language == "ar") for sheet in filled.book.worksheets[:3])
    assert filled.headings[2].endswith(languages.NAMES[language])
    assert filled.sheet["A2"].value == draft.ref
    with translation.override(language):
        assert filled.sheet.title == translation.gettext("Priorities")
    assert [sheet.sheet_state for sheet in filled.book.worksheets] == ["visible", "visible", "hidden", "veryHidden"]


def test_workbook_when_taken_then_references_are_locked_and_texts_are_not(client, draft, country):
    PriorityFactory(country=country, ref="XT-2026-003", status=Status.SUBMITTED)
    filled = Filled(taken(client, "XT"))

    assert filled.sheet.protection.sheet
    assert filled.sheet["A1"].protection.locked and filled.cell(draft.ref, "Reference").protection.locked
    assert filled.cell(draft.ref, "Year").protection.locked and not filled.cell("", "Year").protection.locked
    assert not filled.cell(draft.ref, "Title · English").protection.locked
    assert filled.cell("XT-2026-003", "Title · English").protection.locked
    assert filled.cell("", "Reference").protection.locked


def test_workbook_when_taken_then_themes_institutions_and_status_are_chosen_from_lists(client, draft, country):
    InstitutionFactory(country=country, name_en="Ministry of Tests")
    InstitutionFactory(name_en="Ministry of others")
    filled = Filled(taken(client, "XT"))

    lists = {}
    for offer in filled.sheet.data_validations.dataValidation:
        title, cells = offer.formula1.split("!")
        values = [row[0].value for row in filled.book[title.strip("'")][cells.replace("$", "")]]
        for found in offer.sqref.ranges:
            lists.setdefault(filled.headings[found.min_col - 1], []).append(values)

    assert lists["Theme 1"] == [["Fees"]] and lists["Lead institution"] == [["Ministry of Tests"]]
    assert ["draft", "submitted"] in lists["Status"]
    assert lists["Importance"] == [["very important", "important", "useful"]]


def test_workbook_when_a_text_begins_like_a_formula_then_it_stays_a_text_both_ways(client, country):
    texts = ["=1+1", "+3", "-4", "@sum", "'=quoted", "_x0041_ is no letter", "a\nb\tc"]
    for number, text in enumerate(texts, 1):
        PriorityFactory(country=country, ref=f"XT-2026-{number:03}", status=Status.DRAFT, title_en="T", need_en=text)

    data = taken(client, "XT")
    filled = Filled(data)

    assert {filled.cell(f"XT-2026-{n:03}", "Need · English").data_type for n in range(1, 8)} == {"s"}
    assert filled.cell("XT-2026-001", "Need · English").quotePrefix
    job, _page = compared(client, data)
    assert job.result["outcome"] == "same"


def test_workbook_when_a_text_is_too_long_for_a_cell_then_it_is_left_alone(client, draft):
    write_record(draft, actor=None, texts={"fr": {"description": "é" * 40_000}})

    job, _page = compared(client, taken(client, "XT"))

    assert job.result["outcome"] == "same"


# --- and back ------------------------------------------------------------------------------------------------------


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


# --- others meanwhile ----------------------------------------------------------------------------------------------


def test_merge_when_others_changed_other_cells_then_both_stay(client, draft, published):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="À moi")
    filled.type(published.ref, title_fr="À moi aussi")
    write_record(draft, actor=None, texts={"ar": {"title": "لهم"}})
    save_priority(published, actor=None, texts={"ar": {"title": "لهم أيضا"}})

    job, _page = compared(client, filled.saved())
    assert job.result["conflicts"] == 0
    confirmed(client, job)

    assert (fresh(draft).title_fr, fresh(draft).title_ar) == ("À moi", "لهم")
    values = draft_values(fresh(published))
    assert (values["title_fr"], values["title_ar"]) == ("À moi aussi", "لهم أيضا")


@pytest.mark.parametrize(("side", "title"), [("mine", "Mine"), ("theirs", "Theirs"), ("", "Theirs")])
def test_conflict_when_both_changed_a_cell_then_the_person_chooses(client, draft, side, title):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="Mine", need_fr="Besoin")
    write_record(draft, actor=None, texts={"en": {"title": "Theirs"}})

    job, page = compared(client, filled.saved())

    assert job.result["conflicts"] == 1
    assert "You and somebody else" in text_of(page)
    confirmed(client, job, **({f"{draft.ref}:title_en": side} if side else {}))
    assert (fresh(draft).title_en, fresh(draft).need_fr) == (title, "Besoin")


def test_conflict_when_both_wrote_the_same_then_there_is_none(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="The same")
    write_record(draft, actor=None, texts={"en": {"title": "The same"}})

    job, _page = compared(client, filled.saved())

    assert job.result["outcome"] == "same"


def test_confirmation_when_the_data_moved_on_then_compared_again_and_nothing_written_over(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="Mine")
    job, _page = compared(client, filled.saved())
    write_record(draft, actor=None, texts={"en": {"title": "Theirs"}})

    again, page = confirmed(client, job)

    assert again.result["outcome"] == "moved" and fresh(draft).title_en == "Theirs"
    assert "Somebody saved while you were looking." in text_of(page)
    written, _page = confirmed(client, again, **{f"{draft.ref}:title_en": "mine"})
    assert written.result["outcome"] == "written" and fresh(draft).title_en == "Mine"


def test_confirmation_when_others_changed_another_cell_then_it_still_holds(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="Mine")
    job, _page = compared(client, filled.saved())
    write_record(draft, actor=None, texts={"fr": {"title": "À eux"}})

    written, _page = confirmed(client, job)

    assert written.result["outcome"] == "written"
    assert (fresh(draft).title_en, fresh(draft).title_fr) == ("Mine", "À eux")


def test_confirmation_when_sent_twice_then_one_job_writes(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type("", title_en="Once")
    job, _page = compared(client, filled.saved())

    for _time in range(2):
        client.post(f"/en/workspace/workbook/{job.pk}/")
    assert Job.objects.filter(payload__confirmed__of=job.pk).count() == 1


def test_writing_when_one_row_is_refused_then_none_is_written(client, person, country):
    """The mandate ends between the comparison and the writing: the rights of the day count."""
    other = PartnerStateFactory(code="XU", name_en="Otherland")
    second = FocalPointFactory(user=person, country=other)
    PriorityFactory(country=other, ref="XU-2026-001", status=Status.DRAFT, title_en="Theirs")
    own = PriorityFactory(country=country, ref="XT-2026-009", status=Status.DRAFT, title_en="Ours")
    staff = at_desk()
    filled = Filled(taken(staff, "all"))
    filled.type("XU-2026-001", title_fr="Un")
    filled.type(own.ref, title_fr="Deux")
    job, _page = compared(client, filled.saved())
    assert job.result["changed"] == 2
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    client.post(f"/en/workspace/workbook/{job.pk}/")
    FocalPoint.objects.filter(pk=second.pk).update(until=yesterday)

    written = Job.objects.latest("pk")
    jobs.run(written.pk)

    written.refresh_from_db()
    assert written.result["outcome"] == "faulty"
    assert not Priority.objects.exclude(title_fr=None).exists()


# --- tricks --------------------------------------------------------------------------------------------------------


@pytest.fixture
def foreign():
    return PriorityFactory(
        country=PartnerStateFactory(code="XF"), ref="XF-2026-001", status=Status.DRAFT, title_en="Foreign"
    )


def test_reference_when_changed_to_another_states_then_refused_and_named(client, draft, foreign):
    filled = Filled(taken(client, "XT"))
    filled.cell(draft.ref, "Reference").value = foreign.ref
    filled.sheet["C2"].value = "Stolen"

    job, page = compared(client, filled.saved())

    said = text_of(page)
    assert job.result["outcome"] == "faulty"
    assert (
        "Row 2 Column A Reference “XF-2026-001” was not in this workbook" in said
        and "On the sheet “Priorities”" in said
    )
    assert fresh(foreign).title_en == "Foreign"


def test_workbook_of_another_state_when_handed_in_then_refused(client, draft, foreign):
    theirs = FocalPointFactory(country=foreign.country).user
    filled = Filled(taken(signed_in(theirs), "XF"))
    filled.type(foreign.ref, title_fr="Volé")

    job, page = compared(client, filled.saved())

    assert job.state == Job.State.FAILED and "This is the workbook of another state." in text_of(page)


def test_workbook_of_all_states_when_a_focal_point_hands_it_in_then_only_the_own_rows(client, draft, foreign):
    filled = Filled(taken(at_desk(), "all"))
    filled.type(foreign.ref, title_fr="Volé")
    filled.type("", title_en="In their name", State=filled.cell(foreign.ref, "State").value)

    _job, page = compared(client, filled.saved())

    said = text_of(page)
    assert "“XF-2026-001” is not a priority of your state today." in said
    assert "You are not a focal point of this state." in said
    assert Priority.objects.count() == 2


def test_ticket_when_forged_or_taken_out_then_refused(client, draft):
    filled = Filled(taken(client, "XT"))
    carrier = filled.book["amedip"]
    carrier["A1"].value = carrier["A1"].value[:-5] + "AAAAA"
    forged, _page = compared(client, filled.saved())
    del filled.book["amedip"]
    without, page = compared(client, filled.saved())

    assert forged.state == without.state == Job.State.FAILED
    assert "its hidden sheets are gone" in text_of(page)


def test_ticket_when_characters_are_written_as_codes_then_it_is_read(client, draft):
    filled = Filled(taken(client, "XT"))
    carrier = filled.book["amedip"]["A1"]
    # As spreadsheets do, and as we do ourselves where chance makes the ticket look like a code.
    carrier.value = f"_x{ord(carrier.value[0]):04X}_{carrier.value[1:]}"

    job, _page = compared(client, filled.saved())

    assert job.result.get("outcome") == "same", job.error


def test_reference_when_it_stands_twice_then_refused(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.sheet["A3"].value = draft.ref
    filled.sheet["C3"].value = "Twice"

    _job, page = compared(client, filled.saved())

    assert "Row 3 Column A Reference “XT-2026-001” stands in row 2 as well." in text_of(page)


def test_year_when_changed_then_refused(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, Year=2013)

    _job, page = compared(client, filled.saved())

    assert "It stands in the permanent reference and cannot change." in text_of(page)


def test_columns_when_moved_hidden_or_taken_out_then_each_cell_keeps_its_meaning(client, draft):
    data = taken(client, "XT")
    filled = Filled(data)
    filled.type(draft.ref, title_fr="Déplacé")
    moved = openpyxl.load_workbook(io.BytesIO(data))
    sheet = moved.worksheets[0]
    sheet.protection.sheet = False
    for number, row in enumerate(filled.sheet.iter_rows(values_only=True), 1):
        cells = [cell for at, cell in enumerate(row) if filled.headings[at] not in ("Need · English", "Theme 2")]
        for at, cell in enumerate([*reversed(cells), None, None], 1):
            sheet.cell(number, at).value = cell
    sheet.column_dimensions["B"].hidden = True
    stream = io.BytesIO()
    moved.save(stream)

    job, _page = compared(client, stream.getvalue())
    confirmed(client, job)

    stored = fresh(draft)
    assert (stored.title_fr, stored.need_en, stored.title_en) == ("Déplacé", "Fees are high.", "Lower fees")
    assert stored.themes.count() == 1


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("=1+1", "This is a formula (=1+1)."),
        ('=HYPERLINK("http://x.example","y")', "This is a formula"),
        (datetime.date(2026, 1, 2), "took this for a date"),
        (True, "This is a truth value"),
        ("#REF!", "reports an error here (#REF!)"),
        ("x" * 201, "at most 200 characters"),
    ],
)
def test_cell_when_it_is_no_text_of_ours_then_named_with_row_column_and_cause_and_marked(client, draft, value, cause):
    filled = Filled(taken(client, "XT"))
    number = filled.type(draft.ref, title_en=value)

    job, page = compared(client, filled.saved())

    said = text_of(page)
    assert job.result["outcome"] == "faulty" and cause in said and f"Row {number} Column C Title · English" in said
    response = client.get(f"/en/workspace/workbook/{job.pk}/workbook.xlsx")
    marked = Filled(response.content)
    cell = marked.cell(draft.ref, "Title · English")
    assert cause in cell.comment.text and cell.fill.fgColor.rgb == "00FFC7CE" and cell.data_type == "s"


def test_marked_workbook_when_corrected_then_it_can_be_handed_in(client, draft):
    filled = Filled(taken(client, "XT", "ar"))
    filled.sheet.cell(2, 3).value = "=1+1"
    number = filled.row("")
    filled.sheet.cell(number + 3, 3).value = "جديد"
    job, page = compared(client, filled.saved(), "fr")
    assert 'lang="fr" dir="ltr"' in page.content.decode()

    marked = Filled(client.get(f"/fr/workspace/workbook/{job.pk}/workbook.xlsx").content)
    assert marked.sheet.sheet_view.rightToLeft
    assert marked.sheet.cell(number + 3, 3).value == "جديد"
    marked.sheet.cell(2, 3).value = "صحيح"
    job, _page = compared(client, marked.saved())
    confirmed(client, job)

    assert fresh(draft).title_ar == "صحيح" and Priority.objects.filter(title_ar="جديد").exists()


@pytest.mark.parametrize(
    ("column", "value", "cause"),
    [
        ("Theme_1", "Nonsense", "“Nonsense” is not in the list of this column."),
        ("Lead_institution", "Nonsense", "is not in the list"),
        ("Importance", "high", "is not in the list"),
        ("title_en", "", "Give the title in at least one language."),
        ("title_ar", "a_x000B_b", "The text contains control characters."),
        ("Theme_1", "a_x0000_b", "The text contains control characters."),
        ("Reference", "_x0000_", "The text contains control characters."),
    ],
)
def test_cell_when_it_cannot_be_then_the_cause(client, draft, column, value, cause):
    write_record(draft, actor=None, texts={"ar": {"title": None}})
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, **{column: value})

    _job, page = compared(client, filled.saved())

    assert cause in text_of(page)


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        ({"need_en": "No title"}, "Give the title in at least one language."),
        ({"title_en": "T", "Year": "1066"}, "is not a year from 2000 to"),
        ({"title_en": "T", "Status": "published"}, "Here only “draft” or “submitted”"),
    ],
)
def test_new_row_when_it_cannot_be_entered_then_the_cause(client, draft, cells, cause):
    filled = Filled(taken(client, "XT"))
    filled.type("", **cells)

    _job, page = compared(client, filled.saved())

    assert cause in text_of(page) and Priority.objects.count() == 1


def test_heading_when_unknown_twice_or_gone_then_sheet_row_and_column(client, draft):
    said = []
    for change in ("Anything", "Status", None):
        filled = Filled(taken(client, "XT"))
        filled.sheet["A1" if change is None else "C1"].value = change
        said.append(text_of(compared(client, filled.saved())[1]))

    assert "Sheet “Priorities”, row 1, column C: “Anything” is no column of this workbook." in said[0]
    assert "row 1, column C: “Status” stands there twice." in said[1]
    assert "row 1: the column “Reference” is missing." in said[2]


def test_sheet_when_renamed_or_merged_then_said(client, draft):
    renamed = Filled(taken(client, "XT"))
    renamed.sheet.title = "Mine"
    merged = Filled(taken(client, "XT"))
    merged.sheet.merge_cells("C2:D3")

    assert "The sheet “Priorities” is missing." in text_of(compared(client, renamed.saved())[1])
    assert "the cells C2:D3 are merged" in text_of(compared(client, merged.saved())[1])


SHEET = "xl/worksheets/sheet1.xml"


def bomb(data: bytes) -> bytes:
    return repacked(data, replace={"xl/worksheets/sheet2.xml": lambda _content: b"<a/>" * 3_000_000})


def strings(data: bytes) -> bytes:
    return repacked(data, add={"xl/more.xml": b" " * (101 * 1024 * 1024)})


def entities(data: bytes) -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><worksheet/>'
    return repacked(data, replace={SHEET: lambda _content: laughs})


def far_row(data: bytes) -> bytes:
    row = b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return repacked(data, replace={SHEET: lambda content: content.replace(b"</sheetData>", row)})


def broken(data: bytes) -> bytes:
    return repacked(data, replace={SHEET: lambda content: content[: len(content) // 2]})


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def encrypted(data: bytes) -> bytes:
    stream = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            stream[entry.header_offset + 6] |= 1
    place = stream.find(b"PK\x01\x02")
    while place >= 0:
        stream[place + 8] |= 1
        place = stream.find(b"PK\x01\x02", place + 4)
    return bytes(stream)


@pytest.mark.parametrize(
    ("trick", "cause"),
    [
        (lambda _data: b"", "The submitted file is empty|The file is empty.|Choose the file first."),
        (lambda _data: b"%PDF-1.7", "This is no XLSX workbook"),
        (lambda _data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "encrypted or in the old XLS format"),
        (cut, "The file is damaged."),
        (encrypted, "The workbook is encrypted."),
        (lambda data: repacked(data, add={"xl/vbaProject.bin": b"x"}), "The workbook holds macros."),
        (lambda data: repacked(data, add={"xl/externalLinks/externalLink1.xml": b"<a/>"}), "linked to other files"),
        (lambda data: repacked(data, add={"xl/connections.xml": b"<a/>"}), "linked to other files"),
        (lambda data: repacked(data, add={"xl/embeddings/a.bin": b"x"}), "embedded"),
        (strings, "The workbook holds too much."),
        (lambda data: data + b"\0" * (11 * 1024 * 1024), "The file is larger than 10 MB."),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)  # fmt: skip
def test_file_when_it_is_no_workbook_at_first_sight_then_refused_at_the_door(client, draft, trick, cause):
    response = send(client, trick(taken(client, "XT")))

    assert response.status_code == 400
    assert any(one in text_of(response) for one in cause.split("|"))
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("trick", "cause"),
    [
        (bomb, "The workbook holds too much."),
        (entities, "The file is damaged"),
        (broken, "The file is damaged"),
        (far_row, "something stands far below the table"),
        (lambda data: repacked(data, replace={"xl/workbook.xml": lambda _content: b"<a/>"}), "hidden sheets are gone"),
        (lambda data: repacked(data, replace={SHEET: lambda content: content.decode().encode("utf-16")}), "damaged"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_file_when_it_is_a_trap_then_the_job_refuses_it(client, draft, trick, cause):
    job, page = compared(client, trick(taken(client, "XT")))

    assert job.state == Job.State.FAILED and job.attempts == 1
    assert cause in text_of(page)


def test_dimensions_when_they_lie_then_they_are_not_believed(client, draft):
    data = Filled(taken(client, "XT")).saved()

    def lie(content: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', content)

    job, _page = compared(client, repacked(data, replace={SHEET: lie}))

    assert job.result.get("outcome") == "same", job.error


# --- doors ---------------------------------------------------------------------------------------------------------


def test_doors_when_another_state_then_closed(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="=bad")
    filled.cell(draft.ref, "Title · Français").data_type = "f"
    job, _page = compared(client, filled.saved())
    stranger = signed_in(FocalPointFactory(country=PartnerStateFactory(code="XS")).user)
    nobody = signed_in(UserFactory())
    own = [f"/en/workspace/workbook/{job.pk}/", f"/en/workspace/workbook/{job.pk}/workbook.xlsx"]

    assert [client.get(path).status_code for path in own] == [200, 200]
    for other, status in ((stranger, 404), (at_desk(), 404), (nobody, 403), (visitor(), 302)):
        assert [other.get(path).status_code for path in own] == [status, status]
        assert other.post(own[0]).status_code == status
    assert stranger.get("/en/workspace/workbook/XT.xlsx").status_code == 403
    assert stranger.get("/en/workspace/workbook/all.xlsx").status_code == 403
    assert nobody.get("/en/workspace/workbook/XT.xlsx").status_code == 403
    assert send(nobody, b"x").status_code == 403
    assert send(visitor(), b"x").status_code == 302
    assert client.get("/en/workspace/workbook/ZZ.xlsx").status_code == 404


def test_difference_when_the_mandate_has_ended_then_closed(client, person, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="Nouveau")
    job, _page = compared(client, filled.saved())
    FocalPoint.objects.update(until=timezone.localdate() - datetime.timedelta(days=1))
    FocalPointFactory(user=person, country=PartnerStateFactory(code="XS"))

    assert client.get(f"/en/workspace/workbook/{job.pk}/").status_code == 403
    assert client.post(f"/en/workspace/workbook/{job.pk}/").status_code == 403
    assert client.get("/en/workspace/workbook/XT.xlsx").status_code == 403


def test_staff_when_they_bring_all_states_then_rows_of_each_are_written(draft, foreign):
    desk = at_desk("editor")
    filled = Filled(taken(desk, "all", "en"))
    filled.type(draft.ref, title_fr="Un")
    filled.type(foreign.ref, title_fr="Deux")
    filled.type("", title_en="New", State="Testland")

    job, _page = compared(desk, filled.saved())
    confirmed(desk, job)

    assert (fresh(draft).title_fr, fresh(foreign).title_fr) == ("Un", "Deux")
    assert Priority.objects.get(title_en="New").country == draft.country


def test_workbook_when_it_is_large_then_a_job_makes_it(client, person, draft, monkeypatch):
    monkeypatch.setattr(workbooks, "AT_ONCE", 0)

    first, second = client.get("/ar/workspace/workbook/XT.xlsx"), client.get("/ar/workspace/workbook/XT.xlsx")
    job, page = worked(client, "ar")

    assert first.headers["Location"] == second.headers["Location"] == f"/ar/workspace/workbook/{job.pk}/"
    assert (job.result["outcome"], job.done, job.total) == ("made", 2, 2)
    assert f"/ar/workspace/workbook/{job.pk}/workbook.xlsx" in page.content.decode()
    made = client.get(f"/ar/workspace/workbook/{job.pk}/workbook.xlsx").content
    assert Filled(made).sheet["A2"].value == draft.ref
    assert client.post(f"/en/workspace/workbook/{job.pk}/").status_code == 400


# --- progress, keeping ---------------------------------------------------------------------------------------------


def test_page_when_the_job_waits_then_a_bar_and_a_way_to_look_again(client, draft):
    send(client, taken(client, "XT"))
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(done=3, total=7, state=Job.State.RUNNING)

    response = client.get(f"/en/workspace/workbook/{job.pk}/")

    html = response.content.decode()
    assert '<progress id="progress" max="7" value="3">' in html and "Look again" in html
    assert response.headers["Refresh"]


def test_job_when_it_runs_again_after_the_writing_then_nothing_is_written_twice(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type("", title_en="Once")
    job, _page = compared(client, filled.saved())
    written, _page = confirmed(client, job)
    Job.objects.filter(pk=written.pk).update(state=Job.State.QUEUED)

    jobs.run(written.pk)

    written.refresh_from_db()
    assert written.result["outcome"] == "written" and Priority.objects.filter(title_en="Once").count() == 1


def test_folder_when_a_fortnight_is_over_then_it_goes(client, draft):
    job, _page = compared(client, taken(client, "XT"))
    folder = Folder(job.payload["folder"])
    long_ago = timezone.now().timestamp() - 15 * 24 * 3600
    os.utime(folder.path, (long_ago, long_ago))

    Folder.make()

    assert not folder.path.exists()
    assert client.get(f"/en/workspace/workbook/{job.pk}/").status_code == 200
    assert client.get(f"/en/workspace/workbook/{job.pk}/workbook.xlsx").status_code == 404


def test_independent_reader_when_it_opens_the_workbook_then_the_parts_are_sound(client, draft, published):
    """Not by the library that wrote it: the parts as the standard names them, each well-formed."""
    spreadsheet = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(taken(client, "XT", "ar"))) as archive:
        assert archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    sheet = parts[SHEET]
    assert sheet.find(f"{spreadsheet}sheetViews/{spreadsheet}sheetView").get("rightToLeft") in ("1", "true")
    assert not sheet.findall(f".//{spreadsheet}f")
    texts = [node.text for node in sheet.iter(f"{spreadsheet}t")]
    assert draft.ref in texts and "خفض الرسوم" in texts
    assert sheet.find(f"{spreadsheet}sheetProtection").get("sheet") in ("1", "true")
    assert PriorityTheme.objects.count() == 1
