"""Whether what is said of an exchange names somebody who takes part: reasons given for deeds, and texts that stand."""

from collections.abc import Iterable

from amedip.core import languages
from amedip.core.models import Deed
from amedip.core.texts import translated_fields
from exchanges.models import (
    AnswerLine,
    CompiledAnswer,
    Evaluation,
    Exchange,
    ExchangeReport,
    ExchangeRequest,
    FollowUp,
    Offer,
    RequestAnswer,
    RequestObjective,
    RequestQuestion,
)
from exchanges.models.nameless import names_someone, refuse_those_of

# How the rows with free text of one exchange are found, by the key of the exchange, of its request and of its offer.
OF_EXCHANGE = {Exchange: "pk", ExchangeReport: "exchange", Evaluation: "exchange", FollowUp: "exchange"}
OF_REQUEST = {
    ExchangeRequest: "pk",
    RequestObjective: "request",
    RequestAnswer: "request",
    AnswerLine: "answer__request",
    RequestQuestion: "request",
    CompiledAnswer: "request",
}
OF_OFFER = {Offer: "pk"}


def refuse_names(reasons: Iterable[str | None], *, about: ExchangeRequest | Offer | Exchange) -> None:
    """Raise ``ValidationError`` if a reason names somebody who takes part in the exchange, or in one of the request.

    Texts are looked at by their models (``Nameless``), a reason stands beside them.
    """
    near = about.exchanges_near()
    if near is not None:
        refuse_those_of(near, reasons)


def stands_in_texts(name: str, exchange: Exchange) -> bool:
    """Is the name in a text of the exchange, of the request or offer behind it, or in a reason given for a deed?"""
    behind = [record.reference_id for record in (exchange.request, exchange.offer) if record is not None]
    references = [exchange.reference_id, *behind]
    reasons = Deed.objects.filter(reference__in=references).exclude(why="").values_list("why", flat=True)
    if names_someone([name], reasons):
        return True
    tables = ((OF_EXCHANGE, exchange.pk), (OF_REQUEST, exchange.request_id), (OF_OFFER, exchange.offer_id))
    for models, key in tables:
        for model, path in models.items():
            columns = languages.columns(translated_fields(model))
            rows = model._base_manager.filter(**{path: key}).values_list(*columns) if key else ()
            if any(names_someone([name], row) for row in rows):
                return True
    return False
