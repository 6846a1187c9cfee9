"""What people write, review and approve: who may, what becomes the text, what lies beside it, what is refused."""

import datetime
from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Citation, Deed, Reference, Standing, TextBeside
from amedip.core.records import Source, Stale, write_record
from amedip.core.texts import fingerprint, owed, set_texts, states_of, texts_beside
from amedip.translations.actions import Inconsistent, Translation, excuse_finding, save_translations
from amedip.translations.models import Excuse, Order
from amedip.translations.units import lines_of, record_of
from pilots.models import Milestone
from registry.models import Priority
from tests.desk import staff
from tests.factories import PilotFactory, PriorityFactory, TranslatorFactory, UserFactory, WorkshopFactory
from workshops.models import Session

State, Origin = Standing, TextBeside.Origin
DAY = datetime.timedelta(days=1)


def record(status="published", **texts):
    return PriorityFactory(status=status, **({"title_en": "Schools", "description_en": "For all."} | texts))


def line_of(obj, key="title"):
    return next(line for line in lines_of(record_of(obj.reference)) if line.key == key)


def written(obj, text, key="title", code="ar", source="en", state=State.DRAFT, **over):
    """What the page would send for one line as it stands now."""
    line = line_of(obj, key)
    seen, shown = fingerprint(line.text(source)), fingerprint(line.offered(code))
    return Translation(key, text, source, over.get("seen", seen), over.get("shown", shown), state)


def save(obj, text, *, actor, **how):
    code = how.get("code", "ar")
    return save_translations(obj, [written(obj, text, **how)], code, actor=actor)


def stands(obj, key="title", code="ar"):
    line = line_of(obj, key)
    return line.text(code), line.state(code), [beside.text for beside in line.beside(code)]


@pytest.fixture
def translator(db):
    return TranslatorFactory().user


@pytest.fixture
def reviser(db):
    return TranslatorFactory(position="reviser").user


# --- who may do what ----------------------------------------------------------------------------------------------

# Who may save and review, and who may approve, texts in Arabic.
MAY = {
    "portal": (True, True),
    "translator": (True, False),
    "reviser": (True, True),
    "french translator": (False, False),
    "former": (False, False),
    "switched off": (False, False),
    "next": (False, False),
    "stranger": (False, False),
    "staff translator": (True, False),
    "editor": (True, True),
    "reader": (False, False),
}


def person(name):
    today = timezone.localdate()
    if name in ("editor", "reader", "staff translator"):
        return staff(name.removeprefix("staff "))
    terms = {
        "translator": {},
        "reviser": {"position": "reviser"},
        "french translator": {"position": "reviser", "language": "fr"},
        "former": {"position": "reviser", "until": today - DAY},
        "next": {"position": "reviser", "since": today + DAY},
        "switched off": {"position": "reviser", "user__is_active": False},
    }
    if name in terms:
        return TranslatorFactory(**terms[name]).user
    return UserFactory() if name == "stranger" else None


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEWED, State.APPROVED])
@pytest.mark.parametrize("who", MAY)
def test_save_translations_when_somebody_takes_a_step_then_as_the_table_says(db, who, state, status):
    obj, actor = record(status, title_ar="مدارس"), person(who)
    saves, approves = MAY[who]
    allowed = approves if state == State.APPROVED else saves
    text = "مدارس أخرى" if state == State.DRAFT else "مدارس"
    before = stands(obj), Deed.objects.count()

    with nullcontext() if allowed else pytest.raises(PermissionDenied) as refusal:
        save(obj, text, actor=actor, state=state)

    if not allowed:
        assert str(refusal.value)
        assert (stands(obj), Deed.objects.count()) == before
    elif state != State.DRAFT:
        assert stands(obj) == ("مدارس", state, [])
    elif status == "draft":
        assert stands(obj) == (text, State.DRAFT, [])
    else:
        assert stands(obj) == ("مدارس", State.DRAFT, [text])


# --- what becomes of the text -------------------------------------------------------------------------------------


