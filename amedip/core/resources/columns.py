"""The columns of spreadsheets: what a cell shows of an object, and what a cell that comes back means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amedip.core.records import Source
from amedip.core.texts import clean

SEPARATOR = "|"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YES = {"true", "1", "yes", "oui", "vrai", "نعم"}
_NO = {"false", "0", "no", "non", "faux", "لا"}


@dataclass(kw_only=True)
class Column:
    """One column. ``name`` stands in the first row of the file.

    ``reason`` says why the value of a stored object cannot be changed by a file; None if it can.
    """

    name: str
    reason: str | Promise | None = None

    @property
    def column_name(self) -> str:
        """The name under which the library's own pages know it."""
        return self.name

    def value(self, obj, book):
        """The value as it is stored, comparable with what ``parse`` returns."""
        raise NotImplementedError

    def cell(self, obj, book):
        """What the cell shows: a text, number, day, truth value or None."""
        return self.value(obj, book)

    def shows(self, obj, cell) -> bool:
        """Is that, to the letter, what an export would write? Then nobody need ask what it means."""
        return False

    def expect(self, cells: Iterable, book) -> None:
        """Let the book read at once what the cells of a whole file name."""

    def parse(self, cell, book):
        """What the cell means; raises ``ValidationError``. ``book`` looks up what cells name."""
        raise NotImplementedError


@dataclass(kw_only=True)
class Text(Column):
    """A text in one language."""

    field: str
    language: str

    def __post_init__(self):
        self.column = f"{self.field}_{self.language}"

    def value(self, obj, book):
        return getattr(obj, self.column) or None

    def shows(self, obj, cell):
        return (cell or None) == (getattr(obj, self.column) or None)

    def parse(self, cell, book):
        return clean(as_text(cell))


@dataclass(kw_only=True)
class Fact(Column):
    """A plain column of the table."""

    field: models.Field

    def value(self, obj, book):
        value = getattr(obj, self.field.attname)
        return (value or "") if isinstance(self.field, models.CharField | models.TextField) else value

    def cell(self, obj, book):
        value = self.value(obj, book)
        if isinstance(value, list):
            return SEPARATOR.join(value)
        return value

    def parse(self, cell, book):
        if isinstance(self.field, models.CharField | models.TextField):
            return as_text(cell)
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return [] if isinstance(self.field, ArrayField) else self.empty()
        if isinstance(self.field, ArrayField):
            return [part.strip() for part in as_text(cell).replace(",", SEPARATOR).split(SEPARATOR) if part.strip()]
        if isinstance(self.field, models.BooleanField):
            return as_truth(cell)
        if isinstance(self.field, models.DateField):
            return as_day(cell)
        return as_number(cell, self.field)

    def empty(self):
        """What an empty cell means: nothing where the table allows it, else the value that a new row would have."""
        return None if self.field.null else self.field.get_default()


@dataclass(kw_only=True)
class Pointer(Column):
    """A relation to one record, named by its reference."""

    field: models.ForeignKey

    def value(self, obj, book):
        return getattr(obj, self.field.attname)

    def cell(self, obj, book):
        return book.name_of(self.field.related_model, self.value(obj, book))

    def expect(self, cells, book):
        book.expect(self.field.related_model, {as_text(cell) for cell in cells} - {""})

    def parse(self, cell, book):
        name = as_text(cell)
        return book.find(self.field.related_model, name) if name else None


@dataclass(kw_only=True)
class Pointers(Column):
    """The targets of a many-to-many table, in order, by their references."""

    field: models.ManyToManyField

    def value(self, obj, book):
        return book.links(obj, self.field)

    def cell(self, obj, book):
        return SEPARATOR.join(book.name_of(self.field.related_model, key) for key in self.value(obj, book))

    def expect(self, cells, book):
        book.expect(self.field.related_model, {name for cell in cells for name in _parts(cell)})

    def parse(self, cell, book):
        return [book.find(self.field.related_model, name) for name in _parts(cell)]


@dataclass(kw_only=True)
class Sources(Column):
    """The passages that the record rests on, as ``document/tunis-discussions#s1``; their notes are left alone."""

    def value(self, obj, book):
        return [(source.reference.pk, source.section) for source in book.sources(obj)]

    def cell(self, obj, book):
        return SEPARATOR.join(
            f"{source.reference.kind}/{source.reference.ref}" + (f"#{source.section}" if source.section else "")
            for source in book.sources(obj)
        )

    def expect(self, cells, book):
        book.expect_references({(kind, ref) for cell in cells for kind, ref, _section in self._passages(cell)})

    def parse(self, cell, book):
        return [(book.reference(kind, ref).pk, section) for kind, ref, section in self._passages(cell)]

    def _passages(self, cell) -> Iterator[tuple[str, str, str]]:
        for part in _parts(cell):
            name, _hash, section = part.partition("#")
            kind, _slash, ref = name.partition("/")
            yield kind.strip(), ref.strip(), section.strip()

    def wanted(self, passages: Sequence[tuple[int, str]], obj, book) -> list[Source]:
        """The sources to write, with the notes that stand beside those that stay."""
        present = {(source.reference.pk, source.section): source for source in (book.sources(obj) if obj else ())}
        return [present.get(passage) or Source(book.reference_by_key(passage[0]), passage[1]) for passage in passages]


@dataclass(kw_only=True)
class Unchangeable(Column):
    """Something of the object that a file shows but cannot set; a new row may hold ``default`` or nothing there."""

    attribute: str
    default: str = ""

    def value(self, obj, book):
        return as_text(self.cell(obj, book))

    def cell(self, obj, book):
        value = obj
        for name in self.attribute.split("."):
            value = getattr(value, name)
        return value

    def parse(self, cell, book):
        return as_text(cell)


def _parts(cell) -> Iterable[str]:
    """What a cell lists, each once."""
    return dict.fromkeys(filter(None, (part.strip() for part in as_text(cell).split(SEPARATOR))))


def as_text(cell) -> str:
    """The text of a cell; a whole number that a spreadsheet keeps as 12.0 is 12."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, list):
        cell = SEPARATOR.join(map(str, cell))
    return str(cell).strip()


def as_truth(cell) -> bool:
    word = as_text(cell).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValidationError(_("“%(cell)s” is neither true nor false.") % {"cell": shortened(cell)})


def as_day(cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        day = parse_date(as_text(cell).translate(_DIGITS))
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(
            _("“%(cell)s” is not a day. Write year, month and day: 2012-11-07.") % {"cell": shortened(cell)}
        )
    return day


def as_number(cell, field: models.Field):
    """An int or Decimal, as the field holds it."""
    fractions = isinstance(field, models.DecimalField)
    try:
        number = Decimal(as_text(cell).translate(_DIGITS))
    except InvalidOperation:
        number = Decimal("NaN")
    # The size comes first: whole numbers of a million digits take their time.
    if not number.is_finite() or number.adjusted() > 18 or not (fractions or number == int(number)):
        raise ValidationError(_("“%(cell)s” is not a number that fits here.") % {"cell": shortened(cell)})
    return number if fractions else int(number)


def shortened(cell) -> str:
    """The cell as a message quotes it."""
    text = as_text(cell)
    return f"{text[:40]}…" if len(text) > 40 else text
