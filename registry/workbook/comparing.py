"""What a workbook would change: base, mine and theirs of each cell, without anything being written."""

import hashlib
import json
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.resources.columns import shortened
from amedip.core.texts import clean
from registry.drafts import LINKS, POINTS_AT, closed_because, values_of_all
from registry.models import Country, Priority
from registry.workbook.columns import REF, STATE, STATUS, YEAR, Fitting, list_of, spoken, status_of, submitted_from
from registry.workbook.findings import Fault, Found
from registry.workbook.reading import Row, Sent
from registry.workbook.ticket import ABSENT, print_of

FIRST_YEAR = 2000
_BATCH = 250
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class Comparison:
    """Compares a workbook with what is stored today.

    ``may(country)`` says whether the person speaks for a state; ``entered`` are the new rows, by print, that an earlier
    copy of the workbook has entered already.
    """

    def __init__(self, sent: Sent, *, may: Callable[[int], bool], entered: Mapping[str, str]):
        self.sent, self.ticket, self.may, self.entered = sent, sent.ticket, may, entered
        self.faults: list[Fault] = []
        self.found: list[Found] = []
        self.rows = 0
        self.again: list[str] = []  # references of new rows that were entered before
        self._fitting = Fitting()
        self._meanings = {
            name: {spoken(label): value for label, value in labels.items()}
            for name, labels in self.ticket.lists.items()
        }
        self._columns = {column.key: column for column in self.ticket.columns}
        self._seen: dict[str, int] = {}
        self._states = {row.pk: row for row in Country.objects.filter(pk__in=self.ticket.states)}

    def run(self, advance: Callable[[int], None]) -> None:
        """Go through all rows; ``advance`` is told how many have been looked at."""
        waiting: list[tuple[Row, dict]] = []
        for row in self.sent.rows():
            self.rows += 1
            changed = self._look_at(row)
            if changed:
                waiting.append((row, changed))
            if len(waiting) >= _BATCH:
                self._compare(waiting)
                waiting = []
            if self.rows % _BATCH == 0:
                advance(self.rows)
        self._compare(waiting)
        self.faults.sort(key=lambda fault: fault.row)

    def print(self) -> str:
        """A print of all that would change, by which to tell whether the data have moved on since it was shown."""
        told = [found.told() | {"titles": None} for found in self.found]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    # --- one row ---------------------------------------------------------------------------------------------------

    def _look_at(self, row: Row) -> dict[str, object] | None:
        """What the row says otherwise than when the workbook was made; None if nothing, or if it cannot be read."""
        before = len(self.faults)
        for key, cause in row.bad.items():
            self._fault(row, key, cause)
        ref = row.cells.get(REF, "").strip().upper()
        if ref and not self._is_ours(row, ref):
            return None
        values = self._values(row)
        if len(self.faults) > before:
            return None
        if not ref:
            return self._new(row, values)
        prints = self.ticket.prints(ref)
        if not self._is_fixed(row, prints):
            return None
        return {name: value for name, value in values.items() if prints[name] not in (ABSENT, print_of(value))} or None

    def _is_ours(self, row: Row, ref: str) -> bool:
        if ref in self._seen:
            self._fault(row, REF, _("“%(ref)s” stands in row %(row)d as well.") % {"ref": ref, "row": self._seen[ref]})
            return False
        self._seen[ref] = row.number
        if ref in self.ticket.rows:
            return True
        cause = _("“%(ref)s” was not in this workbook when it was made. Leave the cell empty for a new priority.")
        self._fault(row, REF, cause % {"ref": shortened(ref)})
        return False

    def _is_fixed(self, row: Row, prints: dict[str, str]) -> bool:
        """Does the row of a stored priority still show the state and year that it was made with?"""
        before = len(self.faults)
        for name in (STATE, YEAR):
            if name not in self.sent.letters:
                continue
            text = row.cells.get(name, "").strip()
            try:
                value = self._choice(STATE, text) if name == STATE else int(text.translate(_DIGITS))
            except (ValidationError, ValueError):
                value = None
            if print_of(value) != prints[name]:
                self._fault(row, name, _("It stands in the permanent reference and cannot change."))
        return len(self.faults) == before

    def _values(self, row: Row) -> dict[str, object]:
        """What the cells mean, by name; a value whose column was taken out is left out."""
        values: dict[str, object] = {}
        members: dict[str, dict[int, None]] = {}
        for key, column in self._columns.items():
            if key not in self.sent.letters or column.name in (REF, STATE, YEAR):
                continue
            try:
                value = self._value(column.name, row.cells.get(key, ""))
            except ValidationError as error:
                if key not in row.bad:
                    self._fault(row, key, error.messages[0])
                continue
            if column.name in LINKS:
                found = members.setdefault(column.name, {})
                if value:
                    found[value] = None
            elif column.name != STATUS or value:
                values[column.name] = value
        return values | {name: list(found) for name, found in members.items() if self._is_whole(name)}

    def _is_whole(self, name: str) -> bool:
        """Are all columns of a list there?"""
        return all(key in self.sent.letters for key, column in self._columns.items() if column.name == name)

    def _value(self, name: str, text: str):
        if list_of(name):
            return self._choice(name, text) or (None if name in POINTS_AT else "")
        return self._text(name, text)

    def _choice(self, name: str, text: str):
        if not text.strip():
            return None
        meanings = self._meanings[list_of(name)]
        if spoken(text) not in meanings:
            raise ValidationError(
                _("“%(cell)s” is not in the list of this column. Choose one of the list.") % {"cell": shortened(text)}
            )
        return meanings[spoken(text)]

    def _text(self, name: str, text: str) -> str:
        text = clean(text) or ""
        field = Priority._meta.get_field(name)
        if field.max_length and len(text) > field.max_length:
            field.run_validators(text)
        return text

    def _new(self, row: Row, values: dict[str, object]) -> dict[str, object] | None:
        """A priority to be entered; its state and year have cells of their own."""
        country = self._state_of(row)
        year = self._year_of(row, values.get("round"))
        if country is None or year is None:
            return None
        given = {name: value for name, value in values.items() if value not in (None, "", [])}
        if not any(given.get(f"title_{code}") for code in languages.CODES):
            self._fault(row, self._title_key(), _("Give the title in at least one language."))
            return None
        own = print_of([country, year, sorted((name, str(value)) for name, value in given.items())])
        if own in self.entered:
            self.again.append(self.entered[own])
            return None
        if own in self._seen:
            cause = _("This row says the same as row %(row)d. Take one of them out.")
            self._fault(row, "", cause % {"row": self._seen[own]})
            return None
        self._seen[own] = row.number
        return given | {STATE: country, YEAR: year, "print": own}

    def _title_key(self) -> str:
        return next(key for key in self._columns if key.startswith("title_"))

    def _state_of(self, row: Row) -> int | None:
        text = row.cells.get(STATE, "")
        try:
            state = self._choice(STATE, text) if STATE in self._columns else self.ticket.states[0]
        except ValidationError as error:
            self._fault(row, STATE, error.messages[0])
            return None
        if state is None:
            self._fault(row, STATE, _("Choose the state of the new priority."))
        elif state not in self._states or not self.may(state):
            self._fault(row, STATE if STATE in self._columns else "", _("You are not a focal point of this state."))
        elif self._states[state].is_group:
            self._fault(row, STATE, _("A group of states enters no priorities: choose one of its states."))
        else:
            return state
        return None

    def _year_of(self, row: Row, asked) -> int | None:
        text = row.cells.get(YEAR, "").strip().translate(_DIGITS)
        this = timezone.localdate().year
        if asked in self._fitting.years:
            return self._fitting.years[asked]
        if not text:
            return this
        if text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= this + 1:
            return int(text)
        cause = _("“%(cell)s” is not a year from %(first)d to %(last)d.")
        self._fault(row, YEAR, cause % {"cell": shortened(text), "first": FIRST_YEAR, "last": this + 1})
        return None

    def _fault(self, row: Row, key: str, cause: str) -> None:
        self.faults.append(Fault(row.number, key, cause))

    # --- many rows beside what is stored ---------------------------------------------------------------------------

    def _compare(self, waiting: list[tuple[Row, dict]]) -> None:
        refs = [row.cells[REF].strip().upper() for row, _changed in waiting if row.cells.get(REF, "").strip()]
        stored = Priority.objects.filter(reference__ref__in=refs).select_related("reference")
        priorities = {priority.ref: priority for priority in stored}
        values = values_of_all(priorities.values())
        for row, changed in waiting:
            ref = row.cells.get(REF, "").strip().upper()
            if not ref:
                self._enter(row, changed)
                continue
            priority = priorities.get(ref)
            if priority is None or priority.country_id not in self._states or not self.may(priority.country_id):
                self._fault(row, REF, _("“%(ref)s” is not a priority of your state today.") % {"ref": ref})
                continue
            own, pending = values[priority.pk]
            self._merge(row, priority, {**own, **pending, STATUS: status_of(priority)}, changed)

    def _enter(self, row: Row, given: dict[str, object]) -> None:
        country, year, own = (given.pop(name) for name in (STATE, YEAR, "print"))
        found = Found(row.number, country, given, {}, year=year, print=own)
        if given.get(STATUS) == Priority.Status.DRAFT:
            del given[STATUS]
        elif STATUS in given and given[STATUS] != Priority.Status.SUBMITTED:
            self._fault(row, STATUS, self._no_such_step(Priority.Status.DRAFT))
            return
        if self._fits(row, found, held={}, derived=False):
            self.found.append(found)

    def _merge(self, row: Row, priority: Priority, theirs: dict[str, object], mine: dict[str, object]) -> None:
        """Keep what differs from theirs: a change where they left the base, a conflict where they did not."""
        prints = self.ticket.prints(priority.ref)
        after = {name: value for name, value in mine.items() if value != theirs[name]}
        if not after:
            return
        if reason := closed_because(priority):
            self._fault(row, "", _("%(reason)s Take the row out of the file.") % {"reason": reason})
            return
        before = {name: theirs[name] for name in after} | {
            f"title_{code}": theirs[f"title_{code}"] for code in languages.CODES
        }
        conflicts = {name for name in after if name != STATUS and print_of(theirs[name]) != prints[name]}
        found = Found(row.number, priority.country_id, after, before, conflicts, priority)
        if self._step_is_possible(row, found, theirs) and self._fits(row, found, held=theirs, derived=priority.derived):
            self.found.append(found)

    def _step_is_possible(self, row: Row, found: Found, theirs) -> bool:
        if STATUS not in found.after:
            return True
        status = theirs[STATUS]
        if found.after[STATUS] != submitted_from(status):
            self._fault(row, STATUS, self._no_such_step(status))
            return False
        if status == Priority.Status.PUBLISHED and set(found.after) == {STATUS}:
            self._fault(row, STATUS, _("There is no change of this priority that could be submitted."))
            return False
        return True

    def _no_such_step(self, status: str) -> str:
        labels = {value: label for label, value in self.ticket.lists[STATUS].items()}
        return _("Here only “%(now)s” or “%(next)s” can be chosen. All other steps are taken in the portal.") % {
            "now": labels[status],
            "next": labels[submitted_from(status)],
        }

    def _fits(self, row: Row, found: Found, *, held: Mapping, derived: bool) -> bool:
        """Does all that is new belong to the state, and does a title remain?"""
        after, before = found.after, len(self.faults)
        lead = after.get("institution")
        if lead and lead != held.get("institution") and not self._fitting.institution(lead, found.country):
            self._fault(row, "institution", _("Choose an institution of the state."))
        for place, theme in enumerate(after.get("themes", []), 1):
            if not self._fitting.theme(theme):
                self._fault(row, f"themes.{place}", _("This theme is not there any more. Choose another."))
        known = held.get("institutions", [])
        for place, other in enumerate(after.get("institutions", []), 1):
            if other not in known and not self._fitting.institution(other, found.country):
                self._fault(row, f"institutions.{place}", _("Choose institutions of the state."))
        asked = after.get("round")
        if asked and asked != held.get("round"):
            if derived:
                cause = _("What is derived from a source is not an entry by the state and belongs to no consultation.")
                self._fault(row, "round", cause)
            elif not self._fitting.round(asked, found.country):
                cause = _("Choose a consultation that is open and to which the state is invited, or none.")
                self._fault(row, "round", cause)
        titles = [f"title_{code}" for code in languages.CODES]
        if not any(after.get(title, held.get(title)) for title in titles):
            self._fault(row, next(key for key in titles if key in after), _("Give the title in at least one language."))
        return len(self.faults) == before
