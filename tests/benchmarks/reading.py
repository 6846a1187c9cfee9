"""What readers and programs wait for: lists and single objects, built anew, known already, or unchanged."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from tests.benchmarks import data
from tests.benchmarks.meter import Client, Row, Spread, Visit, measure
from tests.benchmarks.place import Failed, Place, Site, serving

SAMPLE = 20  # single objects asked in turn
API_LIST = "/api/v1/priorities/"
REGISTRY = "/en/registry/"


def measure_reading(place: Place, size: int, rounds: int) -> Iterator[Row]:
    """Every kind of answer beside the ordinary way."""
    database = "measured_reading"
    make_lists(place, database, 0, size)
    refs = references(place, database)
    api, pages = [f"{API_LIST}{ref}/" for ref in refs], [f"{REGISTRY}{ref}/" for ref in refs]
    with serving(place, database) as portal, serving(place, database, ordinary=True) as ordinary:
        for group, paths, wanted in [
            ("API list of 100", [API_LIST], ("≥ 8×", "≥ 50×", "≥ 55×")),
            ("API detail", api, ("≥ 10×", "", "")),
            ("HTML list of 25", [REGISTRY], ("≥ 2×", "≥ 40×", "≥ 40×")),
            ("HTML detail", pages, ("≥ 3×", "≥ 40×", "≥ 40×")),
        ]:
            yield from _three_ways(place, database, group, paths, wanted, rounds, portal, ordinary)
        yield from _three_ways(place, database, "Home", ["/en/"], ("", "", ""), rounds, portal, None)
        yield _gzipped(place, database, rounds, portal)
        held = [Spread.of(site.peak_megabytes()) for site in (portal, ordinary)]
        yield Row("Server", "peak memory of a worker", *held, unit="MB")
    place.drop_database(database)


def _three_ways(place, database, group, paths, wanted, rounds, portal, ordinary) -> Iterator[Row]:
    visits = [
        Visit(portal, paths, before=publication(place, database)),
        Visit(portal, paths),
        Visit(portal, paths, known=True),
    ]
    if ordinary:
        visits.append(Visit(ordinary, paths))
    built, again, unchanged, *other = measure(place, visits, rounds)
    beside = other[0] if other else None
    sizes = f"{visits[0].bytes_read / 1024:.0f} KB"
    if ordinary:
        sizes += f", ordinary {visits[3].bytes_read / 1024:.0f} KB"
    yield Row(group, "built anew", built, beside, wanted=wanted[0], note=sizes)
    yield Row(group, "again (kept bytes)", again, beside, wanted=wanted[1])
    yield Row(group, "304", unchanged, beside, wanted=wanted[2])


def _gzipped(place, database, rounds, portal) -> Row:
    visit = Visit(portal, [REGISTRY], before=publication(place, database), accept_encoding="gzip")
    (built,) = measure(place, [visit], rounds)
    return Row("HTML list of 25", "built anew, compressed", built, note=f"{visit.bytes_read / 1024:.1f} KB")


def measure_growth(place: Place, sizes: list[int], rounds: int) -> Iterator[Row]:
    """What lists cost at several sizes of the table, first page and far inside."""
    database = "measured_growth"
    for before, size in zip([0, *sizes], sizes, strict=False):
        make_lists(place, database, before, size)
        yield from _lists(place, database, size, rounds)
    place.drop_database(database)


def make_lists(place: Place, database: str, before: int, size: int) -> None:
    """A database with so many priorities, from one with fewer."""
    if not before:
        place.make_database(database, like="measured_base")
    data.grow_priorities(place.connection(database), before, size)
    place.settle(database)


def _lists(place, database, size, rounds) -> Iterator[Row]:
    with serving(place, database) as portal, serving(place, database, ordinary=True) as ordinary:
        far, group = far_inside(portal), f"{size:,} rows"
        state = "TN"
        pages = {
            "API list, first page": (API_LIST, API_LIST),
            "API list, last page": (far, f"{API_LIST}?page=last"),
            "API list of a state": (f"{API_LIST}?state={state}", None),
            "API list of a theme": (f"{API_LIST}?theme=remittances", None),
            "API list by words": (f"{API_LIST}?q=remittances", None),
            "Registry, first page": (REGISTRY, REGISTRY),
            "Registry, page 80 (ordinary: last)": (f"{REGISTRY}?page=80", f"{REGISTRY}?page=last"),
            "Registry of a state": (f"{REGISTRY}?state={state}", f"{REGISTRY}?state={state}"),
            "Registry of a theme": (f"{REGISTRY}?theme=remittances", None),
            "Registry by words": (f"{REGISTRY}?q=remittances", f"{REGISTRY}?q=remittances"),
            "Registry, comparison": (f"{REGISTRY}compare/", None),
            "State's profile": (f"/en/states/{state}/", None),
            "Theme's page": ("/en/themes/remittances/", None),
            "Home": ("/en/", None),
        }
        for work, (ours, theirs) in pages.items():
            if not portal_has(portal, ours):
                continue
            visits = [Visit(portal, [ours], before=publication(place, database))]
            if theirs:
                visits.append(Visit(ordinary, [theirs]))
            built, *other = measure(place, visits, rounds)
            yield Row(group, work, built, other[0] if other else None, size=size)
        (unchanged,) = measure(place, [Visit(portal, [API_LIST], known=True)], rounds)
        yield Row(group, "API list, 304", unchanged, size=size)


def publication(place: Place, database: str) -> Callable[[], None]:
    """What makes every kept answer old: the public stamp moves, by our own connection, which is not counted."""
    cursor = place.connection(database).cursor()
    return lambda: cursor.execute("UPDATE core_stamp SET number = number + 1, at = clock_timestamp()")


def references(place: Place, database: str) -> list[str]:
    """Some public priorities, spread over the table."""
    with place.connection(database).cursor() as cursor:
        cursor.execute(
            "SELECT ref FROM core_reference WHERE kind = 'priority' AND public ORDER BY md5(ref) LIMIT %s", [SAMPLE]
        )
        return [ref for (ref,) in cursor.fetchall()]


def far_inside(site: Site) -> str:
    """The address of the list's last full page, reached as a program reaches it: by following ``next``."""
    client, path, before = Client(site, connections=1), f"{API_LIST}?page_size=500", ""
    while path:
        status, body = client.get(0, path, {})
        if status != 200:
            raise Failed(f"{path} answered {status}")
        following = json.loads(body)["next"]
        before, path = path, following and following.removeprefix(f"http://{urlsplit(following).netloc}")
    client.close()
    return before.replace("page_size=500", "page_size=100")


def portal_has(site: Site, path: str) -> bool:
    client = Client(site, connections=1)
    status, _body = client.get(0, path, {})
    client.close()
    return status == 200
