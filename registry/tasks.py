"""What the worker does for the Registry: files, workbooks that were handed in; once a day what is due and not done."""

from itertools import product

from celery import shared_task

from amedip.core import jobs, languages
from registry import actions, reminders
from registry.actions import EDITION_FILES, PACK, PACK_KEPT_FOR, TODAYS_FILE, WORKBOOK, keep_edition_files
from registry.editions import content_of
from registry.holdings import holdings_of
from registry.intake import take_workbook
from registry.models import Country, Edition, EditionFile
from registry.publications import pack, render
from registry.shelf import Today, clear_edition, clear_packs, put_edition_file, put_pack_file


@jobs.handler(EDITION_FILES)
def make_edition_files(job) -> dict:
    """Make the files of one edition, all of them or none; the progress counts files."""
    edition = Edition.objects.select_related("reference").get(pk=job.payload["edition"])
    wanted = [] if edition.files.exists() else list(product(EditionFile.Format.values, languages.CODES))
    files = []
    for format_, language in wanted:
        data = render(edition.content, format_, language, number=edition.number, titles=edition.names())
        files.append(put_edition_file(edition, format_, language, data))
        jobs.advance(job, len(files), len(wanted))
    kept = keep_edition_files(edition, files, actor=job.actor) if files else edition.files.all()
    clear_edition(edition)
    return {"files": len(kept)}


@jobs.handler(TODAYS_FILE)
def make_todays_file(job) -> None:
    """Make one file of today's Registry."""
    place = Today(**job.payload)
    jobs.advance(job, 0, 1)
    place.put(render(content_of(), place.format, place.language))
    jobs.advance(job, 1, 1)


@jobs.handler(WORKBOOK)
def do_with_workbook(job) -> dict:
    """Make a workbook, or compare one with what is stored and write it if just that was confirmed; counts rows."""
    return take_workbook(job)


@jobs.handler(PACK)
def make_pack(job) -> dict:
    """Make the files of a state's hand-over pack from one look at what it holds; the progress counts files."""
    held = holdings_of(Country.objects.select_related("reference").get(pk=job.payload["country"]))
    files: dict[str, int] = {}
    jobs.advance(job, 0, len(pack.RENDERERS))
    for suffix, render_pack in pack.RENDERERS.items():
        files[suffix] = put_pack_file(job.pk, suffix, render_pack(held))
        jobs.advance(job, len(files), len(pack.RENDERERS))
    return {"files": files}


@shared_task(ignore_result=True)
def open_rounds() -> None:
    """Tell focal points of the consultations that are open to their states."""
    actions.open_rounds(actor=None)


@shared_task(ignore_result=True)
def clear_away() -> None:
    """Take away what was kept for a while only."""
    actions.clear_old_work(actor=None)
    clear_packs(PACK_KEPT_FOR)


@shared_task(ignore_result=True)
def remind_of_rounds() -> None:
    """Remind those whose states have not said that their entries are complete."""
    reminders.remind_of_rounds()


@shared_task(ignore_result=True)
def ask_whether_true() -> None:
    """Ask which published priorities still stand a year after they were last confirmed."""
    reminders.ask_whether_true()
