"""The thesaurus: concepts with their terms, a table for each language, and what they have to do with one another."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.admin.inlines import PartForm, PartFormSet, PartRows
from amedip.core.admin.record import HouseAdmin
from amedip.core.models import Concept, ConceptLink, Term
from amedip.core.resources.thesaurus import ConceptResource
from amedip.core.search.stems import key_of
from amedip.core.thesaurus import columns_of_term


class TermForm(PartForm):
    """A term in one language, which is that of its table."""

    language = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            self.fields["text"].widget.attrs |= {"lang": self.language, "dir": languages.direction(self.language)}

    def clean_text(self):
        text = " ".join(self.cleaned_data["text"].split())
        if not key_of(text, self.language):
            raise ValidationError(_("A term holds letters or digits."))
        return text

    def changed_columns(self):
        columns = super().changed_columns()
        return columns | (columns_of_term(columns["text"], self.language) if "text" in columns else {})


class TermFormSet(PartFormSet):
    """The terms of one language."""

    def write(self, **manner):
        # One gives up the first place before another takes it.
        self.forms.sort(key=lambda form: bool(form.is_bound and form.cleaned_data.get("preferred")))
        super().write(**manner)


class TermRows(PartRows):
    """The terms in ``language``."""

    model = Term
    form = TermForm
    formset = TermFormSet
    facts = ("text", "preferred")
    formfield_overrides = {}
    language = ""

    def bound_form(self, request, **attrs) -> type[forms.ModelForm]:
        return super().bound_form(request, language=self.language, **attrs)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(language=self.language)


class ArabicTerms(TermRows):
    language = "ar"
    verbose_name = gettext_lazy("term in Arabic")
    verbose_name_plural = gettext_lazy("terms in Arabic")


class EnglishTerms(TermRows):
    language = "en"
    verbose_name = gettext_lazy("term in English")
    verbose_name_plural = gettext_lazy("terms in English")


class FrenchTerms(TermRows):
    language = "fr"
    verbose_name = gettext_lazy("term in French")
    verbose_name_plural = gettext_lazy("terms in French")


class LinkRows(PartRows):
    model = ConceptLink
    fk_name = "concept"
    facts = ("kind", "other")
    autocomplete_fields = ("other",)


@admin.register(Concept)
class ConceptAdmin(HouseAdmin):
    """What the search takes for the same; a change is in force with the next search."""

    list_display = ("slug", "shown_ar", "shown_en", "shown_fr", "note")
    search_fields = ("slug", "note", "terms__text")
    facts = ("slug", "note")
    inlines = [ArabicTerms, EnglishTerms, FrenchTerms, LinkRows]
    resource_classes = [ConceptResource]

    def for_listing(self, queryset):
        terms = Term.objects.filter(concept=OuterRef("pk")).order_by("-preferred", "pk").values("text")
        return queryset.annotate(
            **{f"term_{code}": Subquery(terms.filter(language=code)[:1]) for code in languages.CODES}
        )

    @admin.display(description=gettext_lazy("in Arabic"), ordering="term_ar")
    def shown_ar(self, obj):
        return format_html('<bdi lang="ar" dir="rtl">{}</bdi>', obj.term_ar or "")

    @admin.display(description=gettext_lazy("in English"), ordering="term_en")
    def shown_en(self, obj):
        return format_html('<bdi lang="en" dir="ltr">{}</bdi>', obj.term_en or "")

    @admin.display(description=gettext_lazy("in French"), ordering="term_fr")
    def shown_fr(self, obj):
        return format_html('<bdi lang="fr" dir="ltr">{}</bdi>', obj.term_fr or "")
