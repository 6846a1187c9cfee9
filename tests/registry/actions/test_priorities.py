"""How a state's priorities are kept: drafts, changes beside what is published, confirmations, comments."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core.models import Change, Deed, TextBeside
from amedip.core.records import Stale
from registry.actions import (
    Remark,
    comment_on_priority,
    confirm_priority,
    save_priority,
    settle_comment,
)
from registry.drafts import differences, draft_values, pending_differences, pending_values, stored_values
from registry.models import Priority, PriorityComment, RoundState
from registry.workflow import REVISION
from tests.desk import staff
from tests.factories import (
    FocalPointFactory,
    InstitutionFactory,
    PriorityFactory,
    RoundFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

State, Revision = Priority.Status, Priority.Revision
CLOSED = [state for state in State if state not in (State.DRAFT, State.SENT_BACK, State.PUBLISHED)]


def kept_by(status=State.DRAFT, **columns):
    """A priority and the focal point of its state."""
    if status == State.SUPERSEDED:
        columns["superseded_by"] = PriorityFactory()
    priority = PriorityFactory(status=status, **columns)
    return priority, FocalPointFactory(country=priority.country).user


def open_round(country, **more):
    today = timezone.localdate()
    found = RoundFactory(**{"opens": today, "closes": today + datetime.timedelta(days=30)} | more)
    RoundState.objects.create(round=found, country=country)
    return found


# --- drafts --------------------------------------------------------------------------------------------------------


def test_save_when_the_focal_point_enters_a_new_one_then_it_is_a_draft_of_the_state_with_all_that_was_given():
    mandate = FocalPointFactory()
    asked, themes = open_round(mandate.country), [ThemeFactory(), ThemeFactory()]
    lead, other = InstitutionFactory(country=mandate.country), InstitutionFactory(country=mandate.country)

    written = save_priority(
        Priority(),
        actor=mandate.user,
        columns={
            "country": mandate.country, "year": 2026, "round": asked, "institution": lead,
            "time_frame": "one-year", "importance": "high", "expertise": "sought",
        },
        texts={"ar": {"title": "خفض كلفة التحويلات"}},
        links={"themes": themes, "institutions": [other]},
    )  # fmt: skip

    stored = Priority.objects.get(pk=written.pk)
    assert stored.status == State.DRAFT
    assert stored.ref == f"{mandate.country.code}-2026-001"
    assert (stored.title_ar, stored.title_en) == ("خفض كلفة التحويلات", None)
    assert (stored.round, stored.institution, stored.importance) == (asked, lead, "high")
    assert [theme.pk for theme in stored.themes.order_by("priority_links__position")] == [row.pk for row in themes]
    assert list(stored.institutions.all()) == [other]
    assert Deed.objects.first().actor == mandate.user


@pytest.mark.parametrize("status", [State.DRAFT, State.SENT_BACK])
def test_save_when_it_is_a_draft_then_the_text_is_changed_and_the_status_stays(status):
    priority, person = kept_by(status)

    save_priority(priority, actor=person, expected=priority.version, texts={"fr": {"title": "Transferts"}})

    stored = Priority.objects.get(pk=priority.pk)
    assert (stored.title_fr, stored.title_en, stored.status) == ("Transferts", priority.title_en, status)


@pytest.mark.parametrize("status", [State.DRAFT, State.PUBLISHED])
def test_save_when_somebody_saved_meanwhile_then_it_is_stale_and_nothing_is_written(status):
    priority, person = kept_by(status)
    seen = priority.version
    save_priority(Priority.objects.get(pk=priority.pk), actor=person, expected=seen, texts={"fr": {"title": "Premier"}})

    with pytest.raises(Stale):
        save_priority(priority, actor=person, expected=seen, texts={"fr": {"title": "Second"}})

    assert draft_values(Priority.objects.get(pk=priority.pk))["title_fr"] == "Premier"


@pytest.mark.parametrize("status", CLOSED)
def test_save_when_the_status_takes_no_change_then_it_is_refused(status):
    priority, person = kept_by(status)

    with pytest.raises(ValidationError) as refusal:
        save_priority(priority, actor=person, texts={"en": {"title": "Other"}})

    assert refusal.value.code == "state"
    assert Priority.objects.get(pk=priority.pk).title_en == priority.title_en


@pytest.mark.parametrize("status", [State.DRAFT, State.SENT_BACK, State.PUBLISHED])
@pytest.mark.parametrize("who", ["other focal point", "translator", "reader", "stranger", "former"])
def test_save_when_asked_by_others_then_it_is_refused(status, who):
    priority, _ = kept_by(status)
    people = {
        "other focal point": lambda: FocalPointFactory().user,
        "translator": lambda: staff("translator"),
        "reader": lambda: staff("reader"),
        "stranger": UserFactory,
        "former": lambda: (
            FocalPointFactory(country=priority.country, position="deputy", until=datetime.date(2021, 1, 1)).user
        ),
    }

    with pytest.raises(PermissionDenied):
        save_priority(priority, actor=people[who](), texts={"en": {"title": "Other"}})


def test_save_when_a_new_one_is_of_another_state_then_it_is_refused():
    with pytest.raises(PermissionDenied):
        save_priority(
            Priority(),
            actor=FocalPointFactory().user,
            columns={"country": FocalPointFactory().country, "year": 2026},
            texts={"en": {"title": "Theirs"}},
        )

    assert not Priority.objects.exists()


def test_save_when_it_has_no_title_in_any_language_then_it_is_refused():
    mandate = FocalPointFactory()

    with pytest.raises(ValidationError, match="title in at least one language"):
        save_priority(
            Priority(),
            actor=mandate.user,
            columns={"country": mandate.country, "year": 2026},
            texts={"en": {"need": "Something"}},
        )


@pytest.mark.parametrize("status", [State.DRAFT, State.PUBLISHED])
def test_save_when_what_is_named_is_not_the_states_then_each_field_says_so(status):
    priority, person = kept_by(status)
    foreign, closed = InstitutionFactory(), RoundFactory()

    with pytest.raises(ValidationError) as refusal:
        save_priority(
            priority,
            actor=person,
            columns={"institution": foreign, "round": closed},
            links={"institutions": [foreign]},
        )

    assert set(refusal.value.error_dict) == {"institution", "institutions", "round"}


@pytest.mark.parametrize("column", ["country", "year", "status", "derived", "confirmed_on", "published_at"])
def test_save_when_a_column_is_not_the_states_to_change_then_it_is_refused(column):
    priority, person = kept_by()

    with pytest.raises(ValidationError, match="cannot be changed here"):
        save_priority(priority, actor=person, columns={column: None})


# --- beside what is published --------------------------------------------------------------------------------------


def test_save_when_published_then_the_change_lies_beside_and_nothing_public_moves():
    old, new = ThemeFactory(), ThemeFactory()
    priority, person = kept_by(State.PUBLISHED, themes=[old], importance="low")
    before, changes = Priority.objects.get(pk=priority.pk), Change.objects.count()

    save_priority(
        priority,
        actor=person,
        expected=priority.version,
        columns={"importance": "high", "time_frame": ""},
        texts={"ar": {"title": "عنوان جديد"}, "en": {"title": before.title_en}},
        links={"themes": [new, old]},
    )

    stored = Priority.objects.get(pk=priority.pk)
    assert (stored.status, stored.revision) == (State.PUBLISHED, Revision.DRAFT)
    assert (stored.title_ar, stored.importance, list(stored.themes.all())) == (None, "low", [old])
    assert stored.updated_at == before.updated_at
    assert stored.version == before.version + 1
    assert Change.objects.count() == changes
    assert pending_values(stored) == {"title_ar": "عنوان جديد", "importance": "high", "themes": [new.pk, old.pk]}
    assert Deed.objects.first().action == "priority.revise"
    assert [(row.label, row.language) for row in pending_differences(stored)] == [
        ("Title", "ar"), ("Importance", ""), ("Themes", ""),
    ]  # fmt: skip


def test_save_when_the_change_is_taken_back_field_by_field_then_none_is_pending():
    priority, person = kept_by(State.PUBLISHED)
    save_priority(priority, actor=person, columns={"importance": "high"}, texts={"ar": {"title": "عنوان"}})

    save_priority(priority, actor=person, columns={"importance": ""}, texts={"ar": {"title": ""}})

    stored = Priority.objects.get(pk=priority.pk)
    assert (stored.revision, stored.revised) == (Revision.NONE, {})
    assert not TextBeside.objects.filter(object_id=priority.pk).exists()


def test_save_when_nothing_differs_then_no_deed_and_no_version():
    priority, person = kept_by(State.PUBLISHED)
    deeds = Deed.objects.count()

    save_priority(priority, actor=person, texts={"en": {"title": priority.title_en}})

    assert Priority.objects.get(pk=priority.pk).version == priority.version
    assert Deed.objects.count() == deeds


def test_save_when_the_change_would_leave_no_title_then_it_is_refused():
    priority, person = kept_by(State.PUBLISHED)

    with pytest.raises(ValidationError, match="title in at least one language"):
        save_priority(priority, actor=person, texts={"en": {"title": ""}})

    assert not pending_values(Priority.objects.get(pk=priority.pk))


def test_save_when_the_change_was_submitted_then_it_waits_for_the_review():
    priority, person = kept_by(State.PUBLISHED)
    save_priority(priority, actor=person, texts={"ar": {"title": "عنوان"}})
    REVISION.move(priority, "submit", actor=person)

    with pytest.raises(ValidationError, match="review"):
        save_priority(priority, actor=person, texts={"ar": {"title": "آخر"}})


def test_save_when_the_change_was_sent_back_then_it_stays_so_until_submitted_again():
    priority, person = kept_by(State.PUBLISHED)
    save_priority(priority, actor=person, texts={"ar": {"title": "عنوان"}})
    REVISION.move(priority, "submit", actor=person)
    REVISION.move(priority, "send-back", actor=staff(), note="Shorter")

    saved = save_priority(priority, actor=person, texts={"ar": {"title": "آخر"}})

    assert saved.revision == Revision.SENT_BACK


# --- confirmations and comments ------------------------------------------------------------------------------------


def test_confirm_when_published_then_today_is_noted_and_only_that():
    priority, person = kept_by(State.PUBLISHED, confirmed_on=datetime.date(2020, 1, 1))
    before = stored_values(priority)

    confirm_priority(priority, actor=person, expected=priority.version)

    stored = Priority.objects.get(pk=priority.pk)
    assert stored.confirmed_on == timezone.localdate()
    assert differences(before, stored_values(stored)) == []
    assert Deed.objects.first().action == "priority.confirm"


@pytest.mark.parametrize("status", [state for state in State if state != State.PUBLISHED])
def test_confirm_when_not_published_then_it_is_refused(status):
    priority, person = kept_by(status)

    with pytest.raises(ValidationError, match="published"):
        confirm_priority(priority, actor=person)


@pytest.mark.parametrize("who", [lambda: FocalPointFactory().user, staff, UserFactory])
def test_confirm_when_asked_by_anyone_but_the_state_then_it_is_refused(who):
    priority, _ = kept_by(State.PUBLISHED)

    with pytest.raises(PermissionDenied):
        confirm_priority(priority, actor=who())


def test_comment_when_either_side_writes_one_then_it_stands_until_settled():
    priority, person = kept_by(State.DRAFT)
    version = priority.version

    (comment,) = comment_on_priority(
        priority, [Remark("Quelle loi ?", "title", "ar")], actor=staff(), text_language="fr"
    )
    comment_on_priority(priority, [Remark("The one of 2016")], actor=person)

    assert (comment.field, comment.language, comment.text_language) == ("title", "ar", "fr")
    assert Priority.objects.get(pk=priority.pk).version == version
    assert settle_comment(comment, actor=person).settled_at
    assert PriorityComment.objects.filter(settled_at=None).count() == 1


@pytest.mark.parametrize(
    "remark", [Remark(" "), Remark("x", "status"), Remark("x", "themes", "ar"), Remark("x", "", "ar"), Remark("\x07")]
)
def test_comment_when_it_says_nothing_or_about_nothing_then_it_is_refused(remark):
    priority, person = kept_by(State.DRAFT)

    with pytest.raises(ValidationError):
        comment_on_priority(priority, [remark], actor=person)

    assert not PriorityComment.objects.exists()


@pytest.mark.parametrize("who", [lambda: FocalPointFactory().user, UserFactory, lambda: staff("reader")])
def test_comment_when_asked_by_others_then_neither_written_nor_settled(who):
    priority, person = kept_by(State.DRAFT)
    (comment,) = comment_on_priority(priority, [Remark("Ours")], actor=person)

    with pytest.raises(PermissionDenied):
        comment_on_priority(priority, [Remark("Theirs")], actor=who())
    with pytest.raises(PermissionDenied):
        settle_comment(comment, actor=who())
