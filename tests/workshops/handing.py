"""How tests hand in the file of a language version in the administration."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.corpus.pdfs import pdf
from tests.desk import at_desk, change

PDF = pdf()
NEW = {"versions-TOTAL_FORMS": "1", "versions-0-language": "fr", "versions-0-date": "2012-11-08"}


def handed_in(document, content=PDF, name="Résumé final.PDF", client=None, **more):
    """The answer to the document's form, sent with this file for its French version."""
    return change(client or at_desk(), document, **NEW | more, **{"versions-0-file": SimpleUploadedFile(name, content)})
