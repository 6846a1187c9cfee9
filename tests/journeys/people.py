"""Somebody with a browser: they fill in forms by the names of fields, and press buttons."""

import re
import time
from pathlib import Path
from types import SimpleNamespace

from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.accounts.conftest import PASSWORD, code_of
from tests.browser.conftest import Browser

PATIENCE_SECONDS = 60


class Person:
    """One person at one browser, in ``language``, on a screen of ``width`` points."""

    def __init__(self, url: str, language: str, *, width: int, javascript: bool):
        self.language = language
        self.scripts = javascript
        self.url = url
        self.browser = Browser(SimpleNamespace(url=url), javascript=javascript)
        self.browser.resize(width, 1600)

    def open(self, path: str) -> None:
        """A page of the portal, in the person's language."""
        self.browser.open(f"/{self.language}/{path}")

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            field = self.browser.find_element(By.NAME, name)
            field.clear()
            field.send_keys(value)

    def choose(self, name: str, label: str) -> None:
        """The entry of a list that holds the words: in the browser's own, or in the box a script has made of it."""
        field = self.browser.find_element(By.NAME, name)
        if field.is_displayed() and "select2-hidden-accessible" not in field.get_attribute("class"):
            entry = next(option.text for option in Select(field).options if label in option.text)
            Select(field).select_by_visible_text(entry)
            return
        field.find_element(By.XPATH, "following-sibling::*[contains(@class, 'select2')]").click()
        search = self.browser.find(".select2-search__field")
        search.send_keys(label)
        self.wait_for(lambda: self._is_alone_in_box(label))
        search.send_keys(Keys.ENTER)

    def _is_alone_in_box(self, label: str) -> bool:
        try:
            found = [entry.text for entry in self.browser.find_all(".select2-results li")]
        except StaleElementReferenceException:  # the script is just writing them
            return False
        return len(found) == 1 and label in found[0]

    def press(self, selector: str) -> None:
        """Press something that leaves one on the page."""
        self.browser.find(selector).click()

    def go(self, selector: str) -> None:
        """Press something that leads to another page, and wait until it has come."""
        page = self.browser.find("html")
        self.press(selector)
        self.wait_for(lambda: self.is_gone(page))

    @staticmethod
    def is_gone(element) -> bool:
        """Has the page of the element made room for another?"""
        try:
            element.tag_name  # noqa: B018 (asks the browser)
        except StaleElementReferenceException:
            return True
        except WebDriverException as error:  # chromedriver's word for the same while the next page is on its way
            return "does not belong to the document" in error.msg
        return False

    def text(self, selector: str = "main") -> str:
        return self.browser.find(selector).text

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.browser.current_url)

    def stands_right(self) -> bool:
        """Is the page in the person's language, turned as it is read, and no wider than the screen?"""
        page = self.browser.find("html")
        turned = "rtl" if self.language == "ar" else "ltr"
        layout = self.browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
        fits = layout["cssContentSize"]["width"] <= layout["cssLayoutViewport"]["clientWidth"]
        return (page.get_attribute("lang"), page.get_attribute("dir"), fits) == (self.language, turned, True)

    def sit_down(self, client) -> None:
        """Bring the session in which ``client`` is signed in."""
        value = client.cookies["sessionid"].value
        self.browser.execute_cdp_cmd("Network.setCookie", {"name": "sessionid", "value": value, "url": self.url})

    def come_in(self, link: str, name: str) -> None:
        """Follow the one-time link and set up the second factor: at the end one is where one's work is."""
        self.browser.get(link)
        assert self.stands_right()
        self.fill(full_name=name, password1=PASSWORD, password2=PASSWORD)
        self.go("main form.fields .button")
        secret = self.text("#secret").replace(" ", "")
        self.fill(code=code_of(secret))
        self.go("main form.fields .button")
        assert self.browser.find_all(".codes li")
        self.go("main a.button")

    def wait_until_worked(self) -> None:
        """Until the page shows no progress any more, because the worker has done what it waits for."""
        self.wait_for(lambda: not self.browser.find_all("main progress"), meanwhile=self.browser.refresh)

    def download(self, selector: str, folder: Path) -> Path:
        """Press the link of a file; where it lies in the folder, which held nothing of that kind before."""
        before = set(folder.iterdir())
        where = {"behavior": "allow", "downloadPath": str(folder)}
        self.browser.execute_cdp_cmd("Browser.setDownloadBehavior", where)
        self.press(selector)

        def come():
            return [path for path in set(folder.iterdir()) - before if path.suffix != ".crdownload"]

        return self.wait_for(come)[0]

    def wait_for(self, happened, *, meanwhile=lambda: None):
        """The first true answer, looking again and again."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if found := happened():
                return found
            meanwhile()
        raise AssertionError("it did not happen in time")
