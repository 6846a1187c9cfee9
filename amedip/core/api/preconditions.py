"""``If-Match``: whoever writes says which version they saw."""

import re

from django.utils.translation import gettext as _

from amedip.core.api.problems import Refused

# The version stands before the digest of the bytes, and before what says that they were compressed.
_TAG = re.compile(r'"(\d{1,9})-[0-9a-f]+(-gz)?"', re.ASCII)


def expected_version(request, version: int) -> int:
    """The version that the caller saw, which is the present ``version``.

    Raises ``Refused``: 428 where the request does not say, 412 where it names another.
    """
    given = request.META.get("HTTP_IF_MATCH", "").strip()
    if not given:
        raise Refused(428)
    if given == "*":
        return version
    named = {int(found[1]) for found in _TAG.finditer(given)}
    if version not in named or "W/" in given:
        raise Refused(412, _("Somebody else has changed it since. Apply your change to what stands in “current”."))
    return version
