"""A whole exchange in the browser: asked for, answered, agreed, held and evaluated; and a triangular one."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from amedip.core import languages
from exchanges.actions import ask_follow_ups, invite_states, save_exchange
from exchanges.models import Exchange, ExchangePerson, ExchangeRequest, Offer, RequestAnswer
from exchanges.workflow import EXCHANGE, REQUEST
from tests.asking import signed_in
from tests.exchanges import lives
from tests.factories import CountryFactory, OfferFactory, PriorityFactory, ThemeFactory
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Zeynab Quartermain"
DESK = "workspace/exchanges/"
TITLE = "متابعة صندوق استثمار"


class Story:
    """Several people at one browser, one after the other, in one language."""

    def __init__(self, url, language, *, javascript):
        self.people = lives.two_states(languages=["fr", "ar"])
        self.hands = Person(url, language, width=360, javascript=javascript)
        self.clients = {name: signed_in(getattr(self.people, name)) for name in ("asker", "host", "staff")}

    def now(self, name: str) -> Person:
        """Who sits at the browser from here on: focal points at a phone, staff at a desk."""
        self.hands.browser.delete_all_cookies()
        self.hands.browser.resize(1280 if name == "staff" else 360, 1600)
        self.hands.sit_down(self.clients[name])
        return self.hands


@pytest.fixture
def phone(live_server):
    """In Arabic and without scripts: what a slow phone does must do."""
    story = Story(live_server.url, "ar", javascript=False)
    yield story
    story.hands.browser.quit()


@pytest.fixture(params=languages.CODES)
def plain(live_server, request):
    story = Story(live_server.url, request.param, javascript=False)
    yield story
    story.hands.browser.quit()


@pytest.fixture(params=languages.CODES)
def scripted(live_server, request):
    story = Story(live_server.url, request.param, javascript=True)
    yield story
    story.hands.browser.quit()


def press(person, button: str) -> None:
    """Press the button that sends this, and see that the page that comes stands right."""
    person.go(f"main [name=act][value={button}]")
    assert person.stands_right()
    assert not person.browser.find_all("main .wrong"), person.text()


def step(person, name: str, **typed) -> None:
    """Take a step in the administration."""
    for field, label in typed.items():
        person.choose(field, label)
    person.go(f"form.steps [name=step][value={name}]")
    assert person.browser.find_all(".messagelist .success"), person.text("body")


def pick(person, name: str, value: str) -> None:
    person.press(f"[name={name}][value='{value}']")


def in_three_languages(field: str) -> dict[str, str]:
    return {f"{field}_ar": "نص عربي", f"{field}_en": "English text", f"{field}_fr": "Texte français"}


def day(person, **days) -> None:
    """Days as the browser's own field for them takes them, with or without scripts."""
    for name, offset in days.items():
        field = person.browser.find_element(By.NAME, name)
        person.browser.execute_cdp_cmd("DOM.enable", {})
        root = person.browser.execute_cdp_cmd("DOM.getDocument", {"depth": 1})["root"]["nodeId"]
        node = person.browser.execute_cdp_cmd("DOM.querySelector", {"nodeId": root, "selector": f"[name={name}]"})
        value = lives.day(offset).isoformat()
        person.browser.execute_cdp_cmd(
            "DOM.setAttributeValue", {"nodeId": node["nodeId"], "name": "value", "value": value}
        )
        assert field.get_attribute("value") == value


def test_exchange_when_one_state_asks_another_then_each_does_its_part_on_a_phone(phone):
    """Every page that only a focal point has; what else happens meanwhile is brought about by the deeds."""
    people = phone.people
    request = ask_for_it(phone.now("asker"), people.asking)
    REQUEST.move(request, "clarify", actor=people.staff)
    (answer,) = invite_states(request, [people.hosting], actor=people.staff, due=lives.day(14))
    host = phone.now("host")
    answer_it(host, answer)
    exchange = matched(phone, request)

    EXCHANGE.move(exchange, "agree", actor=people.asker)
    host = phone.now("host")
    host.open(f"{DESK}{exchange.ref}/")
    press(host, "agree")
    fix_days(host)
    exchange.refresh_from_db()
    EXCHANGE.move(exchange, "hold", actor=people.host)
    lives.report(exchange, people.hosting, people.host)
    lives.evaluation(exchange, people.hosting, people.host)
    for name in ("report", "evaluate"):
        EXCHANGE.move(exchange, name, actor=people.host)
    tell_of_it(phone.now("asker"), exchange)

    exchange.refresh_from_db()
    assert exchange.status == "evaluated"
    save_exchange(exchange, actor=people.staff, texts={"ar": {"outcome": "سجل جديد"}})
    EXCHANGE.move(exchange, "publish", actor=people.staff)
    reader = phone.now("asker")
    reader.open(f"exchanges/{exchange.ref}/")
    assert reader.stands_right() and "سجل جديد" in reader.text()
    look_back(phone, exchange, "asker")


