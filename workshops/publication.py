"""A workshop's summary as a tagged PDF in one language: what was discussed, recommended and named."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from amedip.core import languages, markup
from amedip.core.documents import readable
from amedip.core.publications import fonts
from amedip.core.publications.shelf import CurrentFile
from amedip.core.publications.typesetting import typeset
from amedip.core.publications.words import Said, said_of
from amedip.core.templatetags.frame import days
from workshops.models import Passage, Workshop
from workshops.reading import Summary, presence_of, resources_of, tree_of

MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True)
class SummaryFile(CurrentFile):
    """The place of a workshop's summary."""

    slug: str

    @property
    def folder(self) -> str:
        return f"workshops/{self.slug}"


def render(workshop: Workshop, language: str) -> bytes:
    """The file; ``workshop`` is one read ``for_page``."""
    with translation.override(language):
        return typeset("summary.typ", _book(workshop), at=workshop.updated_at)


def file_name(workshop: Workshop) -> str:
    """What the file is called in the reader's language, as files may be called everywhere."""
    name = f"{settings.SITE_NAME} – {_title(workshop)} – {languages.text_of(workshop, 'title')}"
    return f"{readable(name)} ({languages.current()}).pdf"


def _title(workshop) -> str:
    return f"{languages.text_of(workshop, 'city')} {workshop.start.year}".strip()


def _book(workshop) -> dict:
    """All that the template shows, in the words of the reader's language."""
    summary, present = Summary(workshop), presence_of(workshop)
    title = languages.text_of(workshop, "title")
    states = languages.comma().join(languages.text_of(row, "country") for row in present["states"])
    place = languages.comma().join(filter(None, (languages.text_of(workshop, name) for name in ("venue", "city"))))
    address = f"{settings.SITE_URL}/{languages.current()}/{workshop.address}"
    facts = [
        (_("Days"), days(workshop.start, workshop.end)),
        (_("Place"), place),
        (_("Present"), states),
        (_("On the web"), address),
    ]
    return {
        "lang": languages.current(),
        "dir": languages.direction(languages.current()),
        "title": fonts.printable(title),
        "subtitle": _("Summary of discussions"),
        "full-title": fonts.printable(f"{title} – {_('Summary of discussions')}"),
        "publisher": settings.SITE_NAME,
        "description": fonts.printable(markup.without_marks(languages.text_of(workshop, "summary"))),
        "keywords": [fonts.printable(languages.text_of(row, "text")) for row in workshop.topic_rows],
        "facts": [
            {"label": label, "value": fonts.printable(value), "code": value == address}
            for label, value in facts
            if value
        ],
        "notes": [
            _("The marks beside the paragraphs are their addresses on the web; they are the same in every language."),
            _("Texts that are missing in this language stand in another, which is named after them."),
        ],
        "words": {
            "contents": _("Contents"),
            "recommendations": _("Recommendations"),
            "resources": _("Named in the discussions"),
            "comma": languages.comma(),
        },
        "sessions": [_session(row) for row in summary.sessions],
        "recommendations": [_recommendation(row) for row in tree_of(workshop.recommendation_rows)],
        "resources": [_resource(row) for row in resources_of(workshop)],
    }


def _session(row: dict) -> dict:
    """A session with its passages; list items that follow one another are one list."""
    blocks = []
    for is_list, group in groupby(row["passages"], key=lambda passage: passage["form"] == Passage.Form.ITEM):
        passages = [_passage(passage) for passage in group]
        blocks += [{"form": "list", "items": passages}] if is_list else passages
    label = _("%(name)s:") % {"name": row["name"]}
    return {"name": row["name"], "label": label, "title": _said(row, "title"), "blocks": blocks}


def _passage(row: dict) -> dict:
    said = _said(row, "text")
    pieces = [
        {"kind": kind, "text": fonts.printable(piece)} for kind, piece in markup.runs(languages.text_of(row, "text"))
    ]
    return said | {"form": row["form"], "anchor": row["anchor"], "runs": pieces}


def _recommendation(row: dict) -> dict:
    return {
        "number": row["number"],
        "title": _said(row, "title"),
        "text": _said(row, "text"),
        "points": [_recommendation(point) for point in row.get("points", ())],
    }


def _resource(row: dict) -> dict:
    return {"name": _said(row, "name"), "note": _said(row, "note"), "marks": " ".join(row["languages"])}


def _said(row: dict, field: str) -> dict:
    text, code = languages.chosen(row, field)
    return said_of(Said(markup.without_marks(text), code))
