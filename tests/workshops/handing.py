"""How tests come by the file of a language version: handed in in the administration, or simply there."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from amedip.core.records import write_record
from tests.corpus.pdfs import pdf
from tests.desk import at_desk, change
from workshops.models import LanguageVersion

PDF = pdf()
NEW = {"versions-TOTAL_FORMS": "1", "versions-0-language": "fr", "versions-0-date": "2012-11-08"}


def handed_in(document, content=PDF, name="Résumé final.PDF", client=None, **more):
    """The answer to the document's form, sent with this file for its French version."""
    return change(client or at_desk(), document, **NEW | more, **{"versions-0-file": SimpleUploadedFile(name, content)})


def version(document, language, body: bytes | None = None, name="summary.pdf", **columns):
    """A version of the document, with ``body`` as its file."""
    row = LanguageVersion(document=document, language=language, **columns)
    if body is not None:
        row.file.save(name, ContentFile(body), save=False)
        row.bytes, row.sha256 = len(body), hashlib.sha256(body).hexdigest()
    return write_record(row, actor=None, part_of=document)
