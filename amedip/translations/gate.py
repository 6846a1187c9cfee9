"""What must be approved before something is published: the setting of each kind, and what still lacks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amedip.core import languages
from amedip.core.models import Record, Standing, TextState
from amedip.core.templatetags.house import LANGUAGE_LABELS
from amedip.core.texts import UNREAD, Texts
from amedip.translations.models import ASKED, Gate
from amedip.translations.units import OWED, label_of
from amedip.translations.worklist import Wanted

# So many texts are named where a publication is refused; the page for translations shows the rest.
NAMED = 12


@dataclass(frozen=True)
class Lack:
    """A text that stands in the way of a publication: what it is, its language and where it stands."""

    label: str
    language: str
    state: str

    def __str__(self):
        names = {"text": self.label, "language": LANGUAGE_LABELS[self.language], "state": Standing(self.state).label}
        return _("%(text)s · %(language)s: %(state)s") % names


@dataclass(frozen=True)
class Lacking:
    """How many texts of a publication stand in a state that keeps it back, in one language."""

    language: str
    state: str
    count: int

    @property
    def wanted(self) -> str:
        """What a translators' list is asked for to show them."""
        return self.state if self.state in Wanted.values else str(Wanted.UNAPPROVED)

    @property
    def language_name(self) -> str | Promise:
        return LANGUAGE_LABELS[self.language]

    @property
    def state_name(self) -> str | Promise:
        return Standing(self.state).label

    def __str__(self):
        return f"{self.language_name} · {self.state_name}: {self.count}"


class Withheld(ValidationError):
    """Something cannot be published yet. The first message says why and what to do, the others name what it lacks.

    ``lacks`` are the texts of a record, or their numbers; ``languages`` those in which there is something to do.
    """

    def __init__(self, why: str, lacks: Collection[Lack] | Collection[Lacking]):
        shown = [str(lack) for lack in list(lacks)[:NAMED]]
        rest = len(lacks) - len(shown)
        if rest:
            shown.append(ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest})
        super().__init__([ValidationError(message, "gate") for message in (why, *shown)])
        self.code = "gate"
        self.lacks = lacks
        self.languages = [code for code in languages.CODES if any(lack.language == code for lack in lacks)]


def gate_of(kind: str) -> Gate:
    """The setting of the kind, or what is asked where nobody has set it."""
    return Gate.objects.filter(kind=kind).first() or Gate(kind=kind, languages=ASKED[kind])


def asks_all(kind: str) -> bool:
    """Must all three languages be approved before something of the kind is published?"""
    return gate_of(kind).languages == Gate.Languages.ALL


def require_read(record: Record) -> None:
    """Raise ``Withheld`` if a machine wrote a text of the record or of its parts that nobody has read."""
    lacks = _lacks(TextState.objects.filter(UNREAD, reference=record.reference_id))
    if lacks:
        why = ngettext(
            "Nothing was published: a machine wrote %(count)d text that nobody has read yet. Read it on the page for "
            "translations, correct it if need be and mark it as reviewed.",
            "Nothing was published: a machine wrote %(count)d texts that nobody has read yet. Read them on the page "
            "for translations, correct them if need be and mark them as reviewed.",
            len(lacks),
        )
        raise Withheld(why % {"count": len(lacks)}, lacks)


def require_approved(record: Record, kind: str) -> None:
    """Raise ``Withheld`` unless the record passes the gate for its first publication.

    That is with all texts of its page approved in all three languages, or with its own approved in one of them.
    """
    require_read(record)
    rows = TextState.objects.filter(reference=record.reference_id).exclude(state=Standing.APPROVED)
    if asks_all(kind):
        if lacks := _lacks(rows):
            raise _not_in_all(lacks)
        return
    lacks = _lacks(rows.filter(content_type=ContentType.objects.get_for_model(record)))
    in_each = [[lack for lack in lacks if lack.language == code] for code in languages.CODES]
    fewest = min(in_each, key=len)
    if fewest:
        why = _(
            "Nothing was published: all texts must be approved in one language at least. The least is to do in this "
            "one; approve its texts on the page for translations:"
        )
        raise Withheld(why, fewest)


def require_whole(obj: models.Model, kind: str, columns: Iterable[str]) -> None:
    """Raise ``Withheld`` if all languages are asked for and a change of ``columns`` leaves a text without one of them.

    ``obj`` is a record, or a part of one, that the public reads already: a change to it cannot be approved beforehand
    where it stands, so it brings all languages of each text that it changes.
    """
    if not asks_all(kind):
        return
    fields = {column.rpartition("_")[0] for column in columns}
    rows = TextState.objects.filter(
        content_type=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        field__in=fields,
        state__in=OWED,
    )
    if lacks := _lacks(rows):
        raise _not_whole(lacks)


def require_all_languages(model: type[models.Model], texts: Texts) -> None:
    """Raise ``Withheld`` unless the texts of a new row of ``model`` are there in all languages."""
    lacks = [
        Lack(label_of(model, field), code, Standing.MISSING)
        for field in dict.fromkeys(field for fields in texts.values() for field in fields)
        for code in languages.CODES
        if any(fields.get(field) for fields in texts.values()) and not texts.get(code, {}).get(field)
    ]
    if lacks:
        raise _not_whole(lacks)


def lacking_in(references: QuerySet, kind: str) -> list[Lacking]:
    """What keeps back a publication of all these records (a queryset of their references' keys), in one query.

    By language and state; without any, nothing does.
    """
    rows = TextState.objects.filter(reference__in=references)
    rows = rows.exclude(state=Standing.APPROVED) if asks_all(kind) else rows.filter(UNREAD)
    counts = {(code, state): count for code, state, count in
              rows.values_list("language", "state").annotate(count=Count("pk")).order_by()}  # fmt: skip
    return [
        Lacking(code, state, counts[code, state])
        for code in languages.CODES
        for state in Standing.values
        if (code, state) in counts
    ]


def require_nothing_lacking(lacking: Collection[Lacking]) -> None:
    """Raise ``Withheld`` if there is any."""
    if lacking:
        count = sum(row.count for row in lacking)
        why = ngettext(
            "Nothing was closed: %(count)d text of the edition is not approved yet. Have it approved first:",
            "Nothing was closed: %(count)d texts of the edition are not approved yet. Have them approved first:",
            count,
        )
        raise Withheld(why % {"count": count}, lacking)


def _not_whole(lacks: list[Lack]) -> Withheld:
    why = _(
        "Nothing was published: a change brings all three languages of each text that it changes, unless the meaning "
        "stays the same. These are missing or out of date:"
    )
    return Withheld(why, lacks)


def _not_in_all(lacks: Collection[Lack]) -> Withheld:
    why = ngettext(
        "Nothing was published: all texts must be approved in all three languages, and %(count)d is not. Approve it on "
        "the page for translations:",
        "Nothing was published: all texts must be approved in all three languages, and %(count)d are not. Approve them "
        "on the page for translations:",
        len(lacks),
    )
    return Withheld(why % {"count": len(lacks)}, lacks)


def _lacks(rows: QuerySet) -> list[Lack]:
    """The texts of one record and of its parts, in the order of fields and languages."""
    found = rows.select_related("content_type").order_by("content_type", "object_id", "pk")
    return [Lack(label_of(row.content_type.model_class(), row.field), row.language, row.state) for row in found]
