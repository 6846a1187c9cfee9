"""Readers follow the portal by mail: in French and in Arabic, on a phone without scripts, until one click ends it."""

import datetime
import re
import urllib.request
from email import message_from_bytes
from email.policy import default
from types import SimpleNamespace

import pytest
from django.utils import timezone

from amedip.core.records import write_record
from amedip.core.tasks import sweep_jobs
from amedip.portal.following.telling import tell_weekly
from amedip.portal.models import Subscription
from tests.browser.conftest import Browser
from tests.factories import PassageFactory
from workshops.models import Passage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_WEEK_LATER = datetime.timedelta(days=8)
# The words by which somebody knows where they are.
WORDS = {
    "fr": {"weekly": "une fois par semaine", "news": "ce que vous suivez", "title": "Le dialogue des jardins"},
    "ar": {"weekly": "مرة في الأسبوع", "news": "تتابعه", "title": "حوار البساتين"},
}


@pytest.fixture
def phone(live_server, settings):
    settings.SITE_URL = live_server.url
    browser = Browser(SimpleNamespace(url=live_server.url), javascript=False)
    browser.resize(360)
    yield browser
    browser.quit()


@pytest.fixture
def mailbox(settings, tmp_path):
    """A function that has the waiting jobs done, and gives the last letter to an address."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "amedip.core.mail.FileBackend", str(tmp_path)

    def last_to(address: str):
        sweep_jobs()
        paths = sorted(tmp_path.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        letters = [message_from_bytes(path.read_bytes(), policy=default) for path in paths]
        return [letter for letter in letters if letter["To"] == address][-1]

    return last_to


def stands_right(browser, language: str) -> bool:
    page, size = browser.find("html"), browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    direction = "rtl" if language == "ar" else "ltr"
    return (page.get_attribute("lang"), page.get_attribute("dir")) == (language, direction) and size["width"] <= 360


def link_in(letter, path: str) -> str:
    return re.search(rf"http://\S+/follow/{path}/\S+", letter.get_content()).group()


def test_readers_when_they_follow_by_mail_then_confirm_hear_of_a_summary_and_leave_by_one_click(phone, mailbox):
    passage = PassageFactory()
    workshop = passage.workshop
    titles = {language: {"title": words["title"]} for language, words in WORDS.items()}
    write_record(workshop, actor=None, texts=titles)
    addresses = {language: f"reader-{language}@example.org" for language in WORDS}

    for language, address in addresses.items():
        phone.open(f"/{language}/follow/?kind=workshop")
        assert stands_right(phone, language)
        assert phone.find("input[name=kinds][value=workshop]").is_selected()
        phone.find("input[name=pace][value=weekly]").click()
        phone.find("input[name=email]").send_keys(address)
        phone.find("main form .button").click()
        assert stands_right(phone, language)
        assert not Subscription.objects.confirmed().filter(email=address).exists()

        phone.get(link_in(mailbox(address), "confirm"))
        assert stands_right(phone, language)
        phone.find("main form .button").click()
        assert WORDS[language]["weekly"] in phone.find("main").text
        assert Subscription.objects.confirmed().filter(email=address, pace="weekly", language=language).exists()

    # Somebody publishes a paragraph more; a week is over.
    write_record(
        Passage(workshop=workshop, session=passage.session, anchor="s1.p9"),
        actor=None,
        texts={"en": {"text": "And so on."}},
        part_of=workshop,
    )
    assert tell_weekly(timezone.now() + A_WEEK_LATER) == 2

    for language, address in addresses.items():
        letter = mailbox(address)
        assert WORDS[language]["title"] in letter.get_content()
        assert WORDS[language]["news"] in letter.get_content()
        one_click = letter["List-Unsubscribe"].strip().strip("<>")
        request = urllib.request.Request(one_click, data=letter["List-Unsubscribe-Post"].encode(), method="POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 200
        phone.get(link_in(letter, "mine"))
        assert stands_right(phone, language)
        assert not phone.find_all("input[name=kinds]")
    assert not Subscription.objects.exists()
