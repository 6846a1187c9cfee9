"""Writing the thesaurus: concepts with their terms and links, however many, as one deed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.deeds import deed
from amedip.core.models import Concept, ConceptLink, Deed, Term
from amedip.core.records import Stale
from amedip.core.rules import may_keep, require
from amedip.core.search.folding import fold
from amedip.core.search.stems import key_of

LONGEST = Term._meta.get_field("text").max_length
# The deeds by which the thesaurus is written: of a file, of a form and of the rows in it.
_OURS = Q(action__startswith="concept.") | Q(action__startswith="conceptlink.") | Q(action__startswith="term.")
_LONGEST_KEY = Term._meta.get_field("key").max_length
_LONGEST_FOLDED = Term._meta.get_field("folded").max_length


@dataclass
class ConceptDraft:
    """What is to become of the concept of that short name.

    ``terms`` by language, the preferred one first; ``links`` the short names of other concepts by kind of link.
    Languages, kinds and a note that are not given stay as they are. ``expected`` is the version that was seen, if any.
    """

    slug: str
    note: str | None = None
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    links: Mapping[str, Collection[str]] = field(default_factory=dict)
    expected: int | None = None


def columns_of_term(text: str, language: str) -> dict[str, object]:
    """The columns of a term that say how it is written, and by what it is found again."""
    key = key_of(text, language)[:_LONGEST_KEY]
    return {"language": language, "text": text, "folded": fold(text)[:_LONGEST_FOLDED], "key": key}


class Stock:
    """The thesaurus as it is stored, read once; ``locked`` for those who are to write, one after the other."""

    def __init__(self, *, locked: bool = False):
        concepts = Concept.objects.select_for_update() if locked else Concept.objects
        self.concepts = {concept.slug: concept for concept in concepts.order_by("pk")}
        names = {concept.pk: slug for slug, concept in self.concepts.items()}
        self.terms: dict[str, dict[str, list[Term]]] = {}
        for term in Term.objects.order_by("-preferred", "pk"):
            self.terms.setdefault(names[term.concept_id], {}).setdefault(term.language, []).append(term)
        self.links: dict[str, dict[str, dict[str, ConceptLink]]] = {}
        for link in ConceptLink.objects.order_by("pk"):
            kinds = self.links.setdefault(names[link.concept_id], {})
            kinds.setdefault(link.kind, {})[names[link.other_id]] = link

    def texts(self, slug: str, code: str) -> list[str]:
        return [term.text for term in self.terms.get(slug, {}).get(code, ())]

    def linked(self, slug: str, kind: str) -> list[str]:
        return list(self.links.get(slug, {}).get(kind, ()))

    def differs(self, draft: ConceptDraft) -> bool:
        """Would the draft change anything?"""
        concept = self.concepts.get(draft.slug)
        return (
            concept is None
            or draft.note not in (None, concept.note)
            or any(self._other_terms(draft.slug, code, texts) for code, texts in draft.terms.items())
            or any({*self.linked(draft.slug, kind)} != {*others} for kind, others in draft.links.items())
        )

    def _other_terms(self, slug: str, code: str, texts: Sequence[str]) -> bool:
        there = self.texts(slug, code)
        return there[:1] != [*texts][:1] or {*there} != {*texts}


def write_concepts(drafts: Iterable[ConceptDraft], *, actor, action: str = "concept.import", why: str = "") -> int:
    """Write all that the drafts change, as one deed, or nothing; the number of concepts that were new or changed.

    Raises ``PermissionDenied``, ``Stale`` for a concept that somebody changed meanwhile, or ``ValidationError`` for a
    draft that says what cannot be.
    """
    with transaction.atomic():
        stock = Stock(locked=True)
        wanted = [draft for draft in drafts if stock.differs(draft)]
        coming = {draft.slug for draft in wanted}
        for draft in wanted:
            concept = stock.concepts.get(draft.slug)
            require(may_keep("change" if concept else "add")(actor, concept or Concept()))
            if concept and draft.expected not in (None, concept.version):
                raise Stale(concept)
            check(draft, stock, coming)
        if wanted:
            with deed(action, actor=actor, why=why):
                _write(wanted, stock)
    return len(wanted)


def check(draft: ConceptDraft, stock: Stock, coming: Collection[str]) -> None:
    """Raise ``ValidationError``, keyed by column, unless the draft can be written together with those ``coming``."""
    concept = Concept(slug=draft.slug, note=draft.note or "")
    concept.clean_fields()
    for code, texts in draft.terms.items():
        for text in texts:
            if len(text) > LONGEST:
                raise ValidationError({code: _("A term has at most %(most)d characters.") % {"most": LONGEST}})
            if not key_of(text, code):
                raise ValidationError({code: _("A term holds letters or digits.")})
    if not any(draft.terms.get(code, stock.texts(draft.slug, code)) for code in languages.CODES):
        raise ValidationError(_("Give the concept a term in at least one language."))
    _check_links(draft, stock, coming)


def _check_links(draft: ConceptDraft, stock: Stock, coming: Collection[str]) -> None:
    linked = [other for others in draft.links.values() for other in others]
    for kind, others in draft.links.items():
        for other in others:
            if other not in stock.concepts and other not in coming:
                raise ValidationError({kind: _("The thesaurus has no concept “%(name)s”.") % {"name": other[:80]}})
    if draft.slug in linked:
        raise ValidationError(_("A concept cannot be linked to itself."))
    if len(set(linked)) < len(linked):
        raise ValidationError(_("The two concepts are linked already."))


def _write(drafts: Sequence[ConceptDraft], stock: Stock) -> None:
    new = [Concept(slug=draft.slug, note=draft.note or "") for draft in drafts if draft.slug not in stock.concepts]
    changed = []
    for draft in drafts:
        if concept := stock.concepts.get(draft.slug):
            concept.note = concept.note if draft.note is None else draft.note
            concept.version = F("version") + 1
            changed.append(concept)
    Concept.objects.bulk_update(changed, ["note", "version"])
    stock.concepts |= {concept.slug: concept for concept in Concept.objects.bulk_create(new)}
    _write_terms(drafts, stock)
    _write_links(drafts, stock)


def _write_terms(drafts, stock: Stock) -> None:
    gone, demoted, made, promoted = [], [], [], []
    for draft in drafts:
        for code, texts in draft.terms.items():
            present = {term.text: term for term in stock.terms.get(draft.slug, {}).get(code, ())}
            gone += [term.pk for text, term in present.items() if text not in texts]
            for place, text in enumerate(dict.fromkeys(texts)):
                term, preferred = present.get(text), place == 0
                if term is None:
                    columns = columns_of_term(text, code)
                    made.append(Term(concept=stock.concepts[draft.slug], preferred=preferred, **columns))
                elif term.preferred != preferred:
                    term.preferred = preferred
                    (promoted if preferred else demoted).append(term)
    # One gives up its place before another takes it.
    Term.objects.filter(pk__in=gone).delete()
    Term.objects.bulk_update(demoted, ["preferred"])
    Term.objects.bulk_create(made)
    Term.objects.bulk_update(promoted, ["preferred"])


def _write_links(drafts, stock: Stock) -> None:
    gone, made = [], []
    for draft in drafts:
        for kind, others in draft.links.items():
            present = stock.links.get(draft.slug, {}).get(kind, {})
            gone += [link.pk for other, link in present.items() if other not in others]
            for other in others:
                if other not in present:
                    concept, target = stock.concepts[draft.slug], stock.concepts[other]
                    made.append(ConceptLink(concept=concept, kind=kind, other=target))
    ConceptLink.objects.filter(pk__in=gone).delete()
    ConceptLink.objects.bulk_create(made)


def touched_by_people() -> set[str]:
    """The short names, present and former, of concepts that somebody has written, renamed or taken away."""
    theirs = set(Deed.objects.exclude(actor=None).filter(_OURS).values_list("pk", flat=True))
    touched: set[int] = set()
    for model, column in ((Concept, "pgh_obj_id"), (Term, "concept_id"), (ConceptLink, "concept_id")):
        events = model.pgh_event_models["insert"]._base_manager
        deeds = events.values_list(column, "pgh_context__metadata__deed")
        touched |= {key for key, deed_key in deeds if deed_key in theirs}
    concepts = Concept.pgh_event_models["insert"]._base_manager.filter(pgh_obj_id__in=touched)
    return set(concepts.values_list("slug", flat=True))
