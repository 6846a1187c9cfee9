"""The approval, in one go, of what a file brought and in which the consistency check finds nothing."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from amedip.core import jobs
from amedip.core.deeds import deed
from amedip.core.models import Job, Standing
from amedip.core.rules import may_keep, require
from amedip.core.texts import fingerprint
from amedip.translations.actions import Delivered, approve_delivered
from amedip.translations.checking import Checker
from amedip.translations.exchange.keeping import APPROVED, Folder
from amedip.translations.exchange.loading import Key, load, lock_records
from amedip.translations.rules import languages_of, may_use_files

# What a file brought, by the outcome under which it is kept.
BROUGHT = ("written", "beside", "unchanged")


def approve_written(job: Job, folder: Folder) -> dict:
    """Approve what the file of the job brought and stands there still, unless the check finds something in it.

    The rest is kept with the reasons. All in one transaction with the job's result; the progress counts texts.
    """
    written = Job.objects.get(pk=job.payload["of"])
    source, code = written.result["source"], written.result["target"]
    require(may_use_files(job.actor, code))
    rows = [row for row in folder.found(written.pk) if row["outcome"] in BROUGHT]
    total = len(rows) + 1
    jobs.advance(job, 0, total)
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.result.get("outcome") == APPROVED:
            return locked.result
        keys = [Key.read(row["key"]) for row in rows]
        lock_records(keys)
        clean, rest, already = _sorted_out(rows, keys, job.actor, source, code)
        if clean:
            why = _("From the file “%(name)s”") % {"name": job.payload["file"]}
            with deed("translation.approve", actor=job.actor, why=why):
                approve_delivered(clean, code, source=source, actor=job.actor)
        result = {
            "outcome": APPROVED,
            "source": source,
            "target": code,
            "kinds": written.result["kinds"],
            "approved": len(clean),
            "already": already,
            "rest": len(rest),
        }
        folder.note(job.pk, rest)
        Job.objects.filter(pk=job.pk).update(result=result)
    jobs.advance(job, total, total)
    return result


def _sorted_out(rows, keys, user, source, code) -> tuple[list[Delivered], list[dict], int]:
    """What to approve, what stays with the reasons, and how many are approved already."""
    waiting: dict[tuple[str, str], list[tuple[Key, dict]]] = {}
    for key, row in zip(keys, rows, strict=True):
        waiting.setdefault((key.kind, key.ref), []).append((key, row))
    approves_all = user is None or languages_of(user).get(code, False)
    clean: list[Delivered] = []
    rest: list[dict] = []
    already = 0
    for batch in load(keys, user, locked=True):
        checker = Checker([line for loaded in batch.values() for line in loaded.lines.values()], code)
        for place, loaded in batch.items():
            allowed = approves_all or may_keep("add")(user, loaded.record)
            for key, row in waiting.pop(place, ()):
                line = loaded.lines.get(key.line)
                if line is not None and line.text(code) == row["after"] and line.state(code) == Standing.APPROVED:
                    already += 1
                    continue
                reasons = list(_objections(line, row, checker, source, code, allowed))
                if reasons:
                    rest.append(row | {"reasons": reasons})
                else:
                    clean.append(Delivered(loaded.record, line, row["after"]))
    # Records that were taken away, or that the person may not see any more.
    rest += [
        row | {"reasons": [_("This record is not there any more.")]} for rows in waiting.values() for _k, row in rows
    ]
    return clean, rest, already


def _objections(line, row, checker, source, code, allowed) -> Iterable[str]:
    """Why the text is not approved with the others, in sentences."""
    if line is None:
        yield _("This text is not there any more.")
    elif not allowed:
        yield str(allowed.reason)
    elif fingerprint(line.text(source)) != row["source_fingerprint"]:
        yield _("The source has changed since the file was taken over.")
    elif line.offered(code) != row["after"]:
        yield _("Somebody has changed the translation since the file was taken over.")
    elif line.text(code) != row["after"] and line.state(code) == Standing.APPROVED:
        yield _("Somebody has approved another text since the file was taken over.")
    else:
        findings = [found for found in checker.findings(line, row["after"], source) if not found.excuse]
        yield from (found.finding.message for found in islice(findings, 10))
