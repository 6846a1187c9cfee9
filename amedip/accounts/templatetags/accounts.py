"""Secrets and codes as a person copies them; devices as a person knows them."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()

# What each names itself in its requests; the more particular first, for most also bear the names of others.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def in_fours(code):
    """In groups of four, which eyes and hands can follow."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


@register.simple_tag
def device(agent):
    """Browser and system, as far as they can be told from how the browser names itself (``User-Agent``)."""
    names = [next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return format_html('<bdi dir="ltr">{}</bdi>', " · ".join(filter(None, names)) or _("Unknown device"))
