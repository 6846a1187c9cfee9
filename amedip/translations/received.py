"""What a returned file would change, or changed, as its page shows it, and what the person chose there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from amedip.core.differences import word_difference
from amedip.core.models import Job
from amedip.translations.exchange.comparing import ASKED, FITS, SCRIPT, SOURCE, TARGET
from amedip.translations.exchange.keeping import Folder
from amedip.translations.rules import references_visible_to

ROWS = 50  # units on a page, besides those about which the person is asked
TAKE = "take-"  # before a unit's number in the form

OUTCOMES = {
    "fits": _("new translation"),
    "asked": _("to decide"),
    "refused": _("cannot be taken"),
    "unknown": _("unknown text"),
    "written": _("written as a draft"),
    "beside": _("proposed, to be approved"),
    "unchanged": _("came back unchanged, to be approved"),
}
REASONS = {
    SOURCE: _("The source has changed since the file was made."),
    TARGET: _("Somebody has changed the translation since the file was made."),
    SCRIPT: _("This does not look like a text in the language of the file."),
}


@dataclass
class Unit:
    """One unit of the file: ``kept`` is the row that the job noted, ``outcome`` what it is, in a word."""

    kept: Mapping
    outcome: str
    reasons: list[str] = field(default_factory=list)
    taken: bool = False

    @property
    def take(self) -> str:
        """The name of its choice in the form."""
        return f"{TAKE}{self.kept['number']}"

    @property
    def fits(self) -> bool:
        """Would it simply take the place of what stands there?"""
        return self.kept["outcome"] == FITS

    @property
    def source_changed(self) -> bool:
        return SOURCE in self.kept["reasons"]

    @property
    def source_difference(self) -> SafeString:
        return word_difference(self.kept["was"], self.kept["now"])

    @property
    def difference(self) -> SafeString:
        return word_difference(self.kept["before"], self.kept["after"])


@dataclass
class Shown:
    """Makes the units of a job readable, as far as the user may see their records."""

    job: Job
    user: object

    def units(self, rows: Iterable[dict]) -> list[Unit]:
        rows = list(rows)
        keys = {row["reference"] for row in rows if "reference" in row}
        visible = set(references_visible_to(self.user).filter(pk__in=keys).values_list("pk", flat=True))
        chosen = set(self.job.payload.get("choices", ()))
        return [
            Unit(
                row,
                str(OUTCOMES.get(row["outcome"], row["outcome"])),
                [str(REASONS.get(reason, reason)) for reason in row.get("reasons", ())],
                row["key"] in chosen,
            )
            for row in rows
            if row.get("reference") is None or row["reference"] in visible
        ]


def choices_of(sent: Mapping[str, str], job: Job) -> list[str]:
    """The keys of the units about which the person was asked and that are to be taken; all others are left."""
    asked = job.result.get("counts", {}).get(ASKED, 0)
    rows = Folder(job.payload["folder"]).found(job.pk, 0, asked)
    return [row["key"] for row in rows if sent.get(f"{TAKE}{row['number']}") == "take"]
