"""How what people type is kept until they save it, and how one form makes one draft only.

Nothing here is a deed: it changes nothing that anybody else can see, and no version that others build on.
"""

from datetime import timedelta

from django.utils import timezone

from amedip.core.rules import is_portal, require
from registry.models import Country, Priority, UnsavedWork
from registry.rules import speaks_for_priority

KEPT_FOR = timedelta(days=90)
FORMS_KEPT = 20  # of new priorities, for one person


class MadeAlready(Exception):
    """The form has made its draft before: ``priority``."""

    def __init__(self, priority: Priority):
        super().__init__(priority.pk)
        self.priority = priority


def keep_work(*, actor, country: Country, sent: str, priority: Priority | None = None, token: str = "") -> None:
    """Keep what the person typed in the form of the priority, or in that of a new one with this ``token``."""
    require(speaks_for_priority(actor, priority or Priority(country=country)))
    place = {"user": actor, "priority": priority} if priority else {"user": actor, "token": token}
    # A form that is made into a draft at this moment names the priority when its turn comes: nothing is left to keep.
    fresh = {"sent": sent, "at": timezone.now()}
    if not UnsavedWork.objects.filter(**{"priority": None} | place).update(**fresh):
        UnsavedWork.objects.get_or_create(**place, defaults={"country": country, "sent": sent})
    begun = UnsavedWork.objects.filter(user=actor, priority=None).order_by("-at")
    UnsavedWork.objects.filter(pk__in=list(begun.values_list("pk", flat=True)[FORMS_KEPT:])).delete()


def forget_work(*, actor, priority: Priority | None = None, token: str = "") -> None:
    """What the person typed there is saved, or thrown away; the form stays known for the draft it made."""
    found = UnsavedWork.objects.filter(user=actor)
    found = found.filter(priority=priority) if priority is not None else found.filter(token=token, priority=None)
    found.update(sent="")


def claim_form(token: str, *, actor, country: Country) -> UnsavedWork:
    """Lock the form in which a new priority was begun; the caller holds the transaction and notes the draft in it.

    Who sends the same form at the same time waits here. Raises ``MadeAlready`` if it has made its draft.
    """
    UnsavedWork.objects.get_or_create(user=actor, token=token, defaults={"country": country})
    form = UnsavedWork.objects.select_for_update(of=("self",)).get(user=actor, token=token)
    if form.priority_id:
        raise MadeAlready(Priority.objects.select_related("reference", "country__reference").get(pk=form.priority_id))
    return form


def clear_old_work(*, actor) -> int:
    """Take away what nobody came back for, and the forms of saved drafts a day later; return how many rows went."""
    require(is_portal(actor))
    now = timezone.now()
    saved = UnsavedWork.objects.filter(sent="", at__lt=now - timedelta(days=1))
    old = UnsavedWork.objects.filter(at__lt=now - KEPT_FOR)
    return saved.delete()[0] + old.delete()[0]
