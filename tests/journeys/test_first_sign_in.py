"""A focal point comes in for the first time: on a phone, in Arabic, in a browser without scripts."""

import io
import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from amedip.accounts.models import User
from tests.accounts.conftest import PASSWORD, code_of
from tests.browser.conftest import PATIENCE, Browser
from tests.factories import CountryFactory
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(live_server):
    browser = Browser(SimpleNamespace(url=live_server.url), javascript=False)
    browser.resize(360)
    yield browser
    browser.quit()


def invited(country) -> str:
    """The path of the link that the command prints."""
    said = io.StringIO()
    arguments = ["--role", "focal-point", "--state", country.code, "--language", "ar"]
    call_command("invite", "nfp@example.org", *arguments, stdout=said)
    return urlsplit(re.search(r"https?://\S+", said.getvalue()).group()).path


def fill(browser, **values) -> None:
    for name, value in values.items():
        field = browser.find_element(By.NAME, name)
        field.clear()
        field.send_keys(value)
    leave_by(browser.find("main form.fields .button"), browser)


def leave_by(control, browser) -> None:
    """Press what leads to another page, and wait until it is there."""
    control.click()
    WebDriverWait(browser, PATIENCE).until(lambda _: Person.is_gone(control))


def stands_right(browser) -> bool:
    """In Arabic, from right to left, and nothing wider than the phone."""
    page = browser.find("html")
    widths = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
    return (page.get_attribute("lang"), page.get_attribute("dir")) == ("ar", "rtl") and widths["cssContentSize"][
        "width"
    ] <= 360


def test_focal_point_when_invited_then_reaches_the_workspace_with_two_factors_and_comes_back(phone):
    country = CountryFactory(name_ar="دولة الاختبار")
    link = invited(country)

    phone.open(link)
    assert stands_right(phone)
    fill(phone, full_name="سلمى بن علي", password1=PASSWORD, password2=PASSWORD)

    assert phone.current_url.endswith("/ar/accounts/second-factor/totp/activate/")
    assert stands_right(phone)
    secret = phone.find("#secret").text.replace(" ", "")
    fill(phone, code=code_of(secret))

    assert phone.current_url.endswith("/ar/accounts/second-factor/recovery-codes/")
    assert stands_right(phone)
    codes = [code.text.replace(" ", "") for code in phone.find_all(".codes li")]
    leave_by(phone.find("main a.button"), phone)

    assert phone.current_url.endswith("/ar/workspace/")
    assert "دولة الاختبار" in phone.find("main").text
    phone.open("/ar/accounts/logout/")
    fill(phone)

    phone.open("/en/accounts/login/")
    fill(phone, login="nfp@example.org", password=PASSWORD)
    fill(phone, code=codes[0])

    assert phone.current_url.endswith("/ar/workspace/")
    phone.open(link)
    assert not phone.find_all("input[type=password]")
    assert User.objects.get().full_name == "سلمى بن علي"
