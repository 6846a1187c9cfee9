"""How a state's hand-over pack is asked for: by a job that makes its files."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from amedip.core import jobs, languages
from amedip.core.models import Job
from amedip.core.rules import require
from registry.models import Country
from registry.rules import may_take_pack

# The job that makes the files of a pack in one language.
PACK = "registry.pack"
PACK_KEPT_FOR = timedelta(days=7)


def ask_for_pack(country: Country, *, actor) -> Job:
    """Queue the job for the pack in the language of the moment; one that waits or runs already is returned instead.

    Raises ``PermissionDenied`` with the reason.
    """
    require(may_take_pack(actor, country))
    with transaction.atomic():
        Country.objects.select_for_update(of=("self",)).get(pk=country.pk)  # who presses twice waits
        under_way = packs_of(country).filter(
            language=languages.current(), state__in=(Job.State.QUEUED, Job.State.RUNNING)
        )
        return under_way.first() or jobs.enqueue(PACK, {"country": country.pk}, actor=actor)


def packs_of(country: Country):
    """The jobs of the state's packs that are there still, the latest first."""
    return Job.objects.filter(
        kind=PACK, payload__country=country.pk, created_at__gt=timezone.now() - PACK_KEPT_FOR
    ).order_by("-pk")
