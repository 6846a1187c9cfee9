"""Who may see which workshops and documents, and who may publish a summary."""

from django.utils.translation import gettext_lazy as _

from amedip.core.rules import Allowed, Denied
from workshops.models import Document, Workshop


def workshops_visible_to(user):
    """All of them: what is entered here is the public record."""
    return Workshop.objects.all()


def documents_visible_to(user):
    """All of them, with whatever language versions there are."""
    return Document.objects.all()


def may_propose(user, obj=None) -> Allowed | Denied:
    """May the user upload summaries, correct and publish them? Who may add passages and recommendations may."""
    needed = ("workshops.add_passage", "workshops.add_recommendation", "workshops.change_workshop")
    if user is not None and user.is_active and user.is_staff and user.has_perms(needed):
        return Allowed()
    return Denied(_("Only staff who may add to the texts of workshops may publish summaries."))
