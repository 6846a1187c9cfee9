"""What is new: each public object once, at its latest change, in the order of the commits."""

import pytest

from amedip.core.models import Change
from amedip.core.records import delete_record, write_record
from amedip.portal.following import news
from amedip.portal.following.choice import Choice
from tests.calling import commit_triggers
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    PassageFactory,
    PilotFactory,
    PracticeFactory,
    PriorityFactory,
    SessionFactory,
    ThemeFactory,
)
from workshops.models import Passage

pytestmark = pytest.mark.django_db


def latest(choice=None, before=None, limit=50) -> list[str]:
    """References of what is new, states and themes aside: the factories make them for the others."""
    choice = choice or Choice(kinds=("priority", "practice", "document", "pilot"))
    return [one.reference.ref for one in news.latest(choice, before=before, limit=limit)]


def rename(record, text="Other"):
    write_record(record, actor=None, texts={"en": {"title": text}}, expected=record.version)
    commit_triggers()


def test_news_when_things_change_then_each_once_and_the_last_first():
    first, second, third = (DocumentFactory(ref=f"doc-{n}") for n in "abc")
    commit_triggers()

    rename(second)
    rename(first)
    rename(first, "Again")

    assert latest() == ["doc-a", "doc-b", "doc-c"]
    found = {one.reference.ref: one for one in news.latest(Choice(kinds=("document",)), before=None, limit=9)}
    assert [found[ref].is_new for ref in ("doc-a", "doc-b", "doc-c")] == [False, False, True]
    assert found["doc-a"].title == "Again"
    assert third.reference_id == found["doc-c"].reference.pk


def test_news_when_something_is_not_public_or_no_longer_or_an_example_then_not_told():
    PriorityFactory(status="draft", title_en="Not yet")
    DocumentFactory(example=True)
    gone = PracticeFactory()
    commit_triggers()
    delete_record(gone, actor=None, why="Wrong")
    commit_triggers()

    assert latest() == []


def test_news_when_narrowed_then_what_belongs_to_it():
    tunisia, mali = CountryFactory(), CountryFactory()
    bees, wax = ThemeFactory(), ThemeFactory()
    one = PriorityFactory(country=tunisia, themes=[bees])
    two = PracticeFactory(country=tunisia, themes=[wax, bees])
    three = PracticeFactory(country=mali, themes=[wax])
    PilotFactory(country=mali)
    commit_triggers()

    def found(**chosen):
        return set(latest(Choice(**chosen))) & {one.ref, two.ref, three.ref}

    assert found(states=(tunisia.code,)) == {one.ref, two.ref}
    assert found(themes=(wax.ref,)) == {two.ref, three.ref}
    assert found(kinds=("practice",), states=(tunisia.code,)) == {two.ref}
    assert found(states=(tunisia.code, mali.code), themes=(bees.ref,)) == {one.ref, two.ref}
    assert found(kinds=("pilot",), themes=(bees.ref,)) == set()


def test_choice_when_asked_for_one_thing_then_as_the_database_answers():
    country, theme = CountryFactory(), ThemeFactory()
    PriorityFactory(country=country, themes=[theme])
    PracticeFactory(country=country)
    commit_triggers()
    everything = news.latest(Choice(), before=None, limit=50)

    for choice in (
        Choice(),
        Choice(states=(country.code,)),
        Choice(themes=(theme.ref,)),
        Choice(states=(country.code,), themes=(theme.ref,), kinds=("priority", "theme")),
        Choice(kinds=("theme",)),
    ):
        taken = [one.reference.pk for one in everything if choice.takes(one.reference.kind, one.state, one.themes)]
        assert taken == [one.reference.pk for one in news.latest(choice, before=None, limit=50)]


def test_pages_when_something_is_published_between_them_then_nothing_is_told_twice_or_left_out():
    for number in range(5):
        DocumentFactory(ref=f"doc-{number}")
        commit_triggers()
    first = news.latest(Choice(kinds=("document",)), before=None, limit=2)

    DocumentFactory(ref="doc-new")
    commit_triggers()

    rest = latest(before=first[-1].place)
    assert [one.reference.ref for one in first] + rest == [f"doc-{number}" for number in (4, 3, 2, 1, 0)]


def test_pages_when_many_were_published_at_once_then_they_end_between_them():
    for number in range(5):
        DocumentFactory(ref=f"doc-{number}")
    commit_triggers()
    assert Change.objects.values("number").distinct().count() == 1
    first = news.latest(Choice(kinds=("document",)), before=None, limit=2)

    assert [one.reference.ref for one in first] + latest(before=first[-1].place) == [f"doc-{n}" for n in "43210"]


def test_between_when_something_changed_twice_then_it_is_told_with_the_later_change_only():
    document = DocumentFactory()
    commit_triggers()
    number = Change.objects.latest("pk").number
    rename(document)

    assert [one.reference for one in news.between(number, number + 1)] == [document.reference]
    assert news.between(number - 1, number) == []


def test_text_when_it_stands_in_another_language_then_it_is_that_of_the_title():
    DocumentFactory(title_en=None, title_fr="Les abeilles", description_fr="Où elles vivent.", description_en="Not it")
    commit_triggers()

    (one,) = news.latest(Choice(kinds=("document",)), before=None, limit=1)

    assert (one.title, one.language, one.text) == ("Les abeilles", "fr", "Où elles vivent.")


def test_change_when_committed_then_it_bears_the_time_of_the_commit():
    DocumentFactory()
    PracticeFactory()
    before = Change.objects.latest("pk").at
    commit_triggers()

    times = set(Change.objects.values_list("at", flat=True))
    assert len(times) == 1
    assert times.pop() > before


def test_news_when_a_summary_is_written_then_its_workshop_says_how_much_of_it_is_new():
    workshop = SessionFactory(workshop__ref="tunis-2012").workshop
    commit_triggers()
    for number in (1, 2):
        write_record(
            Passage(workshop=workshop, session=workshop.sessions.get(), anchor=f"s1.p{number}"),
            actor=None,
            texts={"en": {"text": "Said."}},
            part_of=workshop,
        )
    commit_triggers()

    found = news.latest(Choice(), before=None, limit=9)

    assert [(one.reference.ref, one.passages) for one in found if one.reference.kind in ("workshop", "passage")] == [
        ("tunis-2012", 2)
    ]


def test_news_when_passages_are_asked_for_then_each_is_told():
    passage = PassageFactory()
    commit_triggers()

    assert latest(Choice(kinds=("passage",))) == [passage.ref]
    assert Choice(kinds=("passage",)).takes("passage", "", [])
    assert not Choice().takes("passage", "", [])
