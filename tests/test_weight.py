"""What a page weighs on the wire, with everything a browser fetches for it."""

from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from amedip.core import languages
from tests.pages import SITE_PAGES, in_all_languages

pytestmark = pytest.mark.django_db  # the site's database is a copy of the tests' own
PACKED = {"Accept-Encoding": "gzip, deflate"}  # what every phone can; some get less by asking for more
# What makes a browser fetch something: elements and the attribute with its address.
FETCHED = {
    "link[@rel='stylesheet' or @rel='icon' or @rel='manifest' or @rel='preload']": "href",
    "script": "src",
    "img": "src",
    "source": "srcset",
    "image": "href",
    "use": "href",
    "iframe": "src",
    "object": "data",
}
LINES_OF_A_LIST = 25


def weigh(site, address: str) -> tuple[int, dict[str, int]]:
    """Bytes of the page and of all it needs; the parts by address."""
    page = site.get(address, **PACKED)
    assert page.status == 200
    document = html.fromstring(site.get(address).body)
    parts = {address: len(page.body)}
    for element, attribute in FETCHED.items():
        for value in document.xpath(f"//{element}/@{attribute}"):
            url = urljoin(address, value).split("#")[0]
            if url not in parts and not url.startswith("data:"):
                answer = site.get(url, **PACKED)
                assert answer.status == 200, url
                parts[url] = len(answer.body)
    return sum(parts.values()), parts


@pytest.mark.parametrize("language", languages.CODES)
def test_registry_when_a_full_page_is_opened_then_at_most_thirty_kilobytes(site, language):
    address = f"/{language}/registry/"
    rows = html.fromstring(site.get(address).body).xpath("//*[contains(@class, 'ledger')]/li")
    assert len(rows) == LINES_OF_A_LIST

    total, parts = weigh(site, address)

    assert total <= 30 * 1024, parts


@pytest.mark.parametrize("language", languages.CODES)
def test_home_when_opened_then_at_most_sixty_kilobytes_with_the_map(site, language):
    address = f"/{language}/"
    assert html.fromstring(site.get(address).body).xpath("//main//*[local-name()='svg']")

    total, parts = weigh(site, address)

    assert total <= 60 * 1024, parts


@pytest.mark.parametrize(("language", "page"), in_all_languages(SITE_PAGES), ids=str)
def test_page_when_read_then_nothing_inline_and_nothing_from_elsewhere(site, language, page):
    answer = site.get(page.address(language))
    assert answer.status == page.status
    document = html.fromstring(answer.body)

    assert document.xpath("//style | //*[@style] | //*[starts-with(name(@*), 'on')]") == []
    assert document.xpath("//script[not(@src) and not(@type='application/ld+json' or @type='application/json')]") == []
    for element, attribute in FETCHED.items():
        for url in document.xpath(f"//{element}/@{attribute}"):
            assert urlsplit(url).netloc == ""
            assert not url.startswith("http")


@pytest.mark.parametrize("path", ["/en/", "/ar/registry/", "/static/portal.css"])
def test_answer_when_it_is_compressed_then_it_says_so_and_may_be_kept(site, path):
    if path.startswith("/static/"):
        path = html.fromstring(site.get("/en/").body).xpath("//link[@rel='stylesheet']/@href")[0]

    answer = site.get(path, **PACKED)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    if path.startswith("/static/"):
        assert "immutable" in answer.headers["Cache-Control"]
    else:
        assert answer.headers["ETag"]
        assert site.get(path, **PACKED, **{"If-None-Match": answer.headers["ETag"]}).status == 304
