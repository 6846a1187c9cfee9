"""Translated texts: their one door, the ledger of where each stands, and what lies beside them."""

from amedip.core.texts.beside import (
    drop_beside,
    lines_of_all,
    propose,
    save_beside,
    texts_beside,
    working_texts,
)
from amedip.core.texts.door import set_texts, states_vouched, take_over_working, vouch, vouch_for_originals
from amedip.core.texts.extent import Extent, extents_of, extents_told, told_states
from amedip.core.texts.fields import (
    CONTROL,
    Texts,
    assign,
    clean,
    differing,
    fields_in_order,
    fingerprint,
    is_translated,
    translated_fields,
)
from amedip.core.texts.guard import split_guarded
from amedip.core.texts.ledger import (
    UNREAD,
    UP_TO_DATE,
    forget_texts,
    owed,
    require_read,
    save_states,
    states_after,
    states_of,
    states_of_all,
)

__all__ = [
    "CONTROL",
    "UNREAD",
    "UP_TO_DATE",
    "Extent",
    "Texts",
    "assign",
    "clean",
    "differing",
    "drop_beside",
    "extents_of",
    "extents_told",
    "fields_in_order",
    "fingerprint",
    "forget_texts",
    "is_translated",
    "lines_of_all",
    "owed",
    "propose",
    "require_read",
    "save_beside",
    "save_states",
    "set_texts",
    "split_guarded",
    "states_after",
    "states_of",
    "states_of_all",
    "states_vouched",
    "take_over_working",
    "texts_beside",
    "told_states",
    "translated_fields",
    "vouch",
    "vouch_for_originals",
    "working_texts",
]
