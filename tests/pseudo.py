"""The interface in letters that no text has, so that a page shows what came through the catalogues and what did not."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.utils.translation.trans_real import DjangoTranslation
from lxml import html

CONTEXT = "\x04"
WIDE = {ord(a): ord(a) + 0xFEE0 for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
# What a message is filled with, and marks of its own.
KEPT = re.compile(r"<[^>]*>|&\w+;|%\(\w+\)[a-z]|%[sdifr]|\{[^}]*\}")
# Words of Latin letters that follow one another.
WORD = r"[A-Za-z\u00c0-\u017f0-9'’./@_#&+-]"
RUN = re.compile(rf"(?<!{WORD})[A-Za-z]{WORD}*(?: {WORD}+)*")
SPOKEN = ("alt", "aria-label", "placeholder", "title")
UNSEEN = ("script", "style", "template", "code", "kbd")


@dataclass
class Heard:
    """What was asked of the catalogues without success: messages whose answer is their own English."""

    english: set[str] = field(default_factory=set)


@contextmanager
def catalogues(language: str):
    """Turn the answers of the language's catalogues into wide letters, and note what they do not have."""
    heard = Heard()
    usual = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self, message):
        if self.language() != language:
            return usual[0](self, message)
        found = self._catalog.get(message) or self._catalog.get((message, self.plural(1)))
        if found is None:
            heard.english.add(message)
            return usual[0](self, message)
        return wide(found)

    def ngettext(self, singular, plural, number):
        if self.language() != language:
            return usual[1](self, singular, plural, number)
        try:
            return wide(self._catalog.plural(singular, number))
        except KeyError:
            heard.english.add(singular)
            return usual[1](self, singular, plural, number)

    DjangoTranslation.gettext, DjangoTranslation.ngettext = gettext, ngettext
    try:
        yield heard
    finally:
        DjangoTranslation.gettext, DjangoTranslation.ngettext = usual


def wide(text: str) -> str:
    """The text in wide letters, but for what it is filled with."""
    parts, end = [], 0
    for found in KEPT.finditer(text):
        parts += [text[end : found.start()].translate(WIDE), found[0]]
        end = found.end()
    return "".join([*parts, text[end:].translate(WIDE)])


@dataclass
class Data:
    """Every text of the database: what people wrote needs no catalogue."""

    columns: set[str] = field(default_factory=set)
    whole: str = ""

    @classmethod
    def read(cls) -> "Data":
        found = cls()
        for model in apps.get_models():
            names = [
                column.attname
                for column in model._meta.concrete_fields
                if isinstance(column, models.CharField | models.TextField | models.JSONField)
            ]
            if names and model._meta.managed and not model._meta.proxy:
                for row in model._base_manager.values_list(*names):
                    found.columns |= {_plain(str(value)) for value in row if value}
        found.whole = "\n".join(found.columns)
        return found

    def holds(self, run: str) -> bool:
        """Is it from a text, or made of keys of records, as ``tunis-discussions s1`` and ``mail #1`` are?"""
        return run in self.whole or all(word in self.columns or word.lstrip("#").isdigit() for word in run.split())


def _plain(text: str) -> str:
    return " ".join(text.split())


def spoken(page: str) -> set[str]:
    """The runs of Latin words that a page shows or says in its own language."""
    root = html.fromstring(page)
    texts = (text for text in _texts(root, root.get("lang")) if text and not text.isspace())
    return {run.rstrip(".'’-") for text in texts for run in RUN.findall(_plain(text))}


def _texts(element, own):
    """What an element shows and says; nothing of it if it is in another language, or not read."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or element.get("lang", own) != own:
        return
    yield element.text
    yield from (element.get(name) for name in SPOKEN)
    if element.get("type") in {"submit", "button"}:
        yield element.get("value")
    for child in element:
        yield from _texts(child, own)
        yield child.tail
