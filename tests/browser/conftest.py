"""One browser for each worker, used again by every test, and what it noticed on the page it shows."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

AXE = Path(find_spec("selenium_axe_python").origin).parent / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 60  # axe takes seconds on a long page, and many times that on a busy machine


class Browser(webdriver.Chrome):
    """Debian's chromium, headless; ``open`` leads it to a page and forgets what it noticed before."""

    def __init__(self, site, *, javascript: bool = True):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        if not javascript:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        super().__init__(options, webdriver.ChromeService(shutil.which("chromedriver")))
        self.set_page_load_timeout(PATIENCE)
        self.set_script_timeout(PATIENCE)
        self.site = site
        self.axe = AXE.read_text(encoding="utf-8")

    def reset(self) -> None:
        """As new: nothing kept of the site, a wide window, light."""
        self.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": self.site.url, "storageTypes": "all"})
        self.resize(1280)
        self.prefer("light")

    def resize(self, width: int, height: int = 900) -> None:
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def prefer(self, scheme: str) -> None:
        """``light`` or ``dark``, as the reader's system says it."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, path: str) -> None:
        # Of the same origin: the next page finds its process, and what that has compiled, still there.
        self.get(self.site.url + "/robots.txt")
        for noticed in ("browser", "performance"):
            self.get_log(noticed)
        self.get(self.site.url + path)

    def tab(self) -> None:
        """Press the tabulator wherever one stands: many times quicker than by way of the element that has the focus."""
        for kind in ("keyDown", "keyUp"):
            pressed = {"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
            self.execute_cdp_cmd("Input.dispatchKeyEvent", pressed)

    def find(self, selector: str):
        return self.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector: str):
        return self.find_elements(By.CSS_SELECTOR, selector)

    def complaints(self, *, refused: str = "") -> list[str]:
        """What stands in the console, violations of the content security policy included.

        A page that is itself an answer of 4xx is one line there; ``refused`` is its address.
        """
        return [
            entry["message"]
            for entry in self.get_log("browser")
            if not (refused and entry["source"] == "network" and entry["message"].startswith(refused))
        ]

    def requests(self) -> list[str]:
        """The addresses that were asked for since ``open``."""
        found = []
        for entry in self.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

    def violations(self, *rules: str) -> list[str]:
        """What axe finds wrong, a line for each rule with the places; all of WCAG 2.2 AA unless ``rules`` are named."""
        if not self.execute_script("return 'axe' in window"):
            self.execute_script(self.axe)
        wanted = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": STANDARD}
        found = self.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run({runOnly: arguments[0], resultTypes: ['violations']})"
            ".then(result => done(result.violations), error => done([{id: String(error), nodes: []}]))",
            wanted,
        )
        return [
            f"{problem['id']}: " + " | ".join(node["html"][:160] for node in problem["nodes"][:4]) for problem in found
        ]


@pytest.fixture(scope="session")
def _browser(site):
    browser = Browser(site)
    yield browser
    browser.quit()


@pytest.fixture
def browser(_browser):
    _browser.reset()
    return _browser


@pytest.fixture
def plain_browser(site):
    """A browser in which scripts are switched off."""
    browser = Browser(site, javascript=False)
    browser.resize(1280)
    yield browser
    browser.quit()


def pytest_itemcollected(item):
    item.add_marker("browser")
    item.add_marker("django_db")  # the site's database is a copy of the tests' own, which pytest makes when asked
