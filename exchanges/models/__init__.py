"""The tables of expert exchange, one module per noun."""

from exchanges.models.afterwards import Evaluation, ExchangeReport, FollowUp
from exchanges.models.answers import AnswerLine, CompiledAnswer, RequestAnswer, RequestQuestion
from exchanges.models.exchanges import (
    Agreement,
    CostLine,
    Exchange,
    ExchangeAgency,
    ExchangePartner,
    ExchangeTheme,
)
from exchanges.models.offers import Offer, OfferTheme
from exchanges.models.people import ExchangePerson
from exchanges.models.requests import ExchangeRequest, RequestObjective, RequestTheme
from exchanges.models.terms import Format
from exchanges.models.weights import MatchingWeights

__all__ = [
    "Agreement",
    "AnswerLine",
    "CompiledAnswer",
    "CostLine",
    "Evaluation",
    "Exchange",
    "ExchangeAgency",
    "ExchangePartner",
    "ExchangePerson",
    "ExchangeReport",
    "ExchangeRequest",
    "ExchangeTheme",
    "FollowUp",
    "Format",
    "MatchingWeights",
    "Offer",
    "OfferTheme",
    "RequestAnswer",
    "RequestObjective",
    "RequestQuestion",
    "RequestTheme",
]
