"""Deeds on pilots, one module per noun."""

from pilots.actions.files import hand_in_document, hand_in_picture, hand_in_report_file, withdraw_report_file
from pilots.actions.iati import IATI, confirm_iati, do_with_iati, following_iati, send_iati
from pilots.actions.periods import save_period
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

__all__ = [
    "IATI",
    "Remark",
    "Said",
    "closed_because",
    "comment_on_report",
    "confirm_iati",
    "do_with_iati",
    "following_iati",
    "hand_in_document",
    "hand_in_picture",
    "hand_in_report_file",
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
