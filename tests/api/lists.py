"""The lists on which the API's conventions are tried: each collection, each that holds something, one of a sort."""

import pytest

from amedip.api import COLLECTIONS

EMPTY_IN_THE_CONTENT = {"exchange-requests", "offers", "exchanges", "editions"}
FILLED = [collection for collection in COLLECTIONS if collection.name not in EMPTY_IN_THE_CONTENT]
NAMES = [collection.name for collection in COLLECTIONS]
LISTS = [*NAMES, "search", "changes"]

each_collection = pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.name)
each_filled = pytest.mark.parametrize("collection", FILLED, ids=lambda collection: collection.name)
each_list = pytest.mark.parametrize("name", LISTS)
# What every list has from one and the same place is tried on one of each sort: by number, by code, by rank.
some_lists = pytest.mark.parametrize("name", ["priorities", "states", "search"])


def address(name: str, query: str = "") -> str:
    """The list's address, with what the search cannot do without."""
    parts = ["q=migration"] * (name == "search") + [query] * bool(query)
    return f"{name}/" + ("?" + "&".join(parts) if parts else "")
