"""The Atom feed, read by a foreign parser."""

import datetime
import re

import feedparser
import pytest
from lxml import etree

from amedip.core import languages
from amedip.core.records import write_record
from amedip.portal.feeds import views
from tests.asking import get, page, same_cost, visitor
from tests.calling import commit_triggers
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    PassageFactory,
    PracticeFactory,
    PriorityFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What RFC 4287 asks of a feed and of an entry: these once, of those in the second row at most one.
ONCE = {"feed": {"id", "title", "updated"}, "entry": {"id", "title", "updated"}}
AT_MOST_ONCE = {
    "feed": {"subtitle", "icon", "logo", "generator", "rights"},
    "entry": {"published", "summary", "rights"},
}
URI = re.compile(r"[a-z][a-z0-9+.\-]*:[!-~]+")


def read(address: str):
    """What a reader's program makes of the feed, once it is one."""
    answer = get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert_atom(etree.fromstring(answer.content))
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def assert_atom(feed) -> None:
    """The rules of RFC 4287 that a schema would check."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        kind = element.tag.removeprefix(ATOM)
        counted = {name: len(element.findall(ATOM + name)) for name in ONCE[kind] | AT_MOST_ONCE[kind]}
        assert all(counted[name] == 1 for name in ONCE[kind])
        assert all(number <= 1 for number in counted.values())
        assert URI.fullmatch(element.findtext(f"{ATOM}id"))
        links = [(link.get("rel"), link.get("hreflang")) for link in element.findall(f"{ATOM}link")]
        assert links.count(("alternate", None)) == 1
    for moment in [*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")]:
        assert datetime.datetime.fromisoformat(moment.text).tzinfo
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", languages.CODES)
def test_feed_when_read_then_the_first_content_stands_in_its_language(content, language):
    found = read(f"/{language}/feed/?kind=workshop")

    assert found.feed.language == language
    assert len(found.entries) == 3
    for entry in found.entries:
        assert f"/{language}/workshops/" in entry.link
        assert entry.title_detail.language == language
        assert f'lang="{language}" dir="{languages.direction(language)}"' in _raw_summary(language, entry.id)


def _raw_summary(language: str, identifier: str) -> str:
    """As it was sent: a reader's program may clean it."""
    feed = etree.fromstring(get(f"/{language}/feed/?kind=workshop").content)
    return next(
        entry.findtext(f"{ATOM}summary")
        for entry in feed.findall(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}id") == identifier
    )


def test_entry_when_its_text_is_in_another_language_then_it_says_so():
    DocumentFactory(title_en=None, title_ar="النحل", description_ar="أين يعيش <النحل>")
    commit_triggers()

    feed = etree.fromstring(get("/fr/feed/?kind=document").content)

    entry = feed.find(f"{ATOM}entry")
    assert (feed.get(XML_LANG), entry.get(XML_LANG)) == ("fr", "ar")
    assert entry.findtext(f"{ATOM}title") == "النحل"
    assert '<p lang="ar" dir="rtl">أين يعيش &lt;النحل&gt;</p>' in entry.findtext(f"{ATOM}summary")


def test_entry_when_a_paragraph_was_written_then_its_workshop_says_so_and_who_asks_reads_it_alone():
    passage = PassageFactory(text_fr="On a parlé des **abeilles**.")
    commit_triggers()

    (of_workshop,) = read("/fr/feed/?kind=workshop").entries
    (alone,) = read("/fr/feed/?kind=passage").entries

    assert "des abeilles." in alone.summary
    assert alone.link.endswith(f"/fr/workshops/{passage.workshop.ref}/#{passage.anchor}")
    assert not [entry for entry in read("/fr/feed/").entries if entry.id == alone.id]
    assert "1 paragraph" in of_workshop.summary


