"""The parameters of a list's address: filters, page size, cursor and language, checked before anything is read."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Field, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.api.cursors import Cursor
from amedip.core.api.filters import Filter, UnknownValue
from amedip.core.api.plans import Manner
from amedip.core.api.problems import InputError, Invalid
from amedip.core.models import Reference
from amedip.core.search.finding import references_matching

PAGE_SIZE = 100
LARGEST_PAGE = 500
LONGEST_WORDS = 200
TRANSLATIONS = ["full"]
# As they were entered, or by when they last changed; with a hyphen the other way round.
ORDERS = ["entered", "-entered", "updated_at", "-updated_at"]

_FIRST_DAY = datetime.date(2000, 1, 1)


@dataclass
class Parameters:
    """What a caller asks of a list, or of one resource (no order, no place).

    ``fields`` are those to be given, all of them if none is named; ``include`` those whose references are followed;
    ``on`` is the day as of whose end members are to be read, today if None.
    """

    manner: Manner = field(default_factory=Manner)
    page_size: int = PAGE_SIZE
    cursor: Cursor | None = None
    words: str = ""
    condition: Q = field(default_factory=Q)
    order: str = ORDERS[0]
    fields: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    on: datetime.date | None = None


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
        """Refuse a value that the parameter does not have; without ``known`` ones (None) it is a reference."""
        told = {"value": value[:80], "name": name, "known": ", ".join(known or ()) or "–"}
        advice = _("“%(value)s” is not a value of “%(name)s”. References are case-sensitive; collections list them.")
        if known is not None:
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

    def cursor(self, column: Field, *before: Field) -> Cursor | None:
        text = self.once("cursor")
        if text is None:
            return None
        try:
            return Cursor.read(text, column, *before)
        except ValueError:
            self.refuse(
                "cursor", "bad-cursor",
                _("This cursor leads nowhere. Begin without one and follow the addresses in “next” as they stand."),
            )  # fmt: skip
            return None

    def order(self) -> str:
        order = self.once("order")
        if order is not None and order not in ORDERS:
            self.refuse_value("order", order, ORDERS)
            order = None
        return order or ORDERS[0]

    def several(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Names parted by commas, or given one by one; each only once."""
        known = list(known)
        given = tuple(dict.fromkeys(part for text in self.data.getlist(name) for part in text.split(",")))
        for one in given:
            if one not in known:
                self.refuse_value(name, one, known)
                break
        return given

    def day(self, name: str) -> datetime.date | None:
        """A day that has begun already."""
        text = self.once(name)
        if text is None:
            return None
        try:
            day = datetime.date.fromisoformat(text) if len(text) == len("2012-11-07") else None
        except ValueError:
            day = None
        if day is None or not _FIRST_DAY <= day <= timezone.localdate():
            self.refuse(name, "out-of-range", _("Give a day that is not to come, such as 2026-03-31."))
            return None
        return day

    def alone(self, name: str, others: Iterable[str]) -> None:
        """Refuse the others beside ``name``, which if given says all that they could."""
        for other in others:
            if name in self.data and other in self.data:
                self.refuse(
                    other, "not-together",
                    _("“%(other)s” cannot be given together with “%(name)s”. Leave one of the two out.")
                    % {"name": name, "other": other},
                )  # fmt: skip

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


def read_list(
    data: QueryDict,
    filters: Mapping[str, Filter],
    column: Field,
    kind: str,
    *,
    changed: Field | None = None,
    fields: Iterable[str] = (),
    links: Iterable[str] = (),
    dated: bool = False,
) -> Parameters:
    """The parameters of a list of the ``kind`` in the order of ``column``; raises ``Invalid`` naming all that is wrong.

    ``changed`` is the column that says when a member last changed, ``fields`` and ``links`` are what may be named in
    ``fields`` and ``include``, ``dated`` lists can be read as of a day.
    """
    known = [*filters, "q", "lang", "translations", "fields", "include", "order", "page_size", "cursor"]
    reader = Reader(data, [*known, *["on"] * dated])
    order = reader.order()
    place = [column, *([changed] if changed and order.endswith("updated_at") else [])]
    if dated and "on" in data:
        place = [Reference._meta.get_field("ref")]
    asked = Parameters(
        reader.manner(),
        reader.page_size(),
        reader.cursor(*place),
        reader.words(),
        reader.condition(filters),
        order,
        reader.several("fields", fields),
        reader.several("include", links),
        reader.day("on") if dated else None,
    )
    reader.alone("on", ["q", "translations", "include", "order"])
    reader.finish()
    if asked.words:
        asked.condition &= Q(reference__in=references_matching(asked.words, kind=kind))
    return asked


def read_one(
    data: QueryDict, *, fields: Iterable[str] = (), links: Iterable[str] = (), dated: bool = False
) -> Parameters:
    """The parameters of one resource."""
    reader = Reader(data, ["lang", "translations", "fields", "include", *["on"] * dated])
    asked = Parameters(
        reader.manner(),
        fields=reader.several("fields", fields),
        include=reader.several("include", links),
        on=reader.day("on") if dated else None,
    )
    reader.alone("on", ["translations", "include"])
    reader.finish()
    return asked
