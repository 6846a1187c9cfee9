"""A translators' file on its way: made, compared, once it is confirmed written as a whole or not at all, approved."""

import datetime
from collections.abc import Iterator
from itertools import islice

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.deeds import deed
from amedip.core.models import Job, Standing
from amedip.core.rules import require
from amedip.core.texts import fingerprint
from amedip.translations.actions import FILE, Delivered, order_translations, write_delivered
from amedip.translations.approval import approve_written
from amedip.translations.exchange.comparing import ASKED, FITS, REFUSED, SAME, UNKNOWN, Comparison
from amedip.translations.exchange.keeping import (
    ALIKE,
    APPROVE,
    ASK,
    CHANGES,
    MADE,
    MOVED,
    NOTHING,
    WRITE,
    WRITTEN,
    Folder,
)
from amedip.translations.exchange.loading import lock_records
from amedip.translations.exchange.outgoing import Outgoing, Selection, standing_of, title_of
from amedip.translations.formats import LARGEST, Delivery, Unreadable, read_file, write_file
from amedip.translations.rules import may_order, may_use_files

MOST_SHOWN = 500  # units of a kind that are only listed
MOST_ASKED = 500  # about which a person can be asked on one page
_PREFIX = "amedip-"


class _Moved(Exception):
    """Somebody saved between the comparison and the writing."""


def do_with_file(job: Job) -> dict:
    """Make, compare, write or approve, as the job says; its result.

    Raises ``jobs.Refused`` with the reason for what cannot be done however often it is tried.
    """
    if job.result.get("outcome") == WRITTEN:
        return job.result  # a worker died between the writing and the note that the job is done
    folder = Folder(job.payload["folder"])
    try:
        if job.payload["step"] == ASK:
            return _made(job, folder)
        if job.payload["step"] == APPROVE:
            return approve_written(job, folder)
        return _taken(job, folder)
    except Unreadable as error:
        raise jobs.Refused(error.messages[0]) from error
    except (PermissionDenied, ValidationError) as refusal:
        raise jobs.Refused(_sentence(refusal)) from refusal


def _sentence(refusal) -> str:
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)


# --- out -----------------------------------------------------------------------------------------------------------


def _made(job, folder) -> dict:
    """Make the file that was asked for, and the orders for its records; the progress counts records."""
    payload = job.payload
    given = payload["selection"]
    selection = Selection(**given | {name: tuple(given[name]) for name in ("standings", "kinds")})
    require(may_use_files(job.actor, selection.target))
    if payload["agency"]:
        require(may_order(job.actor))
    outgoing = Outgoing(selection, job.actor)
    total = outgoing.candidates().count() + 1
    jobs.advance(job, 0, total)
    folder.path.mkdir(parents=True, exist_ok=True)
    units = 0

    def write(file) -> None:
        nonlocal units
        units = write_file(
            outgoing.units(lambda done: jobs.advance(job, min(done, total - 1), total)),
            file,
            format=payload["format"],
            source_language=selection.source,
            target_language=selection.target,
            order=f"{_PREFIX}{job.pk}",
            title=payload["file"],
        )

    folder.give(write)
    result = {"outcome": MADE, "units": units, "left_out": outgoing.left_out, "more": outgoing.more, "ordered": 0}
    result["records"] = len(outgoing.references)
    if not units:
        folder.ready.unlink()
        return result | {"outcome": NOTHING}
    if folder.ready.stat().st_size > LARGEST:
        folder.ready.unlink()
        raise jobs.Refused(_("This would be too much for one file. Ask for fewer kinds, or for one state."))
    folder.note(job.pk, ({"reference": reference.pk} for reference in outgoing.references))
    if payload["agency"]:
        due = datetime.date.fromisoformat(payload["due"])
        orders = order_translations(
            outgoing.references, selection.target, actor=job.actor, due=due, agency=payload["agency"]
        )
        result["ordered"] = len(orders)
    jobs.advance(job, total, total)
    return result


# --- in ------------------------------------------------------------------------------------------------------------


def _taken(job, folder) -> dict:
    """Compare the file with what is stored, and write it if just that was confirmed; the progress counts units."""
    if not folder.sent.exists():
        raise jobs.Refused(_("This file is no longer kept. Upload it again."))
    require(may_use_files(job.actor))
    with folder.sent.open("rb") as file:
        delivery = read_file(file)
    require(may_use_files(job.actor, delivery.target_language))
    _check_order(delivery)
    writing = job.payload["step"] == WRITE
    units = len(delivery.units) + 1
    # Writing, which comes last and as a whole, counts as much as comparing.
    total = 2 * units if writing else units
    jobs.advance(job, 0, total)
    comparison = Comparison(delivery, job.actor)
    comparison.run(lambda done: jobs.advance(job, min(done, units - 1), total))
    comparison.check()
    jobs.advance(job, units, total)
    if writing and comparison.print() == job.payload["print"]:
        try:
            return _written(job, folder, comparison)
        except _Moved:
            comparison.run()
    return _compared(job, folder, comparison, moved=writing)


