"""Names that programs elsewhere keep for ever: of entries in feeds, of events in calendars, of harvested records."""

from django.conf import settings

# The year in which the domain began to give names (RFC 4151); it never moves on.
_TAGGED_SINCE = 2026


def tag(name: str) -> str:
    """A ``tag:`` URI (RFC 4151) for ``name``, such as ``fr/priority/TN-2012-003``."""
    return f"tag:{settings.IDENTIFIER_DOMAIN},{_TAGGED_SINCE}:{name}"


def event_uid(kind: str, ref: str) -> str:
    """The UID of a calendar's event (RFC 7986): ``workshop-tunis-2012@amedip.example``."""
    return f"{kind}-{ref}@{settings.IDENTIFIER_DOMAIN}"


def harvested(kind: str, ref: str) -> str:
    """The identifier of a record for harvesters: ``oai:amedip.example:document/tunis-discussions``."""
    return f"oai:{settings.IDENTIFIER_DOMAIN}:{kind}/{ref}"


def named_by(identifier: str) -> tuple[str, str] | None:
    """Kind and reference that ``harvested`` made the identifier of; None for any other."""
    start = harvested("", "").removesuffix("/")
    kind, slash, ref = identifier.removeprefix(start).partition("/")
    return (kind, ref) if identifier.startswith(start) and slash else None