def test_save_translations_when_the_public_reads_it_then_the_words_lie_beside_until_approved(translator, reviser):
    obj = record()

    save(obj, "مدارس", actor=translator)
    assert stands(obj) == ("", State.MISSING, ["مدارس"])
    obj.refresh_from_db()
    assert obj.version == 1
    save(obj, "مدارس", actor=reviser, state=State.APPROVED)

    obj.refresh_from_db()
    assert stands(obj) == ("مدارس", State.APPROVED, [])
    assert states_of(obj)["title", "ar"].source_fingerprint == fingerprint("Schools")
    assert obj.version == 2
    assert stands(obj, code="en")[1] == State.DRAFT


def test_save_translations_when_a_reviewer_agrees_with_a_proposal_then_it_is_reviewed_and_still_beside(translator):
    obj = record()
    save(obj, "مدارس", actor=translator)

    save(obj, "مدارس", actor=TranslatorFactory().user, state=State.REVIEWED)

    assert stands(obj) == ("", State.MISSING, ["مدارس"])
    assert line_of(obj).beside("ar")[0].state == State.REVIEWED


@pytest.mark.parametrize("state", [State.REVIEWED, State.APPROVED])
@pytest.mark.parametrize("status", ["draft", "published"])
def test_save_translations_when_an_outdated_text_still_holds_then_it_is_up_to_date_as_it_is(reviser, status, state):
    obj = record(status, title_ar="مدارس")
    write_record(obj, actor=None, texts={"en": {"title": "All schools"}})
    assert obj.reference.tongues["ar"]["outdated"]

    save(obj, "مدارس", actor=reviser, state=state)

    row = states_of(obj)["title", "ar"]
    assert (row.state, row.outdated_at, row.source_fingerprint) == (state, None, fingerprint("All schools"))
    assert "outdated" not in Reference.objects.get(pk=obj.reference_id).tongues.get("ar", {})


def test_save_translations_when_an_approved_text_is_reviewed_then_it_stays_approved(translator):
    obj = record(title_ar="مدارس")
    save(obj, "مدارس", actor=None, state=State.APPROVED)

    save(obj, "مدارس", actor=translator, state=State.REVIEWED)

    assert stands(obj)[1] == State.APPROVED


@pytest.mark.parametrize("origin", [Origin.PERSON, Origin.FILE])
def test_save_translations_when_a_proposal_is_emptied_then_it_is_gone_and_the_text_stays(translator, origin):
    obj = record(title_ar="مدارس")
    save(obj, "مدارس", actor=None, state=State.APPROVED)
    if origin == Origin.PERSON:
        save(obj, "مدرسة", actor=translator)
    else:
        set_texts(obj, {"ar": {"title": "مدرسة"}}, actor=None, origin=origin)
    assert stands(obj)[2] == ["مدرسة"]

    save(obj, "", actor=translator)

    assert stands(obj) == ("مدارس", State.APPROVED, [])


def test_save_translations_when_a_text_that_the_public_reads_is_emptied_then_refused_with_advice(reviser):
    obj = record(title_ar="مدارس")

    with pytest.raises(ValidationError) as refusal:
        save(obj, "", actor=reviser)

    assert "public" in refusal.value.message_dict["title"][0]
    assert stands(obj)[0] == "مدارس"


def test_save_translations_when_a_draft_nobody_reads_is_emptied_then_it_is_missing(translator):
    obj = record("draft", title_ar="مدارس")

    save(obj, "", actor=translator)

    assert stands(obj)[:2] == ("", State.MISSING)


def test_save_translations_when_a_text_has_no_other_language_then_it_can_be_corrected_and_approved(reviser):
    obj = record("draft", description_en=None, description_ar="وصف")

    save(obj, "وصف أفضل", key="description", actor=reviser, source="", state=State.APPROVED)

    assert stands(obj, "description")[:2] == ("وصف أفضل", State.APPROVED)


def test_save_translations_when_there_is_nothing_to_write_then_no_deed(translator):
    obj = record()
    deeds = Deed.objects.count()

    save_translations(obj, [], "ar", actor=translator)

    assert Deed.objects.count() == deeds


