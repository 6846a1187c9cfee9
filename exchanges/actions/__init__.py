"""Deeds of the expert exchanges, one module per noun."""

from exchanges.actions.afterwards import (
    answer_follow_up,
    ask_follow_ups,
    lacking_in,
    months_before,
    save_evaluation,
    save_report,
)
from exchanges.actions.answers import (
    INPUTS,
    LineOfAnswer,
    languages_missing,
    save_answer,
    save_compiled,
    send_compiled,
)
from exchanges.actions.exchanges import (
    TERMS,
    Cost,
    note_agreement,
    prepare_exchange,
    save_exchange,
    settle_terms,
    terms_of,
)
from exchanges.actions.matching import SEASON, ask_for_season, save_weights
from exchanges.actions.offers import save_offer
from exchanges.actions.people import (
    erase_people_of,
    erase_person,
    forget_people,
    people_called,
    save_person,
    what_is_kept,
)
from exchanges.actions.requests import (
    Line,
    answer_question,
    ask_question,
    closed_because,
    invite_states,
    save_request,
)

__all__ = [
    "INPUTS",
    "SEASON",
    "TERMS",
    "Cost",
    "Line",
    "LineOfAnswer",
    "answer_follow_up",
    "answer_question",
    "ask_follow_ups",
    "ask_for_season",
    "ask_question",
    "closed_because",
    "erase_people_of",
    "erase_person",
    "forget_people",
    "invite_states",
    "lacking_in",
    "languages_missing",
    "months_before",
    "note_agreement",
    "people_called",
    "prepare_exchange",
    "save_answer",
    "save_compiled",
    "save_evaluation",
    "save_exchange",
    "save_offer",
    "save_person",
    "save_report",
    "save_request",
    "save_weights",
    "send_compiled",
    "settle_terms",
    "terms_of",
    "what_is_kept",
]
