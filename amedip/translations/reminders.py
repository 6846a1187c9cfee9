"""What the portal reminds translators of: languages announced for a day and still missing, and work that is due."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Min, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone, translation

from amedip.accounts.models import User
from amedip.core.mail import queue_mail
from amedip.core.models import Change, Job, Reference, Standing, TextState
from amedip.core.templatetags.house import LANGUAGE_LABELS
from amedip.translations.gate import gate_of
from amedip.translations.models import Gate, Order, Translator

# So many days before the last one each reminder goes out; a day on which no scheduler ran is made up for.
MISSING_SOON, ORDER_SOON = 7, 3
SOON, OVERDUE = "soon", "overdue"


@dataclass(frozen=True)
class Due:
    """A record whose texts are due in a language on a day; ``name`` tells it from others in what was reminded of."""

    name: str
    reference: Reference
    language: str
    day: datetime.date
    agency: str = ""

    @property
    def path(self) -> str:
        """The page on which to translate it, below the page's language."""
        return f"workspace/translations/{self.reference.kind}/{self.reference.ref}/{self.language}/"

    @property
    def language_name(self):
        return LANGUAGE_LABELS[self.language]

    def stage(self, today: datetime.date, soon: int) -> str:
        """``overdue`` after the day, ``soon`` in so many days before it, else empty."""
        left = (self.day - today).days
        return OVERDUE if left < 0 else SOON if left <= soon else ""


def remind_of_missing(today: datetime.date | None = None) -> int:
    """Ask for languages that public records lack though they are announced; return how many mails were queued.

    Each person who translates into the language or leads the translators is told of a record once before the day for
    which it was announced and once after it, of all in one mail.
    """
    today = today or timezone.localdate()
    queued = 0
    by_language = defaultdict(list)
    for due in _missing():
        by_language[due.language].append(due)
    for code, dues in by_language.items():
        people = _leaders() | _translators_into(code, today)
        for stage, staged in _staged(dues, today, MISSING_SOON).items():
            for person in sorted(people, key=lambda person: person.pk):
                queued += _remind("missing_texts", f"missing-texts:{code}:{stage}", person, staged, today, stage)
    return queued


def remind_of_orders(today: datetime.date | None = None) -> int:
    """Remind translators of what lies at them, and who ordered it when it is overdue; return how many mails went."""
    today = today or timezone.localdate()
    queued = 0
    orders = Order.objects.open().filter(due__lte=today + datetime.timedelta(days=ORDER_SOON), reference__gone_at=None)
    to_translators, to_orderers = defaultdict(list), defaultdict(list)
    for order in orders.select_related("reference", "translator", "ordered_by").order_by("due", "pk"):
        due = Due(
            f"{order.pk}:{order.due:%Y-%m-%d}", order.reference, order.language, order.due,
            order.agency or str(order.translator),
        )  # fmt: skip
        if order.translator and order.translator.is_active:
            to_translators[order.translator].append(due)
        if order.ordered_by and order.ordered_by.is_active and order.is_overdue_on(today):
            to_orderers[order.ordered_by].append(due)
    for person, dues in to_translators.items():
        for stage, staged in _staged(dues, today, ORDER_SOON).items():
            queued += _remind("orders_due", f"orders-due:{stage}", person, staged, today, stage)
    for person, dues in to_orderers.items():
        queued += _remind("orders_late", "orders-late", person, dues, today, OVERDUE)
    return queued


def _missing() -> list[Due]:
    """What public records lack in a language though the gate let them through with another, by the day announced.

    The days count from the publication, or from when the other languages got the text after it.
    """
    gates = [gate_of(kind) for kind in Gate.Kind]
    days = {str(gate.kind): gate.days for gate in gates if gate.languages == Gate.Languages.ONE}
    published = Change.objects.filter(reference=OuterRef("reference"), gone=False).order_by("at").values("at")[:1]
    rows = (
        TextState.objects.filter(
            # A gate's kind is the name of the table whose texts it guards.
            content_type__model__in=days,
            state=Standing.MISSING,
            reference__in=Reference.objects.public().filter(example=False).values("pk"),
        )
        .annotate(since=Greatest("at", Subquery(published)))
        .values_list("reference", "language", "content_type__model")
        .annotate(first=Min("since"))
        .order_by("first", "reference")
    )
    found = list(rows)
    references = Reference.objects.in_bulk({key for key, *_rest in found})
    return [
        Due(f"{kind}:{key}", references[key], code, timezone.localdate(since) + datetime.timedelta(days[kind]))
        for key, code, kind, since in found
    ]


def _staged(dues: Iterable[Due], today: datetime.date, soon: int) -> Mapping[str, list[Due]]:
    found = defaultdict(list)
    for due in dues:
        if stage := due.stage(today, soon):
            found[stage].append(due)
    return found


@transaction.atomic
def _remind(template: str, what: str, person: User, dues: Iterable[Due], today: datetime.date, stage: str) -> bool:
    """Queue one mail about those of ``dues`` of which no earlier one told the person; was there any?"""
    person = User.objects.select_for_update().get(pk=person.pk)  # two schedulers at once: the second sees the first's
    earlier = Job.objects.filter(key__startswith=f"{what}:{person.pk}:").values_list("payload__about", flat=True)
    told = {name for names in earlier for name in names or ()}
    new = [due for due in dues if due.name not in told]
    key = f"{what}:{person.pk}:{today:%Y-%m-%d}"
    if not new or Job.objects.filter(key=key).exists():
        return False
    with translation.override(person.language):
        context = {
            "person": person,
            "dues": new,
            "stage": stage,
            "pages": f"{settings.SITE_URL}/{person.language}/",
        }
        queue_mail(
            template,
            person.email,
            context,
            actor=None,
            language=person.language,
            key=key,
            about=[due.name for due in new],
        )
    return True


def _translators_into(code: str, today: datetime.date) -> set[User]:
    rows = Translator.objects.serving(today).filter(language=code).select_related("user")
    return {row.user for row in rows}


def _leaders() -> set[User]:
    """The staff who say who translates."""
    right = Q(
        groups__permissions__codename="add_translator", groups__permissions__content_type__app_label="translations"
    )
    return set(User.objects.filter(right | Q(is_superuser=True), is_active=True, is_staff=True, is_system=False))
