"""Resumption tokens: the whole state of a harvest, signed, so that the portal need not remember any."""

import datetime
from dataclasses import dataclass, replace

from django.core import signing

from amedip.portal.oai.asking import Asked, Refusal

VALID_FOR = datetime.timedelta(days=1)
_SALT = "portal.oai.resume"


@dataclass(frozen=True)
class Resume:
    """Where a list goes on: after the change ``number``, ``key``; ``cursor`` records of ``size`` were told before."""

    asked: Asked
    number: int = 0
    key: int = 0
    cursor: int = 0
    size: int = 0

    def after(self, place: tuple[int, int], count: int) -> "Resume":
        """Behind that place, ``count`` records further on."""
        number, key = place
        return replace(self, number=number, key=key, cursor=self.cursor + count)

    def token(self) -> str:
        state = [self.asked.verb, self.asked.arguments, self.number, self.key, self.cursor, self.size]
        return signing.dumps(state, salt=_SALT)


def resume(asked: Asked) -> Resume:
    """Where the list of a request begins, or goes on; raises ``Refusal`` for a token that is not ours or too old."""
    token = asked.get("resumptionToken")
    if not token:
        return Resume(asked)
    try:
        verb, arguments, number, key, cursor, size = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        raise _bad() from None
    if verb != asked.verb:
        raise _bad()
    return Resume(Asked(verb, arguments), number, key, cursor, size)


def _bad() -> Refusal:
    return Refusal("badResumptionToken", "The token is damaged, too old, or of another list. Begin the list again.")
