"""Links between records of different rooms, as far as the sources support them."""

from collections.abc import Collection

from django.db.models import Q

from amedip.core.models import Record, Reference
from amedip.portal.actions import link_records, unlink_records
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


def load_example_links(written: Collection[Record]) -> None:
    """The links of example records that were written just now, as far as what they lead to is there."""
    new = {(record.KIND, record.ref): record.reference for record in written}
    for item in fixture("amedip/portal", "example-links"):
        kind, ref = item["target"]
        target = Reference.objects.filter(kind=kind, ref=ref, gone_at=None).first()
        if target and (source := new.get(tuple(item["source"]))):
            link_records(source, target, kind=item["kind"], actor=None, why="example")


def remove_example_links() -> None:
    """Part examples from all that they are linked to."""
    links = TypedLink.objects.filter(Q(source__example=True) | Q(target__example=True))
    for link in links.select_related("source", "target"):
        unlink_records(link, actor=None, why="examples removed")
