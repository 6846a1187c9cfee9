"""The glossary as a file."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amedip.core.resources.table import Table
from amedip.translations.models import GlossaryTerm


class GlossaryTermResource(Table):
    """One row for each term, found by the English one."""

    facts = ("ar", "fr", "also_en", "also_ar", "also_fr", "note")

    class Meta:
        model = GlossaryTerm

    def key_columns(self):
        yield self.fact_column("en")

    def find_stored(self, rows):
        self._stored = {term.en: term for term in self.stored()}
        self._seen: set[str] = set()

    def find(self, row, values):
        term = values["en"]
        if not term:
            raise ValidationError({"en": _("Give the English term; by it the row is found again.")})
        if term in self._seen:
            raise ValidationError({"en": _("“%(ref)s” stands in the file twice.") % {"ref": term}})
        self._seen.add(term)
        return self._stored.get(term), ""
