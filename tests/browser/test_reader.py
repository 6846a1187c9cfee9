"""The reader in three columns: by keyboard, on a phone, from a link, copied from and printed."""

import base64
import io

import pypdf
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

ADDRESS = "/en/workshops/tunis-2012/"
THREE = f"{ADDRESS}?beside=ar&beside=fr"


def boxes(browser, anchor: str) -> list[tuple[float, float]]:
    """Where the columns of a paragraph begin, across and down."""
    return browser.execute_script(
        "return [...document.getElementById(arguments[0]).querySelectorAll(':scope > div')]"
        ".map(cell => { const box = cell.getBoundingClientRect(); return [box.left, box.top] })",
        anchor,
    )


def test_reader_when_languages_are_chosen_by_keyboard_then_they_stand_side_by_side_and_stack_on_a_phone(browser):
    browser.open(ADDRESS)
    for code in ("ar", "fr"):
        box = browser.find(f'#summary input[value="{code}"]')
        browser.execute_script("arguments[0].focus()", box)
        box.send_keys(Keys.SPACE)
    box.send_keys(Keys.ENTER)

    assert browser.current_url.split("#")[0].endswith(THREE)
    english, arabic, french = boxes(browser, "s1.p2")
    assert english[0] < arabic[0] < french[0]
    assert english[1] == arabic[1] == french[1]
    cells = browser.find_all('[id="s1.p2"] > div')
    assert [cell.value_of_css_property("direction") for cell in cells] == ["ltr", "rtl", "ltr"]

    browser.resize(360)
    stacked = boxes(browser, "s1.p2")
    assert len({across for across, _down in stacked}) == 1
    assert [down for _across, down in stacked] == sorted(down for _across, down in stacked)
    assert browser.find("details.contents > summary").is_displayed()
    assert not browser.find("nav.contents").is_displayed()


def test_reader_when_opened_at_a_paragraph_then_it_is_in_sight_and_marked(browser):
    browser.open(f"{THREE}#s3.p2")

    target = browser.find('[id="s3.p2"]')
    top = browser.execute_script("return arguments[0].getBoundingClientRect().top", target)
    assert 0 <= top < 900
    assert target.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"


def test_citation_when_its_button_is_pressed_then_it_is_copied_and_said(browser):
    browser.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": browser.site.url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    browser.open(ADDRESS)
    button = browser.find('[id="s1.p4"] button.cite')
    browser.execute_script("arguments[0].focus()", button)
    button.send_keys(Keys.ENTER)

    copied = browser.execute_async_script(
        "const done = arguments[0]; setTimeout(() => navigator.clipboard.readText().then(done, done), 100)"
    )
    assert copied.endswith("/en/workshops/tunis-2012/#s1.p4")
    assert "paragraph 4" in copied
    assert browser.find("#cited").get_attribute("textContent")
    assert browser.complaints() == []


def test_citation_when_scripts_are_off_then_a_page_shows_it(plain_browser):
    plain_browser.open(ADDRESS)
    link = plain_browser.find_element(By.CSS_SELECTOR, '[id="s1.p4"] a.cite')
    plain_browser.get(link.get_attribute("href"))

    assert "#s1.p4" in plain_browser.find("main").text


def test_reader_when_printed_then_three_columns_with_addresses_and_without_controls(browser):
    browser.open(THREE)

    printed = base64.b64decode(
        browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    )

    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert "s1.p4" in text and "closing.p1" in text
    assert "Read beside" not in text and "Cite" not in text
    assert "Algeria’s delegation prefers" in " ".join(text.split())
