"""Examples that show what the portal can hold where the sources hold nothing: exchanges and pilots, all marked."""

import datetime

from django.utils import timezone

from amedip.core.models import Record
from amedip.core.records import Links, announce, delete_record, write_record
from amedip.portal.content.example_exchanges import Parts, exchange_columns, offer_columns, request_columns
from amedip.portal.content.example_pilots import PilotParts, columns_of
from amedip.portal.content.links import load_example_links, remove_example_links
from amedip.portal.content.loading import by_language, fixture, named_again
from exchanges import models as exchanges
from pilots import models as pilots
from registry.models import Country, Theme

# In this order they can be taken away: an exchange rests on its request and its offer.
KINDS: tuple[type[Record], ...] = (
    exchanges.Exchange,
    exchanges.ExchangeRequest,
    exchanges.Offer,
    pilots.PilotProject,
)


def remove_examples() -> int:
    """Take away every record marked as an example and return how many they were.

    Raises ``ProtectedError`` if something that is no example rests on one of them.
    """
    removed = 0
    remove_example_links()
    for model in KINDS:
        for record in model.objects.filter(reference__example=True).select_related("reference"):
            delete_record(record, actor=None, why="examples removed")
            removed += 1
    return removed


class Examples:
    """Writes the examples that are not there yet; what is there stays as it is. Days count from today."""

    def __init__(self):
        self.today = timezone.localdate()
        self.states = {state.code: state for state in Country.objects.select_related("reference")}
        self.themes = {theme.ref: theme for theme in Theme.objects.select_related("reference")}
        self.added = 0
        self._parts = Parts(self.states, self._day)
        self._written: list[Record] = []

    def load(self) -> int:
        """Add what is missing and return how many records that were; the world is told of all of them at the end."""
        content = fixture("exchanges", "examples")
        requests = {item["ref"]: self._request(item) for item in content["requests"]}
        offers = {item["ref"]: self._offer(item) for item in content["offers"]}
        for item in content["exchanges"]:
            self._exchange(item, requests.get(item["request"]), offers.get(item["offer"]))
        for item in content["answers"]:
            self._answers(requests[item["request"]], item)
        for item in fixture("pilots", "examples"):
            self._pilot(item)
        load_example_links(self._written)
        announce([*self._written, *self._parts.written])
        return self.added

    def _request(self, item):
        columns = request_columns(item, self._day) | self._common(item)
        request, new = self._record(
            exchanges.ExchangeRequest, item, columns, exchanges.RequestTheme, "request", "tried"
        )
        if new:
            self._parts.of_request(request, item)
        return request

    def _offer(self, item):
        columns = offer_columns(item, self._day) | self._common(item)
        return self._record(exchanges.Offer, item, columns, exchanges.OfferTheme, "offer")[0]

    def _exchange(self, item, request, offer):
        columns = exchange_columns(item, self.states, self._day) | {"request": request, "offer": offer}
        exchange, new = self._record(exchanges.Exchange, item, columns, exchanges.ExchangeTheme, "exchange", "outcome")
        if new:
            self._parts.of_exchange(exchange, item)

    def _answers(self, request, item):
        if not request.answers.exists():
            self._parts.of_answers(request, item)

    def _pilot(self, item):
        columns = columns_of(item, self.states, self._day)
        named = item | {"ref": f"P{item['number']}"}
        pilot, new = self._record(
            pilots.PilotProject, named, columns, pilots.PilotTheme, "pilot", "summary", "objective"
        )
        if new:
            PilotParts(pilot, self.states, self._day).write(item)

    def _record(self, model, item, columns, through, owner, *fields):
        """The record of that reference and whether it was made just now."""
        there = model.objects.filter(reference__ref=item["ref"]).select_related("reference").first()
        if there:
            return there, False
        record = named_again(model(), item["ref"])
        write_record(
            record,
            actor=None,
            ref=item["ref"],
            example=True,
            columns=columns,
            texts=by_language(item, "title", "description", *fields),
            links=[Links(through, owner, "theme", [self.themes[slug] for slug in item["themes"]])],
            tell=False,
        )
        self._written.append(record)
        self.added += 1
        return record, True

    def _common(self, item):
        return {"country": self.states[item["state"]], "status": item["status"]}

    def _day(self, offset: int | None) -> datetime.date | None:
        return None if offset is None else self.today + datetime.timedelta(days=offset)
