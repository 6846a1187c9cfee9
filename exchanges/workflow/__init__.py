"""The lives of requests, offers, answers and exchanges, one module per noun."""

from exchanges.workflow.answers import ANSWER
from exchanges.workflow.exchanges import EXCHANGE
from exchanges.workflow.offers import OFFER
from exchanges.workflow.requests import REQUEST

__all__ = ["ANSWER", "EXCHANGE", "OFFER", "REQUEST", "WORKFLOWS"]

WORKFLOWS = {workflow.noun: workflow for workflow in (REQUEST, OFFER, ANSWER, EXCHANGE)}
