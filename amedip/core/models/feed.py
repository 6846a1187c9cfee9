"""The public version stamp and the feed of public changes."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core.models.references import Reference

_MOVE = """
    -- Once in a transaction, however many terms it writes: the row that it has moved bears its number.
    IF NOT EXISTS (SELECT FROM core_stamp WHERE id = 1 AND xmin = pg_current_xact_id()::xid) THEN
        INSERT INTO core_stamp AS s (id, number, at) VALUES (1, 1, clock_timestamp())
            ON CONFLICT (id) DO UPDATE SET number = s.number + 1, at = clock_timestamp();
    END IF;
    RETURN NULL;
"""


def moves_stamp(name: str) -> pgtrigger.Trigger:
    """For a table that is no record, but on which public pages hang: when it changes, none that is kept is right."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=_MOVE,
    )


class Stamp(models.Model):
    """The one row whose number moves whenever anything public changes (see ``amedip.core.stamp``).

    Changes with numbers up to the ``horizon`` are no longer all kept (see ``amedip.core.changes``).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    horizon = models.BigIntegerField(db_default=0, default=0)

    class Meta:
        verbose_name = _("public version stamp")
        verbose_name_plural = _("public version stamp")
        constraints = [models.CheckConstraint(name="stamp_is_one_row", condition=Q(id=1))]

    def __str__(self):
        return str(self.number)


class Change(models.Model):
    """One public change of one object, in commit order by (``number``, ``id``); the feed that others follow.

    ``number`` is empty until the transaction commits: a deferred trigger then moves the stamp, last of all, and gives
    its number to every change of the transaction. So writers wait for one another only during the commit itself.
    ``at`` is set in the same moment: who has seen all changes until then will meet no older one later.
    ``gone`` sums ``what`` up: can nobody read the object any more?
    """

    class What(models.TextChoices):
        PUBLISHED = "published", _("published")
        CHANGED = "changed", pgettext_lazy("what happened to a record", "changed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DELETED = "deleted", _("deleted")

    GONE = (What.WITHDRAWN, What.DELETED)

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="changes", verbose_name=_("reference"))
    gone = models.BooleanField(_("taken away"), default=False)
    what = models.CharField(
        _("what happened"), max_length=10, choices=What, default=What.CHANGED, db_default=What.CHANGED.value
    )
    number = models.BigIntegerField(_("number"), null=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        indexes = [
            models.Index(name="change_in_order", fields=["number", "id"]),
            models.Index(name="change_without_number", fields=["id"], condition=Q(number=None)),
            models.Index(name="change_newest", fields=["-at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="change_is_gone_as_it_says",
                condition=Q(gone=True, what__in=("withdrawn", "deleted"))
                | Q(gone=False, what__in=("published", "changed")),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="change_is_numbered_at_commit",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=[("stamp", "bigint"), ("moment", "timestamptz")],
                # Rows without a number that this transaction can see are its own: others' are numbered or invisible.
                func="""
                    IF EXISTS (SELECT 1 FROM core_change WHERE id = NEW.id AND number IS NULL) THEN
                        INSERT INTO core_stamp AS s (id, number, at) VALUES (1, 1, clock_timestamp())
                            ON CONFLICT (id) DO UPDATE SET number = s.number + 1, at = clock_timestamp()
                            RETURNING s.number, s.at INTO stamp, moment;
                        UPDATE core_change SET number = stamp, at = moment WHERE number IS NULL;
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self):
        return f"{self.number or '–'} {self.reference.ref}"
