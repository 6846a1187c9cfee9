"""What the portal reminds focal points of, once for each stage, and in their language."""

import pytest

from amedip.core.models import Job
from exchanges.models import Exchange, RequestAnswer
from exchanges.reminders import remind_of_afterwards, remind_of_answers
from tests.exchanges import lives

pytestmark = pytest.mark.django_db


def mails() -> list[dict]:
    return list(Job.objects.filter(kind="mail", key__startswith="exchange-").values_list("payload", flat=True))


def test_answers_when_the_last_day_comes_near_then_the_invited_are_reminded_once_for_each_stage():
    people = lives.two_states()
    request = lives.clarified(people)
    lives.invite_states(request, [people.hosting], actor=people.staff, due=lives.day(20))

    assert [remind_of_answers(lives.day(offset)) for offset in (0, 13, 14, 18, 19, 21)] == [0, 1, 0, 1, 0, 0]
    assert {mail["to"] for mail in mails()} == {people.host.email}
    assert f"answers/{RequestAnswer.objects.get().ref}/" in mails()[0]["body"]


def test_exchange_when_it_is_over_then_each_side_is_reminded_of_what_it_owes_and_of_nothing_else():
    people = lives.two_states()
    exchange = lives.held(people)
    lives.report(exchange, people.asking, people.asker)
    lives.EXCHANGE.move(exchange, "report", actor=people.asker)
    end = Exchange.objects.get().end - lives.day(0)

    later = [remind_of_afterwards(lives.day(offset) + end) for offset in (6, 7, 8, 21, 42, 90)]

    assert later == [0, 2, 0, 2, 2, 0]
    owed = {mail["to"]: mail["body"] for mail in mails()}
    assert "report" not in owed[people.asker.email] and "evaluation" in owed[people.asker.email]
    assert "report" in owed[people.host.email]
