"""A focal point writes while the connection breaks, the session ends, and somebody else shares the device."""

from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from amedip.core import languages
from registry.actions import save_priority
from registry.models import Priority, UnsavedWork
from tests.asking import signed_in, visitor
from tests.browser.conftest import PATIENCE, Browser
from tests.factories import FocalPointFactory, PriorityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Desk(Browser):
    """A browser in which somebody writes."""

    def let_in(self, client) -> None:
        """Bring the session in which ``client`` is signed in."""
        self.open("/robots.txt")
        self.delete_all_cookies()
        self.add_cookie({"name": "sessionid", "value": client.cookies["sessionid"].value})

    def connect(self, *, online: bool) -> None:
        self.execute_cdp_cmd("Network.enable", {})
        speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": not online, **speed})
        # What a page sends while it closes would leave when its emulation has ended.
        self.execute_script(
            "window.realFetch ??= window.fetch;"
            "window.fetch = arguments[0] ? window.realFetch : () => Promise.reject(new TypeError('offline'))",
            online,
        )

    def type(self, name: str, text: str) -> None:
        field = self.find_element(By.NAME, name)
        field.clear()
        field.send_keys(text)

    def press(self, selector: str) -> None:
        """Click in the middle of the window: at its foot stands the sentence that says how things are."""
        button = self.find(selector)
        self.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def value(self, name: str) -> str:
        return self.find_element(By.NAME, name).get_property("value")

    def wait_for(self, found):
        return WebDriverWait(self, PATIENCE, poll_frequency=0.1).until(lambda _browser: found())

    def says(self, what: str):
        """The sentence of that name, once it is shown."""
        selector = f'#keeping [data-says="{what}"]'
        return self.wait_for(lambda: next((one for one in self.find_all(selector) if one.is_displayed()), None))

    def kept_here(self) -> list[str]:
        return self.execute_script("return Object.keys(localStorage)")


@pytest.fixture(scope="module")
def _desk(live_server):
    browser = Desk(SimpleNamespace(url=live_server.url))
    yield browser
    browser.quit()


@pytest.fixture
def desk(_desk):
    _desk.connect(online=True)
    _desk.reset()
    _desk.resize(360)
    return _desk


@pytest.fixture
def mandate():
    return FocalPointFactory()


@pytest.fixture
def priority(mandate):
    return PriorityFactory(country=mandate.country, status=Priority.Status.DRAFT, title_en="Before")


def address(priority, language="en") -> str:
    return f"/{language}/workspace/priorities/{priority.ref}/"


def kept() -> str:
    return "".join(UnsavedWork.objects.values_list("sent", flat=True))


@pytest.mark.parametrize("language", languages.CODES)
def test_draft_when_typed_then_kept_by_the_portal_said_politely_and_saved_once(desk, mandate, priority, language):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority, language))

    desk.type("title_en", "Typed")

    # On a slow machine what was typed so far is kept first.
    desk.wait_for(lambda: "title_en=Typed" in kept())
    shown = desk.says("kept")
    assert desk.kept_here() == []
    spoken = desk.find("#keeping-said")
    assert spoken.get_attribute("role") == "status"
    assert spoken.get_attribute("textContent") == shown.get_attribute("textContent")
    assert desk.violations() == []
    assert desk.complaints() == []
    desk.press("button[value=save]")
    desk.wait_for(lambda: desk.find_all(".messages p"))
    assert Priority.objects.get(pk=priority.pk).title_en == "Typed"
    assert desk.kept_here() == []
    assert not desk.find_all(".note.due")


def test_draft_when_the_connection_is_lost_then_kept_here_and_sent_when_it_is_back(desk, mandate, priority):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority))

    desk.connect(online=False)
    desk.type("title_en", "Typed in a tunnel")
    desk.says("offline")
    assert len(desk.kept_here()) == 1
    desk.press("button[value=save]")  # nothing is lost by it
    assert desk.value("title_en") == "Typed in a tunnel"
    assert kept() == ""
    desk.connect(online=True)

    desk.says("kept")
    assert "Typed+in+a+tunnel" in kept()
    assert desk.kept_here() == []


def test_draft_when_the_browser_closes_without_a_connection_then_offered_when_it_is_back(desk, mandate, priority):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority))
    desk.connect(online=False)
    desk.type("title_en", "Typed before the battery died")
    desk.says("offline")
    desk.get("about:blank")
    desk.connect(online=True)

    desk.open(address(priority, "ar"))
    desk.says("found")
    assert desk.value("title_en") == "Before"
    desk.find("#keeping-take").click()

    assert desk.value("title_en") == "Typed before the battery died"
    desk.says("kept")
    assert desk.kept_here() == []
    desk.open(address(priority))
    assert desk.value("title_en") == "Typed before the battery died"
    assert desk.find("#keeping").is_displayed() is False


