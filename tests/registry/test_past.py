"""The Registry of a day in the API: narrowed and cut into pages by what was true then."""

import pytest
from django.utils import timezone

from amedip.core.api.dated import Excerpt
from amedip.core.records import write_record
from registry.api.past import held_on
from registry.models import Priority
from registry.workflow import PRIORITY
from tests import factories
from tests.calling import queries_of, read, walk

pytestmark = pytest.mark.django_db
State = Priority.Status
ALL = 500


def links(priority, themes):
    through, owner, target = factories.PriorityFactory.LINKS["themes"]
    return factories.Links(through, owner, target, themes)


@pytest.mark.django_db(transaction=True)  # each deed has a moment of its own
def test_day_when_the_registry_has_moved_on_then_filters_ask_for_what_was_true_then(monkeypatch):
    before, since = factories.ThemeFactory(ref="before"), factories.ThemeFactory(ref="since")
    changed, gone = factories.PriorityFactory(themes=[before]), factories.PriorityFactory(themes=[before])
    removed = factories.PriorityFactory()
    ended = timezone.now()
    PRIORITY.move(changed, "fulfil", actor=None)
    write_record(changed, actor=None, links=[links(changed, [since])])
    PRIORITY.move(gone, "withdraw", actor=None)
    factories.PriorityFactory(themes=[before])
    monkeypatch.setattr("registry.api.past.end_of", lambda _day: ended)

    def held(**given):
        found, _last = held_on(
            timezone.localdate(), Excerpt({name: [value] for name, value in given.items()}, size=ALL)
        )
        return {member["ref"] for member in found}

    assert held() == {changed.ref, gone.ref, removed.ref}
    assert held(theme="before") == {changed.ref, gone.ref}
    assert held(theme="since") == set()
    assert held(status="published") == {changed.ref, gone.ref, removed.ref}
    assert held(status="fulfilled") == set()
    assert held(state=gone.country.code, theme="before") == {gone.ref}


def test_day_when_read_page_by_page_then_each_member_is_whole(content):
    first, *others = factories.PriorityFactory.create_batch(3)
    write_record(first, actor=None, columns={"status": State.SUPERSEDED, "superseded_by": others[-1]})
    today = timezone.localdate()

    members = walk(f"priorities/?on={today}&page_size=1")

    assert members == walk(f"priorities/?on={today}&page_size=500")
    assert read(f"priorities/{first.ref}/?on={today}") in members
    assert {one["ref"]: one["superseded_by"] for one in members}[first.ref] == others[-1].ref


def test_day_when_it_held_more_then_as_many_queries_as_for_one():
    today = timezone.localdate()
    theme, institution = factories.ThemeFactory(), factories.InstitutionFactory()

    def add(count):
        made = factories.PriorityFactory.create_batch(count, themes=[theme], institution=institution)
        write_record(made[0], actor=None, columns={"superseded_by": made[-1]} if count > 1 else {})

    add(2)
    few = queries_of(f"priorities/?on={today}&theme={theme.ref}")
    add(30)

    assert queries_of(f"priorities/?on={today}&theme={theme.ref}") == few
