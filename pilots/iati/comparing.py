"""What an IATI file would change, activity by activity; nothing is written here, and nothing is ever taken away."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from amedip.core.models import Reference
from pilots.iati import codes
from pilots.iati.beside import Beside, unknown_party
from pilots.iati.directory import Directory
from pilots.iati.gathering import activities
from pilots.iati.money import Money
from pilots.iati.reading import Read
from pilots.iati.results import Results
from pilots.iati.steps import Comparison, name_of
from pilots.iati.values import Activity, Participant
from pilots.models import Participant as ParticipantRow
from pilots.models import PilotProject, PilotSector

_DAYS = {"start": codes.PLANNED_START, "began": codes.ACTUAL_START, "end": codes.PLANNED_END, "ended": codes.ACTUAL_END}


def compare(found: Iterable[Read]) -> list[Comparison]:
    """What each activity of a file would change; those of unknown identifiers bring new pilots."""
    by_identifier = {
        activity.identifier: (pilot, activity)
        for pilot, activity in activities(PilotProject.objects.filter(reference__example=False))
        if activity.identifier
    }
    directory, seen, compared = Directory(), set(), []
    number = _last_number()
    for one in found:
        told = one.activity
        pilot, own = by_identifier.get(told.identifier, (None, None))
        comparison = Comparison(told, pilot, remarks=list(one.faults))
        compared.append(comparison)
        refusal = _refusal(told, seen, directory, new=pilot is None)
        seen.add(told.identifier)
        if refusal:
            comparison.remarks.append(refusal)
            continue
        if pilot is None:
            number += 1
            comparison.pilot = PilotProject(number=number)
        if Project(comparison, own, directory).go():
            Money(comparison, own, directory).go()
            Results(comparison, own, directory).go()
        else:
            comparison.pilot = pilot
    return compared


def _last_number() -> int:
    """The highest number that a pilot has, or had: numbers are never given twice."""
    rows = Reference.objects.filter(kind=PilotProject.KIND, example=False).values_list("ref", flat=True)
    return max((int(ref[1:]) for ref in rows if ref[1:].isdecimal()), default=0)


def _refusal(told: Activity, seen: set[str], directory: Directory, *, new: bool) -> str:
    """Why nothing of the activity is taken; empty if it is looked at."""
    if not told.identifier:
        return _("The activity has no identifier.")
    if told.identifier in seen:
        return _("The identifier stands in the file more than once; only the first activity of it is looked at.")
    if told.example:
        return _("This is an example, which exists only to show the software.")
    if new and directory.state(told.country) is None:
        return _("The portal does not know the state “%(code)s”, so no project can be entered for it.") % {
            "code": told.country
        }
    if new and not told.title:
        return _("The activity has no title in a language of the portal.")
    return ""


class Project(Beside):
    """The pilot itself, with its sectors and the parties to it."""

    def go(self) -> bool:
        """False if the file brings a pilot that cannot be made, so that there is nothing to which the rest belongs."""
        if self._project() is None:
            return False
        self._sectors()
        self._participants()
        return True

    # --- the project itself ----------------------------------------------------------------------------------------

    def _project(self) -> PilotProject | None:
        told, pilot = self.told, self.pilot
        columns = {name: told.days[kind] for name, kind in _DAYS.items() if kind in told.days}
        columns |= {name: value for name, value in (("scope", told.scope), ("currency", told.currency)) if value}
        texts = {"title": told.title, "description": told.description, "objective": told.objective}
        if self.own is None:
            columns |= {
                "number": pilot.number,
                "iati_identifier": told.identifier,
                "country": self.directory.state(told.country),
                "phase": codes.PHASE_OF_STATUS.get(told.status, PilotProject.Phase.IDENTIFIED),
            }
        else:
            texts["description"] = {c: t for c, t in told.description.items() if self.own.description.get(c) != t}
            self._look_at_status()
        return self.comparison.consider(pilot, name_of(told.title), columns, texts)

    def _look_at_status(self) -> None:
        if self.told.status and self.told.status != self.own.status:
            self.comparison.remarks.append(
                _("The file gives the status %(code)s, which is not that of the phase “%(phase)s”. A phase is changed "
                  "on the project’s own page only.")
                % {"code": self.told.status, "phase": self.pilot.get_phase_display()}
            )  # fmt: skip

    # --- sectors and parties ---------------------------------------------------------------------------------------

    def _sectors(self) -> None:
        rows = {(row.vocabulary, row.code): row for row in self.rows("sectors")}
        for position, told in enumerate(self.told.sectors, len(rows)):
            row, share = rows.get((told.vocabulary, told.code)), told.share
            if row is not None:
                columns = {"percentage": share} if share is not None else {}
                self.comparison.consider(row, row.code, columns)
                continue
            columns = {"vocabulary": told.vocabulary, "code": told.code, "position": position}
            columns["percentage"] = Decimal(100) if share is None else share
            row, parents = self.new(PilotSector)
            self.comparison.consider(row, told.code, columns, parents=parents)

    def _participants(self) -> None:
        known = {_party(one) for one in self.own.participants} if self.own else set()
        rows = self.rows("participants")
        for position, told in enumerate(self.told.participants, len(rows)):
            party = self.directory.find(told.organisation)
            name = name_of(told.organisation.names) or told.organisation.ref
            if party is None:
                self.comparison.leave_out(ParticipantRow, name, unknown_party())
                continue
            column = "country" if self.directory.is_state(party) else "institution"
            if (told.role, party.ref) in known:
                continue
            known.add((told.role, party.ref))
            columns = {
                "role": told.role,
                column: party,
                "identifier": told.organisation.ref,
                "kind": told.organisation.kind,
                "position": position,
            }
            row, parents = self.new(ParticipantRow)
            self.comparison.consider(row, name, columns, parents=parents)


def _party(told: Participant) -> tuple[str, str]:
    return told.role, told.organisation.state or told.organisation.institution
