"""The public version stamp: one number that moves with every public change (docs/adr/0005)."""

from amedip.core.models import Change, Stamp


def current() -> int:
    """The stamp of this moment; read it *before* the data, so that a page is never newer than its stamp says."""
    return Stamp.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def announce(references, *, gone: bool = False) -> None:
    """Note a public change of each reference; the stamp moves when the transaction commits."""
    Change.objects.bulk_create([Change(reference=reference, gone=gone) for reference in references])
