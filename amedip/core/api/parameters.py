"""The parameters of a list's address: filters, page size, cursor and language, checked before anything is read."""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import orjson
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.api.plans import Manner
from amedip.core.api.problems import InputError, Invalid
from amedip.core.models import Record
from amedip.core.search.finding import references_matching

PAGE_SIZE = 100
LARGEST_PAGE = 500
LONGEST_WORDS = 200
TRANSLATIONS = ["full"]

Where = str | Callable[[list], Q]


class Filter:
    """A parameter that narrows a list; given several times it means any of the values.

    ``where`` is the column that must hold one of the values, or a function from them to a condition.
    """

    def __init__(self, description: str, where: Where, *, example: str):
        self.description, self.where, self.example = description, where, example

    @property
    def values(self) -> list[str] | None:
        """All values there are, if they are few and known beforehand."""
        return None

    def condition(self, given: list[str]) -> Q:
        """Raises ``UnknownValue`` for the first value that means nothing."""
        return self._where(given)

    def _where(self, wanted: list) -> Q:
        return Q(**{f"{self.where}__in": wanted}) if isinstance(self.where, str) else self.where(wanted)


class UnknownValue(Exception):
    """A value of a filter that means nothing; ``args[0]`` is the value."""


class OneOf(Filter):
    """A filter by one of a few known values."""

    def __init__(self, description, where, choices: Iterable[str]):
        self.choices = [str(choice) for choice in choices]
        super().__init__(description, where, example=self.choices[0])

    @property
    def values(self):
        return self.choices

    def condition(self, given):
        for value in given:
            if value not in self.choices:
                raise UnknownValue(value)
        return self._where(given)


class ByReference(Filter):
    """A filter by the references of public records of ``model``; ``where`` gets their keys."""

    def __init__(self, description, where, model: type[Record], *, example: str):
        super().__init__(description, where, example=example)
        self.model = model

    def condition(self, given):
        records = self.model._default_manager.filter(
            reference__kind=self.model.KIND, reference__ref__in=given, reference__public=True
        )
        keys = dict(records.values_list("reference__ref", "pk"))
        for value in given:
            if value not in keys:
                raise UnknownValue(value)
        return self._where(list(keys.values()))


