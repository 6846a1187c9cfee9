"""What the workbook itself says about how it is filled in."""

from django.conf import settings
from django.utils.translation import gettext as _

from amedip.core import languages
from registry.models import Priority


def instructions(*, several: bool) -> list[str]:
    """How to fill in the workbook, a paragraph each."""
    status = _("Status")
    submitted = str(Priority.Status.SUBMITTED.label)
    return [
        _(
            "Change the white cells of the sheet “%(sheet)s”. Grey cells are locked: references and headings, and "
            "priorities that cannot be changed now, because ICMPD is reviewing them or because they are closed."
        )
        % {"sheet": _("Priorities")},
        _(
            "For a new priority fill in one of the empty rows at the end and leave the reference empty: the portal "
            "gives it. A title in one language is enough to begin with."
        )
        + (" " + _("Choose the state as well.") if several else ""),
        _(
            "Each text has a column for each language. Whatever you empty is emptied; a row or column that you take "
            "out of the file stays as it is. Nothing is deleted by a workbook."
        ),
        _("Themes, institutions, the consultation and the other choices come from the lists in their cells."),
        _(
            "In the column “%(status)s” you can choose “%(submitted)s”: the priority, or your change to a published "
            "one, then goes to ICMPD for review. Everything else that can happen to a priority is done in the portal, "
            "because it needs a reason or a decision that a cell cannot hold. Nothing is published by a workbook."
        )
        % {"status": status, "submitted": submitted},
        _("Write plain text. Formulas, links to other files, macros and merged cells are not accepted."),
        _(
            "Save the file as XLSX and upload it in your workspace. The portal shows every difference, cell by cell, "
            "before anything is written. Where somebody else has changed the same cell meanwhile, you choose."
        ),
        _("Keep the hidden sheets: the portal needs them to tell your changes from those of others."),
        f"{settings.SITE_URL}/{languages.current()}/workspace/workbook/",
    ]
