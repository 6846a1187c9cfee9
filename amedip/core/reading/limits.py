"""How much of a file is read."""

MOST_PARAGRAPHS = 10_000
# 10,000 paragraphs of 500 letters.
MOST_LETTERS = 5_000_000
MOST_PAGES = 1_000
# The packed parts of a file, opened: text is a small part of it, pictures the most.
MOST_UNPACKED = 200 * 1024 * 1024
# One part of text: its tree takes some ten times as much memory.
MOST_MARKUP = 20 * 1024 * 1024
MOST_PARTS = 5_000
# Emphasis and links in a longer paragraph are not looked for: no paragraph is that long, and the search is not linear.
MOST_IN_PARAGRAPH = 20_000
