"""Links between records of different rooms, as far as the sources support them."""

from amedip.portal.actions import link_records
from amedip.portal.content.loading import Loader, fixture
from amedip.portal.models import TypedLink


def load_links(load: Loader) -> None:
    """Those that are not there and never were: what people part stays parted."""
    made = set(TypedLink.pgh_event_models["insert"].objects.values_list("kind", "source", "target"))
    for item in fixture("amedip/portal", "links"):
        source, target = (load.claim(*item[end]) for end in ("source", "target"))
        if (item["kind"], source.pk, target.pk) in made or source.gone_at or target.gone_at:
            continue
        link_records(source, target, kind=item["kind"], actor=None, why=item["why"])
