"""One activity of a file beside its pilot: what the parts of the comparison share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from pilots.iati.directory import Directory
from pilots.iati.steps import Comparison
from pilots.iati.values import Activity
from pilots.models import PilotProject


@dataclass
class Beside:
    """``own`` is what the portal itself would tell of the pilot; None if the file brings a new one."""

    comparison: Comparison
    own: Activity | None
    directory: Directory

    @property
    def told(self) -> Activity:
        return self.comparison.activity

    @property
    def pilot(self) -> PilotProject:
        return self.comparison.pilot

    def rows(self, name: str) -> list:
        """The pilot's own rows of that name, to be taken out of the list one by one."""
        return list(getattr(self.pilot, name).all()) if self.own is not None else []

    def new(self, model: type[models.Model], **parents: models.Model) -> tuple[models.Model, dict[str, models.Model]]:
        """A row to be made, and the rows that must be there before it: the pilot, and ``parents``."""
        return model(), {"pilot": self.pilot, **parents}


def take(rows: list, fits: Callable[..., bool]) -> Any:
    """The first row that fits, taken out of the list, so that no row is meant twice; None if none fits."""
    for row in rows:
        if fits(row):
            rows.remove(row)
            return row
    return None


def unknown_party() -> str:
    return _("the portal knows no such organisation. Enter it as an institution, and hand in the file again.")
