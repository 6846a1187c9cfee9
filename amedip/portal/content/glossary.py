"""The set terms of the glossary as first content."""

from collections.abc import Mapping

from amedip.core import languages
from amedip.core.models import Deed
from amedip.core.records import write_record
from amedip.portal.content.loading import fixture
from amedip.translations.models import GlossaryTerm


def load_glossary() -> None:
    """Write the terms that are not there; those that people changed or took away stay as they left them."""
    present = {term.en: term for term in GlossaryTerm.objects.all()}
    touched = _touched()
    for item in fixture("amedip/translations", "glossary"):
        term = present.get(item["en"], GlossaryTerm())
        if item["en"] not in touched:
            write_record(term, actor=None, columns=_columns(item))


def _columns(item: Mapping) -> dict[str, str]:
    also = {f"also_{code}": "\n".join(item.get("also", {}).get(code, ())) for code in languages.CODES}
    return {code: item[code] for code in languages.CODES} | also | {"note": item.get("note", "")}


def _touched() -> set[str]:
    """The English terms that somebody has ever written, renamed or taken away."""
    events = GlossaryTerm.pgh_event_models["insert"]._base_manager
    by_people = Deed.objects.exclude(actor=None).filter(action__startswith="glossaryterm.")
    keys = set(by_people.values_list("pk", flat=True))
    deeds = events.values_list("pgh_obj_id", "pgh_context__metadata__deed")
    theirs = {key for key, deed in deeds if deed in keys}
    return set(events.filter(pgh_obj_id__in=theirs).values_list("en", flat=True))
