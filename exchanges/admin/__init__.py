"""Requests, offers, exchanges and their people in the administration, one module per noun; finding partners too."""

from exchanges.admin.exchanges import ExchangeAdmin
from exchanges.admin.matching import MatchingAdmin
from exchanges.admin.offers import OfferAdmin
from exchanges.admin.people import ExchangePersonAdmin
from exchanges.admin.requests import ExchangeRequestAdmin

__all__ = ["ExchangeAdmin", "ExchangePersonAdmin", "ExchangeRequestAdmin", "MatchingAdmin", "OfferAdmin"]
