"""From the order in which a line's signs stand on the page to the order in which they are read."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

# Letters in the forms they take beside others, and Latin ligatures: compatibility characters with one right reading.
_FORMS = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_ALEFS = frozenset("اأإآٱ")
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENING, _CLOSING = "([{«", ")]}»"
# Between digits they do not end a number: after an Arabic letter UAX 9 takes each for one of Arabic text.
_SEPARATORS = ".,:/٫٬"
# It is always said after the number, though it stands to the left of it or to the right.
_PER_CENT = ("%", "٪")
_COMMAS = (",", ";")


class Sign(Protocol):
    """A sign on the page with its letters and where it begins and ends from left to right."""

    text: str
    x0: float
    x1: float


def letters_of(text: str) -> str:
    """The letters a sign stands for, in reading order, whatever form they have on the page.

    One sign for lam and alef may give them in the order of the page: no word has that sign for alef and lam.
    """
    text = plain_forms(text)
    if len(text) == 2 and text[0] in _ALEFS and text[1] == "ل":
        return text[::-1]
    return text


def plain_forms(text: str) -> str:
    """Letters in the forms they take beside others as the letters they are."""
    return _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]).strip(" ") or found[0], text)


def is_arabic(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _class(text: str) -> str:
    for char in text:
        found = unicodedata.bidirectional(char)
        if found in ("R", "AL"):
            return "r"
        if found == "L":
            return "l"
        if found in ("EN", "AN"):
            return found.lower()
    return "n"


def in_reading_order(signs: Sequence[Sign], *, rightwards: bool) -> tuple[list[Sign], list[bool]]:
    """The signs of a line as they are read, and for each whether it is read from right to left.

    ``rightwards`` is the direction of the paragraph: True for right to left. Undoes UAX 9's last step by what it
    knows of the others; in a paragraph from left to right the runs of Arabic are turned, numbers in them kept.
    """
    signs = _with_marks_in_place(signs)
    if not rightwards and not any(is_arabic(sign.text) for sign in signs):
        return signs, [False] * len(signs)
    if rightwards:
        return _from_right(signs[::-1])
    ordered, turned = [], []
    for start, end in _arabic_runs(signs):
        ordered += signs[len(ordered) : start]
        turned += [False] * (start - len(turned))
        inner, flags = _from_right(signs[start:end][::-1])
        ordered += inner
        turned += flags
    rest = signs[len(ordered) :]
    return ordered + rest, turned + [False] * len(rest)


def _with_marks_in_place(signs: Sequence[Sign]) -> list[Sign]:
    """From left to right; a vowel sign stands where its letter does, to be read after it."""
    bases = sorted((sign for sign in signs if not is_mark(sign.text)), key=lambda sign: (sign.x0 + sign.x1) / 2)
    marks = [sign for sign in signs if is_mark(sign.text)]
    if not marks or not bases:
        return sorted(signs, key=lambda sign: (sign.x0 + sign.x1) / 2)
    under: dict[int, list[Sign]] = {}
    for mark in marks:
        middle = (mark.x0 + mark.x1) / 2
        nearest = min(range(len(bases)), key=lambda place: abs((bases[place].x0 + bases[place].x1) / 2 - middle))
        under.setdefault(nearest, []).append(mark)
    ordered: list[Sign] = []
    for place, base in enumerate(bases):
        own = under.get(place, [])
        # What is read from the right comes before its letter in the order of the page.
        ordered += [*own, base] if is_arabic(base.text) else [base, *own]
    return ordered


def is_mark(text: str) -> bool:
    return bool(text) and all(unicodedata.combining(char) for char in text)


def _arabic_runs(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    """From the first to the last Arabic letter without a Latin one between."""
    runs, start, last = [], None, 0
    for place, sign in enumerate(signs):
        found = _class(sign.text)
        if found == "r":
            start = place if start is None else start
            last = place + 1
        elif found == "l" and start is not None:
            runs.append((start, last))
            start = None
    return runs if start is None else [*runs, (start, last)]


def _from_right(signs: list[Sign]) -> tuple[list[Sign], list[bool]]:
    """``signs`` come from right to left; what is read from the left among them is turned back."""
    classes = [_class(sign.text) for sign in signs]
    turned = [True] * len(signs)
    place = 0
    while place < len(signs):
        end = place + 1
        if classes[place] in ("l", "en", "an"):
            end = _stretch(signs, classes, place)
            begin = place
            # What closes a stretch stands at its right end, so that it was met before: a bracket, per cent.
            if begin and _closes(signs[begin - 1].text, signs[place:end], last=end == len(signs)):
                begin -= 1
            signs[begin:end] = signs[begin:end][::-1]
            turned[begin:end] = [False] * (end - begin)
        place = end
    return signs, turned


def _closes(before: str, stretch: Sequence[Sign], *, last: bool) -> bool:
    """Does the sign at its right end close the stretch? A comma does where the line ends within Latin words."""
    return before in _PER_CENT or _lacks_bracket(stretch, before) or (last and before in _COMMAS)


def _lacks_bracket(signs: Sequence[Sign], before: str) -> bool:
    """Is ``before`` the bracket that closes one opened within the stretch?"""
    if before not in _CLOSING or not before:
        return False
    opening = _OPENING[_CLOSING.index(before)]
    text = "".join(sign.text for sign in signs)
    return text.count(opening) > text.count(before)


def _stretch(signs: Sequence[Sign], classes: Sequence[str], start: int) -> int:
    """Where the stretch that is read from the left ends, seen from its right end."""
    end = start + 1
    latin = end if classes[start] == "l" else 0
    for place in range(start + 1, len(signs)):
        if classes[place] in ("r", "an"):
            break
        if classes[place] == "l":
            latin = place + 1
    if latin:
        return _with_digits(classes, latin)
    sort = classes[start]
    while end < len(signs):
        if classes[end] == sort:
            end += 1
        elif signs[end].text in _SEPARATORS and end + 1 < len(signs) and classes[end + 1] == sort:
            end += 2
        else:
            break
    return end


def _with_digits(classes: Sequence[str], end: int) -> int:
    """A number that touches the Latin word at its left belongs to it: “5th”."""
    while end < len(classes) and classes[end] == "en":
        end += 1
    return end


def mirror_votes(text: str) -> int:
    """How many brackets of a text read from the right close before they open, less those in order."""
    votes, last = 0, ""
    for char in text:
        if char in _OPENING:
            votes += last == "close"
            last = "" if last == "close" else "open"
        elif char in _CLOSING:
            votes -= last == "open"
            last = "" if last == "open" else "close"
    return votes


def mirrored(text: str) -> str:
    return text.translate(_MIRRORED)
