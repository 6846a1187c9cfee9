"""The administration in a browser: complete and quiet in Arabic and French, on a phone and on a desk."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from pilots.models import PilotProject
from registry.models import Priority, Theme
from tests import kept
from tests.asking import signed_in
from tests.desk import staff

WIDTHS = (360, 1280)
# Where axe, which takes longest, looks at the pages of a language; at the others in `make soak`.
LOOKED_AT = {"ar": 360, "fr": 1280}
PAGES = {
    "first page": "",
    "list": "registry/priority/",
    "form": "registry/priority/{priority}/change/",
    "form with parts": "pilots/pilotproject/{pilot}/change/",
    "new": "registry/theme/add/",
    "history": "registry/priority/{priority}/history/",
    "import": "workshops/workshop/import/",
    "export": "workshops/workshop/export/",
    "deletion": "registry/theme/{theme}/delete/",
    "jobs": "core/job/",
}


@pytest.fixture(scope="module")
def desk(site, site_database, django_db_blocker):
    """The key of a signed-in session at the site, and the keys of the rows that the tests open."""
    with django_db_blocker.unblock(), kept.connected_to(site_database):
        client = signed_in(staff())
        keys = {
            "priority": Priority.objects.get(reference__ref="TN-2012-003").pk,
            "pilot": PilotProject.objects.earliest("pk").pk,
            "theme": Theme.objects.get(reference__ref="remittances").pk,
        }
        return client.cookies["sessionid"].value, keys


@pytest.fixture
def at_desk(browser, desk):
    """The browser, signed in; ``to`` leads it to one of ``PAGES``."""
    session, keys = desk
    browser.open("/robots.txt")
    browser.add_cookie({"name": "sessionid", "value": session})

    def to(name, language, width=1280):
        browser.resize(width)  # boxes take their width when they are made
        browser.open(f"/{language}/admin/{PAGES[name].format(**keys)}")
        return browser

    return to


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_page_when_opened_then_nothing_is_wrong_with_it(at_desk, name, language):
    for width in WIDTHS:
        browser = at_desk(name, language, width)

        assert browser.complaints() == []
        assert {
            address for address in browser.requests() if not address.startswith((browser.site.url, "data:"))
        } == set()
        if width == LOOKED_AT[language]:
            assert browser.violations() == []
        assert browser.execute_script(
            "const root = document.documentElement; return root.scrollWidth <= root.clientWidth"
        ), width


@pytest.mark.soak
@pytest.mark.parametrize("language", LOOKED_AT)
@pytest.mark.parametrize("name", PAGES)
def test_page_when_looked_at_in_the_other_width_then_accessible_too(at_desk, name, language):
    assert at_desk(name, language, sum(WIDTHS) - LOOKED_AT[language]).violations() == []


def test_tabs_when_a_language_is_chosen_then_only_its_texts_show_and_it_is_remembered(at_desk):
    browser = at_desk("form", "ar")
    browser.find(".tongue-tabs button[data-tongue='fr']").click()

    browser = at_desk("form", "ar")

    shown = [cell for cell in browser.find_all(".tongue-cell") if cell.is_displayed()]
    assert shown and all("fr" in cell.get_attribute("class").split() for cell in shown)
    assert browser.find("[data-tongue='fr'][aria-pressed]").get_attribute("aria-pressed") == "true"
    browser.find(".tongue-tabs button[data-tongue='']").click()
    assert all(cell.is_displayed() for cell in browser.find_all(".tongue-cell"))


def test_themes_when_one_is_taken_out_and_chosen_again_then_it_stands_last(at_desk):
    browser = at_desk("form", "fr")
    chosen = "return [...document.querySelectorAll('#id_themes option')].filter(o => o.selected).map(o => o.value)"
    wait = WebDriverWait(browser, 10)
    wait.until(lambda _: browser.find_all(".field-themes .select2-search__field[aria-label]"))
    before = browser.execute_script(chosen)
    name = browser.find(".field-themes .select2-selection__choice").get_attribute("title")
    cross = browser.find(".field-themes .select2-selection__choice__remove")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", cross)
    cross.click()
    wait.until(lambda _: browser.execute_script(chosen) == before[1:])

    field = browser.find(".field-themes .select2-search__field")
    field.send_keys(name.partition(" · ")[0])
    option = (By.CSS_SELECTOR, ".select2-results__option--highlighted[aria-selected=false]")
    wait.until(lambda _: browser.find_elements(*option))
    field.send_keys(Keys.ENTER)

    wait.until(lambda _: browser.execute_script(chosen) == [*before[1:], before[0]])


def test_calendar_when_opened_in_arabic_then_it_is_as_wide_as_its_days(at_desk):
    browser = at_desk("form", "ar")
    icon = browser.find(".field-confirmed_on .date-icon")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", icon)

    icon.click()

    box, days = browser.find(".calendarbox"), browser.find(".calendarbox table")
    assert box.is_displayed()
    assert box.size["width"] <= days.size["width"] + 20