@pytest.mark.soak
def test_exchange_when_one_state_asks_another_then_both_bring_it_to_its_result(plain):
    people = plain.people
    request = ask_for_it(plain.now("asker"), people.asking)

    staff = plain.now("staff")
    staff.open(f"admin/exchanges/exchangerequest/{request.pk}/change/")
    step(staff, "clarify")
    invite(staff, request, people.hosting)

    answer, host = RequestAnswer.objects.get(), plain.now("host")
    ask_back(host, request)
    answer_it(host, answer)
    reply(plain.now("asker"), request)
    send_the_one_answer(plain.now("staff"), request)
    exchange = matched(plain, request)

    run_its_course(plain, exchange)
    exchange.refresh_from_db()
    request.refresh_from_db()
    assert (exchange.status, request.status) == ("published", "closed")
    read_by_all(plain, exchange)
    look_back(plain, exchange, "asker", "host")


@pytest.mark.soak
def test_exchange_when_a_third_pays_for_an_offer_nobody_asked_for_then_it_comes_to_its_result(scripted):
    people = scripted.people
    offer = OfferFactory(country=people.hosting, themes=[ThemeFactory()], languages=["fr"], formats=["remote"])
    people.asking.roles.create(role="focus-partner")
    donor = CountryFactory(name_ar="دولة مانحة", name_en="Donor", name_fr="Donateur")
    staff = scripted.now("staff")
    staff.open(f"admin/exchanges/offer/{offer.pk}/take-up/")
    pick(staff, "receivers", str(people.asking.pk))
    staff.go("#content [type=submit]")

    exchange = Exchange.objects.select_related("reference").get()
    assert (exchange.offer, exchange.request, exchange.host) == (Offer.objects.get(), None, people.hosting)
    staff.open(f"admin/exchanges/exchange/{exchange.pk}/change/")
    Select(staff.browser.find_element(By.NAME, "format")).select_by_value("remote")
    staff.press("#partners-group .add-row a")
    Select(staff.browser.find_element(By.NAME, "partners-1-country")).select_by_value(str(donor.pk))
    Select(staff.browser.find_element(By.NAME, "partners-1-part")).select_by_value("pays")
    staff.press("#cost_lines-group .add-row a")
    Select(staff.browser.find_element(By.NAME, "cost_lines-0-kind")).select_by_value("travel")
    Select(staff.browser.find_element(By.NAME, "cost_lines-0-country")).select_by_value(str(donor.pk))
    staff.fill(**{"cost_lines-0-amount": "4200"})
    staff.go("[name=_save]")
    assert exchange.cost_lines.get().country == donor

    run_its_course(scripted, exchange)
    exchange.refresh_from_db()
    assert exchange.status == "published"
    read_by_all(scripted, exchange)


# --- asking and answering ------------------------------------------------------------------------------------------


def ask_for_it(asker, country) -> ExchangeRequest:
    priority = PriorityFactory(country=country, status="published", themes=[ThemeFactory()])
    asker.open(f"{DESK}requests/new/?priority={priority.ref}")
    assert asker.stands_right()
    # The priority’s own title is offered in each of its languages.
    asker.fill(title_ar=TITLE, title_en="", title_fr="", people="3")
    asker.fill(description_ar="نود أن نتعلم", objective0_ar="سجل المشاريع")
    Select(asker.browser.find_element(By.NAME, "format")).select_by_value("study-visit")
    day(asker, wanted_from=20, wanted_until=60)
    press(asker, "submit")
    assert TITLE in asker.text()
    request = ExchangeRequest.objects.get()
    assert request.status == "submitted"
    return request


def invite(staff, request, country) -> None:
    staff.open(f"admin/exchanges/exchangerequest/{request.pk}/answers/")
    pick(staff, "countries", str(country.pk))
    day(staff, due=14)
    staff.go("[name=act][value=invite]")
    assert staff.browser.find_all(".messagelist .success"), staff.text("body")


def ask_back(host, request) -> None:
    host.open(f"{DESK}requests/{request.ref}/ask/")
    host.fill(text_fr="Combien de jours ?")
    host.go("main form .button")