def test_entry_when_its_object_changes_then_the_same_name_with_a_later_day():
    document = DocumentFactory(ref="bees", title_en="Bees")
    commit_triggers()
    (before,) = read("/en/feed/?kind=document").entries
    assert before.published == before.updated
    assert "New" in before.summary

    write_record(document, actor=None, texts={"en": {"title": "Wax"}}, expected=document.version)
    commit_triggers()
    (after,) = read("/en/feed/?kind=document").entries

    assert after.id == before.id
    assert after.title == "Wax"
    assert (after.published, after.updated > before.updated) == (before.published, True)
    assert "Changed" in after.summary


def test_names_when_languages_differ_then_so_do_they_and_the_domain_is_the_one_set(settings):
    settings.IDENTIFIER_DOMAIN, settings.SITE_URL = "amedip.example", "https://elsewhere.example"
    DocumentFactory(ref="bees", title_en="Bees")
    commit_triggers()

    found = {code: read(f"/{code}/feed/?kind=document") for code in languages.CODES}

    assert found["ar"].feed.id == "tag:amedip.example,2026:ar/feed?kind=document"
    assert found["fr"].entries[0].id == "tag:amedip.example,2026:fr/document/bees"
    assert found["fr"].entries[0].link == "https://elsewhere.example/fr/documents/bees/"


def test_feed_when_narrowed_then_what_belongs_to_it_and_its_title_says_so():
    country, theme = CountryFactory(name_en="Atlantis"), ThemeFactory(name_en="Bees")
    wanted = PriorityFactory(country=country, themes=[theme], title_en="Wanted")
    PriorityFactory(country=country, title_en="Other theme")
    PracticeFactory(country=country, themes=[theme], title_en="Other kind")
    commit_triggers()

    found = read(f"/en/feed/?state={country.code}&theme={theme.ref}&kind=priority")

    assert [entry.title for entry in found.entries] == [wanted.title_en]
    assert found.feed.title == "AMEDIP · Atlantis · Bees · Priority"


def test_pages_when_followed_then_everything_once(monkeypatch, settings):
    monkeypatch.setattr(views, "PAGE", 3)
    for number in range(8):
        DocumentFactory(title_en=f"Document {number}")
        if number % 3:
            commit_triggers()
    commit_triggers()
    address, titles, pages = "/en/feed/?kind=document", [], 0
    while address:
        found = read(address)
        titles += [entry.title for entry in found.entries]
        links = {link.rel: link.href for link in found.feed.links}
        assert links["first"].endswith("/en/feed/?kind=document")
        address = links.get("next", "").removeprefix(settings.SITE_URL)
        pages += 1

    assert pages == 3
    assert titles == [f"Document {number}" for number in range(7, -1, -1)]


def test_feed_when_there_is_nothing_then_it_is_one_all_the_same():
    assert read("/en/feed/?kind=document").entries == []


@pytest.mark.parametrize(
    "query", ["state=XX", "theme=nothing", "kind=user", "before=1", "before=x-y", "before=" + "9" * 40 + "-1", "page=0"]
)
def test_feed_when_a_parameter_is_wrong_then_400(query):
    assert get(f"/en/feed/?{query}").status_code == 400


def test_feed_when_nothing_changed_then_304_and_when_it_did_then_not():
    DocumentFactory()
    commit_triggers()
    first = get("/ar/feed/")
    client = visitor()

    same = client.get("/ar/feed/", headers={"if-none-match": first["ETag"]})
    DocumentFactory()
    commit_triggers()
    other = client.get("/ar/feed/", headers={"if-none-match": first["ETag"]})

    assert (same.status_code, other.status_code) == (304, 200)


def test_feed_costs_the_same_with_one_entry_and_with_seven():
    def add():
        PriorityFactory(country=CountryFactory(), themes=[ThemeFactory()])
        commit_triggers()

    add()
    with same_cost("/en/feed/"):
        for _ in range(6):
            add()


def test_pages_when_opened_then_programs_find_the_feed_of_their_language(content):
    for language in languages.CODES:
        for path, query in (("", ""), ("states/TN/", "?state=TN"), ("themes/remittances/", "?theme=remittances")):
            shown = page(f"/{language}/{path}")
            assert f'href="/{language}/feed/{query}"' in shown
            assert 'type="application/atom+xml"' in shown
