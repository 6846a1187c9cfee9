"""The translators' list and page in a browser: accessible on a phone, right-to-left beside left-to-right, no script."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone
from selenium.webdriver.support.wait import WebDriverWait

from amedip.core.models import Standing
from amedip.core.records import write_record
from amedip.core.texts import set_texts
from amedip.translations.models import GlossaryTerm, Order
from amedip.translations.units import lines_of
from tests.asking import signed_in
from tests.browser.conftest import PATIENCE, Browser
from tests.factories import PriorityFactory, TranslatorFactory, UserFactory, WorkshopFactory
from workshops.models import Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PARAGRAPHS = (
    "The **opening** brought together 42 participants from Tunisia, Mali and Senegal on 3 December 2012.\n\n"
    "- remittances: costs of 8% are too high, see [the report](https://example.org/report)\n- return and reintegration"
)


def translate(obj, text, code="ar", field="title", **how):
    how = {"state": Standing.DRAFT, "source": "en"} | how
    set_texts(obj, {code: {field: text}}, actor=how.pop("actor", None), **how)


@pytest.fixture
def work():
    """A reviser into Arabic with a workshop before them on which there is all that a page can show."""
    reviser = TranslatorFactory(position="reviser", user__full_name="ليلى بن صالح").user
    TranslatorFactory(user=reviser, language="en", position="reviser")
    GlossaryTerm.objects.create(ar="التحويلات المالية", en="remittances", fr="transferts de fonds")
    GlossaryTerm.objects.create(ar="إعادة الإدماج", en="reintegration", fr="réintégration", also_ar="إعادة الاندماج")
    workshop = WorkshopFactory(
        title_en="Workshop on remittances", title_ar="ورشة عمل حول التحويلات", title_fr="Atelier sur les transferts",
        summary_en=PARAGRAPHS, venue_en="Hotel Africa",
    )  # fmt: skip
    translate(workshop, "ورشة عمل حول التحويلات المالية", actor=UserFactory(full_name="Amine"), state=Standing.REVIEWED)
    write_record(workshop, actor=None, texts={"en": {"title": "Expert workshop on remittances and return"}})
    translate(workshop, "ورشة خبراء حول التحويلات المالية والعودة", origin="file")
    translate(workshop, "جمع **الافتتاح** 24 مشاركا من تونس ومالي.", field="summary", origin="machine")
    for number, title in enumerate(["Opening", "Costs of transfers"], 1):
        session = write_record(
            Session(), actor=None, columns={"workshop": workshop, "number": number}, part_of=workshop,
            texts={"en": {"title": title}, "ar": {"title": "الافتتاح"} if number == 1 else {}},
        )  # fmt: skip
    translate(session, "كلفة التحويلات", state=Standing.APPROVED)
    write_record(workshop, actor=None)
    due = timezone.localdate() - datetime.timedelta(days=2)
    Order.objects.create(reference=workshop.reference, language="ar", translator=reviser, due=due)
    PriorityFactory(title_en="Schools"), PriorityFactory(title_fr="Réinsertion", title_en=None)
    return SimpleNamespace(user=reviser, record=workshop)


def opened(live_server, work, *, javascript):
    browser = Browser(SimpleNamespace(url=live_server.url), javascript=javascript)
    browser.open("/robots.txt")
    browser.add_cookie({"name": "sessionid", "value": signed_in(work.user).cookies["sessionid"].value})
    return browser


@pytest.fixture
def browser(live_server, work):
    browser = opened(live_server, work, javascript=True)
    yield browser
    browser.quit()


@pytest.fixture
def plain(live_server, work):
    """A browser in which scripts are switched off."""
    browser = opened(live_server, work, javascript=False)
    yield browser
    browser.quit()


def address(work, language, code="ar") -> str:
    return f"/{language}/workspace/translations/{work.record.KIND}/{work.record.ref}/{code}/"


def test_list_and_page_when_opened_then_accessible_on_a_phone_and_side_by_side_on_a_desk(browser, work):
    for language in ("ar", "en"):
        for path in (f"/{language}/workspace/translations/", address(work, language), address(work, language, "en")):
            browser.resize(360)
            browser.open(path)
            assert browser.violations() == [], path
            assert browser.execute_script(
                "const root = document.documentElement; return root.scrollWidth <= root.clientWidth"
            ), path
            assert browser.complaints() == []
    browser.resize(1280)
    browser.open(address(work, "en"))
    source, target = browser.find(".source"), browser.find("textarea[name='text-title']")
    assert source.value_of_css_property("direction") == "ltr"
    assert target.value_of_css_property("direction") == "rtl"
    assert source.location["x"] + source.size["width"] <= target.location["x"]
    assert abs(source.location["y"] - target.location["y"]) < 40


def test_page_when_worked_on_without_scripts_then_typed_excused_and_approved(plain, work):
    browser = plain
    browser.resize(360)
    browser.open(address(work, "en"))
    area = browser.find("textarea[name='text-venue']")
    area.send_keys("فندق أفريقيا")
    button = browser.find("button[value='approve']")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)

    button.click()
    assert browser.find("[role=alert]").is_displayed()
    assert browser.find("textarea[name='text-venue']").get_property("value") == "فندق أفريقيا"
    while reasons := browser.find_all(".findings li:not(.excused) summary"):
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", reasons[0])
        reasons[0].click()
        field = browser.find(".findings details[open] input[type=text]")
        field.send_keys("So it is printed", "\n")
    button = browser.find("button[value='approve']")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    WebDriverWait(browser, PATIENCE).until(lambda _: browser.find_all(".messages"))

    states = {line.state("ar") for line in lines_of(work.record)}
    assert states == {Standing.APPROVED}
    assert not Order.objects.open().exists()
