"""Ways through the portal: without scripts, and with the keyboard alone."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from amedip.core import languages
from tests.browser.conftest import PATIENCE


def test_reader_when_scripts_are_off_then_comes_from_home_to_the_passage_a_priority_rests_on(plain_browser):
    browser = plain_browser
    browser.open("/en/")
    assert browser.execute_script("return 1") == 1  # the driver's own scripts run, the page's do not

    browser.find('nav a[href="/en/registry/"]').click()
    browser.find('select[name="state"] option[value="TN"]').click()
    browser.find('form[method="get"] button').click()
    assert "state=TN" in browser.current_url
    references = [row.text for row in browser.find_all(".ledger .ref")]
    assert references
    assert all(reference.startswith("TN-") for reference in references)

    browser.find('a[href="/en/registry/TN-2012-003/"]').click()
    assert browser.find("h1").is_displayed()
    browser.find('main a[href^="/en/workshops/tunis-2012/#s"]').click()
    section = browser.current_url.rpartition("#")[2]
    assert browser.find(f"#{section}").is_displayed()

    for language in ("ar", "fr", "en"):
        browser.find(f'.langs a[hreflang="{language}"]').click()
        assert browser.current_url.split("#")[0] == f"{browser.site.url}/{language}/workshops/tunis-2012/"
        assert browser.find("html").get_attribute("lang") == language


def test_reader_when_the_language_was_chosen_then_the_bare_address_remembers_it(browser):
    browser.open("/en/registry/?state=TN")
    browser.find('.langs a[hreflang="ar"]').click()
    assert browser.current_url == f"{browser.site.url}/ar/registry/?state=TN"

    browser.open("/")

    assert browser.current_url == f"{browser.site.url}/ar/"


@pytest.mark.parametrize("language", languages.CODES)
def test_keyboard_when_the_first_key_is_tab_then_it_offers_to_skip_to_the_content(browser, language):
    browser.open(f"/{language}/registry/")
    browser.find("body").send_keys(Keys.TAB)

    skip = browser.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert skip.is_displayed()
    assert skip.location["x"] >= 0 and skip.location["y"] >= 0

    skip.send_keys(Keys.ENTER)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    focused = browser.switch_to.active_element
    assert focused.find_elements(By.XPATH, "ancestor::main")


@pytest.mark.parametrize(
    "path", ["/en/", "/ar/registry/", "/fr/search/?q=TOKTEN", "/ar/registry/compare/", "/en/accounts/login/"]
)
def test_keyboard_when_tabbing_through_then_every_stop_is_seen_and_in_the_order_of_the_page(browser, path):
    browser.open(path)
    stops = []
    for _ in range(200):
        browser.tab()
        stop = browser.execute_script(
            "const e = document.activeElement; if (!e || e === document.body) return null;"
            "const s = getComputedStyle(e), box = e.getBoundingClientRect();"
            "const dot = e.closest('.map') && getComputedStyle(e.querySelector('circle'));"
            "const all = [...document.querySelectorAll('*')];"
            "return {place: all.indexOf(e), html: e.outerHTML.slice(0, 100), inMenu: !!e.closest('.menu'),"
            " drawn: box.width > 0 && box.height > 0,"
            " ring: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'"
            " || (!!dot && parseFloat(dot.strokeWidth) >= 6)}"
        )
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            break
        stops.append(stop)

    assert [stop["html"] for stop in stops if not (stop["drawn"] and stop["ring"])] == []
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert any(stop["inMenu"] for stop in stops)
    links = browser.execute_script(
        "const all = [...document.querySelectorAll('main a[href], main button, main select')];"
        "return all.filter(e => e.checkVisibility()).length"  # what is folded away is no stop
    )
    assert len(stops) >= min(links, 100)


@pytest.mark.parametrize(("language", "typed"), [("en", "remit"), ("ar", "التحو")])
def test_search_when_words_are_begun_then_the_arrows_choose_a_suggestion_and_enter_searches(browser, language, typed):
    browser.open(f"/{language}/search/")
    box = browser.find("main input[name=q]")
    box.send_keys(typed)
    WebDriverWait(browser, PATIENCE).until(lambda _: browser.find_all("[role=option]"))
    assert box.get_attribute("aria-expanded") == "true"
    assert browser.violations() == []

    box.send_keys(Keys.ARROW_DOWN)
    chosen = browser.find("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert box.get_attribute("value") == chosen.text
    box.send_keys(Keys.ARROW_UP)
    assert box.get_attribute("value") == typed
    box.send_keys(Keys.ARROW_DOWN)
    box.send_keys(Keys.ENTER)

    WebDriverWait(browser, PATIENCE).until(lambda _: "q=" in browser.current_url)
    assert browser.find_all("mark")
    assert browser.complaints() == []
