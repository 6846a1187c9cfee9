"""Deeds of the registry, one module per noun."""

from registry.actions.editions import (
    EDITION_FILES,
    TODAYS_FILE,
    ask_for_todays_file,
    check_closable,
    close_round,
    files_job,
    keep_edition_files,
    lacking_for,
    make_edition_files_again,
)
from registry.actions.mandates import appoint_focal_point, hand_over, invite_focal_point, keep_client_mandate
from registry.actions.many import PriorityChange, save_priorities
from registry.actions.packs import PACK, PACK_KEPT_FOR, ask_for_pack, packs_of
from registry.actions.priorities import (
    Remark,
    closed_because,
    comment_on_priority,
    confirm_priority,
    save_priority,
    settle_comment,
    settle_comments,
    write_remarks,
)
from registry.actions.rounds import open_rounds, say_complete
from registry.actions.unsaved import MadeAlready, clear_old_work, forget_work, keep_work
from registry.actions.workbooks import (
    WORKBOOK,
    ask_for_workbook,
    confirm_workbook,
    confirmation_of,
    send_workbook,
    was_written,
)

__all__ = [
    "EDITION_FILES",
    "PACK",
    "PACK_KEPT_FOR",
    "TODAYS_FILE",
    "WORKBOOK",
    "MadeAlready",
    "PriorityChange",
    "Remark",
    "appoint_focal_point",
    "ask_for_pack",
    "ask_for_todays_file",
    "ask_for_workbook",
    "check_closable",
    "clear_old_work",
    "close_round",
    "closed_because",
    "comment_on_priority",
    "confirm_priority",
    "confirm_workbook",
    "confirmation_of",
    "files_job",
    "forget_work",
    "hand_over",
    "invite_focal_point",
    "keep_client_mandate",
    "keep_edition_files",
    "keep_work",
    "lacking_for",
    "make_edition_files_again",
    "open_rounds",
    "packs_of",
    "save_priorities",
    "save_priority",
    "say_complete",
    "send_workbook",
    "settle_comment",
    "settle_comments",
    "was_written",
    "write_remarks",
]
