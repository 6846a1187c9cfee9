"""An address for every route of the portal: that of something in the first content or in what tests add to it."""

import re

from django.apps import apps
from django.utils import timezone

from pilots.models import quarter_of, span_of

SAMPLES = {
    "bulk": "themes",
    "states": "TN", "institutions": "TN-I01", "coordination-mechanisms": "TN-C01", "themes": "remittances",
    "rounds": "consultation-2011", "priorities": "TN-2012-003", "registry": "TN-2012-003", "practices": "ML-001",
    "exchange-requests": "R-2026-001", "offers": "O-2026-001", "exchanges": "1", "pilots": "P1",
    "workshops": "tunis-2012", "recommendations": "tunis-2012-r2.1", "passages": "tunis-2012-s1.p1",
    "documents": "mtm-factsheet",
    "pilot-reports": "P1-2026-Q3", "exchange-answers": "R-2026-001-TN",
    "webhooks": "1",
    "programmes": "amedip", "workspace": "TN-2012-003", "editions": "1",
}  # fmt: skip
OTHERS = {
    "rest": "registry/", "app_label": "registry", "url": "nothing", "token": "not-a-token", "pk": "900", "number": "1",
    "code": "TN",
    "uidb36": "1", "key": "not-a-key", "content_type_id": "0", "object_id": "1",
    "suffix": "csv", "kind": "priority", "digest": "0" * 16,
}  # fmt: skip
AT_THE_DESK = {
    "requests": "R-2026-001", "offers": "O-2026-001", "answers": "R-2026-001-TN", "compiled": "R-2026-001-A",
}  # fmt: skip


def sample(route: str) -> str:
    """An address under the route that leads to something, as far as there is something to lead to."""
    address = "/" + route.replace("{lang}", "en")
    if desk := re.search(r"/exchanges/(?:matchingweights/)?(\w+)/<ref>", address):
        address = address.replace("<ref>", AT_THE_DESK[desk[1]])
    if route.startswith("{lang}/workspace/translations/"):
        address = address.replace("<kind>", "priority").replace("<code>", "fr")
    if of_table := re.match(r"/en/admin/(\w+)/(\w+)/<object_id>", address):
        found = apps.get_model(*of_table.groups()).objects.order_by("pk").first()
        address = address.replace("<object_id>", str(found.pk))
    if "/workspace/pilots/" in address:
        address = address.replace("<number>", "77").replace("<span>", span_of(quarter_of(timezone.localdate())))
    if "/workspace/translations/" in address:
        address = address.replace("<code>", "ar")  # of a language, not of a state
    collection = address.removeprefix("/en").removeprefix("/api/v1").split("/")[1]
    return re.sub(r"<(\w+)>", lambda found: OTHERS.get(found[1]) or SAMPLES[collection], address)
