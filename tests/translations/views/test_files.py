"""The pages of translators' files: every door asks who one is, and every step can be read without a script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from amedip.core import languages
from amedip.core.models import Job
from amedip.core.records import write_record
from amedip.translations.actions import FILE
from amedip.translations.exchange.keeping import WRITE, WRITTEN
from amedip.translations.models import Order
from registry.models import Priority
from tests.asking import signed_in, visitor
from tests.desk import staff
from tests.factories import FocalPointFactory, PriorityFactory
from tests.translations.tools import asked, reviser, translated, translator, worked

pytestmark = pytest.mark.django_db
FILES = "/en/workspace/translations/files/"
ARABIC = {"Lower fees": "خفض الرسوم", "Fees are high.": "الرسوم مرتفعة."}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def actor():
    return staff()


@pytest.fixture
def client(actor):
    return signed_in(actor)


@pytest.fixture
def draft():
    return PriorityFactory(title_en="Lower fees", need_en="Fees are high.", status=Priority.Status.DRAFT)


def text_of(response) -> str:
    (main,) = html.fromstring(response.content.decode()).xpath("//main")
    return " ".join(main.text_content().split())


def follow(client, response):
    """Let the worker do the job that the answer leads to: the job, and its page."""
    assert response.status_code == 302, text_of(response)
    job = worked(Job.objects.filter(kind=FILE).latest("pk"))
    return job, client.get(f"{FILES}{job.pk}/")


def taken(client, record, name="xliff-2.1") -> bytes:
    """The record's file, by the form and the button."""
    sent = {
        "act": "ask", "source": "en", "target": "ar", "standings": ["missing", "outdated"], "format": name,
        "kinds": ["priority"], "state": record.country.code,
    }  # fmt: skip
    job, page = follow(client, client.post(FILES, sent))
    assert "Your file is made" in text_of(page)
    response = client.get(f"{FILES}{job.pk}/download")
    assert response.headers["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def bring(client, data: bytes, name: str = "back.xlf"):
    return follow(client, client.post(FILES, {"act": "send", "file": SimpleUploadedFile(name, data)}))


@pytest.mark.parametrize(("name", "suffix"), [("xliff-2.1", "xlf"), ("xliff-1.2", "xlf"), ("po", "po")])
def test_file_when_taken_translated_and_brought_back_then_each_page_says_where_it_stands(client, draft, name, suffix):
    data = translated(taken(client, draft, name), name, ARABIC.get)

    job, page = bring(client, data, f"back.{suffix}")
    assert "What would change" in text_of(page) and "خفض الرسوم" in text_of(page)
    _job, page = follow(client, client.post(f"{FILES}{job.pk}/", {"act": "confirm"}))
    assert "Your file is taken" in text_of(page) and "Written as drafts: 2" in text_of(page)
    assert client.get(f"{FILES}{job.pk}/").status_code == 302
    _job, page = follow(client, client.post(page.request["PATH_INFO"], {"act": "approve"}))

    assert "Approved: 2" in text_of(page)
    assert Priority.objects.get(pk=draft.pk).title_ar == "خفض الرسوم"
    assert f">back.{suffix}<" in page.content.decode()
    assert client.get(FILES).content.decode().count(f">back.{suffix}<") == 1  # the list has each file once
    assert "Nothing to write" in text_of(bring(client, data)[1])


def test_unit_when_the_source_has_changed_then_both_versions_and_a_choice_are_shown(client, actor, draft):
    data = translated(taken(client, draft), "xliff-2.1", ARABIC.get)
    write_record(draft, actor=actor, texts={"en": {"title": "Lower all fees"}})

    job, page = bring(client, data)
    tree = html.fromstring(page.content.decode())
    (leave, take) = tree.xpath("//input[@type='radio']")

    assert (leave.get("value"), leave.get("checked"), take.get("value")) == ("leave", "checked", "take")
    assert tree.xpath("//dd[@lang='en']/ins/text()") == ["all "] or "all" in "".join(tree.xpath("//ins/text()"))
    _job, page = follow(client, client.post(f"{FILES}{job.pk}/", {"act": "confirm", take.get("name"): "take"}))
    assert Priority.objects.get(pk=draft.pk).title_ar == "خفض الرسوم"


@pytest.mark.parametrize("language", languages.CODES)
def test_pages_when_opened_in_each_language_then_they_come_up_in_its_direction(client, draft, language):
    job, _page = bring(client, translated(taken(client, draft), "xliff-2.1", ARABIC.get))

    for path in ("", f"{job.pk}/"):
        response = client.get(f"/{language}/workspace/translations/files/{path}")
        page = html.fromstring(response.content.decode())
        assert response.status_code == 200
        assert (page.get("lang"), page.get("dir")) == (language, languages.direction(language))


def test_form_when_something_is_wrong_then_it_says_what(client):
    sent = {"act": "ask", "source": "en", "target": "en", "format": "po", "standings": ["missing"], "due": "2020-01-01"}

    response = client.post(FILES, sent)

    assert response.status_code == 400
    assert "Choose two different languages." in text_of(response)
    assert "Name the agency" in text_of(response)
    assert not Job.objects.filter(kind=FILE).exists()


@pytest.mark.parametrize(("file", "says"), [(None, "Choose the file first."), (b"", "empty")])
def test_upload_when_there_is_nothing_in_it_then_it_says_so(client, file, says):
    sent = {"act": "send"} | ({} if file is None else {"file": SimpleUploadedFile("a.po", file)})

    response = client.post(FILES, sent)

    assert response.status_code == 400 and says in text_of(response)


def test_job_when_still_waiting_then_the_page_shows_progress_and_asks_again(client, draft):
    client.post(FILES, {"act": "ask", "source": "en", "target": "ar", "standings": ["missing"], "format": "po"})
    job = Job.objects.get(kind=FILE)

    response = client.get(f"{FILES}{job.pk}/")

    assert "Your file is being made" in text_of(response) and response.headers["Refresh"]
    assert client.get(f"{FILES}{job.pk}/download").status_code == 404


# --- who may -------------------------------------------------------------------------------------------------------


def test_pages_when_somebody_else_asks_then_neither_file_nor_page_is_theirs(client, actor, draft):
    job, _page = bring(client, translated(taken(client, draft), "xliff-2.1", ARABIC.get))
    numbers = list(Job.objects.filter(kind=FILE).values_list("pk", flat=True))
    people = {
        "visitor": (visitor(), 302),
        "focal point": (signed_in(FocalPointFactory().user), 403),
        "reader": (signed_in(staff("reader")), 403),
        "translator": (signed_in(translator("ar")), 404),
        "colleague": (signed_in(staff("coordinator")), 404),
    }

    for name, (person, status) in people.items():
        for number in numbers:
            for path in (f"{FILES}{number}/", f"{FILES}{number}/download"):
                assert person.get(path).status_code == status, (name, path)
        assert person.post(f"{FILES}{job.pk}/", {"act": "confirm"}).status_code == status


def test_form_when_a_translator_opens_it_then_only_their_languages_and_no_agencies(draft):
    page = html.fromstring(signed_in(translator("fr")).get(FILES).content.decode())

    assert page.xpath("//select[@name='target']/option/@value") == ["fr"]
    assert not page.xpath("//input[@name='agency']")
    response = signed_in(translator("fr")).post(
        FILES, {"act": "ask", "source": "en", "target": "ar", "standings": ["missing"], "format": "po"}
    )
    assert response.status_code == 400


def test_form_when_texts_lie_at_agencies_then_they_can_be_chosen(client, draft):
    Order.objects.create(reference=draft.reference, language="ar", agency="Words Ltd", due="2030-01-01")

    page = html.fromstring(client.get(FILES).content.decode())

    assert page.xpath("//select[@name='at']/option/@value") == ["", "Words Ltd"]
    sent = {"act": "ask", "source": "en", "target": "ar", "standings": ["missing"], "format": "po", "at": "Words Ltd"}
    _job, page = follow(client, client.post(FILES, sent))
    assert "Texts: 2, from records: 1." in text_of(page)


def test_download_when_a_record_is_no_longer_the_translators_to_read_then_refused(draft):
    person = translator("ar")
    order = Order.objects.create(reference=draft.reference, language="ar", translator=person, due="2030-01-01")
    client, job = signed_in(person), asked(person)
    assert b"Lower fees" in b"".join(client.get(f"{FILES}{job.pk}/download").streaming_content)

    order.delete()

    assert client.get(f"{FILES}{job.pk}/download").status_code == 403


def test_preview_when_a_record_is_no_longer_the_translators_to_read_then_it_is_not_shown(draft):
    person = translator("ar")
    order = Order.objects.create(reference=draft.reference, language="ar", translator=person, due="2030-01-01")
    client = signed_in(person)
    data = translated(taken(client, draft), "xliff-2.1", ARABIC.get)
    job, page = bring(client, data)
    assert "Fees are high." in text_of(page)

    order.delete()

    assert "Fees are high." not in text_of(client.get(f"{FILES}{job.pk}/"))


def test_written_file_when_a_reviser_of_the_language_opens_it_then_they_approve_it():
    public = PriorityFactory(title_en="Lower fees", need_en="Fees are high.")
    person, judge, other = translator("ar"), reviser("ar"), reviser("fr")
    client = signed_in(person)
    job, _page = bring(client, translated(taken(client, public), "xliff-2.1", ARABIC.get))
    written, page = follow(client, client.post(f"{FILES}{job.pk}/", {"act": "confirm"}))
    assert "A reviser approves them" in text_of(page)
    path = f"{FILES}{written.pk}/"

    assert client.post(path, {"act": "approve"}).status_code == 403
    assert signed_in(other).get(path).status_code == 404
    at_desk = signed_in(judge)
    assert path in at_desk.get(FILES).content.decode()
    _job, page = follow(at_desk, at_desk.post(path, {"act": "approve"}))

    assert "Approved: 2" in text_of(page)
    assert Priority.objects.get(pk=public.pk).title_ar == "خفض الرسوم"


def test_list_when_more_waits_to_be_approved_then_no_more_queries():
    judge, other = reviser("fr"), reviser("ar")
    client = signed_in(judge)

    def wait(number):
        told = {"payload": {"folder": f"{number}", "file": f"{number}.xlf", "step": WRITE}}
        told |= {"result": {"outcome": WRITTEN, "target": "fr"}, "state": Job.State.DONE, "due_at": timezone.now()}
        Job.objects.create(kind=FILE, actor=other, **told)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(FILES).content.decode().count(".xlf</bdi>") == Job.objects.count()
        return len(captured)

    wait(1)
    cost()
    before = cost()
    for number in range(2, 8):
        wait(number)

    # Three of them say who asks.
    assert cost() == before <= 8 + 3
