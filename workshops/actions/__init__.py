"""What is done with documents, one module per noun."""

from workshops.actions.documents import DRAW, hand_in_file, keep_drawn_text

__all__ = ["DRAW", "hand_in_file", "keep_drawn_text"]
