"""What changed between two texts, word by word, as marked HTML."""

import re
from difflib import SequenceMatcher

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

# Beyond this many pairs of words the comparison would take longer than a reader waits.
MOST_PAIRS = 4_000_000
# So many unchanged words stay on either side of a change; what lies further away is left out.
AROUND = 12


def word_difference(before: str, after: str) -> SafeString:
    """``after`` as HTML, what is new in ``<ins>`` and what is gone in ``<del>``; long unchanged runs are shortened."""
    old, new = _words(before), _words(after)
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return _gone(old) + _come(new)
    marked = SafeString()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (step, old_from, old_to, new_from, new_to) in enumerate(steps):
        if step == "equal":
            run = _shorten(new[new_from:new_to], head=number > 0, tail=number < len(steps) - 1)
            marked += escape("".join(run))
        else:
            marked += _gone(old[old_from:old_to]) + _come(new[new_from:new_to])
    return marked


def _words(text: str) -> list[str]:
    """The words and the blanks between them; together they are the text."""
    return re.findall(r"\s+|\S+", text)


def _gone(words: list[str]) -> SafeString:
    return format_html("<del>{}</del>", "".join(words)) if words else SafeString()


def _come(words: list[str]) -> SafeString:
    return format_html("<ins>{}</ins>", "".join(words)) if words else SafeString()


def _shorten(run: list[str], *, head: bool, tail: bool) -> list[str]:
    """The run without its middle; ``head`` and ``tail`` say on which sides a change adjoins."""
    kept = AROUND * 2  # words and blanks alternate
    if len(run) <= kept * 2:
        return run
    return [*(run[:kept] if head else []), " … ", *(run[-kept:] if tail else [])]
