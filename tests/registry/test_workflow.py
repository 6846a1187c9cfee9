"""The life of a priority: what is on the table can be done by whom it names, and nothing else by anybody."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from amedip.core.models import Change, Deed, Reference, Standing, TextBeside, TextState
from amedip.core.records import Source, write_record
from amedip.core.texts import set_texts, working_texts
from amedip.core.workflow import IllegalTransition
from registry.actions import Remark, save_priority
from registry.models import FocalPoint, Priority, PriorityComment
from registry.workflow import PRIORITY, REVISION
from tests.desk import staff
from tests.factories import DocumentFactory, FocalPointFactory, PriorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Priority.Status
STEPS = PRIORITY.transitions.values()
ON_THE_TABLE = [(state, step.name) for step in STEPS for state in State if state in step.sources]
OFF_THE_TABLE = [(state, step.name) for step in STEPS for state in State if state not in step.sources]
# What the rule allows a focal point of the state; all else is the staff's.
OF_THE_STATE = {"submit", "withdraw", "fulfil"}


def in_state(state):
    successor = PriorityFactory() if state == State.SUPERSEDED else None
    return PriorityFactory(status=state, superseded_by=successor)


@pytest.mark.parametrize(("state", "name"), OFF_THE_TABLE)
def test_move_when_off_the_table_then_it_is_refused_even_to_a_superuser(state, name):
    priority = in_state(state)

    with pytest.raises(IllegalTransition):
        PRIORITY.move(priority, name, actor=staff(), note="because")

    priority.refresh_from_db()
    assert priority.status == state


@pytest.mark.parametrize(("state", "name"), ON_THE_TABLE)
def test_move_when_on_the_table_then_staff_take_it(state, name):
    priority = in_state(state)
    if name == "supersede":
        Priority.objects.filter(pk=priority.pk).update(superseded_by=PriorityFactory())

    moved = PRIORITY.move(priority, name, actor=staff("editor"), note="because")

    assert moved.status == PRIORITY.transitions[name].target
    assert Deed.objects.first().action == f"priority.{name}"
    assert Reference.objects.get(pk=priority.reference_id).public == (moved.status in Priority.PUBLIC_STATES)


@pytest.mark.parametrize(("state", "name"), ON_THE_TABLE)
@pytest.mark.parametrize("who", ["own focal point", "other focal point", "translator", "reader", "stranger"])
def test_move_when_asked_by_others_then_the_rule_decides(state, name, who):
    priority = in_state(state)
    if name == "supersede":
        Priority.objects.filter(pk=priority.pk).update(superseded_by=PriorityFactory())
    people = {
        "own focal point": lambda: FocalPointFactory(country=priority.country).user,
        "other focal point": lambda: FocalPointFactory().user,
        "translator": lambda: staff("translator"),
        "reader": lambda: staff("reader"),
        "stranger": UserFactory,
    }
    person = people[who]()

    if who == "own focal point" and name in OF_THE_STATE:
        assert PRIORITY.move(priority, name, actor=person).status == PRIORITY.transitions[name].target
    else:
        with pytest.raises(PermissionDenied):
            PRIORITY.move(priority, name, actor=person, note="because")


def test_send_back_when_no_reason_is_given_then_it_is_refused():
    priority = PriorityFactory(status=State.SUBMITTED)

    with pytest.raises(ValidationError, match="Give a reason"):
        PRIORITY.move(priority, "send-back", actor=staff(), note="  ")

    sent_back = PRIORITY.move(priority, "send-back", actor=staff(), note="Which law?")
    assert sent_back.status == State.SENT_BACK
    assert Deed.objects.first().why == "Which law?"


def test_publish_when_done_then_the_day_is_kept_and_what_lay_beside_becomes_the_text():
    priority = PriorityFactory(status=State.ACCEPTED, title_en="Draft", published_at=None)
    set_texts(priority, {"en": {"title": "Final"}}, actor=None, origin=TextBeside.Origin.CHANGE)

    published = PRIORITY.move(priority, "publish", actor=staff())

    assert published.published_at
    assert Priority.objects.get(pk=priority.pk).title_en == "Final"
    assert Reference.objects.get(pk=priority.reference_id).title_en == "Final"
    assert not TextBeside.objects.filter(object_id=priority.pk).exists()


def test_supersede_when_no_successor_is_named_then_it_is_refused():
    priority = PriorityFactory(status=State.PUBLISHED)

    with pytest.raises(ValidationError, match="which priority takes its place"):
        PRIORITY.move(priority, "supersede", actor=staff())


# --- a change beside what is published ------------------------------------------------------------------------------

Revision = Priority.Revision
CHANGE_STEPS = REVISION.transitions.values()
CHANGE_ON_THE_TABLE = [(state, step.name) for step in CHANGE_STEPS for state in Revision if state in step.sources]
CHANGE_OFF_THE_TABLE = [(state, step.name) for step in CHANGE_STEPS for state in Revision if state not in step.sources]
CHANGE_OF_THE_STATE = {"submit", "discard"}


def with_change(state, **texts):
    """A published priority whose change stands in ``state``."""
    theme, other = ThemeFactory(), ThemeFactory()
    priority = PriorityFactory(title_en="Public", title_ar="علني", themes=[theme])
    write_record(priority, actor=None, sources=[Source(DocumentFactory().reference, "s1")])
    if state != Revision.NONE:
        save_priority(
            priority,
            actor=FocalPointFactory(country=priority.country).user,
            texts={"en": {"title": "Pending"}},
            columns={"importance": "high"},
            links={"themes": [other]},
        )
        Priority.objects.filter(pk=priority.pk).update(revision=state)
    return priority


@pytest.mark.parametrize(("state", "name"), CHANGE_OFF_THE_TABLE)
def test_change_when_moved_off_the_table_then_it_is_refused_even_to_a_superuser(state, name):
    priority = with_change(state)

    with pytest.raises(IllegalTransition):
        REVISION.move(priority, name, actor=staff(), note="because")

    priority.refresh_from_db()
    assert priority.revision == state


@pytest.mark.parametrize(("state", "name"), CHANGE_ON_THE_TABLE)
@pytest.mark.parametrize("who", ["editor", "own focal point", "other focal point", "translator", "stranger"])
def test_change_when_moved_then_the_rule_decides_and_only_publishing_touches_the_public_text(state, name, who):
    priority = with_change(state)
    people = {
        "editor": lambda: staff("editor"),
        "own focal point": lambda: FocalPoint.objects.get(country=priority.country).user,
        "other focal point": lambda: FocalPointFactory().user,
        "translator": lambda: staff("translator"),
        "stranger": UserFactory,
    }
    person, changes = people[who](), Change.objects.count()

    if who == "editor" or (who == "own focal point" and name in CHANGE_OF_THE_STATE):
        moved = REVISION.move(priority, name, actor=person, note="because")
        assert moved.revision == REVISION.transitions[name].target
        assert Deed.objects.first().action == f"priority-revision.{name}"
    else:
        with pytest.raises(PermissionDenied):
            REVISION.move(priority, name, actor=person, note="because")
        name = ""
    stored = Priority.objects.get(pk=priority.pk)
    assert stored.title_en == ("Pending" if name == "publish" else "Public")
    assert stored.status == State.PUBLISHED
    assert Change.objects.count() == changes + (name == "publish")


def test_change_when_published_then_texts_columns_and_links_are_taken_over_and_the_sources_stay():
    priority = with_change(Revision.SUBMITTED)
    sources = list(priority.reference.citations.values_list("source_id", "section"))
    (wanted,) = priority.revised["themes"]

    REVISION.move(priority, "publish", actor=staff())

    stored = Priority.objects.get(pk=priority.pk)
    assert (stored.title_en, stored.title_ar, stored.importance) == ("Pending", "علني", "high")
    assert list(stored.themes.values_list("pk", flat=True)) == [wanted]
    assert list(stored.reference.citations.values_list("source_id", "section")) == sources
    assert (stored.revision, stored.revised, working_texts(stored)) == ("", {}, {})
    assert Reference.objects.get(pk=stored.reference_id).title_en == "Pending"
    states = {row.language: row.state for row in TextState.objects.filter(object_id=stored.pk, field="title")}
    assert (states["en"], states["ar"]) == (Standing.APPROVED, Standing.OUTDATED)


def test_change_when_it_kept_the_meaning_then_the_other_languages_stay_up_to_date():
    priority = PriorityFactory(title_en="Publik", title_ar="علني")
    person = FocalPointFactory(country=priority.country).user
    save_priority(priority, actor=person, texts={"en": {"title": "Public"}}, minor=True)
    REVISION.move(priority, "submit", actor=person)

    REVISION.move(priority, "publish", actor=staff())

    assert TextState.objects.get(object_id=priority.pk, field="title", language="ar").state == Standing.DRAFT


@pytest.mark.parametrize("by_the_state", [True, False])
def test_change_when_the_state_made_it_then_what_was_drawn_from_a_source_is_its_own_entry(by_the_state):
    priority = PriorityFactory(derived=True)
    person = FocalPointFactory(country=priority.country).user if by_the_state else staff()
    save_priority(priority, actor=person, texts={"en": {"title": "In other words"}})
    REVISION.move(priority, "submit", actor=person)

    REVISION.move(priority, "publish", actor=staff())

    assert Priority.objects.get(pk=priority.pk).derived is not by_the_state


def test_change_when_discarded_then_nothing_of_it_is_left():
    priority = with_change(Revision.SENT_BACK)

    REVISION.move(priority, "discard", actor=FocalPoint.objects.get(country=priority.country).user)

    stored = Priority.objects.get(pk=priority.pk)
    assert (stored.revision, stored.revised, working_texts(stored)) == ("", {}, {})


@pytest.mark.parametrize("name", ["withdraw", "fulfil", "supersede"])
def test_move_when_a_change_is_pending_then_its_end_must_wait(name):
    priority = with_change(Revision.DRAFT)

    with pytest.raises(PermissionDenied, match="pending"):
        PRIORITY.move(priority, name, actor=staff())


@pytest.mark.parametrize(("workflow", "make"), [
    (PRIORITY, lambda: PriorityFactory(status=State.SUBMITTED)),
    (REVISION, lambda: with_change(Revision.SUBMITTED)),
])  # fmt: skip
def test_send_back_when_it_carries_remarks_then_they_stand_until_submitted_again(workflow, make):
    priority, editor = make(), staff("editor")

    workflow.move(priority, "send-back", actor=editor, note="See below", remarks=[Remark("Which?", "title", "ar")])

    comment = PriorityComment.objects.get(priority=priority)
    assert (comment.author, comment.field, comment.language, comment.settled_at) == (editor, "title", "ar", None)
    workflow.move(priority, "submit", actor=editor)
    comment.refresh_from_db()
    assert comment.settled_at


def test_send_back_when_a_remark_is_about_nothing_then_neither_is_written():
    priority = PriorityFactory(status=State.SUBMITTED)

    with pytest.raises(ValidationError):
        PRIORITY.move(priority, "send-back", actor=staff(), note="See below", remarks=[Remark("Which?", "status")])

    assert Priority.objects.get(pk=priority.pk).status == State.SUBMITTED
    assert not PriorityComment.objects.exists()
