"""Deeds of the registry, one module per noun."""

from registry.actions.mandates import appoint_focal_point, invite_focal_point
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

__all__ = [
    "Remark",
    "appoint_focal_point",
    "closed_because",
    "comment_on_priority",
    "confirm_priority",
    "invite_focal_point",
    "save_priority",
    "settle_comment",
    "settle_comments",
    "write_remarks",
]
