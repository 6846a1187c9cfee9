"""What is done with workshops and documents that the kernel's one door does not know of itself."""

from workshops.actions.documents import DRAW, hand_in_file, keep_drawn_text
from workshops.actions.proposals import (
    PROPOSAL,
    correct_proposal,
    drop_proposal,
    keep_reading,
    publish_proposal,
    send_summary,
    write_proposal,
)
from workshops.actions.summaries import SUMMARY_FILE, ask_for_summary_file, next_anchor

__all__ = [
    "DRAW",
    "PROPOSAL",
    "SUMMARY_FILE",
    "ask_for_summary_file",
    "correct_proposal",
    "drop_proposal",
    "hand_in_file",
    "keep_drawn_text",
    "keep_reading",
    "next_anchor",
    "publish_proposal",
    "send_summary",
    "write_proposal",
]
