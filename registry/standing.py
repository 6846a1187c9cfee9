"""Where a state's priorities stand beyond their status: why they came back, and what each language lacks."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from amedip.core import languages
from amedip.core.models import Deed, TextState
from amedip.core.texts import translated_fields
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
    """Give each priority ``tongues``: each language's code and state (ready, outdated, partial or missing)."""
    outdated = set(
        TextState.objects.filter(
            Q(content_type=ContentType.objects.get_for_model(Priority)),
            object_id__in=[priority.pk for priority in priorities],
            state=TextState.State.OUTDATED,
        ).values_list("object_id", "language")
    )
    fields = translated_fields(Priority)
    for priority in priorities:
        written = [field for field in fields if any(getattr(priority, f"{field}_{code}") for code in languages.CODES)]
        priority.tongues = []
        for code in languages.CODES:
            there = sum(1 for field in written if getattr(priority, f"{field}_{code}"))
            if not there:
                state = "missing"
            elif there < len(written):
                state = "partial"
            else:
                state = "outdated" if (priority.pk, code) in outdated else "ready"
            priority.tongues.append({"code": code, "state": state})
