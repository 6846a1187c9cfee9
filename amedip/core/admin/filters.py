"""Filters that lists of records share: by what their texts owe in a language, and by example or not."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.models import Standing, TextState
from amedip.core.templatetags.house import LANGUAGE_LABELS


class TextsFilter(admin.SimpleListFilter):
    """Records with a text that a language owes: missing though another has it, outdated, a machine's, not approved."""

    title = gettext_lazy("texts")
    parameter_name = "texts"
    # What is asked for, what it is called, and the states that make it so.
    WANTED = {
        "missing": (gettext_lazy("missing: %(language)s"), [Standing.MISSING]),
        "outdated": (gettext_lazy("outdated: %(language)s"), [Standing.OUTDATED]),
        "machine": (gettext_lazy("machine translation: %(language)s"), [Standing.MACHINE]),
        "unapproved": (gettext_lazy("not approved yet: %(language)s"), [Standing.DRAFT, Standing.REVIEWED]),
    }

    def lookups(self, request, model_admin):
        return [
            (f"{wanted}-{code}", label % {"language": name})
            for wanted, (label, _states) in self.WANTED.items()
            for code, name in LANGUAGE_LABELS.items()
        ]

    def queryset(self, request, queryset):
        wanted, _hyphen, code = (self.value() or "").partition("-")
        if code not in languages.CODES or wanted not in self.WANTED:
            return queryset
        _label, states = self.WANTED[wanted]
        kind = ContentType.objects.get_for_model(queryset.model)
        texts = TextState.objects.filter(content_type=kind, object_id=OuterRef("pk"), language=code, state__in=states)
        return queryset.filter(Exists(texts))


class ExampleFilter(admin.SimpleListFilter):
    """Example data, which exists only to show the software."""

    title = gettext_lazy("example")
    parameter_name = "example"

    def lookups(self, request, model_admin):
        return [("yes", gettext_lazy("only examples")), ("no", gettext_lazy("without examples"))]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(reference__example=self.value() == "yes")
        return queryset


class ServingFilter(admin.SimpleListFilter):
    """By whether the term runs today, for tables that say with ``serving()`` whose does."""

    title = gettext_lazy("in office")
    parameter_name = "serving"

    def lookups(self, request, model_admin):
        return [("yes", gettext_lazy("in office today")), ("no", gettext_lazy("not in office today"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        serving = queryset.model._default_manager.serving().values("pk")
        return queryset.filter(pk__in=serving) if self.value() == "yes" else queryset.exclude(pk__in=serving)
