"""The thesaurus as first content."""

from amedip.core.models import ConceptLink
from amedip.core.thesaurus import ConceptDraft, touched_by_people, write_concepts
from amedip.portal.content.loading import fixture


def load_thesaurus() -> None:
    """Write what differs from the file; concepts that people changed or took away stay as they left them."""
    touched = touched_by_people()
    items = [item for item in fixture("amedip/portal", "thesaurus") if item["slug"] not in touched]
    known = {item["slug"] for item in items}
    write_concepts([_draft(item, known) for item in items], actor=None, action="concept.load")


def _draft(item, known: set[str]) -> ConceptDraft:
    broader = [slug for slug in item.get("broader", ()) if slug in known]
    related = [slug for slug in item.get("related", ()) if slug in known and slug not in broader]
    return ConceptDraft(
        item["slug"],
        item.get("note", ""),
        {code: [" ".join(term.split()) for term in terms] for code, terms in item["terms"].items()},
        {ConceptLink.Kind.BROADER: broader, ConceptLink.Kind.RELATED: related},
    )
