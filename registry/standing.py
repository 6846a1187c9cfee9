"""Where a state's priorities stand beyond their status: why they came back, and what each language lacks."""

from amedip.core.models import Deed
from amedip.core.texts import extents_of
from registry.models import Priority


def reasons_of(priorities) -> dict[int, Deed]:
    """By the reference's key, the deed that sent a priority, or the change beside it, back; with the reason.

    Only of those that wait for the state now.
    """
    back = [
        priority.reference_id
        for priority in priorities
        if priority.status == Priority.Status.SENT_BACK or priority.revision == Priority.Revision.SENT_BACK
    ]
    deeds = Deed.objects.filter(reference__in=back, action__endswith=".send-back").select_related("actor")
    return {deed.reference_id: deed for deed in deeds.order_by("pk")}


def add_languages(priorities) -> None:
    """Give each priority ``tongues``: of each language its ``code``, and how its texts stand there (``Extent``)."""
    extents = extents_of(Priority, [priority.pk for priority in priorities])
    for priority in priorities:
        priority.tongues = [{"code": code, "state": extent} for code, extent in extents[priority.pk].items()]