def test_save_translations_when_one_language_is_written_then_no_other_column_changes(reviser):
    obj = record(title_fr="Écoles", title_ar="مدارس")

    save(obj, "مدارس جديدة", actor=reviser, state=State.APPROVED)

    obj.refresh_from_db()
    assert (obj.title_en, obj.title_fr) == ("Schools", "Écoles")
    assert [stands(obj, code=code)[1] for code in ("en", "fr")] == [State.DRAFT] * 2


# --- parts --------------------------------------------------------------------------------------------------------


def session():
    workshop = WorkshopFactory()
    part = write_record(
        Session(), actor=None, columns={"workshop": workshop, "number": 1}, texts={"en": {"title": "Opening"}},
        part_of=workshop,
    )  # fmt: skip
    return workshop, part, "title"


def milestone():
    pilot = PilotFactory()
    part = write_record(
        Milestone(), actor=None, columns={"pilot": pilot, "due": timezone.localdate()},
        texts={"en": {"title": "Opening"}}, part_of=pilot,
    )  # fmt: skip
    return pilot, part, "title"


def citation():
    obj, source = record(), record()
    write_record(obj, actor=None, sources=[Source(source.reference, "s1", {"en": "Opening"})])
    return obj, Citation.objects.get(owner=obj.reference), "note"


@pytest.mark.parametrize("make", [session, milestone, citation])
def test_save_translations_when_a_part_is_translated_then_its_record_owes_nothing_for_it(reviser, make):
    obj, part, field = make()
    key = f"{part._meta.model_name}-{part.pk}/{field}"
    assert owed([obj.reference_id])[obj.reference_id]["ar"]["missing"]

    save(obj, "افتتاح", key=key, actor=reviser, state=State.APPROVED)

    part.refresh_from_db()
    assert getattr(part, f"{field}_ar") == "افتتاح"
    assert states_of(part)[field, "ar"].reference_id == obj.reference_id
    reference = Reference.objects.get(pk=obj.reference_id)
    assert reference.tongues == owed([obj.reference_id])[obj.reference_id]


# --- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", ["en", "ar"])
def test_save_translations_when_source_or_text_has_changed_since_then_stale_and_nothing_is_written(reviser, changed):
    obj = record("draft", title_ar="مدارس")
    sent = [written(obj, "وصف", key="description"), written(obj, "مدارس أخرى")]
    write_record(obj, actor=None, texts={changed: {"title": "Otherwise"}})

    with pytest.raises(Stale):
        save_translations(obj, sent, "ar", actor=reviser)

    assert stands(obj, "description")[:2] == ("", State.MISSING)
    assert stands(obj)[0] == ("مدارس" if changed == "en" else "Otherwise")


def test_save_translations_when_another_line_has_changed_since_then_saved(reviser):
    obj = record("draft")
    sent = [written(obj, "مدارس")]
    write_record(obj, actor=None, texts={"en": {"description": "Otherwise"}})

    save_translations(obj, sent, "ar", actor=reviser)

    assert stands(obj)[0] == "مدارس"


