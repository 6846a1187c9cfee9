"""Requests, offers, exchanges and their people in the administration."""

import pytest

from exchanges.models import Exchange, ExchangePerson, ExchangeRequest, Offer, RequestAnswer
from tests.desk import address, at_desk, change, errors, filled, messages
from tests.exchanges import lives
from tests.factories import CountryFactory, ExchangeFactory, OfferFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def move(client, obj, step, **typed):
    """Press the button of a step; the page that follows."""
    typed = {"expected": type(obj).objects.get(pk=obj.pk).version, "step": step, **typed}
    return client.post(address(type(obj), "move", obj.pk), typed, follow=True)


def test_request_when_new_then_it_gets_the_number_of_the_year():
    client, theme = at_desk("editor"), ThemeFactory()
    empty = filled(client.get(address(ExchangeRequest, "add")))

    answer = client.post(
        address(ExchangeRequest, "add"),
        empty | {"country": CountryFactory().pk, "title_ar": "طلب خبرة", "themes": [theme.pk]},
    )

    assert answer.status_code == 302, errors(answer)
    request = ExchangeRequest.objects.get()
    assert request.ref.startswith("R-") and request.ref.endswith("-001")
    assert list(request.themes.all()) == [theme]
    assert request.status == "draft"


def test_exchange_when_partners_and_evaluations_are_entered_then_they_stand():
    exchange, partner = ExchangeFactory(), CountryFactory()
    marks = {"country": partner.pk, "relevance": "5", "quality": "4", "follow_up": "3", "comment_fr": "Utile"}

    answer = change(
        at_desk(),
        exchange,
        **{"partners-TOTAL_FORMS": "1", "partners-0-country": partner.pk, "partners-0-part": "pays"},
        **{"evaluations-TOTAL_FORMS": "1"} | {f"evaluations-0-{name}": value for name, value in marks.items()},
    )

    assert answer.status_code == 302, errors(answer)
    assert exchange.partners.get().part == "pays"
    assert exchange.evaluations.get().comment_fr == "Utile"


def test_exchange_when_agreed_without_a_host_then_it_is_refused():
    exchange = ExchangeFactory()

    answer = change(at_desk(), exchange, host="")

    assert "has a host state" in errors(answer)
    assert Exchange.objects.get(pk=exchange.pk).host


def test_exchange_when_its_terms_change_in_preparation_then_both_are_asked_again_and_later_it_is_refused():
    people = lives.two_states()
    exchange, client = lives.prepared(people), at_desk("editor")
    lives.EXCHANGE.move(exchange, "agree", actor=people.asker)

    assert change(client, exchange, format="remote").status_code == 302
    assert not exchange.agreements.exists()

    for user in (people.asker, people.host):
        lives.EXCHANGE.move(exchange, "agree", actor=user)
    refused = change(client, exchange, host=CountryFactory().pk)
    assert "neither the host nor who receives changes" in errors(refused)
    assert Exchange.objects.get().host == people.hosting


def test_exchange_when_a_text_names_who_takes_part_then_it_is_refused():
    people = lives.two_states()
    exchange = lives.scheduled(people)
    ExchangePerson.objects.create(
        exchange=exchange, country=people.asking, name="Zeynab Quartermain", consent="mail", consent_on=lives.day(-1)
    )

    answer = change(at_desk("editor"), exchange, outcome_en="Zeynab Quartermain explained it.")

    assert "write the function" in errors(answer)
    assert Exchange.objects.get().outcome_en is None


def test_request_when_staff_take_its_steps_then_states_are_invited_and_one_answer_is_sent():
    people, client = lives.two_states(), at_desk("coordinator")
    request = lives.REQUEST.move(lives.drafted(people), "submit", actor=people.asker)
    place = address(ExchangeRequest, "answers", request.pk)

    assert "needs a note" not in messages(move(client, request, "clarify"))
    assert "Give a reason" in messages(move(client, request, "decline"))
    invited = {"act": "invite", "countries": [people.hosting.pk], "due": lives.day(7).isoformat()}
    assert client.post(place, invited | {"due": lives.day(-1).isoformat()}).status_code == 400
    assert client.post(place, invited).status_code == 302
    answer = RequestAnswer.objects.get()

    early = client.post(place, {"act": "send", "introduction_en": "Thanks"})
    assert early.status_code == 400 and "may still answer" in errors(early)
    assert "Thanks" in early.content.decode(), "what was typed is not lost"
    assert 'value="send"' not in client.get(place).content.decode()
    three = dict.fromkeys(("ar", "en", "fr"), "x")
    lines = [lives.LineOfAnswer(row, "yes", three) for row in request.objectives.all()]
    lives.save_answer(answer, actor=people.host, lines=lines)
    lives.ANSWER.move(answer, "send", actor=people.host)
    words = {f"introduction_{code}": "x" for code in three}
    expected = {"expected": request.compiled_answer.version} if hasattr(request, "compiled_answer") else {}
    sent = client.post(place, {"act": "send", **words, **expected}, follow=True)

    assert "is sent" in messages(sent), errors(sent)
    compiled = ExchangeRequest.objects.get().compiled_answer
    assert compiled.content["objectives"][0]["answers"][0]["how"] == three
    assert client.post(place, {"act": "send", **words, "expected": compiled.version}).status_code == 400

    assert "Choose" in messages(move(client, request, "match")) or not Exchange.objects.exists()
    assert Exchange.objects.count() == 0
    move(client, request, "match", host=people.hosting.pk)
    assert Exchange.objects.get().request.status == "matched"


def test_offer_when_nobody_asked_for_it_then_staff_make_an_exchange_of_it():
    offer, receiver, client = OfferFactory(themes=[ThemeFactory()]), CountryFactory(), at_desk("editor")
    receiver.roles.create(role="focus-partner")
    place = address(Offer, "take_up", offer.pk)

    assert client.post(place, {}).status_code == 400
    answer = client.post(place, {"receivers": [receiver.pk]})

    exchange = Exchange.objects.get()
    assert answer.headers["Location"] == address(Exchange, "change", exchange.pk)
    assert (exchange.host, exchange.partners.get().country, exchange.status) == (offer.country, receiver, "prepared")


def test_people_when_somebody_asks_then_staff_find_hand_out_and_erase():
    people, client = lives.two_states(), at_desk("coordinator")
    ExchangePerson.objects.create(
        exchange=lives.scheduled(people), country=people.asking, name="Zeynab Quartermain", consent="mail",
        consent_on=lives.day(-1),
    )  # fmt: skip
    place = address(ExchangePerson, "find")

    assert "Nothing is kept" in client.post(place, {"words": "Zeynab", "act": "find"}).content.decode()
    asked = {"words": "zeynab  QUARTERMAIN"}
    assert "Zeynab Quartermain" in client.post(place, asked | {"act": "find"}).content.decode()
    assert client.post(place, asked | {"act": "json"}).json()["people"][0]["name"] == "Zeynab Quartermain"
    assert "cannot be brought back" in client.post(place, asked | {"act": "erase"}).content.decode()
    other = asked | {"act": "erase", "shown": "0"}
    assert "cannot be brought back" in client.post(place, other).content.decode(), "not what was confirmed"
    sure = asked | {"act": "erase", "shown": str(ExchangePerson.objects.get().pk)}
    assert "1 entry is erased." in messages(client.post(place, sure, follow=True))
    assert not ExchangePerson.objects.exists()
    assert at_desk("editor").post(place, asked | {"act": "find"}).status_code == 403
