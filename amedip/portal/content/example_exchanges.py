"""Example requests, offers and exchanges with everything that they can have; all of it is made up, and marked so."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone

from amedip.core.models import Record
from amedip.core.records import write_record
from amedip.portal.content.loading import by_language, named_again
from exchanges.actions import save_person
from exchanges.compiling import content_of
from exchanges.models import (
    AnswerLine,
    CompiledAnswer,
    CostLine,
    Evaluation,
    Exchange,
    ExchangeAgency,
    ExchangePartner,
    ExchangePerson,
    ExchangeReport,
    ExchangeRequest,
    RequestAnswer,
    RequestObjective,
)
from registry.models import Institution, Practice, Priority

Day = Callable[[int | None], datetime.date | None]
REASONS = tuple(f"{name}_reason" for name in Evaluation.MARKS)


def request_columns(item: dict, day: Day) -> dict:
    """The request's own columns, state and status aside."""
    first, last = item["wanted"]
    return {
        "wanted_from": day(first),
        "wanted_until": day(last),
        "format": item["format"],
        "languages": item["languages"],
        "people": item["people"],
        "priority": Priority.objects.filter(reference__ref=item["priority"]).first(),
    }


def offer_columns(item: dict, day: Day) -> dict:
    """The offer's own columns, state and status aside."""
    first, last = item["available"]
    return {
        "available_from": day(first),
        "available_until": day(last),
        "formats": item["formats"],
        "languages": item["languages"],
        "capacity": item["capacity"],
        "practice": Practice.objects.filter(reference__ref=item["practice"]).first(),
    }


def exchange_columns(item: dict, states: dict, day: Day) -> dict:
    """The exchange's own columns, request and offer aside."""
    first, last = item["days"]
    published = item["status"] == Exchange.Status.PUBLISHED
    return {
        "status": item["status"],
        "host": states[item["host"]],
        "format": item["format"],
        "languages": item["languages"],
        "start": day(first),
        "end": day(last),
        "published_at": timezone.now() if published else None,
    }


class Parts:
    """Writes what hangs on example requests and exchanges; ``day`` makes days of numbers that count from today.

    ``written`` are the records among it: the world is told of all of them at once, by whoever began.
    """

    def __init__(self, states: dict, day: Day):
        self.states, self.day = states, day
        self.written: list[Record] = []

    def of_request(self, request: ExchangeRequest, item: dict) -> None:
        for position, text in enumerate(item["objectives"]):
            objective = RequestObjective(request=request, position=position)
            write_record(objective, actor=None, texts=by_language({"text": text}, "text"), part_of=request, tell=False)

    def of_exchange(self, exchange: Exchange, item: dict) -> None:
        for code, part in item["partners"]:
            partner = ExchangePartner(exchange=exchange, country=self.states[code], part=part)
            write_record(partner, actor=None, part_of=exchange, tell=False)
        for ref, part in item.get("agencies", ()):
            agency = ExchangeAgency(exchange=exchange, institution=self._agency(ref), part=part)
            write_record(agency, actor=None, part_of=exchange, tell=False)
        for row in item.get("costs", ()):
            self._cost(exchange, row)
        for row in item["evaluations"]:
            self._evaluation(exchange, row)
        for row in item.get("reports", ()):
            report = ExchangeReport(exchange=exchange, country=self.states[row["state"]])
            texts = by_language(row, "done", "learned", "next_steps")
            self._record(report, columns={"handed_in_at": timezone.now()}, texts=texts)
        for row in item.get("people", ()):
            self._person(exchange, row)

    def of_answers(self, request: ExchangeRequest, item: dict) -> None:
        """What the invited states answered, and the one answer that was sent."""
        write_record(request, actor=None, columns={"answers_due": self.day(item["due"])}, tell=False)
        for row in item["from"]:
            answer = self._answer(request, row["state"], RequestAnswer.Status.SENT, by_language(row, "remark"))
            for objective, line in zip(request.objectives.all(), row["lines"], strict=True):
                self._line(answer, objective, line)
        for code in item["refused"]:
            self._answer(request, code, RequestAnswer.Status.REFUSED, {})
        compiled = CompiledAnswer(request=request)
        texts = by_language(item, "introduction", "conclusion")
        self._record(compiled, texts=texts)
        sent = {"content": content_of(compiled), "sent_at": timezone.now()}
        write_record(compiled, actor=None, columns=sent, tell=False)

    def _answer(self, request, code, status, texts) -> RequestAnswer:
        answer = RequestAnswer(request=request, country=self.states[code])
        sent = timezone.now() if status == RequestAnswer.Status.SENT else None
        return self._record(answer, columns={"status": status, "sent_at": sent}, texts=texts)

    def _record(self, record: Record, **values) -> Record:
        name = record.numbering()
        named_again(record, f"{name.prefix}{name.separator}{name.number}")
        self.written.append(record)
        return write_record(record, actor=None, example=True, tell=False, **values)

    def _line(self, answer, objective, row) -> None:
        first, last = row["days"]
        columns = {
            "help": row["help"],
            "possible_from": self.day(first),
            "possible_until": self.day(last),
            "bearer": row["bearer"],
        }
        line = AnswerLine(answer=answer, objective=objective)
        write_record(line, actor=None, columns=columns, texts=by_language(row, "how"), part_of=answer, tell=False)

    def _cost(self, exchange, row) -> None:
        line = CostLine(
            exchange=exchange,
            kind=row["kind"],
            country=self.states[row["state"]] if "state" in row else None,
            institution=self._agency(row["agency"]) if "agency" in row else None,
            amount=Decimal(row["amount"]) if row["amount"] else None,
            currency=row["currency"],
        )
        write_record(line, actor=None, part_of=exchange, tell=False)

    def _evaluation(self, exchange, row) -> None:
        marks = {name: row[name] for name in Evaluation.MARKS}
        evaluation = Evaluation(
            exchange=exchange, country=self.states[row["state"]], handed_in_at=timezone.now(), **marks
        )
        write_record(evaluation, actor=None, texts=by_language(row, "comment", *REASONS), part_of=exchange, tell=False)

    def _person(self, exchange, row) -> None:
        person = ExchangePerson(exchange=exchange, country=self.states[row["state"]])
        columns = {name: row[name] for name in ("role", "name", "function")}
        consent = {"consent": ExchangePerson.Consent.SIGNED, "consent_on": timezone.localdate()}
        save_person(person, actor=None, columns=columns | consent)

    @staticmethod
    def _agency(ref) -> Institution:
        return Institution.objects.select_related("reference").get(reference__ref=ref)
