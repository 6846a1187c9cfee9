"""Deeds on clients of the API, one module per noun."""

from amedip.partners.actions.answers import InFlight, Kept, OtherRequest, clear_away, keep_answer, kept_answer
from amedip.partners.actions.clients import change_client, create_client
from amedip.partners.actions.deliveries import forget_deliveries
from amedip.partners.actions.keys import Made, key_of, make_key, note_use, revoke_key, rotate_key
from amedip.partners.actions.names import name_record, name_records, named_records, names_of, wait_turn
from amedip.partners.actions.webhooks import (
    DELIVER,
    Registered,
    change_webhook,
    ping_webhook,
    register_webhook,
    remove_webhook,
    replay_delivery,
    replay_span,
    rotate_secret,
    switch_off,
)

__all__ = [
    "DELIVER",
    "InFlight",
    "Kept",
    "Made",
    "OtherRequest",
    "Registered",
    "change_client",
    "change_webhook",
    "clear_away",
    "create_client",
    "forget_deliveries",
    "keep_answer",
    "kept_answer",
    "key_of",
    "make_key",
    "name_record",
    "name_records",
    "named_records",
    "names_of",
    "note_use",
    "ping_webhook",
    "register_webhook",
    "remove_webhook",
    "replay_delivery",
    "replay_span",
    "revoke_key",
    "rotate_key",
    "rotate_secret",
    "switch_off",
    "wait_turn",
]
