"""How tests work with the workbook of priorities: take it, fill it in as a spreadsheet would, bring it back."""

import io
import zipfile

import openpyxl
from lxml import html

from amedip.core import jobs
from amedip.core.models import Job
from registry import tasks
from registry.models import Priority


def taken(client, code: str, language: str = "en") -> bytes:
    """The workbook as it is downloaded."""
    response = client.get(f"/{language}/workspace/workbook/{code}.xlsx")
    assert response.status_code == 200, response.content.decode()
    return response.content


class Filled:
    """A workbook in a spreadsheet's hands."""

    def __init__(self, data: bytes):
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book.worksheets[0]
        self.headings = [cell.value for cell in self.sheet[1]]

    def row(self, ref: str) -> int:
        """The row of a priority; for an empty reference the first empty row."""
        return next(
            number for number in range(2, self.sheet.max_row + 1) if (self.sheet.cell(number, 1).value or "") == ref
        )

    def cell(self, ref: str, heading: str):
        return self.sheet.cell(self.row(ref), self.headings.index(heading) + 1)

    def type(self, ref: str, **cells) -> int:
        """Type into the row; headings are given with underlines for blanks. The row's number."""
        number = self.row(ref)
        for heading, value in cells.items():
            self.sheet.cell(number, self.column(heading)).value = value
        return number

    def column(self, heading: str) -> int:
        """``title_en`` is “Title · English”; others are spelt with underlines for blanks."""
        tongues = {"ar": "العربية", "en": "English", "fr": "Français"}
        field, _underline, code = heading.rpartition("_")
        name = f"{field.replace('_', ' ')} · {tongues[code]}" if code in tongues else heading.replace("_", " ")
        return [str(found).casefold() for found in self.headings].index(name.casefold()) + 1

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def send(client, data: bytes, language: str = "en", name: str = "book.xlsx"):
    """Hand the file in; the answer of the page."""
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"/{language}/workspace/workbook/", {"file": file})


def compared(client, data: bytes, language: str = "en"):
    """Hand the file in and let the worker compare it: the job, and the page that shows it."""
    response = send(client, data, language)
    assert response.status_code == 302, text_of(response)
    return worked(client, language)


def worked(client, language: str = "en"):
    """Let the worker do the latest job: the job, and its page."""
    job = Job.objects.filter(kind=tasks.WORKBOOK).latest("pk")
    jobs.run(job.pk)
    job.refresh_from_db()
    return job, client.get(f"/{language}/workspace/workbook/{job.pk}/")


def confirmed(client, job, language: str = "en", **choices):
    """Confirm what the job showed and let the worker write it: the job of the writing, and its page."""
    response = client.post(
        f"/{language}/workspace/workbook/{job.pk}/", {f"take-{key}": side for key, side in choices.items()}
    )
    assert response.status_code == 302, text_of(response)
    return worked(client, language)


def text_of(response) -> str:
    """What the page says, blanks made even."""
    (main,) = html.fromstring(response.content.decode()).xpath("//main")
    return " ".join(main.text_content().split())


def repacked(data: bytes, *, replace=None, add=None) -> bytes:
    """The file with parts of its archive replaced (``{name: function of its bytes}``) or added (``{name: bytes}``)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, (replace or {}).get(name, bytes)(content))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def fresh(priority: Priority) -> Priority:
    """The priority as it is stored now."""
    return Priority.objects.get(pk=priority.pk)
