"""Notices: who did it hears nothing, who has a part hears once, at once or once a day, and in the own language."""

import datetime

import pytest
from django.utils import timezone

from amedip.celery import app
from amedip.core import notices
from amedip.core.deeds import deed
from amedip.core.models import Job, Notice
from amedip.core.tasks import send_digests, send_mail, sweep_jobs
from tests.factories import ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(*recipients, actor=None, about=None, action="priority.send-back", why=""):
    with deed(action, actor=actor, about=about, why=why) as done:
        notices.tell(done, recipients)
    return done


def mails() -> list[dict]:
    """What waits to be delivered, oldest first."""
    return [job.payload for job in Job.objects.filter(kind="mail").order_by("pk")]


def test_tell_when_somebody_did_it_then_all_hear_but_who_did_it_and_who_is_switched_off():
    actor, hearer, gone = UserFactory(), UserFactory(), UserFactory(is_active=False)

    done = told(actor, hearer, gone, actor=actor)

    (notice,) = Notice.objects.all()
    assert (notice.recipient, notice.deed) == (hearer, done)
    assert notice.mailed_at is not None
    assert [mail["to"] for mail in mails()] == [hearer.email]


def test_tell_when_told_again_then_only_who_is_new_hears():
    first, second = UserFactory(), UserFactory()
    done = told(first, first)

    assert [notice.recipient for notice in notices.tell(done, [first, second])] == [second]
    assert [mail["to"] for mail in mails()] == [first.email, second.email]


def test_tell_when_the_deed_fails_then_nobody_hears():
    hearer = UserFactory()

    def deed_that_fails():
        with deed("priority.submit", actor=None) as done:
            notices.tell(done, [hearer])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed_that_fails()

    assert not Notice.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_mail_when_read_then_it_says_in_the_persons_language_what_was_done_by_whom_why_and_where(language, settings):
    settings.SITE_URL = "https://amedip.example"
    theme = ThemeFactory(name_ar="تحويلات", name_en="Transfers", name_fr="Transferts")
    actor, hearer = UserFactory(full_name="Béatrice"), UserFactory(language=language)

    told(hearer, actor=actor, about=theme.reference, why="Name the ministry.\nThank you.")

    (mail,) = mails()
    assert mail["subject"].startswith(f"{theme.ref}: ")
    title = {"ar": "تحويلات", "en": "Transfers", "fr": "Transferts"}[language]
    for words in (title, "Béatrice", "Name the ministry.\nThank you.", f"https://amedip.example/{language}/themes/"):
        assert words in mail["body"]
    assert Job.objects.get().language == language


def test_digest_when_wanted_then_one_mail_a_day_with_all_of_it():
    theme = ThemeFactory(name_en="Transfers")
    hearer = UserFactory(daily_digest=True)
    told(hearer, about=theme.reference, action="priority.accept")
    told(hearer, about=theme.reference, action="priority.publish")
    assert mails() == []

    send_digests()
    send_digests()

    (mail,) = mails()
    assert mail["body"].index("accepted") < mail["body"].index("published")
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_digest_when_more_comes_on_the_same_day_then_it_waits_for_the_next_and_is_not_lost():
    hearer = UserFactory(daily_digest=True)
    told(hearer)
    send_digests()
    told(hearer)

    send_digests()
    assert Notice.objects.filter(mailed_at=None).count() == 1
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Job.objects.update(key=f"digest:{hearer.pk}:{yesterday:%Y-%m-%d}")
    send_digests()

    assert len(mails()) == 2
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_digest_when_switched_off_meanwhile_then_what_waits_still_goes_out():
    hearer = UserFactory(daily_digest=True)
    told(hearer)
    hearer.daily_digest = False
    hearer.save()

    send_digests()

    assert [mail["to"] for mail in mails()] == [hearer.email]


def test_mail_when_the_worker_dies_between_delivery_and_note_then_it_is_there_once(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "amedip.core.mail.FileBackend", str(tmp_path)
    told(UserFactory())
    job = Job.objects.get()
    send_mail(Job.objects.get())  # delivered, but the worker's last words are lost
    Job.objects.filter(pk=job.pk).update(payload=job.payload)

    sweep_jobs()
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)  # and once more, after the body is forgotten
    sweep_jobs()

    (letter,) = tmp_path.glob("*.eml")
    assert b"What happened" in letter.read_bytes()
    assert not list(tmp_path.glob(".*"))


def test_seen_when_more_came_since_then_that_stays_new():
    hearer, other = UserFactory(), UserFactory()
    told(hearer, other)
    newest = notices.latest_of(hearer)[0].notice.pk
    told(hearer)

    notices.mark_seen(hearer, newest)

    assert [told.notice.seen_at is None for told in notices.latest_of(hearer)] == [True, False]
    assert notices.latest_of(other)[0].notice.seen_at is None


def test_schedule_when_read_then_the_worker_knows_each_task():
    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
