"""Who may see which pilots."""

from pilots.models import PilotProject


def pilots_visible_to(user):
    """All of them: a pilot is public from its first day."""
    return PilotProject.objects.all()
