"""Which texts go out to be translated, unit by unit in bounded memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amedip.core.models import Record, Reference, Standing, TextBeside, TextState
from amedip.core.texts import fingerprint
from amedip.translations.exchange.loading import BATCH, Key
from amedip.translations.formats import Unit
from amedip.translations.models import Order
from amedip.translations.rules import references_visible_to
from amedip.translations.units import OWED, Line, kinds, lines_of_each
from amedip.translations.worklist import of_states

# What can be asked for; the last only by whoever wants drafts looked at again.
STANDINGS = (*OWED, Standing.DRAFT)
# More than anybody translates at a time; a returned file of so many can still be read.
MOST = 20_000


@dataclass(frozen=True)
class Selection:
    """What is asked for: texts that stand in the language ``target`` as one of ``standings``, made from ``source``.

    Narrowed down to ``kinds`` (all if empty), to a ``state`` (ISO code), or to what lies at an ``agency`` or at the
    ``translator`` (a user's key).
    """

    source: str
    target: str
    standings: tuple[str, ...] = OWED
    kinds: tuple[str, ...] = ()
    state: str = ""
    agency: str = ""
    translator: int | None = None


def standing_of(line: Line, code: str) -> tuple[str, str]:
    """What a translator begins with in the language, and how it stands: a proposal counts by what it was made from."""
    text = line.offered(code)
    if not text:
        return "", Standing.MISSING
    if text == line.text(code):
        return text, line.state(code)
    proposal = next(beside for beside in line.beside(code) if beside.text == text)
    if proposal.origin == TextBeside.Origin.MACHINE:
        return text, Standing.MACHINE
    made_from = line.text(proposal.source_language) if proposal.source_language else ""
    fits = not proposal.source_fingerprint or proposal.source_fingerprint == fingerprint(made_from)
    return text, proposal.state if fits else Standing.OUTDATED


@dataclass
class Outgoing:
    """The units of a selection, as far as ``user`` may see their records.

    While they are taken, ``references`` gathers the records in the file, ``left_out`` counts the texts whose source is
    itself outdated, and ``more`` tells that the file was full before all were in it.
    """

    selection: Selection
    user: object
    references: list[Reference] = field(default_factory=list)
    left_out: int = 0
    more: bool = False

    def candidates(self) -> QuerySet[Reference]:
        """The records that may have something to give, in the order of the file."""
        wanted = self.selection
        # What is missing or outdated may have a proposal beside it, and stands as that does.
        states = {*wanted.standings, Standing.MISSING, Standing.OUTDATED}
        owed = TextState.objects.filter(reference=OuterRef("pk"), language=wanted.target, state__in=states)
        rows = references_visible_to(self.user).filter(Exists(owed), kind__in=wanted.kinds or kinds())
        if wanted.state:
            rows = rows.filter(of_states([wanted.state]))
        orders = Order.objects.open().filter(reference=OuterRef("pk"), language=wanted.target)
        if wanted.agency:
            rows = rows.filter(Exists(orders.filter(agency=wanted.agency)))
        if wanted.translator:
            rows = rows.filter(Exists(orders.filter(translator=wanted.translator)))
        return rows.order_by("kind", "ref")

    def units(self, report: Callable[[int], None] = lambda _done: None) -> Iterator[Unit]:
        """Each text once; ``report`` is told after every batch how many records are done."""
        count = done = 0
        for kind in sorted(self.selection.kinds or kinds()):
            last = ""
            while rows := list(self.candidates().filter(kind=kind, ref__gt=last)[:BATCH]):
                last = rows[-1].ref
                for unit in self._of(kind, rows):
                    if count == MOST:
                        self.more = True
                        return
                    count += 1
                    yield unit
                done += len(rows)
                report(done)

    def _of(self, kind, references) -> Iterator[Unit]:
        records = kinds()[kind]._base_manager.filter(reference__in=references).select_related("reference")
        by_reference = {record.reference_id: record for record in records}
        lines = lines_of_each(list(by_reference.values()))
        for reference in references:
            record = by_reference.get(reference.pk)
            if record is None:
                continue
            units = [unit for line in lines[record.pk] if (unit := self._unit(record, line))]
            if units:
                self.references.append(reference)
            yield from units

    def _unit(self, record, line) -> Unit | None:
        source, code = self.selection.source, self.selection.target
        text, standing = standing_of(line, code)
        original = line.text(source)
        if standing not in self.selection.standings or not original:
            return None
        if line.state(source) == Standing.OUTDATED:
            self.left_out += 1
            return None
        return Unit(
            key=str(Key(record.KIND, record.ref, line.key)),
            source=original,
            target=text,
            state=standing,
            source_fingerprint=fingerprint(original),
            target_fingerprint=fingerprint(text),
            title=title_of(record, line),
            note=_note(record, standing, source),
            max_length=line.max_length,
        )


def title_of(record: Record, line: Line) -> str:
    """What the text is, for people: “Priority TN-2012-004 · Title”."""
    return f"{capfirst(record._meta.verbose_name)} {record.ref} · {line.label}"


def _note(record, standing, source) -> str:
    notes = []
    if standing == Standing.OUTDATED:
        notes.append(_("The source has changed since this translation was made."))
    if record.is_public():
        notes.append(f"{settings.SITE_URL}/{source}/{record.reference.path}")
    return "\n".join(notes)
