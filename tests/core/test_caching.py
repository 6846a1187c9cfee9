"""The cache of pages keeps within its bounds; that of the rate limits lets one of many in."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection

from amedip.core.caching import BoundedCache


def cache(name, most):
    return BoundedCache(name, {"OPTIONS": {"MAX_BYTES": most}})


def test_cache_when_more_comes_than_it_holds_then_what_is_longest_unused_goes():
    small = cache("longest-unused", 5_000)
    for name in "abc":
        small.set(name, name * 1_500)
    small.get("a")

    small.set("d", "d" * 1_500)

    assert [name for name in "abcd" if name in small] == ["a", "c", "d"]


def test_cache_when_one_thing_alone_is_too_large_then_it_is_not_held():
    small = cache("too-large", 5_000)
    small.set("a", "a" * 6_000)

    assert small.get("a") is None


def test_cache_when_the_same_is_kept_again_then_it_counts_once():
    small = cache("again", 5_000)
    for _ in range(10):
        small.set("a", "a" * 3_000)

    assert small.get("a") == "a" * 3_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("left_behind", [False, True])
def test_add_when_twenty_add_the_same_key_then_one_succeeds_even_where_a_dead_one_left_an_entry(left_behind):
    shared, begin, added = caches["default"], threading.Barrier(20), []
    if left_behind:
        shared.set("lock", "of a dead process", -60)

    def add(number):
        try:
            begin.wait()
            if caches["default"].add("lock", number, 60):
                added.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [shared.get("lock")] == added
    shared.clear()
