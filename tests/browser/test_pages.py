"""Every public page in every language on a phone and on a desk: accessible, within its width, quiet, on its own."""

import pytest

from amedip.core import languages
from tests.pages import SITE_PAGES, Page, in_all_languages

PHONE, DESK = 360, 1280
# Where axe, which takes longest, looks at the pages of a language; at the others in `make soak`.
LOOKED_AT = {"ar": PHONE, "en": DESK, "fr": PHONE}
# Beside the portal's languages: the documentation of the API, for programmers, in English.
OTHER = ["/api/v1/docs/"]
DARK = [
    "", "registry/", "registry/TN-2012-003/", "registry/compare/", "states/TN/", "workshops/tunis-2012/", "pilots/1/",
    "documents/mtm-factsheet/", "search/?q=TOKTEN", "accounts/login/", "nothing/here/",
]  # fmt: skip


@pytest.mark.parametrize(("language", "page"), in_all_languages(SITE_PAGES), ids=str)
def test_page_when_opened_on_a_phone_and_on_a_desk_then_nothing_is_wrong(browser, language, page):
    address = page.address(language)
    browser.open(address)

    html = browser.find("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == languages.direction(language)
    headings = [heading for heading in browser.find_all("h1") if heading.is_displayed()]
    assert len(headings) == 1
    assert headings[0].text.strip()
    for width in (DESK, PHONE):
        browser.resize(width)
        assert_within_the_width(browser)
        if width == LOOKED_AT[language]:
            assert browser.violations() == []
    refused = browser.site.url + address if page.status >= 400 else ""
    assert browser.complaints(refused=refused) == []
    assert {
        url for url in browser.requests() if not url.startswith((browser.site.url + "/", "about:", "data:"))
    } == set()


@pytest.mark.soak
@pytest.mark.parametrize(("language", "page"), in_all_languages(SITE_PAGES), ids=str)
def test_page_when_looked_at_in_the_other_width_then_accessible_too(browser, language, page):
    browser.resize(PHONE + DESK - LOOKED_AT[language])
    browser.open(page.address(language))

    assert browser.violations() == []


def assert_within_the_width(browser):
    wide, room = browser.execute_script(
        "const root = document.documentElement; return [root.scrollWidth, root.clientWidth]"
    )
    if wide > room:
        culprits = browser.execute_script(
            "return [...document.querySelectorAll('body *')].filter(element => {"
            "  const box = element.getBoundingClientRect();"
            "  return box.width && (box.right > innerWidth + 1 || box.left < -1)"
            "}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"
        )
        pytest.fail(f"{wide} px wide in a window of {room} px: {culprits}")


@pytest.mark.parametrize("path", DARK, ids=lambda path: path or "home")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_when_the_reader_prefers_dark_then_contrast_holds(browser, language, path):
    browser.prefer("dark")
    browser.open(Page(path).address(language))

    dark = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in dark.removeprefix("rgb(").rstrip(")").split(",")) < 64
    assert browser.violations("color-contrast") == []


@pytest.mark.parametrize("path", OTHER)
def test_other_page_when_opened_then_quiet_and_on_its_own(browser, path):
    browser.open(path)

    assert browser.find_all("h1, h2")
    assert browser.complaints() == []
    assert {
        url for url in browser.requests() if not url.startswith((browser.site.url + "/", "about:", "data:"))
    } == set()
