"""Deeds on pilots, one module per noun."""

from pilots.actions.files import hand_in_document, hand_in_picture, hand_in_report_file, withdraw_report_file
from pilots.actions.iati import IATI, confirm_iati, do_with_iati, following_iati, send_iati
from pilots.actions.periods import save_period
from pilots.actions.phases import correct_phase_day
from pilots.actions.publishing import publish_report
from pilots.actions.reports import (
    Remark,
    Said,
    closed_because,
    comment_on_report,
    parts_of,
    save_report,
    settle_comment,
    settle_comments,
    write_remarks,
)
from pilots.actions.unsaved import clear_old_report_work, forget_report_work, keep_report_work

__all__ = [
    "IATI",
    "Remark",
    "Said",
    "clear_old_report_work",
    "closed_because",
    "comment_on_report",
    "confirm_iati",
    "correct_phase_day",
    "do_with_iati",
    "following_iati",
    "forget_report_work",
    "hand_in_document",
    "hand_in_picture",
    "hand_in_report_file",
    "keep_report_work",
    "parts_of",
    "publish_report",
    "save_period",
    "save_report",
    "send_iati",
    "settle_comment",
    "settle_comments",
    "withdraw_report_file",
    "write_remarks",
]
