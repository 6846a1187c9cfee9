"""Mail under fire: workers are killed while they deliver, and each person still hears once of each deed."""

import os
import random
import threading
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from amedip.core import notices
from amedip.core.deeds import deed
from amedip.core.models import Job, Notice
from tests.factories import ThemeFactory, UserFactory
from tests.soak.test_kernel_races import (
    few_or_many,
    kill,
    let_leases_run_out,
    nothing_is_left,
    send_sweep,
    wait_until,
    worker,
)

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, DEEDS = 5, 12


@pytest.mark.worker
@few_or_many(3, 20)
def test_mail_when_the_worker_is_killed_then_each_person_hears_once_of_each_deed(rounds):
    folder = Path(os.environ["DATA_DIR"], "mail")  # of the worker: embedded, it delivers into files
    before = set(folder.glob("*.eml"))
    people = UserFactory.create_batch(PEOPLE)
    wanted = Counter()
    for number in range(rounds):
        for turn in range(DEEDS):
            theme = ThemeFactory(ref=f"told-{number}-{turn}")
            with deed("priority.publish", actor=None, about=theme.reference) as done:
                notices.tell(done, people)
            wanted.update((person.email, f"{theme.ref}: published") for person in people)
        kill_while_it_delivers()
    with worker() as process:
        wait_until(nothing_is_left, process, meanwhile=send_sweep)

    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in set(folder.glob("*.eml")) - before]
    assert Counter((letter["To"], letter["Subject"]) for letter in letters) == wanted
    assert not Notice.objects.filter(mailed_at=None).exists()


def kill_while_it_delivers() -> None:
    """Start a worker and end it at a random moment after its first letter."""
    delivered = Job.objects.filter(kind="mail", state=Job.State.DONE)
    already = delivered.count()
    with worker() as process:
        send_sweep()
        wait_until(lambda: delivered.count() > already, process)
        threading.Event().wait(random.uniform(0, 0.1))
        kill(process)
    let_leases_run_out()
