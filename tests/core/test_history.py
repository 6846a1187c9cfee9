"""The history of a record: every deed with its texts, links, parts and sources, from what to what."""

import pytest

from amedip.core.history import History
from amedip.core.records import Links, Source, delete_record, write_record
from registry.models import FocalPoint, PriorityTheme, Theme
from tests.desk import staff
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    FocalPointFactory,
    PriorityFactory,
    ThemeFactory,
    WorkshopFactory,
)
from workshops.models import Session

pytestmark = pytest.mark.django_db


def newest(obj):
    return History(obj).page(1)[0]


def test_history_when_a_text_changes_then_it_tells_who_which_language_from_what_to_what_and_why():
    theme, person = ThemeFactory(name_en="Money sent home", name_fr="Argent"), staff()

    write_record(theme, actor=person, texts={"en": {"name": "Money sent abroad"}}, why="a slip")

    entry = newest(theme)
    (step,) = entry.steps
    (alteration,) = step.alterations
    assert (entry.deed.actor, entry.deed.why, entry.verb) == (person, "a slip", "changed")
    assert (alteration.label, alteration.language) == ("Name", "en")
    assert (alteration.before, alteration.after) == ("Money sent home", "Money sent abroad")
    assert alteration.difference == "Money sent <del>home</del><ins>abroad</ins>"


def test_history_when_a_record_is_new_then_the_first_entry_holds_what_it_began_with():
    theme = ThemeFactory(name_en="Money", position=3)

    entry = newest(theme)

    assert entry.verb == "created"
    assert {(a.label, a.after) for a in entry.steps[0].alterations} == {("Name", "Money"), ("Position", "3")}


def test_history_when_links_change_then_the_themes_are_named():
    first, second = ThemeFactory(name_en="First"), ThemeFactory(name_en="Second")
    priority = PriorityFactory(themes=[first])

    write_record(priority, actor=None, links=[Links(PriorityTheme, "priority", "theme", [second])])

    kinds = {(step.kind, a.before or a.after) for step in newest(priority).steps for a in step.alterations}
    assert kinds == {("delete", f"{first.ref} · First"), ("insert", f"{second.ref} · Second")}


def test_history_when_sources_and_parts_change_then_they_stand_with_their_record():
    workshop, document = WorkshopFactory(), DocumentFactory(title_en="Summary")
    session = write_record(
        Session(),
        actor=None,
        columns={"workshop": workshop, "number": 1},
        texts={"fr": {"title": "Un"}},
        part_of=workshop,
    )
    write_record(session, actor=None, texts={"fr": {"title": "Deux"}}, part_of=workshop)
    write_record(workshop, actor=None, sources=[Source(document.reference, "s1")])
    delete_record(session, actor=None, part_of=workshop)

    gone, cited, changed, made = History(workshop).page(1)[:4]
    assert (gone.steps[0].kind, gone.steps[0].what) == ("delete", "Session")
    assert [a.after for a in cited.steps[0].alterations] == [f"{document.ref} · Summary", "s1"]
    assert [(a.language, a.before, a.after) for a in changed.steps[0].alterations] == [("fr", "Un", "Deux")]
    assert made.steps[0].kind == "insert"


def test_history_when_only_bookkeeping_moved_then_there_is_no_entry():
    theme = ThemeFactory()
    Theme.objects.filter(pk=theme.pk).update(version=9)

    assert len(History(theme).page(1)) == 1


def test_history_when_a_copy_of_other_records_is_kept_then_it_is_not_told_as_a_change():
    alterations = newest(EditionFactory()).steps[0].alterations

    assert "Title" in {row.label for row in alterations} and "Content" not in {row.label for row in alterations}


@pytest.mark.django_db(transaction=True)  # a deed's name clings to its transaction
def test_history_when_something_was_written_past_the_door_then_it_shows_without_a_name():
    theme = ThemeFactory(name_en="Money")
    Theme.objects.filter(pk=theme.pk).update(name_en="Remittances")

    entries = [entry for entry in History(theme).page(1) if entry.deed is None]

    assert [a.after for a in entries[0].steps[0].alterations] == ["Remittances"]


def test_history_when_long_then_it_comes_in_pages_and_no_entry_is_lost():
    theme = ThemeFactory(name_en="0")
    for number in range(1, 8):
        write_record(theme, actor=None, texts={"en": {"name": str(number)}})

    history = History(theme, size=3)
    pages = [history.page(number) for number in range(1, history.pages + 1)]

    assert [len(page) for page in pages] == [3, 3, 2]
    assert [entry.steps[0].alterations[0].after for page in pages for entry in page][:7] == list("7654321")
    assert pages[1][0].steps[0].alterations[0].before == "3"


def test_history_when_the_table_is_no_record_then_its_own_rows_are_told():
    mandate = FocalPointFactory()
    write_record(mandate, actor=None, columns={"position": FocalPoint.Position.DEPUTY})

    (alteration,) = newest(mandate).steps[0].alterations

    assert (alteration.before, alteration.after) == ("lead", "deputy")


def test_history_when_what_it_pointed_at_is_gone_then_it_says_so():
    theme = ThemeFactory()
    priority = PriorityFactory(themes=[theme])
    write_record(priority, actor=None, links=[Links(PriorityTheme, "priority", "theme", [])])
    delete_record(theme, actor=None)

    assert "no longer there" in newest(priority).steps[0].alterations[0].before
