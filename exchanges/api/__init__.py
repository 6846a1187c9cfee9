"""Expert exchange in the API, and the answers of invited states."""

from exchanges.api.answers import ExchangeAnswers
from exchanges.api.exchange import ExchangeRequests, Exchanges, Offers

__all__ = ["ExchangeAnswers", "ExchangeRequests", "Exchanges", "Offers"]
