"""Who may see which workshops and documents."""

from workshops.models import Document, Workshop


def workshops_visible_to(user):
    """All of them: what is entered here is the public record."""
    return Workshop.objects.all()


def documents_visible_to(user):
    """All of them, with whatever language versions there are."""
    return Document.objects.all()
