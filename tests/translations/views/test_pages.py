"""The translators' list and page: who opens them, what stands on them."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Standing, TextBeside, TextState
from amedip.core.records import delete_record, write_record
from amedip.core.texts import set_texts
from amedip.translations.models import GlossaryTerm, Order
from tests.asking import signed_in, visitor
from tests.desk import staff, tree
from tests.factories import (
    FocalPointFactory,
    StatementFactory,
    ThemeFactory,
    TranslatorFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.translations.views.translating import WORK, line, press, record, where, words
from workshops.models import Session

# --- who opens them -----------------------------------------------------------------------------------------------

PEOPLE = {
    "visitor": (lambda: None, 302, 302, 302),
    "stranger": (UserFactory, 403, 403, 403),
    "focal point": (lambda: FocalPointFactory().user, 403, 403, 403),
    "translator": (lambda: TranslatorFactory().user, 200, 200, 404),
    "french translator": (lambda: TranslatorFactory(language="fr").user, 200, 200, 404),
    "reader": (lambda: staff("reader"), 200, 200, 200),
    "editor": (lambda: staff("editor"), 200, 200, 200),
}
SENDS = {"visitor": 302, "stranger": 403, "focal point": 403, "translator": 302, "french translator": 403,
         "reader": 403, "editor": 302}  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_pages_when_somebody_opens_or_sends_then_as_the_table_says(db, name):
    make, of_list, of_page, of_hidden = PEOPLE[name]
    obj, hidden = record(), record("draft")
    user = make()
    client = signed_in(user) if user else visitor()
    opened = {"text-title": "مدارس", "source-title": "en", "seen-title": "", "shown-title": ""}
    opened["seen-title"] = line(obj).rows["en"].fingerprint

    assert client.get(WORK).status_code == of_list
    assert client.get(where(obj)).status_code == of_page
    assert client.get(where(hidden)).status_code == of_hidden
    assert client.post(where(obj), opened | {"act": "save"}).status_code == SENDS[name]
    assert TextBeside.objects.exists() == (name in ("translator", "editor"))


def test_page_when_a_hidden_record_lies_at_the_translator_then_it_opens_and_saves(client, translator):
    hidden = record("draft")
    Order.objects.create(reference=hidden.reference, language="ar", translator=translator, due=timezone.localdate())

    assert "Public page" not in words(client.get(where(hidden)))
    assert press(client, hidden, "save", **{"text-title": "مدارس"}).status_code == 302
    assert line(hidden).text("ar") == "مدارس"


@pytest.mark.parametrize(
    "path",
    [
        "xx/", "?page=9", "priority/NO-1/ar/", "nothing/NO-1/ar/", "priority/{ref}/xx/", "deed/{ref}/ar/",
        "Priority/{ref}/ar/",
    ],
)  # fmt: skip
def test_pages_when_there_is_no_such_thing_then_404_with_advice(client, path):
    answer = client.get(WORK + path.format(ref=record().ref))

    assert answer.status_code == 404
    assert len(words(answer)) > 40


def test_page_when_the_record_was_taken_away_then_404(client):
    theme = ThemeFactory()
    delete_record(theme, actor=None)

    assert client.get(where(theme)).status_code == 404


@pytest.mark.parametrize("query", ["?wanted=nothing", "?kind=nothing", "?state=XX", "?page=x"])
def test_list_when_a_filter_cannot_be_read_then_400_with_advice(client, query):
    answer = client.get(WORK + query)

    assert answer.status_code == 400
    assert len(words(answer)) > 40


@pytest.mark.parametrize(("group", "exchanges"), [("editor", True), ("translator", False), (None, True)])
def test_list_when_somebody_exchanges_files_then_it_leads_to_them_and_else_not(db, group, exchanges):
    client = signed_in(staff(group) if group else TranslatorFactory().user)
    files = f"{WORK}files/"

    assert (files in client.get(WORK).content.decode()) == exchanges
    assert client.get(files).status_code == (200 if exchanges else 403)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_pages_when_sent_with_another_method_then_405(client, method):
    assert getattr(client, method)(WORK).status_code == 405
    assert getattr(client, method)(where(record())).status_code == 405


# --- what stands on them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("code", languages.CODES)
def test_page_when_opened_then_each_text_says_its_language_and_direction(db, code, language):
    client = signed_in(staff())
    obj = record(title_ar="مدارس", title_fr="Écoles")

    page = tree(client.get(where(obj, code, language)))

    assert page.get("lang") == language and page.get("dir") == languages.direction(language)
    (area,) = page.xpath("//textarea[@name='text-title']")
    assert (area.get("lang"), area.get("dir")) == (code, languages.direction(code))
    source = page.xpath("//*[contains(@class, 'source')]")[0]
    assert source.get("lang") != code
    assert source.get("dir") == languages.direction(source.get("lang"))
    assert client.get(f"/{language}/workspace/translations/{code}/").status_code == 200


def test_page_when_the_source_has_changed_then_what_changed_stands_there(client):
    obj = record(title_ar="مدارس")
    set_texts(obj, {"ar": {"title": "مدارس!"}}, actor=None, source="en")
    write_record(obj, actor=None, texts={"en": {"title": "Schools abroad"}})

    answer = client.get(where(obj))

    assert "abroad" in "".join(tree(answer).xpath("//*[contains(@class, 'difference')]//ins//text()"))
    assert "outdated" in words(answer)


def test_page_when_a_third_language_changed_then_what_changed_there_stands_there(client):
    obj = record(title_ar="مدارس", title_fr="Écoles")
    set_texts(obj, {"ar": {"title": "مدارس!"}, "fr": {"title": "Écoles !"}}, actor=None, source="en")
    write_record(obj, actor=None, texts={"fr": {"title": "Écoles à distance"}})

    difference = tree(client.get(where(obj))).find_class("difference")[0]

    assert difference.get("lang") == "fr"
    assert "distance" in "".join(difference.xpath(".//ins//text()"))


def test_page_when_the_source_uses_a_set_term_then_its_translations_stand_there(client):
    GlossaryTerm.objects.create(ar="مدرسة", en="school", fr="école", also_en="schools")

    assert "مدرسة" in words(client.get(where(record())))


def test_list_when_empty_then_it_says_so_and_the_filters_can_be_dropped(client):
    assert "Nothing waits in this language." in words(client.get(WORK + "ar/"))
    assert "Nothing matches these filters." in words(client.get(WORK + "ar/?wanted=outdated"))


def test_list_when_only_drafts_are_there_then_it_leads_to_them(client):
    obj = record(**{f"{field}_{code}": "نص" for field in ("title", "description") for code in languages.CODES})
    TextState.objects.filter(state=Standing.MISSING).delete()  # what its state and others owe

    (link,) = tree(client.get(WORK)).xpath("//main//a[@href='?wanted=unapproved']/@href")

    assert tree(client.get(WORK + link)).xpath(f"//main//a[@href='{where(obj)}']")


def test_list_when_no_language_is_named_then_the_translators_own(db):
    french = signed_in(TranslatorFactory(language="fr").user)

    assert "français" in words(french.get(WORK)).lower()


def test_list_when_something_waits_then_it_leads_to_its_page(client):
    obj = record()

    assert tree(client.get(WORK)).xpath(f"//main//a[@href='{where(obj)}']")


def cost(client, path) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_page_when_there_are_more_texts_parts_and_changes_then_no_more_queries(client, translator):
    workshop = WorkshopFactory(title_fr="Atelier")

    def add(number):
        session = write_record(
            Session(), actor=None, columns={"workshop": workshop, "number": number}, part_of=workshop,
            texts={"en": {"title": f"Session {number}"}, "ar": {"title": f"جلسة {number}"}},
        )  # fmt: skip
        said = StatementFactory(workshop=workshop, session=session, passage=None, text_en="Said")
        set_texts(session, {"ar": {"title": f"الجلسة {number}"}}, actor=translator, source="en")
        write_record(session, actor=None, texts={"en": {"title": f"Part {number}"}}, part_of=workshop)
        set_texts(said, {"ar": {"text": "قيل"}}, actor=translator, origin="machine")

    add(1)
    cost(client, where(workshop))
    before = cost(client, where(workshop))
    for number in range(2, 8):
        add(number)

    assert cost(client, where(workshop)) == before <= 32


def test_list_when_it_is_longer_then_no_more_queries(client, translator):
    def add():
        Order.objects.create(
            reference=record().reference, language="ar", translator=translator, due=timezone.localdate()
        )  # fmt: skip

    add()
    cost(client, WORK)
    before = cost(client, WORK)
    for _ in range(5):
        add()

    # Three of them say who asks.
    assert cost(client, WORK) == before <= 8 + 3
