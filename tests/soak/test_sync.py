"""Sync under fire: a partner's copy is killed and started again while many write; in the end it holds what we do."""

import json
import random
import sqlite3
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction

from amedip.api import COLLECTIONS
from amedip.core.models import Change, Reference
from amedip.core.records import delete_record, write_record
from registry.models import Institution, Priority, Theme
from tests.calling import walk
from tests.factories import CountryFactory, InstitutionFactory, PriorityFactory, ThemeFactory
from tests.soak.test_kernel_races import at_once, few_or_many

pytestmark = pytest.mark.django_db(transaction=True)

MIRROR = settings.BASE_DIR / "docs" / "examples" / "mirror.py"
WRITERS = 8
DEEDS = ["publish", "publish", "change", "change", "rename", "withdraw", "delete"]
LONGEST_DELAY = 0.02  # seconds; of one in ten transactions twenty times that


def mirror(url: str, file, *more: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, MIRROR, url, file, *more], stdout=subprocess.DEVNULL)


def held(file) -> dict[tuple[str, str], dict]:
    """What the copy holds, by kind and reference."""
    base = sqlite3.connect(file)
    rows = base.execute("SELECT kind, ref, body FROM records").fetchall()
    base.close()
    return {(kind, ref): json.loads(body) for kind, ref, body in rows}


def published() -> dict[tuple[str, str], dict]:
    """What the portal says when everything is read page by page."""
    caches["pages"].clear()
    return {
        (collection.model.KIND, next(iter(item.values()))): item
        for collection in COLLECTIONS
        for item in walk(f"{collection.name}/?page_size=500")
    }


class Writer:
    """Publishes, changes, withdraws and deletes, a record of its own or the institution that many show."""

    def __init__(self, number: int, institution: Institution, countries: list):
        self.random = random.Random(number)
        self.number, self.institution, self.countries = number, institution.pk, countries
        self.themes, self.priorities = [], []

    def write(self, turn: int) -> None:
        deed = getattr(self, self.random.choice(DEEDS))
        with transaction.atomic():
            deed(f"{self.number}-{turn}")
            slow = 20 if self.random.random() < 0.1 and deed != self.rename else 1
            threading.Event().wait(self.random.uniform(0, LONGEST_DELAY * slow))

    def publish(self, name: str) -> None:
        if self.random.random() < 0.5:
            self.themes.append(ThemeFactory(ref=f"theme-{name}", name_en=name).pk)
        else:
            state = self.countries[self.number % len(self.countries)]
            made = PriorityFactory(country=state, title_en=name, institution_id=self.institution)
            self.priorities.append(made.pk)

    def change(self, name: str) -> None:
        code = self.random.choice(["ar", "en", "fr"])
        if self.themes:
            theme = Theme.objects.get(pk=self.random.choice(self.themes))
            write_record(theme, actor=None, texts={code: {"name": f"{name} {code}"}})

    def rename(self, name: str) -> None:
        institution = Institution.objects.get(pk=self.institution)
        write_record(institution, actor=None, texts={"fr": {"name": f"Ministère {name}"}})

    def withdraw(self, _name: str) -> None:
        if self.priorities:
            priority = Priority.objects.get(pk=self.priorities.pop())
            write_record(priority, actor=None, columns={"status": Priority.Status.WITHDRAWN})

    def delete(self, _name: str) -> None:
        if self.themes:
            delete_record(Theme.objects.get(pk=self.themes.pop()), actor=None)


@few_or_many(8, 625)
def test_mirror_when_killed_while_eight_write_then_it_ends_equal_to_the_portal(rounds, live_server, tmp_path):
    file, writing = tmp_path / "copy.sqlite", threading.Event()
    institution, countries = InstitutionFactory(), CountryFactory.create_batch(3)
    writing.set()

    def kill_and_restart():
        while writing.is_set():
            process = mirror(live_server.url, file, "--every", "0.05")
            threading.Event().wait(random.uniform(0.3, 1.5))
            process.kill()
            process.wait()

    killer = threading.Thread(target=kill_and_restart)
    killer.start()
    writers = [Writer(number, institution, countries) for number in range(WRITERS)]
    try:
        at_once(lambda number: [writers[number].write(turn) for turn in range(rounds)])
    finally:
        writing.clear()
        killer.join()

    assert mirror(live_server.url, file).wait() == 0
    copy = held(file)
    assert copy == published()
    public = Reference.objects.filter(public=True, kind__in=[one.model.KIND for one in COLLECTIONS])
    assert set(copy) == set(public.values_list("kind", "ref"))
    assert not Change.objects.filter(number=None).exists()


def test_mirror_when_the_portal_forgot_then_it_begins_anew(live_server, tmp_path):
    file = tmp_path / "copy.sqlite"
    kept, gone = ThemeFactory(ref="kept"), ThemeFactory(ref="gone")
    assert mirror(live_server.url, file).wait() == 0
    delete_record(gone, actor=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_change WHERE number > 1")
        cursor.execute("UPDATE core_stamp SET number = number + 1, horizon = number + 1")

    assert mirror(live_server.url, file).wait() == 0

    assert set(held(file)) == {("theme", kept.ref)}