def through(table: type[Model], owner: str, target: str) -> Callable[[list], Q]:
    """The condition that a row of the link table leads from the record to one of the wanted targets."""
    return lambda keys: Q(pk__in=table._default_manager.filter(**{f"{target}__in": keys}).values(owner))


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: behind the row whose ordering column holds ``value``, or before it."""

    value: object
    backwards: bool = False

    def __str__(self):
        text = orjson.dumps([self.value, int(self.backwards)])
        return base64.urlsafe_b64encode(text).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str, column: Field) -> "Cursor":
        """Raises ``ValueError`` for anything that ``column`` cannot hold."""
        try:
            value, backwards = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            value = column.clean(value, None)
        except (binascii.Error, TypeError, ValidationError) as error:
            raise ValueError from error
        cursor = cls(value, bool(backwards))
        if value is None or str(cursor) != text or not str(value).isprintable():
            raise ValueError
        return cursor


@dataclass
class Parameters:
    """What a caller asks of a list, or of one resource (the manner alone)."""

    manner: Manner = field(default_factory=Manner)
    page_size: int = PAGE_SIZE
    cursor: Cursor | None = None
    words: str = ""
    condition: Q = field(default_factory=Q)


class Reader:
    """Reads a query string and gathers everything that is wrong with it."""

    def __init__(self, data: QueryDict, known: Iterable[str]):
        self.data, self.errors = data, []
        known = list(known)
        for name in data:
            if name not in known:
                self.refuse(
                    name, "unknown-parameter",
                    _("“%(name)s” is not a parameter here. Known are: %(known)s.")
                    % {"name": name[:80], "known": ", ".join(known) or "–"},
                )  # fmt: skip

    def refuse(self, name: str, code: str, detail: str) -> None:
        self.errors.append(InputError("/" + name[:80].replace("~", "~0").replace("/", "~1"), code, detail))

    def refuse_value(self, name: str, value: str, known: Iterable[str] | None) -> None:
        """Refuse a value that the parameter does not have; without ``known`` ones it is a reference of nothing."""
        told = {"value": value[:80], "name": name, "known": ", ".join(known or ())}
        advice = _("“%(value)s” is not a value of “%(name)s”. References are case-sensitive; collections list them.")
        if known:
            advice = _("“%(value)s” is not a value of “%(name)s”. Known are: %(known)s.")
        self.refuse(name, "unknown-value", advice % told)

    def finish(self) -> None:
        """Raise ``Invalid`` if anything was wrong."""
        if self.errors:
            raise Invalid(self.errors)

    def once(self, name: str) -> str | None:
        given = self.data.getlist(name)
        if len(given) > 1:
            self.refuse(name, "repeated", _("Give “%(name)s” only once.") % {"name": name})
            return None
        return given[0] if given else None

    def language(self) -> str | None:
        code = self.once("lang")
        if code is not None and code not in languages.CODES:
            self.refuse(
                "lang", "unknown-language",
                _("“%(code)s” is not one of the portal’s languages. Give ar, en or fr.") % {"code": code[:80]},
            )  # fmt: skip
            return None
        return code

    def manner(self) -> Manner:
        """How texts are to be given: ``lang`` or ``translations``, not both."""
        language, told = self.language(), self.once("translations")
        if told is not None and told not in TRANSLATIONS:
            self.refuse_value("translations", told, TRANSLATIONS)
        elif told is not None and "lang" in self.data:
            self.refuse(
                "translations", "not-together",
                _("“translations” tells of all three languages, “lang” gives one. Leave one of the two out."),
            )  # fmt: skip
        return Manner(language, told is not None)

    def page_size(self, largest: int = LARGEST_PAGE) -> int:
        text = self.once("page_size")
        if text is None:
            return min(PAGE_SIZE, largest)
        # Digits may be those of any script that writes numbers as we do.
        size = int(text) if text.isdecimal() and len(text) < 10 else 0
        if not 1 <= size <= largest:
            self.refuse(
                "page_size", "out-of-range",
                _("The page size is a whole number from 1 to %(largest)d.") % {"largest": largest},
            )  # fmt: skip
        return size

    def cursor(self, column: Field) -> Cursor | None:
        text = self.once("cursor")
        if text is None:
            return None
        try:
            return Cursor.read(text, column)
        except ValueError:
            self.refuse(
                "cursor", "bad-cursor",
                _("This cursor leads nowhere. Begin without one and follow the addresses in “next” as they stand."),
            )  # fmt: skip
            return None

    def words(self) -> str:
        words = (self.once("q") or "").strip()
        if len(words) > LONGEST_WORDS:
            self.refuse("q", "too-long", _("Search for at most %(limit)d characters.") % {"limit": LONGEST_WORDS})
        return words

    def condition(self, filters: Mapping[str, Filter]) -> Q:
        """All filters together; a filter without a value does not narrow."""
        together = Q()
        for name, one in filters.items():
            given = list(dict.fromkeys(filter(None, self.data.getlist(name))))
            if not given:
                continue
            try:
                together &= one.condition(given)
            except UnknownValue as error:
                self.refuse_value(name, error.args[0], one.values)
        return together


def read_list(data: QueryDict, filters: Mapping[str, Filter], column: Field, kind: str) -> Parameters:
    """The parameters of a list of the ``kind`` ordered by ``column``; raises ``Invalid`` naming all that is wrong."""
    reader = Reader(data, [*filters, "q", "lang", "translations", "page_size", "cursor"])
    asked = Parameters(
        reader.manner(),
        reader.page_size(),
        reader.cursor(column),
        reader.words(),
        reader.condition(filters),
    )
    reader.finish()
    if asked.words:
        asked.condition &= Q(reference__in=references_matching(asked.words, kind=kind))
    return asked


def read_one(data: QueryDict) -> Parameters:
    """The parameters of one resource."""
    reader = Reader(data, ["lang", "translations"])
    asked = Parameters(reader.manner())
    reader.finish()
    return asked