def _check_order(delivery: Delivery) -> None:
    """Refuse a file whose languages are not those of the order that it names."""
    number = delivery.order.removeprefix(_PREFIX)
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        return
    asked = Job.objects.filter(pk=int(number), kind=FILE, payload__step=ASK).first()
    if asked is None:
        return
    given = asked.payload["source"], asked.payload["target"]
    if given != (delivery.source_language, delivery.target_language):
        raise ValidationError(
            _("This file says that it translates from “%(source)s” into “%(target)s”; what was given out was to be "
              "translated from “%(given_source)s” into “%(given_target)s”. Correct the languages of the file, or send "
              "the right one.")
            % {
                "source": delivery.source_language,
                "target": delivery.target_language,
                "given_source": given[0],
                "given_target": given[1],
            },
            "language",
        )  # fmt: skip


def _compared(job, folder, comparison, *, moved: bool) -> dict:
    """Keep what a person must see: those to decide first, then what fits, then what cannot be taken."""
    result = _result(comparison)
    asked = result["counts"][ASKED]
    if asked > MOST_ASKED:
        raise jobs.Refused(
            _(
                "Of this file %(asked)d texts have been changed in the portal since it was made, more than anybody can "
                "look through. Ask for the file anew, and let the translation tool take over what is translated."
            )
            % {"asked": asked}
        )
    shown = [comparison.of(ASKED), comparison.of(FITS), *(listed[:MOST_SHOWN] for listed in _listed(comparison))]
    folder.note(job.pk, (one.told() for listed in shown for one in listed))
    if not asked and not result["counts"][FITS]:
        return result | {"outcome": ALIKE}
    return result | {"outcome": MOVED if moved else CHANGES}


def _listed(comparison) -> list[list]:
    return [comparison.of(REFUSED), comparison.of(UNKNOWN)]


def _result(comparison: Comparison) -> dict:
    delivery = comparison.delivery
    kinds = {one.record.KIND for one in comparison.found if one.record}
    return {
        "source": delivery.source_language,
        "target": delivery.target_language,
        "format": delivery.format,
        "counts": comparison.counts(),
        "print": comparison.print(),
        "kinds": sorted(kinds),
    }


def _written(job, folder, comparison) -> dict:
    """Write all that was confirmed in one transaction, the job's result included: no worker does it twice."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.result.get("outcome") == WRITTEN:
            return locked.result
        lock_records(comparison.keys)
        comparison.run(locked=True)
        if comparison.print() != job.payload["print"]:
            raise _Moved
        delivery, chosen = comparison.delivery, set(job.payload["choices"])
        taken = [one for one in comparison.found if one.outcome == FITS or (one.outcome == ASKED and one.key in chosen)]
        items = [Delivered(one.record, one.line, one.text) for one in taken]
        if items:
            why = _("From the file “%(name)s”") % {"name": job.payload["file"]}
            with deed("translation.import", actor=job.actor, why=why):
                write_delivered(items, delivery.target_language, source=delivery.source_language, actor=job.actor)
        unchanged = [one for one in comparison.of(SAME) if one.unit.finished and _waits(one, delivery.target_language)]
        result = _result(comparison) | {
            "outcome": WRITTEN,
            "written": sum(item.written for item in items),
            "beside": sum(item.beside for item in items),
            "left": len(comparison.of(ASKED)) - sum(one.outcome == ASKED for one in taken),
            "unchanged": len(unchanged),
        }
        folder.note(job.pk, _kept(taken, unchanged, items, comparison))
        Job.objects.filter(pk=job.pk).update(result=result)
        jobs.advance(job, job.total, job.total)
    return result


def _waits(one, code) -> bool:
    """Is it a text that somebody has still to approve?"""
    _text, standing = standing_of(one.line, code)
    return standing != Standing.APPROVED


def _kept(taken, unchanged, items, comparison) -> Iterator[dict]:
    """For the approval: the texts that the file brought or confirmed; then what could not be taken."""
    for one, item in zip(taken, items, strict=True):
        yield _brought(one, "written" if item.written else "beside")
    for one in unchanged:
        yield _brought(one, "unchanged")
    for listed in _listed(comparison):
        for one in islice(listed, MOST_SHOWN):
            yield one.told()


def _brought(one, how) -> dict:
    return {
        "key": one.key,
        "outcome": how,
        "reference": one.record.reference_id,
        "kind": one.record.KIND,
        "ref": one.record.ref,
        "title": title_of(one.record, one.line),
        "after": one.text,
        "source_fingerprint": fingerprint(one.now),
    }
