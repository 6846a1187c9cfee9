"""Passages: their addresses, names and places, and what becomes of them."""

import pytest
import tablib
from django.core.exceptions import ValidationError

from amedip.core.models import Reference, SearchEntry
from amedip.core.records import delete_record, write_record
from amedip.core.search.finding import find
from tests.desk import address, at_desk, errors, filled
from tests.factories import PassageFactory, SessionFactory, StatementFactory, UserFactory, WorkshopFactory
from workshops.actions import next_anchor
from workshops.models import Passage, Session
from workshops.resources import PassageResource, StatementResource

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(workshop=WorkshopFactory(ref="city-2026"), number=1, title_en="Costs", title_fr="Les coûts")


def test_address_when_a_passage_is_entered_then_the_next_of_its_session_and_never_again(session):
    first, second = PassageFactory(session=session), PassageFactory(session=session)
    delete_record(second, actor=None, part_of=session.workshop)
    third = PassageFactory(session=session)

    assert [first.anchor, second.anchor, third.anchor] == ["s1.p1", "s1.p2", "s1.p3"]
    assert third.ref == "city-2026-s1.p3"
    assert third.address == "workshops/city-2026/#s1.p3"
    assert Reference.objects.get(ref="city-2026-s1.p2").gone_at


def test_address_when_given_by_name_then_the_next_stands_above_it(session):
    PassageFactory(session=session, anchor="s1.p7")

    assert next_anchor(session) == "s1.p8"


def test_name_when_search_and_feeds_ask_then_session_and_number_not_the_text(session):
    passage = PassageFactory(session=session, text_en="Transfers are dear", text_fr="Les transferts sont chers")

    reference = Reference.objects.get(pk=passage.reference_id)
    entries = dict(SearchEntry.objects.filter(reference=reference).values_list("language", "title"))
    (hit,) = find("dear", language="en").hits

    assert reference.title_en == entries["en"] == hit.title == "Costs, paragraph 1"
    assert reference.title_fr.startswith("Les coûts")
    assert reference.title_ar == ""
    assert set(entries) == {"en", "fr"}
    assert "dear" in hit.snippet


def test_name_when_the_session_gets_another_title_then_the_passage_follows_it(session):
    passage = PassageFactory(session=session)

    write_record(session, actor=None, texts={"en": {"title": "Fees"}}, part_of=session.workshop)

    assert Reference.objects.get(pk=passage.reference_id).title_en == "Fees, paragraph 1"
    assert SearchEntry.objects.get(reference=passage.reference_id, language="en").title == "Fees, paragraph 1"


def test_session_when_it_is_of_another_workshop_then_refused(session):
    other = SessionFactory()

    with pytest.raises(ValidationError):
        write_record(
            Passage(), actor=None, columns={"workshop": session.workshop, "session": other, "anchor": "s1.p1"},
            texts={"en": {"text": "Strayed"}},
        )  # fmt: skip
    assert not Passage.objects.exists()


def test_statement_when_its_passage_is_of_another_session_then_refused(session):
    stray = PassageFactory(session=SessionFactory(workshop=session.workshop, number=2))

    with pytest.raises(ValidationError):
        StatementFactory(passage=stray, session=session)


def test_session_when_taken_away_then_its_passages_leave_their_names_and_statements_go(session):
    passage = PassageFactory(session=session)
    StatementFactory(passage=passage)

    delete_record(session, actor=None, part_of=session.workshop)

    assert not session.workshop.statements.exists()
    assert Reference.objects.get(pk=passage.reference_id).gone_at


def test_form_when_staff_add_a_passage_then_the_portal_gives_its_address(session):
    before = session.workshop.version
    client = at_desk()

    where = address(Passage, "add")
    typed = {"workshop": session.workshop.pk, "session": session.pk, "form": "heading", "level": 2, "position": 1}
    answer = client.post(where, filled(client.get(where)) | typed | {"text_ar": "عنوان"})

    assert answer.status_code == 302, errors(answer)
    passage = Passage.objects.get()
    session.workshop.refresh_from_db()
    assert (passage.anchor, passage.form, passage.text_ar) == ("s1.p1", "heading", "عنوان")
    assert session.workshop.version == before + 1


def imported(resource, **row):
    dataset = tablib.Dataset(list(row.values()), headers=list(row))
    return resource().import_data(dataset, user=UserFactory(is_superuser=True, is_staff=True))


def test_file_when_it_brings_a_new_passage_then_it_takes_the_next_address(session):
    result = imported(PassageResource, ref="", workshop="city-2026", session=1, form="item", text_en="Said", level=1)

    assert not result.has_errors() and not result.has_validation_errors(), result.invalid_rows
    assert Passage.objects.get().ref == "city-2026-s1.p1"


def test_file_when_it_names_a_session_that_is_not_there_then_refused(session):
    result = imported(PassageResource, ref="", workshop="city-2026", session=9, form="item", text_en="Said", level=1)

    assert result.has_validation_errors()
    assert not Passage.objects.exists()


def test_file_when_it_brings_a_statement_then_with_its_themes_and_passage(session):
    passage = PassageFactory(session=session)
    spoken = StatementFactory(passage=passage)
    result = imported(
        StatementResource, id="", workshop="city-2026", session=1, passage=passage.ref, state=spoken.country.code,
        text_fr="Dit",
    )  # fmt: skip

    assert not result.has_validation_errors(), result.invalid_rows
    assert session.workshop.statements.filter(text_fr="Dit", passage=passage).count() == 1


def test_session_when_named_then_without_a_summary_of_its_own():
    assert "summary" not in {field.name for field in Session._meta.get_fields()}
