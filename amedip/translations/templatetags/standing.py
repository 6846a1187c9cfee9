"""How far a page and a row of a list keep up with the other languages, told to readers."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.templatetags.frame import days
from amedip.core.templatetags.texts import chosen
from amedip.translations.owing import debt_of

register = template.Library()

# Whole sentences: in Arabic and French a language's name changes with what stands beside it.
CHANGED = {
    "ar": gettext_lazy("The Arabic text changed on %(day)s; this translation has not been brought up to date since."),
    "en": gettext_lazy("The English text changed on %(day)s; this translation has not been brought up to date since."),
    "fr": gettext_lazy("The French text changed on %(day)s; this translation has not been brought up to date since."),
    "": gettext_lazy("Another text changed on %(day)s; this translation has not been brought up to date since."),
}
READ = {
    "ar": gettext_lazy("Read the Arabic text"),
    "en": gettext_lazy("Read the English text"),
    "fr": gettext_lazy("Read the French text"),
}
TO_FOLLOW = {
    "ar": gettext_lazy("Arabic version to follow by %(day)s."),
    "en": gettext_lazy("English version to follow by %(day)s."),
    "fr": gettext_lazy("French version to follow by %(day)s."),
}


@register.inclusion_tag("_partials/standing.html")
def standing(record, field="title"):
    """What the head of a record's page says of its language; ``field`` is the text by which the page is headed.

    ``record`` is an instance, or a row with ``kind``, ``path`` and ``tongues`` of its reference.
    """
    code = languages.current()
    kind, path = _named(record)
    debt = debt_of(_tongues(record), kind, code)
    return {
        "debt": debt,
        "shown": chosen(record, field)[1],
        "to_follow": TO_FOLLOW[code] % {"day": days(debt.promised)},
        "changed": CHANGED[debt.by] % {"day": days(debt.outdated)},
        "read": READ.get(debt.by, ""),
        "address": f"/{debt.by}/{path}" if debt.by else "",
    }


@register.simple_tag
def outdated(row):
    """The mark of a row of a list whose texts have not kept up with another language's; empty if they have.

    ``row`` is an instance, a reference, or a row with ``tongues`` of its reference.
    """
    if "outdated" not in _tongues(row).get(languages.current(), ()):
        return ""
    return format_html('<span class="status back">{}</span>', _("outdated translation"))


def _tongues(record) -> dict:
    if isinstance(record, dict):
        return record["tongues"]
    return getattr(record, "reference", record).tongues


def _named(record) -> tuple[str, str]:
    if isinstance(record, dict):
        return record["kind"], record["path"]
    return record.KIND, record.reference.path