def answer_it(host, answer) -> None:
    host.open(DESK)
    host.go(f"a[href$='answers/{answer.ref}/']")
    line = f"line{answer.request.objectives.get().pk}"
    Select(host.browser.find_element(By.NAME, f"{line}_help")).select_by_value("yes")
    Select(host.browser.find_element(By.NAME, f"{line}_bearer")).select_by_value("shared")
    host.fill(**in_three_languages(f"{line}_how"))
    press(host, "save-send")
    answer.refresh_from_db()
    assert answer.status == "sent"


def reply(asker, request) -> None:
    asker.open(f"{DESK}requests/{request.ref}/")
    asker.go(f"a[href$='requests/{request.ref}/q1/']")
    asker.fill(answer_ar="ثلاثة أيام")
    asker.go("main form .button")
    assert "ثلاثة أيام" in asker.text()


def send_the_one_answer(staff, request) -> None:
    staff.open(f"admin/exchanges/exchangerequest/{request.pk}/answers/")
    staff.fill(**in_three_languages("introduction"))
    staff.go("[name=act][value=send]")
    assert request.compiled_answer.sent_at, staff.text("body")


def matched(story, request) -> Exchange:
    staff = story.now("staff")
    staff.open(f"admin/exchanges/exchangerequest/{request.pk}/change/")
    step(staff, "match", host=story.people.hosting.name_en)
    return Exchange.objects.select_related("reference").get()


# --- from the agreement to the result ------------------------------------------------------------------------------


def run_its_course(story, exchange) -> None:
    path = f"{DESK}{exchange.ref}/"
    for name in ("asker", "host"):
        person = story.now(name)
        person.open(path)
        press(person, "agree")
    fix_days(person)
    asker = story.now("asker")
    enter_somebody(asker, f"{path}people/new/")
    asker.open(path)
    press(asker, "hold")
    for name in ("asker", "host"):
        tell_of_it(story.now(name), exchange)
    staff = story.now("staff")
    staff.open(f"admin/exchanges/exchange/{exchange.pk}/change/")
    staff.fill(**in_three_languages("outcome"))
    staff.go("[name=_continue]")
    step(staff, "publish")


def fix_days(host) -> None:
    day(host, start=-2, end=-1)
    press(host, "schedule")


def tell_of_it(person, exchange) -> None:
    """Report and evaluation of one side."""
    path = f"{DESK}{exchange.ref}/"
    person.open(f"{path}report/")
    person.fill(done_ar="ثلاثة أيام عمل")
    press(person, "hand-in")
    person.open(f"{path}evaluation/")
    for mark in ("relevance", "quality", "follow_up"):
        pick(person, mark, "4")
        person.fill(**{f"{mark}_reason_fr": "Utile"})
    press(person, "hand-in")


def enter_somebody(asker, path) -> None:
    asker.open(path)
    asker.fill(name=NAME, function="Directrice")
    Select(asker.browser.find_element(By.NAME, "consent")).select_by_value("signed")
    day(asker, consent_on=-5)
    press(asker, "save")
    assert NAME in asker.text() and ExchangePerson.objects.get().name == NAME


def read_by_all(story, exchange) -> None:
    """The result is public in each language; who took part is not."""
    reader = story.hands
    reader.browser.delete_all_cookies()
    for code in languages.CODES:
        reader.browser.open(f"/{code}/exchanges/{exchange.ref}/")
        assert in_three_languages("x")[f"x_{code}"] in reader.text()
        assert NAME not in reader.browser.page_source
    reader.browser.resize(360, 1600)
    year, host = exchange.start.year, exchange.host.code
    for path in (f"exchanges/calendar/?year={year}", f"exchanges/ledger/?state={host}"):
        reader.open(path)
        assert reader.browser.find_all(f"main a[href$='/exchanges/{exchange.ref}/']") and reader.stands_right()


def look_back(story, exchange, *sides: str) -> None:
    """Half a year later these sides say what became of it."""
    Exchange.objects.filter(pk=exchange.pk).update(start=lives.day(-200), end=lives.day(-199))
    assert ask_follow_ups(actor=None) == 2
    for name in sides:
        person = story.now(name)
        person.open(f"{DESK}{exchange.ref}/")
        person.go("main a[href*='follow-up/']")
        pick(person, "used", "partly")
        person.fill(answer_ar="سجل يُستعمل")
        person.go("main form .button")
        assert person.stands_right() and "سجل يُستعمل" in person.text()
    assert exchange.follow_ups.filter(answered_at__isnull=False).count() == len(sides)
