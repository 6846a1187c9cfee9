"""What somebody typed into a priority's form and has not saved: kept by the portal, or in the session that was over."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from amedip.core import languages
from amedip.core.unsaved import note_saved
from amedip.portal.forms import PriorityForm
from registry.actions import forget_work
from registry.models import Priority, UnsavedWork

KEPT = "kept-priority"  # in the session: what was typed when the session had expired


@dataclass(frozen=True)
class Typed:
    """What was typed, as it was sent; ``at`` is None for what came when the session was over."""

    sent: QueryDict
    at: datetime | None


def typed_before(request, priority: Priority | None = None, token: str = "") -> Typed | None:
    """What the person typed into the form of the priority, or of the new one with this token, if it is not saved."""
    session = request.session.get(KEPT)
    if session and session["ref"] == (priority.ref if priority else ""):
        return Typed(QueryDict(session["sent"]), None)
    place = {"priority": priority} if priority else {"priority": None, "token": token}
    work = UnsavedWork.objects.filter(user=request.user, **place).exclude(sent="").first()
    if work is None or (priority and PriorityForm(QueryDict(work.sent), priority=priority).says_what_stands()):
        return None
    return Typed(QueryDict(work.sent), work.at)


def forget(request, priority: Priority | None = None, token: str = "") -> None:
    """It is saved, or thrown away: here, in the session and, when the next page is shown, on the device."""
    request.session.pop(KEPT, None)
    forget_work(actor=request.user, priority=priority, token=token)
    done = [*([priority.ref] if priority else []), *([f"new-{token}"] if token else [])]
    note_saved(request, done)


@dataclass(frozen=True)
class Waiting:
    """Unsaved work for the list in the workspace: of a ``priority``, or of a new one that has a ``title`` at best."""

    work: UnsavedWork
    title: str
    language: str


def waiting_for(user, countries) -> list[Waiting]:
    """What the person has not saved, the latest first."""
    rows = UnsavedWork.objects.filter(user=user, country__in=countries).exclude(sent="")
    found = []
    for work in rows.select_related("priority__reference", "country__reference"):
        sent = QueryDict(work.sent)
        titles = {code: sent.get(f"title_{code}", "").strip() for code in languages.CODES}
        found.append(Waiting(work, *languages.first_available(titles, languages.current())))
    return found
