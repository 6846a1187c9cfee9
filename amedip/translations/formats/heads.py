"""What a file that came back says of itself: its languages and its order."""

from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.translations.formats import checks
from amedip.translations.formats.units import Delivery, Returned, Unreadable


def language(code: str | None) -> str:
    """The portal's code of a file's language; regions do not count, so that "ar-TN" is "ar".

    Raises ``Unreadable`` if it is missing or not one of ours.
    """
    if not code:
        raise Unreadable(
            _(
                "The file does not say from which language into which it translates. Send it as the tool saved it, "
                "or export the texts again."
            ),
            "language",
        )
    found = code.replace("_", "-").split("-")[0].lower()
    if found not in languages.CODES:
        raise Unreadable(
            _("“%(code)s” is not one of the portal’s languages (ar, en, fr). Send the file of one of these.")
            % {"code": code[:40]},
            "language",
        )
    return found


class Received:
    """A delivery being put together: one pair of languages, one order, no text twice."""

    def __init__(self, name: str):
        self._format = name
        self._heads: set[tuple[str, str, str]] = set()
        self._units: dict[str, Returned] = {}

    def head(self, source: str | None, target: str | None, order: str | None) -> None:
        """Take note of what one part of the file says; raises ``Unreadable`` if it differs from another's."""
        self._heads.add((language(source), language(target), order or ""))
        if len(self._heads) > 1:
            raise Unreadable(
                _("The file holds several orders or language pairs. Send each in a file of its own."), "several"
            )

    def unit(self, unit: Returned) -> None:
        """Add a unit; of several with one name the first counts, with a fault if another differs from it."""
        first = self._units.setdefault(unit.key, unit)
        if first.target != unit.target:
            self._units[unit.key] = checks.twice(first)

    def delivery(self) -> Delivery:
        """All of it; raises ``Unreadable`` if the file held nothing."""
        if not self._heads or not self._units:
            raise Unreadable(_("The file holds no texts. Send the one that the translation tool saved."), "empty")
        source, target, order = next(iter(self._heads))
        if source == target:
            raise Unreadable(
                _("The file translates from a language into the same. Correct its target language."), "language"
            )
        return Delivery(self._format, source, target, order, list(self._units.values()))
