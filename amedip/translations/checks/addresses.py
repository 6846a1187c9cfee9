"""Links, mail addresses and placeholders, which every language must have alike."""

import re
from collections import Counter

from django.conf import settings
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.translations.checks.found import Finding
from amedip.translations.checks.reading import ADDRESS, MAIL, PLACEHOLDER, Reading

_OWN_LANGUAGE = re.compile(rf"/(?:{'|'.join(languages.CODES)})(?=[/?#]|$)")
_PUNCTUATION = ".,;:!?'’…،؛؟*_"


def compare(source: Reading, target: Reading) -> list[Finding]:
    """What stands in one of the two texts only, or more often there; addresses of our own in any language are alike."""
    kinds = (
        ("link", _links, _("The link “%(text)s” is missing in the translation. Add it."),
         _("The link “%(text)s” is not in the source text. Correct it, or take it out.")),
        ("mail", _mails, _("The mail address “%(text)s” is missing in the translation. Add it."),
         _("The mail address “%(text)s” is not in the source text. Correct it, or take it out.")),
        ("placeholder", _placeholders, _("The placeholder “%(text)s” is missing in the translation. Add it as it is."),
         _("The placeholder “%(text)s” is not in the source text. Take it out, or write it as there.")),
    )  # fmt: skip
    found = []
    for check, gather, lost, new in kinds:
        before, after = gather(source), gather(target)
        for message, side, more in ((lost, source, before - after), (new, target, after - before)):
            found += [Finding(check, message % {"text": text}, text, side.language) for text in more]
    return found


def _links(reading: Reading) -> Counter[str]:
    return Counter(
        _alike(match.group()) for match in ADDRESS.finditer(reading.text) if not match.group().startswith("mailto:")
    )


def _mails(reading: Reading) -> Counter[str]:
    return Counter(match.group().casefold() for match in MAIL.finditer(reading.text))


def _placeholders(reading: Reading) -> Counter[str]:
    return Counter(match.group() for match in PLACEHOLDER.finditer(ADDRESS.sub("", reading.text)))


def _alike(address: str) -> str:
    """The address without punctuation after it; the language of one of our own pages gives way to a star."""
    address = address.rstrip(_PUNCTUATION)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_PUNCTUATION)
    path = address.removeprefix(settings.SITE_URL)
    return _OWN_LANGUAGE.sub("*/", path, count=1) if _OWN_LANGUAGE.match(path) else address
