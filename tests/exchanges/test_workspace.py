"""The workspace of exchanges: what a focal point fills in and presses, and who is turned away."""

import json

import pytest
from django.conf import settings

from exchanges.actions import ask_follow_ups
from exchanges.models import (
    Evaluation,
    Exchange,
    ExchangePerson,
    ExchangeReport,
    ExchangeRequest,
    FollowUp,
    Offer,
    RequestAnswer,
)
from exchanges.workflow import EXCHANGE
from tests.asking import signed_in
from tests.desk import tree, values_of
from tests.exchanges import lives
from tests.factories import FocalPointFactory, PracticeFactory, PriorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

DESK = "/en/workspace/exchanges/"


def form_of(client, path, button="save"):
    """What the form with this button would send from the page."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    forms = [form for form in tree(response).xpath("//main//form") if form.xpath(f".//button[@value='{button}']")]
    return values_of(forms[0])


def send(client, path, button="save", **typed):
    """Fill in the form of the page and press the button; the answer."""
    values = {name: value for name, value in form_of(client, path, button).items() if name != "act"}
    return client.post(path, values | typed | {"act": button})


def test_request_when_begun_from_a_priority_then_it_is_saved_and_submitted():
    people = lives.two_states(languages=["fr"])
    priority = PriorityFactory(country=people.asking, status="published", title_fr="Un fonds", themes=[ThemeFactory()])
    client, path = signed_in(people.asker), f"{DESK}requests/new/?priority={priority.ref}"
    begun = form_of(client, path)
    assert begun["title_fr"] == ["Un fonds"] and begun["priority"] == [str(priority.pk)] and begun["themes"]

    typed = {
        "format": "training", "people": "3", "wanted_from": lives.day(10).isoformat(),
        "wanted_until": lives.day(40).isoformat(), "objective0_ar": "هدف أول", "objective1_en": "A second one",
        "tried_fr": "Un atelier",
    }  # fmt: skip
    answer = client.post(f"{DESK}requests/new/", begun | typed | {"act": "submit"})

    request = ExchangeRequest.objects.get()
    assert answer.headers["Location"] == f"{DESK}requests/{request.ref}/"
    assert (request.status, request.people, request.languages) == ("submitted", 3, ["fr"])
    assert [row.text_ar or row.text_en for row in request.objectives.all()] == ["هدف أول", "A second one"]


def test_request_when_it_cannot_be_submitted_then_it_is_saved_and_says_what_is_missing():
    people = lives.two_states()
    client = signed_in(people.asker)

    answer = send(client, f"{DESK}requests/new/", "submit", title_en="Help", wanted_from="2026-05-01")

    request = ExchangeRequest.objects.get()
    page = client.get(answer.headers["Location"]).content.decode()
    assert request.status == "draft" and "Choose at least one theme." in page

    refused = send(client, f"{DESK}requests/{request.ref}/", wanted_until="2026-04-01")
    assert refused.status_code == 400 and "The last day lies before the first." in refused.content.decode()


def test_request_when_somebody_else_saved_meanwhile_then_what_was_typed_is_kept_and_saved_next():
    people = lives.two_states()
    request, client = lives.drafted(people), signed_in(people.asker)
    path = f"{DESK}requests/{request.ref}/"
    mine = form_of(client, path)
    lives.save_request(request, actor=people.asker, texts={"en": {"title": "Theirs"}})

    overtaken = client.post(path, mine | {"title_en": "Mine", "act": "save"})

    assert overtaken.status_code == 409 and "Mine" in overtaken.content.decode()
    (form,) = [form for form in tree(overtaken).xpath("//main//form") if form.xpath(".//button[@value='save']")]
    assert client.post(path, values_of(form) | {"act": "save"}).status_code == 302
    assert ExchangeRequest.objects.get().title_en == "Mine"


def test_offer_when_grown_from_a_practice_then_it_opens():
    people = lives.two_states(languages=["ar"])
    practice = PracticeFactory(country=people.hosting, title_en="How we do it", themes=[ThemeFactory()])
    client = signed_in(people.host)

    answer = send(
        client, f"{DESK}offers/new/?practice={practice.ref}", "save-open", formats=["remote", "training"], capacity="2"
    )

    offer = Offer.objects.get()
    assert answer.headers["Location"] == f"{DESK}offers/{offer.ref}/"
    assert (offer.status, offer.title_en, offer.formats, offer.capacity) == (
        "open", "How we do it", ["remote", "training"], 2
    )  # fmt: skip
    assert client.post(f"{DESK}offers/{offer.ref}/", {"act": "close", "expected": offer.version}).status_code == 302
    assert Offer.objects.get().status == "closed"


def test_answer_when_each_line_is_answered_then_it_is_sent_and_questions_are_read_by_all_invited():
    people = lives.two_states()
    request = lives.clarified(people)
    (answer,) = lives.invite_states(request, [people.hosting], actor=people.staff, due=lives.day(5))
    asker, host = signed_in(people.asker), signed_in(people.host)
    path = f"{DESK}answers/{answer.ref}/"
    first, second = request.objectives.values_list("pk", flat=True)

    unfinished = send(host, path, "save-send", **{f"line{first}_help": "yes", f"line{first}_how_fr": "Sur place"})
    assert "Answer every line first" in host.get(unfinished.headers["Location"]).content.decode()
    nameless = send(host, path, **{f"line{second}_bearer": "shared"})
    assert nameless.status_code == 400
    send(host, path, "save-send", **{f"line{second}_help": "partly", f"line{second}_bearer": "shared"})
    assert RequestAnswer.objects.get().status == "sent"

    assert host.post(f"{DESK}requests/{request.ref}/ask/", {"text_ar": "كم عدد المشاركين؟"}).status_code == 302
    send_answer = {"answer_fr": "Quatre.", "expected": "1"}
    assert asker.post(f"{DESK}requests/{request.ref}/q1/", send_answer).status_code == 302
    assert "Quatre." in host.get(path).content.decode()
    stranger = signed_in(FocalPointFactory().user)
    assert stranger.get(f"{DESK}requests/{request.ref}/").status_code == 403
    assert stranger.get(path).status_code == 404


def test_exchange_when_both_sides_work_on_it_then_it_is_evaluated():
    people = lives.two_states()
    exchange = lives.prepared(people)
    path, clients = f"{DESK}{exchange.ref}/", [signed_in(people.asker), signed_in(people.host)]
    for client in clients:
        assert send(client, path, "agree").status_code == 302
    days = {"start": lives.day(-2).isoformat(), "end": lives.day(-1).isoformat()}
    assert send(clients[1], path, "schedule", start=days["end"], end=days["start"]).status_code == 400
    send(clients[1], path, "schedule", **days)
    send(clients[0], path, "hold")
    for client in clients:
        send(client, f"{path}report/", "hand-in", done_fr="Trois jours")
        marks = {"relevance": "5", "quality": "4", "follow_up": "3"}
        reasons = {f"{name}_reason_ar": "سبب" for name in marks}
        assert send(client, f"{path}evaluation/", "hand-in", **marks).status_code == 302
        send(client, f"{path}evaluation/", "hand-in", **reasons)

    assert Exchange.objects.get().status == "evaluated"
    assert ExchangeReport.objects.filter(handed_in_at__isnull=False).count() == 2
    assert Evaluation.objects.filter(handed_in_at__isnull=False, relevance=5).count() == 2
    assert clients[0].post(f"{path}report/", {"act": "save", "done_fr": "x"}).status_code == 400


def test_people_when_entered_then_both_sides_read_them_and_they_are_handed_out_and_erased():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    asker, host = signed_in(people.asker), signed_in(people.host)
    path = f"{DESK}{exchange.ref}/people/"
    said = {
        "name": "Zeynab Quartermain", "function": "=Head", "consent": "mail", "consent_on": lives.day(-3).isoformat(),
        "role": "participant",
    }  # fmt: skip
    assert send(asker, f"{path}new/", **(said | {"consent_on": ""})).status_code == 400
    assert send(asker, f"{path}new/", **said).status_code == 302
    key = ExchangePerson.objects.get().pk

    for client in (asker, host):
        assert "Quartermain" in client.get(path).content.decode()
    assert json.loads(asker.get(f"{path}{key}.json").content)["people"][0]["name"] == "Zeynab Quartermain"
    assert "'=Head" in asker.get(f"{path}{key}.csv").content.decode()
    for refused in (
        host.get(f"{path}{key}/"),
        host.get(f"{path}{key}.json"),
        host.post(f"{path}{key}/", {"act": "erase"}),
    ):
        assert refused.status_code == 403
    for stranger in (FocalPointFactory().user, UserFactory(is_staff=True)):
        assert signed_in(stranger).get(path).status_code in (403, 404)
    send(asker, f"{path}{key}/", name="Zeynab Q.")
    assert asker.post(f"{path}{key}/", {"act": "erase"}).status_code == 302
    assert not ExchangePerson.objects.exists()


def test_follow_up_when_half_a_year_is_over_then_both_sides_are_asked_and_answer():
    people = lives.two_states()
    exchange = lives.held(people)
    exchange_over = lives.day(-200)
    Exchange.objects.filter(pk=exchange.pk).update(start=exchange_over, end=exchange_over)
    ask_follow_ups(actor=None)
    ask_follow_ups(actor=None)
    client = signed_in(people.asker)

    assert FollowUp.objects.count() == 2
    assert exchange.ref in client.get(DESK).content.decode()
    assert client.post(f"{DESK}{exchange.ref}/follow-up/", {"expected": "1"}).status_code == 400
    assert send_follow_up(client, exchange).status_code == 302
    assert FollowUp.objects.get(country=people.asking).used == "partly"


def send_follow_up(client, exchange):
    path = f"{DESK}{exchange.ref}/follow-up/"
    (form,) = [form for form in tree(client.get(path)).xpath("//main//form") if form.xpath(".//*[@name='used']")]
    return client.post(path, values_of(form) | {"used": "partly", "answer_en": "A first version"})


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_pages_when_opened_in_each_language_then_they_cost_few_queries(language, django_assert_max_num_queries):
    people = lives.two_states()
    request, answer = lives.answered(people)
    exchange = lives.evaluated(lives.two_states(), end=-1)
    client, desk = signed_in(people.host), f"/{language}/workspace/exchanges/"
    for path in ("", f"answers/{answer.ref}/", "offers/new/", "requests/new/"):
        with django_assert_max_num_queries(24):
            response = client.get(desk + path)
        assert response.status_code == 200
    superuser = signed_in(UserFactory(is_staff=True, is_superuser=True))
    pages = [f"requests/{request.ref}/", f"{exchange.ref}/", f"{exchange.ref}/people/", f"{exchange.ref}/people/new/"]
    for path in pages:
        assert superuser.get(desk + path).status_code == 200
    assert EXCHANGE.allows(exchange, "publish", people.staff)
