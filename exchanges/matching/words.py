"""The parts of a score, their reasons and what hinders, in the reader's language."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amedip.core import languages
from amedip.core.templatetags.frame import days, tongue_name
from exchanges.matching.parts import Part, Why
from exchanges.matching.standing import Hindrance
from registry.models import CoordinationMechanism

LABELS = {
    "theme": gettext_lazy("Theme"),
    "practice": gettext_lazy("Evidence of practice"),
    "language": gettext_lazy("Shared working language"),
    "coordination": gettext_lazy("Similar coordination model"),
    "dates": gettext_lazy("Dates"),
    "evaluations": gettext_lazy("Past evaluations"),
    "balance": gettext_lazy("Balance of giving and receiving"),
}
HINDRANCES = {
    Hindrance.OWN_STATE: gettext_lazy("It is the state that asks."),
    Hindrance.NO_THEME: gettext_lazy("None of the themes asked for is among its offers and practices."),
    Hindrance.FORMAT: gettext_lazy("The offer does not include the format asked for."),
    Hindrance.DATES: gettext_lazy("There is no day on which both sides can."),
}
# Sentences that name nothing.
_PLAIN = {
    Why.THEMES_NONE: gettext_lazy("none of the themes asked for"),
    Why.EVIDENCE_NONE: gettext_lazy("no practice on these themes is recorded"),
    Why.LANGUAGE_NONE: gettext_lazy("no working language in common: interpretation is needed"),
    Why.LANGUAGE_UNKNOWN: gettext_lazy("working languages are not known; counts half"),
    Why.MODEL_UNKNOWN: gettext_lazy("how both coordinate is not known; counts half"),
    Why.DATES_NONE: gettext_lazy("no day on which both can"),
    Why.DATES_UNKNOWN: gettext_lazy("days are not known; counts half"),
    Why.MARKS_NONE: gettext_lazy("not evaluated as a host yet; counts half"),
    Why.BALANCE_NONE: gettext_lazy("has neither given nor received yet; counts half"),
}


def reason(part: Part, themes: Mapping[str, str]) -> str:
    """Why the part has the degree it has; ``themes`` are the names of themes by reference."""
    if part.why in _PLAIN:
        return str(_PLAIN[part.why])
    return _TELLING[part.why](part.told, themes)


def _themes_all(told, themes) -> str:
    return _("all that is asked for: %(themes)s") % {"themes": _listed(themes[ref] for ref in told["shared"])}


def _themes_some(told, themes) -> str:
    return ngettext(
        "%(themes)s, of %(count)d theme asked for", "%(themes)s, of %(count)d themes asked for", told["count"]
    ) % {"themes": _listed(themes[ref] for ref in told["shared"]), "count": told["count"]}


def _evidence_grown(told, themes) -> str:
    return _("the offer grew from %(practice)s; practices on these themes: %(practices)s") % {
        "practice": told["grown_from"],
        "practices": _listed(told["practices"]),
    }


def _evidence_found(told, themes) -> str:
    return _("practices on these themes: %(practices)s") % {"practices": _listed(told["practices"])}


def _language_shared(told, themes) -> str:
    return _("in common: %(languages)s") % {"languages": _listed(map(tongue_name, told["languages"]))}


def _model_same(told, themes) -> str:
    return _("the same: %(models)s") % {"models": _models(told)}


def _model_akin(told, themes) -> str:
    return _("akin: %(models)s") % {"models": _models(told)}


def _model_other(told, themes) -> str:
    return _("another: %(models)s") % {"models": _models(told)}


def _models(told) -> str:
    return _listed(str(CoordinationMechanism.Model(value).label) for value in told["models"])


def _dates_shared(told, themes) -> str:
    first, last = told["first"], told["last"]
    if last is None:
        return _("both can from %(day)s on") % {"day": days(first)}
    if first is None:
        return _("both can until %(day)s") % {"day": days(last)}
    return _("both can: %(days)s") % {"days": days(first, last)}


def _marks_given(told, themes) -> str:
    return ngettext(
        "mean of %(count)d mark by guests: %(mean)s of 5",
        "mean of %(count)d marks by guests: %(mean)s of 5",
        told["count"],
    ) % {"count": told["count"], "mean": number_format(Decimal(round(told["mean"] * 10)) / 10, 1)}


def _balance(told, themes) -> str:
    return _("exchanges given: %(given)d, received: %(received)d") % told


_TELLING = {
    Why.THEMES_ALL: _themes_all,
    Why.THEMES_SOME: _themes_some,
    Why.EVIDENCE_GROWN: _evidence_grown,
    Why.EVIDENCE_FOUND: _evidence_found,
    Why.LANGUAGE_SHARED: _language_shared,
    Why.MODEL_SAME: _model_same,
    Why.MODEL_AKIN: _model_akin,
    Why.MODEL_OTHER: _model_other,
    Why.DATES_SHARED: _dates_shared,
    Why.MARKS_GIVEN: _marks_given,
    Why.BALANCE: _balance,
}


def _listed(names: Iterable[str]) -> str:
    return languages.comma().join(names)