REFUSED = {
    "too long": ("م" * 201, State.DRAFT),
    "control character": ("a\x00b", State.DRAFT),
    "empty but approved": ("", State.APPROVED),
    "empty but reviewed": ("", State.REVIEWED),
    "own words reviewed": ("مدارس", State.REVIEWED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_save_translations_when_a_text_cannot_be_written_then_refused_by_line_and_all_stays(reviser, name):
    text, state = REFUSED[name]
    obj = record("draft")
    sent = [written(obj, "وصف", key="description"), written(obj, text, state=state)]

    with pytest.raises(ValidationError) as refusal:
        save_translations(obj, sent, "ar", actor=reviser)

    assert list(refusal.value.message_dict) == ["title"]
    assert stands(obj, "description")[:2] == ("", State.MISSING)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_save_translations_when_somebody_reviews_what_they_wrote_then_refused(translator, status):
    obj = record(status)
    save(obj, "مدارس", actor=translator)

    with pytest.raises(ValidationError):
        save(obj, "مدارس", actor=translator, state=State.REVIEWED)


@pytest.mark.parametrize("wrong", [{"key": "need"}, {"source": "fr"}, {"source": ""}, {"state": State.MACHINE}])
def test_save_translations_when_what_it_speaks_of_is_not_there_then_refused(translator, wrong):
    obj = record("draft")
    sent = {"key": "title", "text": "م", "source": "en", "seen": fingerprint("Schools"), "shown": "", **wrong}

    with pytest.raises(ValidationError) as refusal:
        save_translations(obj, [Translation(**sent)], "ar", actor=translator)

    assert refusal.value.code == "unknown"


def test_save_translations_when_what_is_approved_is_inconsistent_then_refused_until_excused(reviser):
    obj = record(title_en="Schools for 40 children")
    text = "مدارس لخمسين طفلا"

    with pytest.raises(Inconsistent) as refusal:
        save(obj, text, actor=reviser, state=State.APPROVED)
    assert stands(obj) == ("", State.MISSING, [])
    for checked in refusal.value.by_key["title"]:
        one = {"source": "en", "text": text, "check": checked.finding.check, "excerpt": checked.finding.excerpt}
        excuse_finding(obj, "title", "ar", actor=reviser, reason="A printed mistake", **one)
    save(obj, text, actor=reviser, state=State.APPROVED)

    assert stands(obj)[:2] == (text, State.APPROVED)
    assert Excuse.objects.first().reason == "A printed mistake"


def test_save_translations_when_a_source_changes_then_an_excuse_holds_no_longer(reviser):
    obj = record(title_en="Schools for 40 children")
    text = "مدارس لخمسين طفلا"
    with pytest.raises(Inconsistent) as refusal:
        save(obj, text, actor=reviser, state=State.APPROVED)
    for checked in refusal.value.by_key["title"]:
        one = {"source": "en", "text": text, "check": checked.finding.check, "excerpt": checked.finding.excerpt}
        excuse_finding(obj, "title", "ar", actor=reviser, reason="A printed mistake", **one)
    write_record(obj, actor=None, texts={"en": {"title": "Schools for 60 children"}})

    with pytest.raises(Inconsistent):
        save(obj, text, actor=reviser, state=State.APPROVED)


@pytest.mark.parametrize(
    "wrong", [{"reason": "  "}, {"key": "need"}, {"check": "x" * 99}, {"excerpt": "elsewhere\x00"}, {"source": "fr"}]
)
def test_excuse_finding_when_reason_or_finding_is_not_there_then_refused(reviser, wrong):
    obj = record(title_en="Schools for 40 children")
    given = {"key": "title", "source": "en", "text": "مدارس", "check": "number", "excerpt": "", "reason": "So"} | wrong

    with pytest.raises(ValidationError):
        excuse_finding(obj, given.pop("key"), "ar", actor=reviser, **given)

    assert not Excuse.objects.exists()


# --- orders -------------------------------------------------------------------------------------------------------


def test_save_translations_when_nothing_is_owed_any_more_then_the_order_ends(reviser):
    obj = record()
    order = Order.objects.create(reference=obj.reference, language="ar", agency="A", due=timezone.localdate())
    other = Order.objects.create(reference=obj.reference, language="fr", agency="A", due=timezone.localdate())

    save(obj, "مدارس", actor=reviser, state=State.APPROVED)
    assert Order.objects.open().count() == 2
    save(obj, "للجميع.", key="description", actor=reviser, state=State.APPROVED)

    assert list(Order.objects.open()) == [other]
    order.refresh_from_db()
    assert order.ended_at


def test_save_translations_when_the_record_is_read_then_no_proposal_shows(translator):
    obj = record()
    save(obj, "مدارس", actor=translator)

    assert texts_beside(obj, Origin.PERSON) == {"ar": {"title": "مدارس"}}
    assert Priority.objects.get(pk=obj.pk).title_ar is None
    assert Reference.objects.get(pk=obj.reference_id).title_ar == ""
    assert all(not getattr(obj, f"title_{code}") or code == "en" for code in languages.CODES)
