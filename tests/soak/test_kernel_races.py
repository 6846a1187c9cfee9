"""The kernel under fire: many writers at once, workers killed in the middle, readers who never see half a truth."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import pytest
from celery import current_app
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from amedip.core import jobs, references, stamp
from amedip.core.models import Change, Deed, Job, Reference, SearchEntry
from amedip.core.records import Stale, door, write_record
from amedip.core.texts import fingerprint, states_of
from registry.models import Theme
from tests.factories import ThemeFactory
from tests.soak import effects

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 8
PATIENCE_SECONDS = 60


def few_or_many(few: int, many: int):
    """The number of rounds: few in every run, many in ``make soak``."""
    return pytest.mark.parametrize("rounds", [few, pytest.param(many, marks=pytest.mark.soak)])


def at_once(work: Callable[[int], object], hands: int = WRITERS) -> list:
    """What ``work(0)``, ``work(1)``… return, or the refusals they raise, all begun at the same moment."""
    barrier = threading.Barrier(hands)

    def begin(number):
        barrier.wait()
        try:
            return work(number)
        except Stale as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(begin, range(hands)))


# --- one record ---------------------------------------------------------------------------------------------------


def write_at_once(theme: Theme, name: str) -> list[str]:
    """All writers hold the same version and rename the theme; return the names of those who won."""
    version = Theme.objects.values_list("version", flat=True).get(pk=theme.pk)

    def rename(number):
        mine = Theme.objects.select_related("reference").get(pk=theme.pk)
        mine.version = version
        text = f"{name} by {number}"
        write_record(mine, actor=None, texts={"en": {"name": text}}, expected=version, why=text)
        return text

    outcomes = at_once(rename)
    return [outcome for outcome in outcomes if not isinstance(outcome, Stale)]


@few_or_many(5, 50)
def test_write_record_when_eight_write_the_same_version_then_one_wins_and_the_others_are_told(rounds):
    theme = ThemeFactory(name_en="Untouched")
    winners = []

    for number in range(rounds):
        won = write_at_once(theme, f"Round {number}")
        assert len(won) == 1
        winners += won

    theme.refresh_from_db()
    assert (theme.version, theme.name_en) == (1 + rounds, winners[-1])
    assert list(Deed.objects.filter(action="theme.edit").order_by("pk").values_list("why", flat=True)) == winners
    events = theme.events.filter(pgh_label="update").order_by("pgh_id").values_list("name_en", flat=True)
    assert list(dict.fromkeys(events)) == winners
    assert SearchEntry.objects.get(reference=theme.reference, language="en").title == winners[-1]
    assert states_of(theme)["name", "en"].fingerprint == fingerprint(winners[-1])
    assert Change.objects.filter(reference=theme.reference).count() == 1 + rounds


def test_write_record_when_the_lock_is_taken_out_then_the_race_above_notices(monkeypatch):
    theme = ThemeFactory(name_en="Untouched")
    all_have_looked = threading.Barrier(WRITERS)

    def look_without_lock(obj, expected):
        if Theme.objects.get(pk=obj.pk).version != expected:
            raise Stale(obj)
        all_have_looked.wait()

    monkeypatch.setattr(door, "lock", look_without_lock)

    assert len(write_at_once(theme, "Lost")) > 1


@few_or_many(3, 25)
def test_write_record_when_eight_count_in_one_text_then_no_count_is_lost(rounds):
    theme = ThemeFactory(name_en="0")

    def count(number):
        won = 0
        while won < rounds:
            mine = Theme.objects.select_related("reference").get(pk=theme.pk)
            text = str(int(mine.name_en) + 1)
            try:
                write_record(mine, actor=None, texts={"en": {"name": text}}, expected=mine.version)
            except Stale:
                continue
            won += 1

    at_once(count)

    theme.refresh_from_db()
    assert theme.name_en == str(WRITERS * rounds)
    assert theme.version == 1 + WRITERS * rounds


@few_or_many(3, 25)
def test_write_record_when_each_language_has_its_writer_then_none_loses_a_word(rounds):
    theme = ThemeFactory(name_en="0", name_fr="0", name_ar="0")
    columns = [(code, field) for code in ("ar", "en", "fr") for field in ("name", "description")]

    def write(number):
        code, field = columns[number]
        for turn in range(1, rounds + 1):
            mine = Theme.objects.select_related("reference").get(pk=theme.pk)
            write_record(mine, actor=None, texts={code: {field: str(turn)}})

    at_once(write, hands=len(columns))

    theme.refresh_from_db()
    assert {getattr(theme, f"{field}_{code}") for code, field in columns} == {str(rounds)}
    assert theme.version == 1 + len(columns) * rounds


# --- the public stamp ---------------------------------------------------------------------------------------------


@few_or_many(5, 60)
def test_stamp_when_eight_write_then_what_readers_see_is_neither_newer_nor_older_than_it_says(rounds):
    themes = ThemeFactory.create_batch(WRITERS)
    first, writing = stamp.current(), threading.Event()
    writing.set()
    in_one_snapshot, one_after_the_other = [], []

    def write(number):
        mine = Theme.objects.select_related("reference").get(pk=themes[number].pk)
        for turn in range(rounds):
            write_record(mine, actor=None, texts={"en": {"name": f"Writer {number}, turn {turn}"}})

    def versions():
        return dict(Theme.objects.values_list("reference", "version"))

    def read_in_one_snapshot():
        while writing.is_set():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                in_one_snapshot.append((stamp.current(), versions()))

    def read_as_pages_do():
        while writing.is_set():
            number = stamp.current()
            one_after_the_other.append((number, versions()))

    with ThreadPoolExecutor(4) as readers:
        reading = [readers.submit(closing_after(read)) for read in [read_in_one_snapshot, read_as_pages_do] * 2]
        try:
            at_once(write)
        finally:
            writing.clear()
        for reader in reading:
            reader.result()

    # Every commit has a number of its own, without a gap: the feed tells which versions belong to which stamp.
    numbers = list(Change.objects.filter(number__gt=first).order_by("number").values_list("number", "reference"))
    assert [number for number, _ in numbers] == list(range(first + 1, first + 1 + WRITERS * rounds))
    told = Told(first, {theme.reference_id: 1 for theme in themes}, numbers)
    assert len({number for number, _ in in_one_snapshot}) > 1
    assert [seen for seen in in_one_snapshot if seen[1] != told.versions_at(seen[0])] == []
    assert [
        (number, seen)
        for number, seen in one_after_the_other
        if any(seen[key] < version for key, version in told.versions_at(number).items())
    ] == []


def closing_after(read):
    def reader():
        try:
            read()
        finally:
            connection.close()

    return reader


class Told:
    """Which version each record has under each stamp, by the feed of changes."""

    def __init__(self, first: int, versions: dict[int, int], numbers: list[tuple[int, int]]):
        self.by_number = {first: versions}
        for number, reference in numbers:
            versions = versions | {reference: versions[reference] + 1}
            self.by_number[number] = versions

    def versions_at(self, number: int) -> dict[int, int]:
        return self.by_number[number]


# --- references ---------------------------------------------------------------------------------------------------


@few_or_many(10, 100)
def test_allocate_when_eight_ask_at_once_then_no_number_is_given_twice_and_none_is_missing(rounds):
    def allocate(number):
        given = []
        for turn in range(rounds):
            with transaction.atomic():
                given.append(references.allocate("priority", "TN-2030", width=3).ref)
                if (turn + number) % 3 == 0:  # what is not committed was not given
                    transaction.set_rollback(True)
                    given.pop()
        return given

    given = [ref for refs in at_once(allocate) for ref in refs]

    assert Counter(given).most_common(1)[0][1] == 1
    assert sorted(given) == sorted(f"TN-2030-{number:03d}" for number in range(1, len(given) + 1))


@few_or_many(10, 100)
def test_claim_when_others_allocate_under_its_prefix_then_nobody_is_refused_or_waits_for_ever(rounds):
    def take(number):
        refs = []
        for _turn in range(rounds):
            with transaction.atomic():
                if number % 2:
                    refs.append(references.allocate("priority", "TN-2030", width=3).ref)
                else:
                    # The very next number, which another may be about to be given.
                    following = Reference.objects.filter(kind="priority", ref__startswith="TN-2030-").count() + 1
                    with_luck = claim_if_free(f"TN-2030-{following:03d}")
                    refs += [with_luck] if with_luck else []
        return refs

    taken = [ref for refs in at_once(take) for ref in refs]

    assert Counter(taken).most_common(1)[0][1] == 1
    assert len(taken) >= WRITERS // 2 * rounds


def claim_if_free(ref: str) -> str | None:
    try:
        return references.claim("priority", ref).ref
    except ValidationError:
        return None


# --- jobs ---------------------------------------------------------------------------------------------------------


@pytest.mark.worker
@few_or_many(3, 20)
def test_jobs_when_their_worker_is_killed_then_each_is_done_once_in_effect(rounds):
    wanted: list[Job] = []
    for _ in range(rounds):
        wanted += [jobs.enqueue(effects.KIND, {}, actor=None) for _ in range(6)]
        with worker() as process:
            send_sweep()
            wait_until(lambda: Job.objects.filter(state=Job.State.RUNNING).exists(), process)
            threading.Event().wait(random.uniform(0, 4 * effects.SECONDS))
            kill(process)
        let_leases_run_out()
    with worker() as process:
        # The queue lost what the dead held: the sweep, which the scheduler sends every ten seconds, finds it.
        wait_until(nothing_is_left, process, meanwhile=send_sweep)

    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
    deeds = Counter(Deed.objects.filter(action=effects.KIND).values_list("why", flat=True))
    assert deeds == {str(job.pk): 1 for job in wanted}
    assert Job.objects.filter(attempts__gt=1).exists(), "no job was hit: the test tried nothing"


@contextmanager
def worker(**environment: str) -> Iterator[subprocess.Popen]:
    """A real worker on the database of Django's connection, and on the tests' queue unless told otherwise."""
    database = connection.settings_dict
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    if database["HOST"].startswith("/"):  # a socket's folder
        place = "/" + quote(f"{database['HOST']}/{database['NAME']}", safe="")
    url = f"postgres://{quote(database['USER'])}:{quote(database['PASSWORD'])}@{place}"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "--app", "amedip", "--quiet", "worker", "--concurrency", "2"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat", "--include", effects.__name__),
        ],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, **environment},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            kill(process)


def kill(process: subprocess.Popen) -> None:
    """End the worker and its children at once, wherever they are."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(happened: Callable[[], bool], process: subprocess.Popen, meanwhile: Callable[[], None] | None = None):
    """Wait for it, doing something else every second; fail after ``PATIENCE_SECONDS`` or when the process ends."""
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, threading.Event()
    for turn in range(sys.maxsize):
        if happened():
            return
        assert process.poll() is None, "the worker ended by itself"
        assert time.monotonic() < deadline, "it did not happen in time"
        if meanwhile and turn % 20 == 0:
            meanwhile()
        pause.wait(0.05)


def send_sweep() -> None:
    current_app.send_task("amedip.core.tasks.sweep_jobs")


def nothing_is_left() -> bool:
    return not Job.objects.exclude(state__in=[Job.State.DONE, Job.State.FAILED]).exists()


def let_leases_run_out() -> None:
    """As if five minutes had passed."""
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=past)
