"""The pages of following by mail, as readers and their mail programs meet them."""

import re
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

from amedip.core.tasks import sweep_jobs
from amedip.portal.following import telling
from amedip.portal.models import Subscription
from tests.asking import get, page, visitor
from tests.calling import commit_triggers
from tests.factories import CountryFactory, DocumentFactory, PracticeFactory, ThemeFactory

pytestmark = pytest.mark.django_db

GIVEN = {"email": "reader@example.org", "pace": "at-once", "language": "en"}


@pytest.fixture(autouse=True)
def mailbox(settings, tmp_path):
    """A function that does the jobs that wait and returns all letters, oldest first."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "amedip.core.mail.FileBackend", str(tmp_path)

    def letters():
        sweep_jobs()
        paths = sorted(tmp_path.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]

    return letters


def link_in(letter, part: str) -> str:
    """The path of the link of that part in a letter."""
    return urlsplit(re.search(rf"https?://\S*/follow/{part}/\S+", letter.get_content())[0]).path


def strict() -> Client:
    """A visitor whose forms must carry their token."""
    return Client(enforce_csrf_checks=True, headers={"host": "localhost"})


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_story_when_somebody_follows_then_hears_changes_and_ends_it(language, mailbox):
    country = CountryFactory(name_ar="دولة", name_en="State", name_fr="État")
    commit_triggers()
    reader = visitor()
    given = GIVEN | {"language": language, "states": [country.code], "kinds": ["practice"]}

    asked = reader.post(f"/{language}/follow/", given)
    assert asked.headers["Location"] == f"/{language}/follow/asked/"
    (letter,) = mailbox()
    confirm = link_in(letter, "confirm")
    assert confirm.startswith(f"/{language}/")
    assert reader.get(confirm).status_code == 200
    assert not Subscription.objects.confirmed().exists()  # a program that opens links confirms nothing
    assert reader.post(confirm).status_code == 200

    practice = PracticeFactory(country=country, title_en="Bees", title_ar="نحل", title_fr="Abeilles")
    commit_triggers()
    telling.tell_at_once()
    *_before, letter = mailbox()
    assert f"/{language}/practices/{practice.ref}/" in letter.get_content()
    assert {"ar": "نحل", "en": "Bees", "fr": "Abeilles"}[language] in letter["Subject"]

    mine = link_in(letter, "mine")
    assert "reader@example.org" in reader.get(mine).content.decode()
    assert reader.post(mine, {"pace": "weekly", "language": "fr", "kinds": ["pilot"]}).status_code == 200
    row = Subscription.objects.get()
    assert (row.pace, row.language, row.states, row.kinds) == ("weekly", "fr", [], ["pilot"])

    stop = link_in(letter, "stop")
    assert strict().get(stop).status_code == 200
    assert Subscription.objects.exists()
    assert strict().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert strict().post(stop).status_code == 200  # pressed once more
    assert reader.get(mine).status_code == reader.get(stop).status_code == reader.post(confirm).status_code == 410


def test_form_when_the_address_is_known_then_the_answer_is_the_same(mailbox):
    def answers():
        answer = visitor().post("/en/follow/", GIVEN)
        return answer.status_code, answer.headers["Location"], answer.content

    first = answers()
    (letter,) = mailbox()
    visitor().post(link_in(letter, "confirm"))

    assert answers() == first
    assert len(mailbox()) == 2


@pytest.mark.parametrize("link", ["?state={state}&theme={theme}&kind=practice", ""])
def test_form_when_it_is_opened_then_the_filter_of_the_link_is_ticked(link):
    country, theme = CountryFactory(), ThemeFactory()

    tree = html.fromstring(page("/fr/follow/" + link.format(state=country.code, theme=theme.ref)))

    ticked = set(tree.xpath("//input[@type='checkbox'][@checked]/@value"))
    assert ticked == ({country.code, theme.ref, "practice"} if link else set())
    assert tree.xpath("//input[@name='language'][@checked]/@value") == ["fr"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"}, {"email": ""}, {"email": "a" * 250 + "@example.org"}, {"email": "a\x00@example.org"},
        {"pace": "hourly"}, {"pace": ""}, {"language": "de"}, {"states": ["XX"]}, {"themes": ["nothing"]},
        {"kinds": ["passage"]}, {"kinds": ["user"]},
    ],
    ids=str,
)  # fmt: skip
def test_form_when_something_is_wrong_then_it_says_so_and_nothing_is_kept(wrong, mailbox):
    answer = visitor().post("/en/follow/", GIVEN | wrong)

    assert answer.status_code == 400
    assert html.fromstring(answer.content).xpath("//*[contains(@class, 'errorlist')]")
    assert not Subscription.objects.exists()
    assert mailbox() == []


def test_form_when_it_comes_without_its_token_then_refused():
    assert strict().post("/en/follow/", GIVEN).status_code == 403
    assert not Subscription.objects.exists()


def test_form_when_one_address_is_given_again_and_again_then_429_and_the_mailbox_is_spared(mailbox):
    answers = [visitor().post("/ar/follow/", GIVEN | {"email": email}) for email in ("a@b.org",) * 3 + ("A@B.org",)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[-1]["Retry-After"]
    assert len(mailbox()) == 3


def test_form_when_one_place_gives_many_addresses_then_429():
    answers = [visitor().post("/en/follow/", GIVEN | {"email": f"{number}@b.org"}) for number in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]


@pytest.mark.parametrize("part", ["confirm", "mine", "stop"])
@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "%ED%A0%80", "a" * 3000, "..", "'--"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_link_when_it_is_none_of_ours_then_410_or_less(part, token, method):
    answer = getattr(strict(), method)(f"/en/follow/{part}/{token}/")

    wanted = {400, 403, 404, 410} if method == "post" else {400, 404, 410}
    assert answer.status_code in wanted
    if answer.status_code == 410:
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


def test_pages_behind_links_when_opened_then_no_program_lists_them(mailbox):
    visitor().post("/en/follow/", GIVEN)
    (letter,) = mailbox()

    answer = visitor().get(link_in(letter, "confirm"))

    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("states/{state}/", "state={state}"),
        ("themes/{theme}/", "theme={theme}"),
        ("workshops/", "kind=workshop"),
    ],
)
def test_page_when_it_can_be_followed_then_it_links_to_the_form_and_the_feed_of_just_that(path, query):
    names = {"state": CountryFactory().code, "theme": ThemeFactory().ref}

    tree = html.fromstring(page("/en/" + path.format(**names)))

    for place in ("follow", "feed"):
        (link,) = tree.xpath(f"//main//a[starts-with(@href, '/en/{place}/?')]/@href")
        assert link == f"/en/{place}/?{query.format(**names)}"
        assert get(link).status_code == 200


def test_letter_when_a_text_stands_in_another_language_then_that_is_told(mailbox):
    visitor().post("/ar/follow/", GIVEN | {"language": "ar"})
    visitor().post(link_in(mailbox()[0], "confirm"))
    DocumentFactory(title_en="Bees")
    commit_triggers()

    telling.tell_at_once()

    assert mailbox()[-1]["Subject"].endswith("Bees")
