"""Every address the portal answers to, as its resolver knows them."""

import re

from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern, URLResolver

# A parameter of an address, whatever its converter: <str:ref>, (?P<key>.+)
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")


def routes() -> set[str]:
    """The patterns as ``{lang}/registry/<ref>/``: one spelling, whether they were written as routes or expressions."""
    return set(_walk(get_resolver(), ""))


def _walk(resolver, prefix):
    for entry in resolver.url_patterns:
        path = prefix + _spelling(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path)
        else:
            yield path


def _spelling(pattern) -> str:
    if isinstance(pattern, RoutePattern):
        return _CONVERTER.sub(r"<\1>", str(pattern))
    if isinstance(pattern, RegexPattern):
        return _GROUP.sub(r"<\1>", str(pattern)).strip("^$")
    return "{lang}/"  # the prefix of a language
