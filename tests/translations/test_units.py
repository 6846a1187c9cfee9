"""The lines of a record: which there are, in which order, from which source, with what was changed there since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core.models import Standing, TextBeside
from amedip.core.records import Source, delete_record, write_record
from amedip.core.texts import set_texts
from amedip.translations.units import earlier_sources, kinds, lines_of, lines_of_each, parts_of, record_of
from pilots.models import Milestone
from registry.models import Priority
from tests.factories import (
    PassageFactory,
    PilotFactory,
    PriorityFactory,
    StatementFactory,
    ThemeFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.models import Session

Origin = TextBeside.Origin


@pytest.fixture
def theme(db):
    return ThemeFactory(name_ar="التحويلات", name_en="Remittances", name_fr="Transferts")


def name_of(theme):
    return next(line for line in lines_of(theme) if line.field == "name")


def add_session(workshop, number, **texts):
    return write_record(
        Session(), actor=None, columns={"workshop": workshop, "number": number}, part_of=workshop,
        texts={"en": {"title": f"Session {number}", **texts}},
    )  # fmt: skip


def test_lines_of_when_a_record_has_parts_then_all_texts_that_some_language_has_title_first(db):
    workshop = WorkshopFactory(summary_fr="Résumé")
    write_record(workshop, actor=None, sources=[Source(ThemeFactory().reference, "", {"en": "A note"})])
    second, first = add_session(workshop, 2), add_session(workshop, 1)
    said = StatementFactory(passage=PassageFactory(session=first), text_en="What was said")

    lines = lines_of(workshop)

    assert [line.key for line in lines] == [
        "title",
        "summary",
        f"session-{first.pk}/title",
        f"session-{second.pk}/title",
        f"statement-{said.pk}/text",
        lines[-1].key,
    ]
    assert lines[-1].key.startswith("citation-") and lines[-1].key.endswith("/note")
    assert [line.number for line in lines] == list(range(6))
    assert lines[4].label == "Statement · Text"
    assert all(line.obj.workshop is workshop for line in lines[2:5])


def test_lines_of_each_when_parts_of_another_record_are_there_then_each_has_its_own(db):
    workshops = WorkshopFactory.create_batch(2)
    parts = [add_session(workshop, 1) for workshop in workshops]

    found = lines_of_each(workshops)

    for workshop, part in zip(workshops, parts, strict=True):
        assert [line.key for line in found[workshop.pk]] == ["title", f"session-{part.pk}/title"]


def test_lines_of_when_there_are_more_parts_then_no_more_queries(db):
    workshop = WorkshopFactory()
    add_session(workshop, 1)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            lines = lines_of(record_of(workshop.reference))
            earlier_sources([(line, line.source_for("ar")) for line in lines], "ar")
        return len(captured)

    cost()  # content types are remembered
    before = cost()
    for number in range(2, 9):
        add_session(workshop, number)

    assert cost() == before


def test_kinds_when_walked_then_every_part_names_its_record_and_keeps_its_history(db):
    assert len(kinds()) > 10
    for model in kinds().values():
        for part in (model, *parts_of(model)):
            assert "insert" in part.pgh_event_models, part


def test_record_of_when_it_was_taken_away_then_none(theme):
    reference = theme.reference
    delete_record(theme, actor=None)
    reference.refresh_from_db()

    assert record_of(reference) is None


# --- what stands in the box ---------------------------------------------------------------------------------------

# The text and what lies beside it, by origin, and what is offered.
OFFERED = [
    ("own", {}, "own"),
    ("own", {Origin.MACHINE: "machine"}, "own"),
    ("own", {Origin.FILE: "file", Origin.MACHINE: "machine"}, "file"),
    ("own", {Origin.PERSON: "person", Origin.FILE: "file"}, "person"),
    (None, {}, ""),
    (None, {Origin.MACHINE: "machine"}, "machine"),
    (None, {Origin.CHANGE: "change"}, ""),
    ("own", {Origin.CHANGE: "change"}, "own"),
]


@pytest.mark.parametrize(("own", "beside", "offered"), OFFERED)
def test_line_when_something_lies_beside_then_the_best_is_offered(db, own, beside, offered):
    theme = ThemeFactory(name_en="Remittances", name_ar=own)
    person = UserFactory()
    for origin, text in beside.items():
        TextBeside.objects.create(
            content_type_id=name_of(theme).kind, object_id=theme.pk, reference=theme.reference, field="name",
            language="ar", origin=origin, text=text, by=person, at=timezone.now(),
        )  # fmt: skip

    line = name_of(theme)

    assert line.offered("ar") == offered
    if offered not in ("", "own"):
        assert line.author("ar", offered) == person.pk
        assert line.is_of("ar", offered, person.pk)
        assert not line.is_of("ar", offered, UserFactory().pk)
    assert line.is_of("ar", "never seen before", person.pk)
    assert not line.is_of("ar", offered, None)


# --- sources ------------------------------------------------------------------------------------------------------


def test_source_for_when_one_is_wanted_then_that_one_if_it_has_a_text(theme):
    assert name_of(theme).source_for("ar", "fr") == "fr"
    set_texts(theme, {"fr": {"name": ""}}, actor=None)
    assert name_of(theme).source_for("ar", "fr") == "en"


def test_source_for_when_another_changed_last_then_the_one_that_is_up_to_date(theme):
    set_texts(theme, {"en": {"name": "Money sent home"}}, actor=None)
    assert name_of(theme).source_for("ar") == "en"
    assert name_of(theme).source_for("fr") == "en"

    set_texts(theme, {"fr": {"name": "Argent envoyé"}}, actor=None, source="en")
    assert name_of(theme).source_for("fr") == "en"


def test_source_for_when_another_language_left_it_behind_then_that_one(theme):
    set_texts(theme, {"fr": {"name": "Envois"}, "ar": {"name": "تحويلات"}}, actor=None, source="en")
    set_texts(theme, {"fr": {"name": "Argent envoyé"}}, actor=None)
    set_texts(theme, {"en": {"name": "Money sent"}}, actor=None, source="fr")  # up to date again, and later

    line = name_of(theme)

    assert line.source_for("ar") == "fr"
    assert earlier_sources([(line, "fr")], "ar") == {"name": "Envois"}


def test_source_for_when_no_other_language_has_a_text_then_none(db):
    theme = ThemeFactory(name_en=None, name_fr="Transferts")

    assert name_of(theme).source_for("fr") == ""
    assert name_of(theme).text("") == ""


@pytest.mark.parametrize("again", [1, 3])
def test_earlier_sources_when_the_source_has_changed_then_the_text_the_translation_was_made_from(theme, again):
    set_texts(theme, {"fr": {"name": "Envois"}}, actor=None, source="en")
    for number in range(again):
        set_texts(theme, {"en": {"name": f"Money {number}"}}, actor=None)
    lines = lines_of(theme)

    assert earlier_sources([(line, "en") for line in lines], "fr") == {"name": "Remittances"}
    assert earlier_sources([(line, "ar") for line in lines], "fr") == {}
    assert earlier_sources([(line, "") for line in lines], "fr") == {}


def test_earlier_sources_when_many_lines_have_changed_then_one_query_for_each_table(db):
    pilot = PilotFactory(title_fr="Pilote")
    for number in range(6):
        write_record(
            Milestone(), actor=None, columns={"pilot": pilot, "due": timezone.localdate()}, part_of=pilot,
            texts={"en": {"title": f"Step {number}"}, "fr": {"title": f"Étape {number}"}},
        )  # fmt: skip
    for milestone in pilot.milestones.all():
        write_record(milestone, actor=None, texts={"en": {"title": milestone.title_en + "!"}}, part_of=pilot)
    lines = [line for line in lines_of(pilot) if line.part]

    with CaptureQueriesContext(connection) as captured:
        found = earlier_sources([(line, "en") for line in lines], "fr")

    assert len(captured) == 1
    assert sorted(found.values()) == [f"Step {number}" for number in range(6)]


def test_lines_of_when_a_change_waits_beside_then_it_is_no_proposal(db):
    priority = PriorityFactory()
    set_texts(priority, {"en": {"title": "Later"}}, actor=None, origin=Origin.CHANGE)

    (line,) = lines_of(Priority.objects.get(pk=priority.pk))

    assert line.beside("en") == []
    assert line.state("en") == Standing.DRAFT
