"""Deeds on clients of the API, one module per noun."""

from amedip.partners.actions.answers import InFlight, Kept, OtherRequest, clear_away, keep_answer, kept_answer
from amedip.partners.actions.clients import change_client, create_client
from amedip.partners.actions.keys import Made, key_of, make_key, note_use, revoke_key, rotate_key
from amedip.partners.actions.names import name_record, name_records, named_records, names_of, wait_turn

__all__ = [
    "InFlight",
    "Kept",
    "Made",
    "OtherRequest",
    "change_client",
    "clear_away",
    "create_client",
    "keep_answer",
    "kept_answer",
    "key_of",
    "make_key",
    "name_record",
    "name_records",
    "named_records",
    "names_of",
    "note_use",
    "revoke_key",
    "rotate_key",
    "wait_turn",
]
