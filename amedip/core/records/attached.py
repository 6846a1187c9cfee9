"""What is attached to a record: its links to other rows, in order, and the sources that it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from amedip.core import languages
from amedip.core.models import Citation, Reference
from amedip.core.texts import forget_texts, held_back, set_texts


@dataclass(frozen=True)
class Links:
    """The wanted targets, in order, of one many-to-many table, whose rows carry a ``position``."""

    through: type[models.Model]
    owner: str
    target: str
    targets: Sequence[models.Model]

    def holds(self, obj) -> bool:
        """Are these, in this order, just the links there are?"""
        return list(self._rows(obj).values_list(f"{self.target}_id", flat=True)) == [
            target.pk for target in self.targets
        ]

    def write(self, obj) -> None:
        """Make them so: rows that stay keep their key, so that history shows only what changed."""
        present = {getattr(row, f"{self.target}_id"): row for row in self._rows(obj)}
        wanted = [target.pk for target in self.targets]
        self._rows(obj).exclude(**{f"{self.target}__in": wanted}).delete()
        for position, pk in enumerate(wanted):
            if pk not in present:
                self.through.objects.create(**{self.owner: obj, f"{self.target}_id": pk, "position": position})
            elif present[pk].position != position:
                self._rows(obj).filter(pk=present[pk].pk).update(position=position)

    def _rows(self, obj):
        return self.through.objects.filter(**{self.owner: obj}).order_by("position", "pk")


@dataclass(frozen=True)
class Source:
    """A passage to cite: ``note`` is ``{language: text}``."""

    reference: Reference
    section: str = ""
    note: Mapping[str, str] | None = None


def set_sources(obj, sources: Sequence[Source], *, actor, source_language: str = "") -> None:
    """Make these, in this order, the sources that the record cites; the caller holds the transaction and the deed.

    ``source_language`` is that from which the notes in the others are made.
    """
    kept = []
    present = {(c.source_id, c.section): c for c in Citation.objects.filter(owner=obj.reference)}
    for position, source in enumerate(sources):
        citation = present.get((source.reference.pk, source.section))
        if citation is None:
            citation = Citation(owner=obj.reference, source=source.reference, section=source.section, position=position)
        elif citation.position != position:
            Citation.objects.filter(pk=citation.pk).update(position=position)
        note = source.note or {}
        if citation._state.adding and any(note.values()) and held_back([citation])[0]:
            set_texts(citation, {}, actor=actor)  # cited at once; what is said of it waits
        notes = {code: {"note": note.get(code)} for code in languages.CODES}
        set_texts(citation, notes, actor=actor, source=source_language)
        kept.append(citation.pk)
    gone = [citation.pk for citation in present.values() if citation.pk not in kept]
    forget_texts(Citation, gone)
    Citation.objects.filter(pk__in=gone).delete()


def cites(obj, sources) -> bool:
    """Are these, in this order and with these notes, just the sources that are cited already?"""
    there = [
        (citation.source_id, citation.section, {code: getattr(citation, f"note_{code}") for code in languages.CODES})
        for citation in Citation.objects.filter(owner=obj.reference)
    ]
    wanted = [
        (source.reference.pk, source.section, {code: (source.note or {}).get(code) for code in languages.CODES})
        for source in sources
    ]
    return there == wanted
