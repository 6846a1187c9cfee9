"""Files of language versions: handed in, corrected, read."""

from collections.abc import Mapping

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from amedip.core import jobs
from amedip.core.documents import Examined
from amedip.core.records import lock, touch, write_record
from amedip.core.rules import may_keep, require
from workshops.models import Document, DrawnText, EarlierFile, LanguageVersion
from workshops.shelf import SHELF

DRAW = "document.draw"


@transaction.atomic
def hand_in_file(
    version: LanguageVersion,
    *,
    document: Document,
    file: File,
    examined: Examined,
    actor,
    columns: Mapping[str, object] | None = None,
    note: Mapping[str, str] | None = None,
    why: str = "",
) -> LanguageVersion:
    """Give the version a file that ``examine`` has let through, and have a worker read its text; return the version.

    A file that is there already stays as an earlier one, with the ``note`` by language of what was corrected; the same
    file once more corrects nothing. ``columns`` are others of the version's, such as its date. Raises as
    ``write_record`` does; nothing is written then, and ``SHELF.nothing_left_behind`` takes the file away again.
    """
    creating = version._state.adding
    require(may_keep("add" if creating else "change")(actor, version))
    if not creating:
        lock(version, None)
    columns = dict(columns or {})
    if version.sha256 != examined.sha256:
        _keep_earlier(version, document, note or {}, actor=actor, why=why)
        language = columns.get("language") or version.language
        columns |= {
            "file": SHELF.put(f"{document.ref[:60]}-{language}", file, examined),
            "bytes": examined.bytes,
            "sha256": examined.sha256,
        }
    if creating:
        columns["document"] = document
    version = write_record(version, actor=actor, columns=columns, part_of=document, why=why)
    if "file" in columns:
        jobs.enqueue(DRAW, {"version": version.pk, "sha256": examined.sha256}, actor=actor)
    return version


def _keep_earlier(version, document, note, *, actor, why) -> None:
    if not version.file or not version.sha256:
        return
    write_record(
        EarlierFile(),
        actor=actor,
        columns={
            "document": document,
            "version": version,
            "date": version.date,
            "file": version.file.name,
            "bytes": version.bytes,
            "sha256": version.sha256,
            "replaced_on": timezone.localdate(),
        },
        texts={code: {"note": text} for code, text in note.items() if text},
        # Who may change the version may correct it: this is what the correction leaves.
        rule=lambda user, _row: may_keep("change")(user, version),
        part_of=document,
        why=why,
        tell=False,
    )


@transaction.atomic
def keep_drawn_text(version: LanguageVersion, *, sha256: str, text: str, actor=None) -> bool:
    """Keep what was read out of the file with this digest; False if another has taken its place meanwhile.

    The portal does this by itself after each upload: there is no right to it, and no deed of anybody's.
    """
    present = LanguageVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk, sha256=sha256)
    if not present.exists():
        return False
    DrawnText.objects.update_or_create(version=version, defaults={"sha256": sha256, "text": text})
    if text:
        document = Document.objects.select_related("reference").get(pk=version.document_id)
        # Who has the form open does not work from an old version: nothing that the form holds has changed.
        touch(document, bump=False)
    return True
