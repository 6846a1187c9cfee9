"""How texts are given to translators, and taken back."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from amedip.core.deeds import deed
from amedip.core.models import Reference, TextState
from amedip.core.notices import tell
from amedip.core.rules import require
from amedip.translations.models import Order
from amedip.translations.rules import languages_of, may_order
from amedip.translations.units import OWED


def order_translations(
    references: Iterable[Reference],
    code: str,
    *,
    actor,
    due: datetime.date,
    translator=None,
    agency: str = "",
) -> list[Order]:
    """Give records to a translator (who is told) or an agency, to be done by the day ``due``; return the new orders.

    What lies at a translator already stays there. Raises ``PermissionDenied`` with the reason, or ``ValidationError``
    keyed by field; nothing is written then.
    """
    require(may_order(actor))
    agency = agency.strip()
    if bool(translator) == bool(agency):
        raise ValidationError({"translator": _("Name either a translator or an agency.")})
    if translator and code not in languages_of(translator):
        raise ValidationError({"translator": _("This person does not translate into this language today.")})
    if due < timezone.localdate():
        raise ValidationError({"due": _("Choose a day that is still to come.")})
    with transaction.atomic():
        # In a fixed order: two that give the same records would else wait for each other for ever.
        keys = sorted({reference.pk for reference in references})
        rows = list(Reference.objects.select_for_update().filter(pk__in=keys, gone_at=None).order_by("pk"))
        taken = set(
            Order.objects.open().filter(reference__in=rows, language=code).values_list("reference_id", flat=True)
        )
        orders = []
        for reference in rows:
            if reference.pk in taken:
                continue
            with deed("translation.order", actor=actor, about=reference) as done:
                order = Order(
                    reference=reference, language=code, translator=translator, agency=agency, due=due, ordered_by=actor
                )
                order.full_clean(validate_constraints=False)
                order.save(force_insert=True)
            orders.append(order)
        if orders and translator:
            tell(done, [translator])  # one mail for all of them; the list shows the rest
    return orders


def end_order(order: Order, *, actor) -> Order:
    """Take an order back; one that has ended stays as it is."""
    require(may_order(actor))
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",)).select_related("reference").get(pk=order.pk)
        if order.ended_at is None:
            with deed("translation.end-order", actor=actor, about=order.reference):
                order.ended_at = timezone.now()
                order.save(update_fields=["ended_at"])
    return order


def settle_orders(references: Iterable[int], code: str) -> None:
    """End the orders of records, given by the keys of their references, that owe nothing in the language any more."""
    owed = TextState.objects.filter(reference=OuterRef("reference"), language=code, state__in=OWED)
    done = Order.objects.open().filter(~Exists(owed), reference__in=list(references), language=code)
    done.update(ended_at=timezone.now())
