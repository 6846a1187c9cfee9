"""Telling: of what is public when the mail goes, to who follows it then, of each change once."""

import datetime
import re
import smtplib
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core import stamp
from amedip.core.models import Job
from amedip.core.records import delete_record, write_record
from amedip.core.tasks import sweep_jobs
from amedip.portal import tasks
from amedip.portal.following import actions, telling
from amedip.portal.following.choice import Choice
from amedip.portal.following.links import Wish
from amedip.portal.models import Subscription
from tests.calling import commit_triggers
from tests.factories import CountryFactory, DocumentFactory, PracticeFactory, PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def mailbox(settings, tmp_path):
    """A function that does the jobs that wait and returns all letters, oldest first."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "amedip.core.mail.FileBackend", str(tmp_path)
    settings.SITE_URL = "https://amedip.example"

    def letters():
        sweep_jobs()
        paths = sorted(tmp_path.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]

    return letters


def follower(email="reader@example.org", pace="at-once", language="en", **chosen) -> Subscription:
    now = timezone.now()
    return Subscription.objects.create(
        email=email, pace=pace, language=language, asked_at=now, confirmed_at=now, told=stamp.current(), told_at=now,
        **chosen,
    )  # fmt: skip


def publish(factory=DocumentFactory, **values):
    found = factory(**values)
    commit_triggers()
    return found


def test_tell_when_something_is_published_then_one_letter_says_what_and_where(mailbox):
    follower(language="fr", kinds=["document"])
    document = publish(title_fr="Les abeilles", title_en="Bees")

    telling.tell_at_once()

    (letter,) = mailbox()
    assert letter["To"] == "reader@example.org"
    assert letter["Subject"] == "AMEDIP: Les abeilles"
    assert f"https://amedip.example/fr/documents/{document.ref}/" in letter.get_content()


def test_letter_when_it_comes_then_it_is_ended_by_one_click(mailbox, client, tmp_path):
    row = follower()
    publish()
    telling.tell_at_once()

    (letter,) = mailbox()

    # Not encoded: mail programs read it as it stands.
    assert b"<https://amedip.example/en/follow/stop/" in next(tmp_path.glob("*.eml")).read_bytes().split(b"\n\n")[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter["List-Unsubscribe"].replace("\n", "").strip("<> ")
    assert link.startswith("https://amedip.example/en/follow/stop/")
    assert link in letter.get_content()
    answer = client.post(urlsplit(link).path, {"List-Unsubscribe": "One-Click"}, headers={"host": "localhost"})
    assert answer.status_code == 200
    assert not Subscription.objects.filter(pk=row.pk).exists()


def test_tell_when_the_scheduler_runs_again_then_nobody_hears_twice(mailbox):
    follower()
    publish()

    assert [telling.tell_at_once() for _ in range(3)] == [1, 0, 0]
    publish()
    assert telling.tell_at_once() == 1
    assert len(mailbox()) == 2


def test_tell_when_something_changes_often_between_two_rounds_then_it_stands_once_in_one_letter(mailbox):
    follower()
    document = publish(title_en="One")
    for text in ("Two", "Three"):
        write_record(document, actor=None, texts={"en": {"title": text}}, expected=document.version)
        commit_triggers()

    telling.tell_at_once()

    (letter,) = mailbox()
    assert letter.get_content().count(f"documents/{document.ref}/") == 1
    assert "Three" in letter.get_content()


def test_tell_when_followers_chose_then_each_hears_of_just_that(mailbox):
    country, theme = CountryFactory(), ThemeFactory()
    commit_triggers()
    follower("state@example.org", states=[country.code])
    follower("theme@example.org", themes=[theme.ref])
    follower("kind@example.org", kinds=["document"])
    follower("both@example.org", states=[country.code], themes=[theme.ref])
    follower("all@example.org")
    publish(PriorityFactory, country=country, title_en="Of the state")
    publish(PracticeFactory, themes=[theme], title_en="Of the theme")
    publish(title_en="Of the kind")

    telling.tell_at_once()

    said = {letter["To"]: letter.get_content() for letter in mailbox()}
    assert set(said) == {f"{who}@example.org" for who in ("state", "theme", "kind", "all")}
    for who, what in {"state": "Of the state", "theme": "Of the theme", "kind": "Of the kind"}.items():
        others = {"Of the state", "Of the theme", "Of the kind"} - {what}
        assert what in said[f"{who}@example.org"]
        assert not any(other in said[f"{who}@example.org"] for other in others)
    assert all(what in said["all@example.org"] for what in ("Of the state", "Of the theme", "Of the kind"))


def test_tell_when_it_was_taken_away_before_the_letter_goes_then_nobody_hears_of_it(mailbox):
    follower()
    secret = publish(PracticeFactory, title_en="Withdrawn")
    kept = publish(PracticeFactory, title_en="Kept")
    telling.tell_at_once()  # queued, not sent

    delete_record(secret, actor=None, why="Wrong")
    commit_triggers()

    (letter,) = mailbox()
    assert "Withdrawn" not in letter.get_content()
    assert kept.title_en in letter.get_content()


def test_tell_when_all_of_it_was_taken_away_or_is_a_draft_then_no_letter(mailbox):
    follower(kinds=["practice", "priority"])
    publish(PriorityFactory, status="draft")
    gone = publish(PracticeFactory)
    assert telling.tell_at_once() == 1
    delete_record(gone, actor=None, why="Wrong")
    commit_triggers()
    telling.tell_at_once()

    assert mailbox() == []


@pytest.mark.parametrize("change", ["erased", "other choice"])
def test_tell_when_the_follower_is_gone_or_chose_otherwise_meanwhile_then_no_letter(mailbox, change):
    row = follower()
    publish()
    telling.tell_at_once()

    if change == "erased":
        row.delete()
    else:
        Subscription.objects.update(kinds=["pilot"])

    assert mailbox() == []


def test_tell_when_unconfirmed_then_nobody_is_told(mailbox):
    Subscription.objects.create(email="reader@example.org", asked_at=timezone.now(), pace="at-once")
    publish()

    assert telling.tell_at_once() == telling.tell_weekly() == 0


def test_weekly_when_the_scheduler_runs_each_day_then_every_seventh_and_a_missed_day_is_made_up_for(mailbox):
    follower(pace="weekly")
    begun = timezone.now()
    sent = []
    for day in range(1, 25):
        publish()
        if day not in (14, 15):  # nobody ran the scheduler
            sent += [day] * telling.tell_weekly(begun + day * DAY)

    assert sent == [7, 16, 23]
    assert len(mailbox()) == 3


def test_weekly_when_nothing_happened_then_no_letter(mailbox):
    follower(pace="weekly", kinds=["pilot"])
    publish()

    assert telling.tell_weekly(timezone.now() + 8 * DAY) == 0
    assert mailbox() == []


def test_letter_when_there_is_too_much_then_it_names_some_and_counts_the_rest(mailbox, monkeypatch):
    monkeypatch.setattr(telling, "MOST", 3)
    follower(kinds=["document"])
    for _ in range(5):
        publish()

    telling.tell_at_once()

    (letter,) = mailbox()
    assert letter.get_content().count("/en/documents/") == 3
    assert "2 more" in letter.get_content()


def test_telling_when_there_are_many_followers_then_the_queries_are_those_of_their_mails():
    def queries(followers):
        Subscription.objects.all().delete()
        for number in range(followers):
            follower(f"{number}@example.org", kinds=["document"])
        publish()
        with CaptureQueriesContext(connection) as captured:
            assert telling.tell_at_once() == followers
        # A job each is what they cost.
        return [query for query in captured if not {"core_job", "SAVEPOINT"} & set(re.split(r'[" ]', query["sql"]))]

    assert len(queries(1)) == len(queries(6))


def test_telling_when_there_are_more_than_one_batch_holds_then_all_are_told(monkeypatch):
    monkeypatch.setattr(telling, "_BATCH", 2)
    for number in range(5):
        follower(f"{number}@example.org")
    publish()

    assert telling.tell_at_once() == 5
    assert set(Subscription.objects.values_list("told", flat=True)) == {stamp.current()}


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"reader@example.org": (550, b"nobody here")})


def test_letter_when_the_post_office_refuses_then_no_address_stands_in_the_job_or_the_log(settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    follower()
    publish()
    telling.tell_at_once()

    sweep_jobs()

    job = Job.objects.get(kind=actions.TELL)
    assert job.error
    assert "example.org" not in f"{job.error} {job.payload} {job.key} {caplog.text}"


def test_tasks_when_the_scheduler_calls_them_then_they_do_their_work(mailbox):
    follower()
    actions.ask_to_follow("other@example.org", Wish(Choice(), "weekly", "ar"))
    Subscription.objects.waiting().update(asked_at=timezone.now() - 8 * DAY)
    publish()

    tasks.tell_at_once()
    tasks.tell_weekly()
    tasks.erase_unconfirmed()

    assert [letter["To"] for letter in mailbox()] == ["reader@example.org"]
