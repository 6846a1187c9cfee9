"""The ledger's table written down a second time, and deeds drawn at random that must go by it."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from amedip.core import languages
from amedip.core.bulk import Draft, write_records
from amedip.core.models import Reference, Standing, TextBeside, TextState
from amedip.core.records import touch, write_record
from amedip.core.rules import may_keep
from amedip.core.texts import fingerprint, owed, set_texts, states_of, take_over_working
from amedip.translations.actions import Translation, save_translations
from amedip.translations.units import lines_of, record_of
from registry.models import Priority
from tests.factories import PriorityFactory

Origin = TextBeside.Origin
FIELDS = ("title", "description")
UP_TO_DATE = {"machine", "draft", "reviewed", "approved"}
VOUCHED = {"reviewed", "approved"}

TEXT = st.sampled_from(["", "kappa", "lambda", "sigma"])
CODE = st.sampled_from(languages.CODES)
FIELD = st.sampled_from(FIELDS)
STEP = st.sampled_from([Standing.DRAFT, Standing.REVIEWED, Standing.APPROVED])
TEXTS = st.dictionaries(CODE, st.dictionaries(FIELD, TEXT, min_size=1), min_size=1)
SOURCE = st.sampled_from(["", *languages.CODES])


@dataclass
class Cell:
    """One text in one language, as the table has it; ``by`` are the languages whose change may have outdated it."""

    text: str = ""
    state: str = "missing"
    was: str = ""
    by: set[str] = field(default_factory=set)

    @property
    def vouched(self) -> bool:
        return self.state in VOUCHED or (self.state == "outdated" and self.was in VOUCHED)

    def become(self, state: str, was: str = "", by=()) -> None:
        self.state, self.was, self.by = state, was, set(by)


class Table:
    """All texts of one record by (field, language), and what becomes of them."""

    def __init__(self, title: str):
        self.cells = {(name, code): Cell() for name in FIELDS for code in languages.CODES}
        self.cells["title", "en"].text = title
        self.cells["title", "en"].become("draft")

    def differing(self, texts) -> dict[str, dict[str, str]]:
        """By field, what of ``texts`` (by language and field) is not so already."""
        found: dict[str, dict[str, str]] = {}
        for code, fields in texts.items():
            for name, text in fields.items():
                if text != self.cells[name, code].text:
                    found.setdefault(name, {})[code] = text
        return found

    def is_titled_after(self, changed) -> bool:
        new = changed.get("title", {})
        return any(new.get(code, self.cells["title", code].text) for code in languages.CODES)

    def write(self, changed, *, minor: bool, state: str, source: str) -> None:
        for name, new in changed.items():
            self._write_line({code: self.cells[name, code] for code in languages.CODES}, new, minor, state, source)

    def _write_line(self, line, new, minor, state, source) -> None:
        changes = {code for code, text in new.items() if text and line[code].state in UP_TO_DATE}
        for code, text in new.items():
            line[code].text = text
        translates = source and source not in new and line[source].text
        for code, cell in line.items():
            if code in new:
                if not cell.text:
                    cell.become("missing")
                elif minor and cell.state == "outdated":
                    cell.was = state
                else:
                    cell.become(state)
            elif changes and not minor and not translates and cell.state in UP_TO_DATE:
                cell.become("outdated", was=cell.state, by=changes)

    def vouch(self, name: str, code: str, state: str) -> None:
        cell = self.cells[name, code]
        if cell.state != "approved":
            cell.become(state)

    def kept_from(self, origin: str, name: str, code: str, *, public: bool) -> bool:
        """May the file or machine not write this text?"""
        cell = self.cells[name, code]
        if origin == Origin.FILE:
            return cell.vouched
        return public or cell.state not in ("missing", "machine")


class Ledger(RuleBasedStateMachine):
    """A record on which people, files and machines work; every deed is undone when the example ends."""

    STATUS = "published"

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.key = PriorityFactory(status=self.STATUS, title_en="kappa").pk
        self.table = Table("kappa")
        self.waiting: dict[tuple[str, str], str] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @property
    def record(self) -> Priority:
        return Priority.objects.get(pk=self.key)

    @property
    def public(self) -> bool:
        return self.STATUS == "published"

    # --- deeds ----------------------------------------------------------------------------------------------------

    @rule(texts=TEXTS, minor=st.booleans(), state=STEP, source=SOURCE)
    def edit(self, texts, minor, state, source):
        changed = self.table.differing(texts)
        with self.refused_unless(self.table.is_titled_after(changed)) as refused, statements() as written:
            write_record(
                self.record, actor=None, texts=texts, minor=minor, text_state=state, source_language=source
            )  # fmt: skip
        if not refused:
            self.table.write(changed, minor=minor, state=state, source=source)
            # Marking a change costs one statement; another drops the rows of a text that no language has any more.
            assert written.count("INSERT") == bool(changed)
            assert len(written) <= 2

    @rule(texts=TEXTS, origin=st.sampled_from([Origin.FILE, Origin.MACHINE]), source=SOURCE)
    def suggest(self, texts, origin, source):
        state = Standing.MACHINE if origin == Origin.MACHINE else Standing.DRAFT
        changed = self.allowed(texts, origin)
        with self.refused_unless(self.table.is_titled_after(changed)) as refused, self.nothing_vouched_changes():
            write_record(
                self.record, actor=None, texts=texts, text_state=state, source_language=source, origin=origin
            )  # fmt: skip
        if not refused:
            self.table.write(changed, minor=False, state=state, source=source)

    @rule(texts=TEXTS)
    def load(self, texts):
        changed = self.allowed(texts, Origin.FILE)
        with self.refused_unless(self.table.is_titled_after(changed)) as refused, self.nothing_vouched_changes():
            write_records(
                [Draft(self.record, texts=texts)], actor=None, rule=may_keep("change"), action="priority.import"
            )  # fmt: skip
        if not refused:
            self.table.write(changed, minor=False, state="draft", source="")

    @rule(name=FIELD, code=CODE, text=st.one_of(st.none(), TEXT), state=STEP, wanted=SOURCE)
    def translate(self, name, code, text, state, wanted):
        """Through the translators' page; None stands for the text as it is."""
        line = next((line for line in lines_of(record_of(self.record.reference)) if line.field == name), None)
        if line is None:
            return
        text = line.text(code) if text is None else text
        source = line.source_for(code, wanted)
        seen, shown = fingerprint(line.text(source)), fingerprint(line.offered(code))
        changed = self.table.differing({code: {name: text}})
        written = changed if state == Standing.APPROVED or not self.public else {}
        fits = (text or state == Standing.DRAFT) and self.table.is_titled_after(written)
        dismissed = self.public and not text and line.text(code) and not line.beside(code)
        with self.refused_unless(fits and not dismissed) as refused:
            save_translations(
                self.record, [Translation(name, text, source, seen, shown, state)], code, actor=None
            )  # fmt: skip
        if refused:
            return
        if written:
            self.table.write(written, minor=False, state=state, source=source)
        elif not changed and text and state != Standing.DRAFT:
            self.table.vouch(name, code, state)

    @rule(choice=st.integers(0, 5), state=st.sampled_from([Standing.REVIEWED, Standing.APPROVED]))
    def stand_by(self, choice, state):
        """Somebody has read a text and leaves it as it is."""
        there = [place for place, cell in self.table.cells.items() if cell.text]
        self.translate(*there[choice % len(there)], None, state, "")

    @rule(texts=TEXTS)
    def change_beside(self, texts):
        with self.nothing_vouched_changes():
            set_texts(self.record, texts, actor=None, origin=Origin.CHANGE)
        for code, fields in texts.items():
            for name, text in fields.items():
                if text == self.table.cells[name, code].text:
                    self.waiting.pop((name, code), None)
                else:
                    self.waiting[name, code] = text

    @precondition(lambda self: self.waiting)
    @rule()
    def take_over(self):
        texts: dict[str, dict[str, str]] = {}
        for (name, code), text in self.waiting.items():
            texts.setdefault(code, {})[name] = text
        changed = self.table.differing(texts)
        if not self.table.is_titled_after(changed):
            return
        record = self.record
        take_over_working(record, actor=None)
        touch(record)
        self.waiting = {}
        self.table.write(changed, minor=False, state="draft", source="")

    # --- what holds after each ------------------------------------------------------------------------------------

    @invariant()
    def columns_and_rows_are_as_the_table_says(self):
        record = self.record
        rows = states_of(record)
        for (name, code), cell in self.table.cells.items():
            assert (getattr(record, f"{name}_{code}") or "") == cell.text, (name, code)
            row = rows.get((name, code))
            if not any(self.table.cells[name, other].text for other in languages.CODES):
                assert row is None, (name, code)
                continue
            assert (row.state, row.was) == (cell.state, cell.was), (name, code)
            assert row.fingerprint == fingerprint(cell.text)
            assert row.reference_id == record.reference_id
            assert (row.outdated_at is not None) == (cell.state == "outdated")
            assert row.outdated_by in (cell.by or {""})

    @invariant()
    def the_page_owes_what_the_ledger_says(self):
        reference = Reference.objects.get(pk=self.record.reference_id)
        assert reference.tongues == owed([reference.pk]).get(reference.pk, {})
        lacking = {
            code
            for name in FIELDS
            for code in languages.CODES
            if self.table.cells[name, code].state in ("missing", "outdated")
            and any(self.table.cells[name, other].text for other in languages.CODES)
        }
        assert set(reference.tongues) == lacking

    # --- helps ----------------------------------------------------------------------------------------------------

    def allowed(self, texts, origin) -> dict[str, dict[str, str]]:
        """What of ``texts`` the file or the machine may write."""
        found = {}
        for name, new in self.table.differing(texts).items():
            if free := {
                code: text
                for code, text in new.items()
                if not self.table.kept_from(origin, name, code, public=self.public)
            }:
                found[name] = free
        return found

    @contextmanager
    def refused_unless(self, fits):
        """Yields a list that holds the refusal when there was one, as there must be unless the outcome ``fits``."""
        refused: list[ValidationError] = []
        try:
            yield refused
        except ValidationError as refusal:
            refused.append(refusal)
        assert bool(refused) != bool(fits), refused

    @contextmanager
    def nothing_vouched_changes(self):
        before = {place: cell.text for place, cell in self.table.cells.items() if cell.vouched}
        yield
        record = self.record
        assert {(name, code): getattr(record, f"{name}_{code}") for name, code in before} == before


class UnreadLedger(Ledger):
    """The same on a record that nobody but its keepers can read."""

    STATUS = "draft"


@contextmanager
def statements():
    """The verbs of the statements that write to the ledger's table."""
    table, written = f'"{TextState._meta.db_table}"', []

    def note(execute, sql, params, many, context):
        verb, _blank, rest = sql.partition(" ")
        if verb in ("INSERT", "UPDATE", "DELETE") and table.strip('"') in rest[:60]:
            written.append(verb)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
