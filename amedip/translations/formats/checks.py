"""What is wrong with one unit that came back, in sentences for whoever decides about it."""

import re

from django.utils.translation import gettext as _

from amedip.core.texts import CONTROL, fingerprint
from amedip.translations.formats import inline
from amedip.translations.formats.units import Returned

# More sentences than this about one text help nobody.
_ENOUGH = 10
_FINGERPRINT = re.compile(r"[0-9a-f]{64}\Z")


def lines_unified(text: str) -> str:
    """The text with one kind of line break, whatever the tool's."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def returned(
    *, key, source, target, finished, source_fingerprint, target_fingerprint, max_length=None, faults=()
) -> Returned:
    """The unit with its faults: those its reader found, and those of its texts."""
    source, target = lines_unified(source), lines_unified(target)
    kept = bool(_FINGERPRINT.match(source_fingerprint or ""))
    found = [*faults, *_faults_of_source(source, source_fingerprint if kept else "")]
    if target:
        found += _faults_of_target(source, target, max_length)
    return Returned(
        key=key,
        source=source,
        target=target,
        finished=finished and bool(target),
        source_fingerprint=source_fingerprint if kept else "",
        target_fingerprint=target_fingerprint if _FINGERPRINT.match(target_fingerprint or "") else "",
        faults=tuple(dict.fromkeys(found)),
    )


def code_lost() -> str:
    """The fault of a text in which a code no longer says what it stands for."""
    return _("An inline code came back without its content. Compare links, emphasis and placeholders with the source.")


def twice(unit: Returned) -> Returned:
    """The first of two units with one name and different translations."""
    fault = _("This text stands more than once in the file, translated differently. Only the first is shown here.")
    return Returned(**{**vars(unit), "faults": (*unit.faults, fault)})


def _faults_of_source(source: str, exported: str) -> list[str]:
    if not exported:
        return [
            _(
                "The file no longer says which version of the source was translated. Compare it with today’s source "
                "before you take it over."
            )
        ]
    if fingerprint(source) != exported:
        return [
            _(
                "The source text in the file is not the one that was exported. Check that the translation fits the "
                "portal’s source."
            )
        ]
    return []


def _faults_of_target(source: str, target: str, max_length: int | None) -> list[str]:
    faults = []
    if CONTROL.search(target):
        faults.append(_("The translation contains control characters. Remove them, or type the text anew."))
    if max_length and len(target) > max_length:
        faults.append(
            _("The translation has %(length)d characters; %(limit)d fit. Shorten it.")
            % {"length": len(target), "limit": max_length}
        )
    return faults + _faults_of_codes(source, target)


def _faults_of_codes(source: str, target: str) -> list[str]:
    wanted, found = inline.codes(source), inline.codes(target)
    lost = [_("“%(code)s” of the source is missing. Put it where it belongs.") % {"code": c} for c in wanted - found]
    added = [
        _("“%(code)s” does not stand in the source, or not so often. Remove it.") % {"code": c} for c in found - wanted
    ]
    return (lost + added)[:_ENOUGH]
