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
    steps = _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old)
    for number, (step, old_from, old_to, new_from, new_to) in enumerate(steps):
        if step == "equal":
            run = _shorten(new[new_from:new_to], head=number > 0, tail=number < len(steps) - 1)
            marked += escape("".join(run))
        else:
            marked += _gone(old[old_from:old_to]) + _come(new[new_from:new_to])
    return marked


def _joined(steps, old: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps, changes that only a blank divides made one: words of two sentences are not read in turns."""
    found: list[tuple[str, int, int, int, int]] = []
    for number, (step, *span) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        blank = step == "equal" and inside and not "".join(old[span[0] : span[1]]).strip()
        if found and found[-1][0] != "equal" and (step != "equal" or blank):
            _step, old_from, _old_to, new_from, _new_to = found[-1]
            found[-1] = ("replace", old_from, span[1], new_from, span[3])
        else:
            found.append((step, *span))
    return found


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
