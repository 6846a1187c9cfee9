"""The people of an exchange: entered with their consent, handed out to themselves, erased on request and in time."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.records import Stale, check
from amedip.core.rules import Rule, is_portal, may_keep, require
from exchanges.actions.afterwards import months_before
from exchanges.models import Exchange, ExchangePerson
from exchanges.models.nameless import folded
from exchanges.naming import stands_in_texts
from exchanges.rules import keeps_person, sides_of

KEPT_FOR = 24  # months after the exchange
COLUMNS = ("role", "name", "function", "email", "consent", "consent_on")


def save_person(
    person: ExchangePerson, *, actor, columns: Mapping[str, object], expected: int | None = None
) -> ExchangePerson:
    """Enter somebody who takes part, or correct what is kept; a new one has ``exchange`` and ``country`` set.

    The deed that is written says that somebody was entered, never who. Raises ``Stale``, ``PermissionDenied`` with the
    reason, or ``ValidationError`` keyed by field: without consent, for an exchange that was cancelled, or where the
    name stands in a text already.
    """
    require(keeps_person(actor, person))
    exchange = person.exchange
    if person.country_id not in sides_of(exchange):
        raise ValidationError({"country": _("People take part for one of the two sides.")})
    with transaction.atomic():
        adding = person._state.adding
        Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
        if exchange.status == Exchange.Status.CANCELLED:
            raise ValidationError(_("The exchange was cancelled: nobody is entered any more."), "state")
        if not adding:
            locked = ExchangePerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
            if expected is not None and locked.version != expected:
                raise Stale(locked)
        for name in COLUMNS:
            if name in columns:
                setattr(person, name, columns[name])
        if person.consent_on and person.consent_on > timezone.localdate():
            raise ValidationError({"consent_on": _("The consent was given today at the latest.")})
        if stands_in_texts(person.name, exchange):
            raise ValidationError(
                {"name": _("This name stands in a text of the exchange. Take it out there first: texts are kept.")}
            )
        person.recorded_by, person.version = actor, person.version + (0 if adding else 1)
        check(person)
        with deed(f"exchange-person.{'add' if adding else 'correct'}", actor=actor, about=exchange.reference):
            person.save(force_insert=adding)
    return person


def erase_person(person: ExchangePerson, *, actor, rule: Rule = keeps_person) -> None:
    """Forget somebody: the row is the only place that names them. The deed says that, not who."""
    require(rule(actor, person))
    with deed("exchange-person.erase", actor=actor, about=person.exchange.reference):
        ExchangePerson.objects.filter(pk=person.pk).delete()


def erase_people_of(exchange: Exchange) -> None:
    """Forget all who were to take part, as part of the deed under way: the exchange does not take place."""
    ExchangePerson.objects.filter(exchange=exchange).delete()


def people_to_forget(today: datetime.date):
    """Those whose exchange ended ``KEPT_FOR`` months ago or earlier; without a last day, those entered so long ago."""
    long_ago = months_before(today, KEPT_FOR)
    return ExchangePerson.objects.filter(
        Q(exchange__end__lte=long_ago) | Q(exchange__end=None, created_at__date__lte=long_ago)
    )


def forget_people(*, actor, today: datetime.date | None = None) -> int:
    """Erase those who have been kept long enough; return how many they were."""
    require(is_portal(actor))
    due = people_to_forget(today or timezone.localdate()).select_related("exchange__reference")
    for person in due:
        erase_person(person, actor=actor, rule=is_portal)
    return len(due)


def people_called(words: str, *, actor) -> list[ExchangePerson]:
    """All rows about one person, by the whole name or e-mail address; for staff with the right to see people."""
    require(may_keep("view")(actor, ExchangePerson()))
    wanted = folded(words)
    rows = ExchangePerson.objects.select_related("exchange__reference", "country__reference")
    return [row for row in rows if wanted and wanted in (folded(row.name), folded(row.email))]


def what_is_kept(people) -> list[dict[str, str]]:
    """All that is kept about people, as they may have it: one dictionary of plain values for each row."""
    return [
        {
            "exchange": person.exchange.ref,
            "state": person.country.code,
            "role": person.role,
            "name": person.name,
            "function": person.function,
            "email": person.email,
            "consent": person.consent,
            "consent_on": person.consent_on.isoformat(),
            "entered_on": timezone.localdate(person.created_at).isoformat(),
        }
        for person in people
    ]
