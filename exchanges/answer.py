"""The one answer to a request as readers see it: page and tagged PDF, each in the reader's language."""

import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amedip.core import languages, markup
from amedip.core.documents import readable
from amedip.core.publications import fonts
from amedip.core.publications.typesetting import typeset
from amedip.core.publications.words import Said, said_of, written_day
from amedip.core.templatetags.frame import days
from exchanges.compiling import content_of
from exchanges.models import AnswerLine, CompiledAnswer
from registry.models import Country

MEDIA_TYPE = "application/pdf"


def answer_of(compiled: CompiledAnswer) -> dict:
    """What was sent, or before that what would be; texts as rows by language, choices and days in words."""
    content = compiled.content if compiled.sent_at else content_of(compiled)
    codes = [content["state"], *content["refused"]]
    states = {state.code: languages.text_of(state) for state in Country.objects.filter(code__in=codes)}
    return {
        "title": _row(content["title"]),
        "state": states.get(content["state"], content["state"]),
        "introduction": _row(content["introduction"]),
        "objectives": [
            {"text": _row(one["text"]), "answers": [_answer(line) for line in one["answers"]]}
            for one in content["objectives"]
        ],
        "remarks": [{"state": _name(one), "remark": _row(one["remark"])} for one in content["remarks"]],
        "conclusion": _row(content["conclusion"]),
        "refused": [states.get(code, code) for code in content["refused"]],
    }


def _row(texts: dict[str, str]) -> dict[str, str]:
    """A text as templates take it from a row: ``text_ar``, ``text_en``…"""
    return {f"text_{code}": texts.get(code, "") for code in languages.CODES}


def _name(one: dict) -> str:
    return languages.first_available(one["name"], languages.current())[0] or one["state"]


def _answer(line: dict) -> dict:
    return {
        "state": _name(line),
        "help": AnswerLine.Help(line["help"]).label,
        "certain": line["help"],
        "how": _row(line["how"]),
        "when": _when(line["from"], line["until"]),
        "bearer": AnswerLine.Bearer(line["bearer"]).label if line["bearer"] else "",
    }


def _when(first: str, last: str) -> str:
    begin, end = (datetime.date.fromisoformat(day) if day else None for day in (first, last))
    if begin and end:
        return days(begin, end)
    if begin:
        return _("from %(day)s on") % {"day": days(begin)}
    return _("until %(day)s") % {"day": days(end)} if end else ""


def file_name(compiled: CompiledAnswer) -> str:
    """What the file is called in the reader's language, as files may be called everywhere."""
    return f"{readable(f'{settings.SITE_NAME} – {compiled.request.ref}')} ({languages.current()}).pdf"


def render(compiled: CompiledAnswer, language: str) -> bytes:
    """The answer as a file."""
    with translation.override(language):
        return typeset("answer.typ", _book(compiled), at=compiled.sent_at or compiled.updated_at)


def _book(compiled: CompiledAnswer) -> dict:
    answer = answer_of(compiled)
    title = languages.text_of(answer["title"], "text")
    sent = written_day(timezone.localdate(compiled.sent_at)) if compiled.sent_at else _("not sent yet")
    facts = [
        (_("Request"), compiled.request.ref, True),
        (_("State that asks"), answer["state"], False),
        (_("Sent"), sent, False),
    ]
    return {
        "lang": languages.current(),
        "dir": languages.direction(languages.current()),
        "title": fonts.printable(title),
        "subtitle": _("Answer to a request for expertise"),
        "full-title": fonts.printable(f"{title} – {compiled.request.ref}"),
        "publisher": settings.SITE_NAME,
        "description": _("Answer to a request for expertise"),
        "keywords": [compiled.request.ref],
        "facts": [{"label": label, "value": fonts.printable(value), "code": code} for label, value, code in facts],
        "notes": [
            *([_("This is an example: it exists only to show how the portal works.")] if _example(compiled) else []),
            _("For the state that asks and the states that answered. Not for publication."),
        ],
        "words": {
            "state": _("State"),
            "help": _labelled(_("Can help")),
            "when": _labelled(_("When")),
            "bearer": _labelled(_("Who bears the cost")),
            "remarks": _("Further remarks"),
            "conclusion": _("Conclusion"),
            "nobody": _("No state has an answer to this."),
            "refused": _labelled(_("Cannot help")),
            "comma": languages.comma(),
        },
        "introduction": _said(answer["introduction"]),
        "objectives": [
            {"text": _said(one["text"]), "answers": [_line(line) for line in one["answers"]]}
            for one in answer["objectives"]
        ],
        "remarks": [
            {"state": fonts.printable(one["state"]), "remark": _said(one["remark"])} for one in answer["remarks"]
        ],
        "conclusion": _said(answer["conclusion"]),
        "refused": [fonts.printable(name) for name in answer["refused"]],
    }


def _labelled(name: str) -> str:
    """With the colon of the reader's language."""
    return _("%(name)s:") % {"name": name}


def _example(compiled) -> bool:
    return compiled.reference.example


def _line(line: dict) -> dict:
    plain = {name: fonts.printable(str(line[name])) for name in ("state", "help", "when", "bearer")}
    return plain | {"how": _said(line["how"])}


def _said(row: dict) -> dict:
    text, code = languages.chosen(row, "text")
    return said_of(Said(markup.without_marks(text), code))
