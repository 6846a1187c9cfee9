"""How tests work with translators' files: ask for one, translate it in somebody else's program, bring it back."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from translate.storage import pypo, xliff, xliff2

from amedip.core import jobs
from amedip.core.models import Job
from amedip.translations import tasks
from amedip.translations.actions import approve_file, ask_for_file, confirm_file, send_file
from amedip.translations.exchange.keeping import Folder
from amedip.translations.exchange.outgoing import Selection
from amedip.translations.models import Translator
from tests.factories import UserFactory

STORES = {"xliff-2.1": xliff2.Xliff2File, "xliff-1.2": xliff.Xliff1File, "po": pypo.pofile}


def translator(code: str, position: str = Translator.Position.TRANSLATOR):
    """Somebody who translates into the language from today on."""
    user = UserFactory()
    Translator.objects.create(user=user, language=code, position=position)
    return user


def reviser(code: str):
    return translator(code, Translator.Position.REVISER)


def worked(job: Job) -> Job:
    """The job when a worker has done it."""
    assert job.kind == tasks.FILE
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def asked(actor, selection: Selection | None = None, name: str = "xliff-2.1", **more) -> Job:
    return worked(ask_for_file(selection or Selection("en", "ar"), name, actor=actor, **more))


def data_of(job: Job) -> bytes:
    return Folder(job.payload["folder"]).ready.read_bytes()


def units_of(data: bytes, name: str) -> list:
    """The file's units in translate-toolkit, without the header of PO."""
    return [unit for unit in STORES[name].parsestring(data).units if not unit.isheader()]


def translated(data: bytes, name: str, translate: Callable[[str], str | None]) -> bytes:
    """The file as translate-toolkit saves it, each source translated; None leaves a unit as it is."""
    store = STORES[name].parsestring(data)
    for unit in store.units:
        if not unit.isheader() and (text := translate(str(unit.source))) is not None:
            unit.target = text
            unit.markfuzzy(False)
    file = io.BytesIO()
    store.serialize(file)
    return file.getvalue()


def sent(actor, data: bytes, name: str = "returned.xlf") -> Job:
    """The comparison of a file that came back."""
    return worked(send_file(SimpleUploadedFile(name, data), actor=actor))


def confirmed(actor, comparison: Job, choices=()) -> Job:
    return worked(confirm_file(comparison, choices, actor=actor))


def approved(actor, written: Job) -> Job:
    return worked(approve_file(written, actor=actor))


def found(job: Job) -> dict[str, dict]:
    """What the job noted of each unit, by key."""
    return {row["key"]: row for row in Folder(job.payload["folder"]).found(job.pk)}
