"""How an exchange is prepared and changed: sides, supporters, costs; and what takes an agreement away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.deeds import deed
from amedip.core.notices import tell
from amedip.core.records import Links, delete_record, lock, write_record
from amedip.core.rules import require
from amedip.core.texts import Texts
from exchanges.actions.requests import granted
from exchanges.models import (
    Agreement,
    CostLine,
    Exchange,
    ExchangeAgency,
    ExchangePartner,
    ExchangeRequest,
    ExchangeTheme,
    Offer,
)
from exchanges.notices import hearers
from exchanges.rules import leads_exchanges, sides_of
from registry.models import Country, Institution

Status, Part = Exchange.Status, ExchangePartner.Part
# What both sides have said yes to: whoever changes it asks them again.
TERMS = ("host", "format", "start", "end")


@dataclass(frozen=True)
class Cost:
    """A line of costs to be, borne by a state or by an institution; the amount in units of the currency, if known."""

    kind: str
    country: Country | None = None
    institution: Institution | None = None
    amount: Decimal | None = None
    currency: str = "EUR"


def prepare_exchange(
    *,
    actor,
    host: Country,
    receivers: Sequence[Country] = (),
    request: ExchangeRequest | None = None,
    offer: Offer | None = None,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
) -> Exchange:
    """Prepare an exchange that answers a request, or takes up an offer nobody asked for, and tell both sides.

    Without ``texts`` it is called as the request, or the offer. The state that asks receives; ``receivers`` are others.
    Raises ``PermissionDenied`` with the reason, or ``ValidationError``; nothing is written then.
    """
    require(leads_exchanges(actor))
    behind = request or offer
    if behind is None:
        raise ValidationError(_("An exchange answers a request or takes up an offer."))
    receiving = list(dict.fromkeys([*([request.country] if request else []), *receivers]))
    _check_sides(host, receiving, offer)
    exchange = Exchange(host=host, request=request, offer=offer)
    columns = {"languages": behind.languages, **({"format": request.format} if request else {}), **(columns or {})}
    themes = [link.theme for link in behind.theme_links.select_related("theme")]
    with transaction.atomic():
        write_record(
            exchange,
            actor=actor,
            columns=columns,
            texts=texts or {code: _titles(behind, code) for code in languages.CODES},
            links=[Links(ExchangeTheme, "exchange", "theme", themes)],
            rule=leads_exchanges,
            action="exchange.create",
            example=behind.reference.example,
        )
        for country in receiving:
            partner = ExchangePartner(exchange=exchange, country=country, part=Part.RECEIVES)
            write_record(partner, actor=actor, part_of=exchange, rule=granted)
        with deed("exchange.prepare", actor=actor, about=exchange.reference) as done:
            tell(done, hearers(done.action, exchange))
    return exchange


def _titles(behind, code):
    return {"title": getattr(behind, f"title_{code}"), "description": getattr(behind, f"description_{code}")}


def _check_sides(host, receiving, offer):
    if not receiving:
        raise ValidationError({"receivers": _("Name the state that receives expertise.")})
    if host in receiving:
        raise ValidationError({"host": _("The host cannot be the state that receives.")})
    if offer is not None and offer.country_id != host.pk:
        raise ValidationError({"offer": _("The offer is of another state than the host.")})
    if offer is not None and offer.status != Offer.Status.OPEN:
        raise ValidationError({"offer": _("The offer is not open.")})


def save_exchange(
    exchange: Exchange,
    *,
    actor,
    expected: int | None = None,
    columns: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    themes: Sequence[models.Model] | None = None,
    partners: Sequence[tuple[Country, str]] | None = None,
    agencies: Sequence[tuple[Institution, str]] | None = None,
    costs: Sequence[Cost] | None = None,
) -> Exchange:
    """Change an exchange; who takes part and who pays are given whole, as (state or institution, part).

    While it is in preparation, a change of host, partners, format, days or costs takes every agreement away: both
    sides are asked again. After that neither host nor who receives changes. Raises ``Stale``, ``PermissionDenied``
    with the reason, or ``ValidationError``; nothing is written then.
    """
    require(leads_exchanges(actor))
    with transaction.atomic():
        lock(exchange, expected)
        if exchange.status in (Status.CANCELLED, Status.PUBLISHED):
            raise ValidationError(_("The exchange is over: in its present state nothing is changed any more."), "state")
        before = terms_of(exchange)
        links = [Links(ExchangeTheme, "exchange", "theme", themes)] if themes is not None else []
        write_record(exchange, actor=actor, columns=columns, texts=texts, links=links, rule=leads_exchanges)
        if partners is not None:
            wanted = [{"country": country, "part": part} for country, part in partners]
            _make_so(ExchangePartner, exchange, wanted, actor=actor)
        if agencies is not None:
            wanted = [{"institution": institution, "part": part} for institution, part in agencies]
            _make_so(ExchangeAgency, exchange, wanted, actor=actor)
        if costs is not None:
            _make_so(CostLine, exchange, [vars(cost) for cost in costs], actor=actor)
        settle_terms(exchange, before, actor=actor)
    return exchange


def settle_terms(exchange: Exchange, before: dict, *, actor) -> None:
    """Draw the consequence of a change of what ``terms_of`` said ``before``, as part of the deed under way.

    In preparation both sides are asked again; afterwards a change of the sides raises ``ValidationError``.
    """
    if exchange.host_id in _receiving(exchange):
        raise ValidationError({"host": _("The host cannot be the state that receives.")})
    after = terms_of(exchange)
    if after != before:
        _reopen(exchange, before, after, actor=actor)


def _reopen(exchange, before, after, *, actor):
    if exchange.status == Status.PREPARED:
        for agreement in exchange.agreements.all():
            delete_record(agreement, actor=actor, part_of=exchange, rule=granted)
    elif before["sides"] != after["sides"]:
        raise ValidationError(
            _("Both sides have agreed: neither the host nor who receives changes. Cancel the exchange instead.")
        )


def terms_of(exchange) -> dict:
    """What both sides say yes to, comparable."""
    rows = {
        model: sorted(str(row) for row in model.objects.filter(exchange=exchange).values_list(*names))
        for model, names in (
            (ExchangePartner, ("country", "part")),
            (ExchangeAgency, ("institution", "part")),
            (CostLine, ("kind", "country", "institution", "amount", "currency")),
        )
    }
    columns = {name: getattr(exchange, Exchange._meta.get_field(name).attname) for name in TERMS}
    return {"sides": sides_of(exchange), **columns, **rows}


def _receiving(exchange):
    rows = exchange.partners.filter(part=Part.RECEIVES)
    return set(rows.values_list("country", flat=True))


def _make_so(model, exchange, wanted: Sequence[Mapping[str, object]], *, actor) -> None:
    """Make these the rows of the exchange: those that stand already stay as they are."""
    names = list(wanted[0]) if wanted else []
    present = list(model.objects.filter(exchange=exchange))
    for values in wanted:
        same = next((row for row in present if all(getattr(row, name) == values[name] for name in names)), None)
        if same is not None:
            present.remove(same)
            continue
        write_record(model(exchange=exchange, **values), actor=actor, part_of=exchange, rule=granted)
    for row in present:
        delete_record(row, actor=actor, part_of=exchange, rule=granted)


def note_agreement(exchange: Exchange, country: Country, *, actor) -> None:
    """Note one side's yes, as part of the deed under way; one that is there already stays."""
    Agreement.objects.get_or_create(exchange=exchange, country=country, defaults={"by": actor})
