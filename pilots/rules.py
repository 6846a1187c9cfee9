"""Who may see which pilots."""

from amedip.core.rules import Allowed, Denied, may_keep
from pilots.models import PilotProject


def pilots_visible_to(user):
    """All of them: a pilot is public from its first day."""
    return PilotProject.objects.all()


def may_import_iati(user, obj=None) -> Allowed | Denied:
    """May the user bring in pilots from files? Those who may both enter and change them."""
    for action in ("add", "change"):
        answer = may_keep(action)(user, PilotProject)
        if not answer:
            return answer
    return Allowed()
