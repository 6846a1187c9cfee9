"""How a consultation goes on: who hears that it is open, and that a state's entries are complete."""

from django.db import transaction
from django.utils import timezone

from amedip.core.deeds import deed
from amedip.core.models import Deed
from amedip.core.notices import tell
from amedip.core.rules import is_portal, require
from registry.models import ConsultationRound, RoundState
from registry.notices import hearers
from registry.rules import serves_in_open_round


def say_complete(invited: RoundState, *, actor, complete: bool) -> RoundState:
    """Note that the state's entries for the consultation are complete, or that they are taken up again.

    Saying it once more changes nothing. Raises ``PermissionDenied`` with the reason.
    """
    with transaction.atomic():
        invited = (
            RoundState.objects.select_for_update(of=("self",)).select_related("round__reference").get(pk=invited.pk)
        )
        require(serves_in_open_round(actor, invited))
        if complete == (invited.completed_at is not None):
            return invited
        invited.completed_at = timezone.now() if complete else None
        with deed(f"round.{'complete' if complete else 'reopen'}", actor=actor, about=invited.round.reference):
            RoundState.objects.filter(pk=invited.pk).update(completed_at=invited.completed_at)
    return invited


def open_rounds(*, actor) -> int:
    """Tell the states' focal points of every consultation that is running; return how many notices were new.

    Called once a day: who was invited, or came into office, since yesterday hears of it then.
    """
    require(is_portal(actor))
    told = 0
    for found in ConsultationRound.objects.running().select_related("reference"):
        with transaction.atomic():
            ConsultationRound.objects.select_for_update(of=("self",)).get(pk=found.pk)
            opened = Deed.objects.filter(action="round.open", reference=found.reference).first()
            if opened is None:
                with deed("round.open", actor=actor, about=found.reference) as opened:
                    pass
            told += len(tell(opened, hearers("round.open", found)))
    return told