def test_new_priority_when_the_page_dies_then_what_was_typed_is_offered_in_the_next_form(desk, mandate):
    desk.let_in(signed_in(mandate.user))
    desk.open("/en/workspace/priorities/new/")
    desk.connect(online=False)
    desk.type("title_fr", "Tapé sans réseau")
    desk.says("offline")
    desk.get("about:blank")
    desk.connect(online=True)
    desk.open("/en/workspace/priorities/new/")
    desk.says("found")

    desk.find("#keeping-take").click()
    desk.says("kept")
    desk.press("button[value=save]")

    desk.wait_for(lambda: desk.find_all(".messages p"))
    assert Priority.objects.get().title_fr == "Tapé sans réseau"
    assert desk.kept_here() == []


def test_draft_when_the_session_has_expired_then_kept_here_and_back_after_the_sign_in(desk, mandate, priority):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority))
    Session.objects.all().delete()

    desk.type("title_en", "Typed too late")
    said = desk.says("out")
    assert said.find_element(By.TAG_NAME, "a").get_attribute("href").endswith(f"?next={address(priority)}")
    assert len(desk.kept_here()) == 1
    client = visitor()
    client.force_login(mandate.user)
    desk.let_in(client)
    desk.open(address(priority))

    desk.says("found")
    desk.find("#keeping-take").click()
    desk.says("kept")
    assert "Typed+too+late" in kept()


def test_draft_when_signed_in_again_in_another_window_then_the_old_page_goes_on(desk, mandate, priority):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority))
    page = desk.current_window_handle
    client = visitor()
    client.force_login(mandate.user)
    desk.switch_to.new_window("tab")
    desk.let_in(client)  # with it the token of the form has changed
    desk.close()
    desk.switch_to.window(page)

    desk.type("title_en", "Typed on")

    desk.says("kept")
    desk.press("button[value=save]")
    desk.wait_for(lambda: Priority.objects.get(pk=priority.pk).title_en == "Typed on")


def test_draft_when_somebody_else_saves_then_the_page_says_so_and_leads_to_both_versions(desk, mandate, priority):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority))
    save_priority(priority, actor=None, texts={"en": {"title": "Theirs"}})

    desk.type("title_en", "Mine")
    desk.says("stale").find_element(By.TAG_NAME, "button").click()

    desk.wait_for(lambda: desk.find_all("input[value=theirs]"))
    assert "Theirs" in desk.find("main").text and "Mine" in desk.find("main").text
    desk.press("button[value=forget]")
    desk.wait_for(lambda: desk.find_all("#priority-form"))
    assert desk.value("title_en") == "Theirs"
    assert desk.kept_here() == []


def leave(desk, mandate) -> None:
    desk.open("/en/accounts/logout/")
    desk.find("main form .button").click()
    desk.wait_for(lambda: not desk.find_all("a[href$='logout/']"))


def sit_down(desk, mandate) -> None:
    desk.let_in(signed_in(mandate.user))
    desk.open("/en/workspace/")


@pytest.mark.parametrize("then", [leave, sit_down])
def test_shared_device_when_the_person_leaves_or_another_signs_in_then_nothing_stays_behind(
    desk, mandate, priority, then
):
    desk.let_in(signed_in(mandate.user))
    desk.open(address(priority))
    desk.connect(online=False)
    desk.type("title_en", "Nobody else's business")
    desk.says("offline")
    desk.get("about:blank")
    desk.connect(online=True)
    desk.open("/robots.txt")
    assert len(desk.kept_here()) == 1

    then(desk, FocalPointFactory())

    assert desk.kept_here() == []


def test_form_when_scripts_are_off_then_it_saves_as_ever(live_server, mandate, priority):
    browser = Desk(SimpleNamespace(url=live_server.url), javascript=False)
    try:
        browser.let_in(signed_in(mandate.user))
        browser.open(address(priority))
        assert not browser.find("#keeping").is_displayed()
        browser.type("title_en", "By hand")
        browser.press("button[value=save]")
        browser.wait_for(lambda: Priority.objects.get(pk=priority.pk).title_en == "By hand")
    finally:
        browser.quit()
