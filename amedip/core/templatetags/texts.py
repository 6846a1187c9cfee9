"""Texts in templates: the reader's language first, any fallback visibly marked; references and numbers in order."""

from django import template
from django.utils.html import format_html, format_html_join

from amedip.core import languages, markup

register = template.Library()

_MARKS = {
    "approved": "done",
    "reviewed": "done",
    "draft": "half",
    "machine": "half",
    "outdated": "back",
    "partial": "half",
}


def chosen(source, field: str) -> tuple[str, str]:
    """The text to show of an object's or a row's translated field, and its language if that is not the page's."""
    found, code = languages.chosen(source, field)
    return found, "" if code == languages.current() else code


@register.simple_tag
def text(source, field):
    """The text, escaped; in another language than the page's it stands in a span with ``lang`` and ``dir``."""
    found, code = chosen(source, field)
    if not code:
        return found
    return format_html('<span lang="{}" dir="{}">{}</span>', code, languages.direction(code), found)


@register.simple_tag
def text_language(source, field):
    """The language of the text that ``text`` shows, when it is not the page's; else empty."""
    return chosen(source, field)[1]


@register.simple_tag
def prose(source, field):
    """The text as paragraphs; in another language than the page's in a marked block."""
    found, code = chosen(source, field)
    if not found:
        return ""
    body = markup.blocks(found)
    return (
        body
        if not code
        else format_html('<div class="prose" lang="{}" dir="{}">{}</div>', code, languages.direction(code), body)
    )


@register.simple_tag
def plain_text(source, field):
    """The text without any mark, for attributes and titles."""
    return markup.without_marks(chosen(source, field)[0])


@register.filter
def marked_up(value):
    """A paragraph with its strong words, its emphasis and its links."""
    return markup.inline(value)


@register.filter
def ltr(value):
    """A reference, code or signed number that must not be turned round in Arabic text."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.simple_tag
def in_order(values):
    """Names one after the other, each isolated, with the language's comma."""
    return format_html_join(languages.comma(), "<bdi>{}</bdi>", ((value,) for value in values))


@register.filter
def own_name(code):
    """The language's name in itself; Django's ``language_name`` gives the English one."""
    return languages.NAMES.get(code, code)


@register.filter
def standing_mark(state):
    """The shape before the word for where a text stands."""
    return _MARKS.get(state, "open")


@register.filter
def direction_of(code):
    return languages.direction(code)
