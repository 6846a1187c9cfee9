"""Filters that lists of records share: by the languages that lack a text or have an old one, and by example or not."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.models import TextState
from amedip.core.templatetags.house import LANGUAGE_LABELS
from amedip.core.texts import translated_fields


class TextsFilter(admin.SimpleListFilter):
    """Records with a text that is missing in one language but there in another, or that is out of date in it."""

    title = gettext_lazy("texts")
    parameter_name = "texts"

    def lookups(self, request, model_admin):
        return [
            *((f"missing-{code}", _("missing: %(language)s") % {"language": name}) for code, name in _names()),
            *((f"outdated-{code}", _("outdated: %(language)s") % {"language": name}) for code, name in _names()),
        ]

    def queryset(self, request, queryset):
        kind, _hyphen, code = (self.value() or "").partition("-")
        if code not in languages.CODES:
            return queryset
        if kind == "missing":
            return queryset.filter(lacks_text(queryset.model, code))
        if kind == "outdated":
            return queryset.filter(
                Exists(
                    TextState.objects.filter(
                        content_type=ContentType.objects.get_for_model(queryset.model),
                        object_id=OuterRef("pk"),
                        language=code,
                        state=TextState.State.OUTDATED,
                    )
                )
            )
        return queryset


def _names():
    return LANGUAGE_LABELS.items()


def lacks_text(model, code: str) -> Q:
    """The condition that a text is there in some language but not in this one."""
    condition = Q()
    for field in translated_fields(model):
        empty = Q(**{f"{field}_{code}__isnull": True}) | Q(**{f"{field}_{code}": ""})
        elsewhere = Q()
        for other in languages.others(code):
            elsewhere |= Q(**{f"{field}_{other}__gt": ""})
        condition |= empty & elsewhere
    return condition


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
