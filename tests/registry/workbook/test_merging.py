"""The workbook that comes back after others wrote: both stay, and where both wrote the same cell a person chooses."""

import datetime

import pytest
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job
from amedip.core.records import write_record
from registry.actions import save_priority
from registry.drafts import draft_values
from registry.models import FocalPoint, Priority
from tests.books import Filled, compared, confirmed, fresh, taken, text_of
from tests.desk import at_desk
from tests.factories import (
    FocalPointFactory,
    PartnerStateFactory,
    PriorityFactory,
)

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


def test_merge_when_others_changed_other_cells_then_both_stay(client, draft, published):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="À moi")
    filled.type(published.ref, title_fr="À moi aussi")
    write_record(draft, actor=None, texts={"ar": {"title": "لهم"}})
    save_priority(published, actor=None, texts={"ar": {"title": "لهم أيضا"}})

    job, _page = compared(client, filled.saved())
    assert job.result["conflicts"] == 0
    confirmed(client, job)

    assert (fresh(draft).title_fr, fresh(draft).title_ar) == ("À moi", "لهم")
    values = draft_values(fresh(published))
    assert (values["title_fr"], values["title_ar"]) == ("À moi aussi", "لهم أيضا")


@pytest.mark.parametrize(("side", "title"), [("mine", "Mine"), ("theirs", "Theirs"), ("", "Theirs")])
def test_conflict_when_both_changed_a_cell_then_the_person_chooses(client, draft, side, title):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="Mine", need_fr="Besoin")
    write_record(draft, actor=None, texts={"en": {"title": "Theirs"}})

    job, page = compared(client, filled.saved())

    assert job.result["conflicts"] == 1
    assert "You and somebody else" in text_of(page)
    confirmed(client, job, **({f"{draft.ref}:title_en": side} if side else {}))
    assert (fresh(draft).title_en, fresh(draft).need_fr) == (title, "Besoin")


def test_conflict_when_both_wrote_the_same_then_there_is_none(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="The same")
    write_record(draft, actor=None, texts={"en": {"title": "The same"}})

    job, _page = compared(client, filled.saved())

    assert job.result["outcome"] == "same"


def test_confirmation_when_the_data_moved_on_then_compared_again_and_nothing_written_over(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="Mine")
    job, _page = compared(client, filled.saved())
    write_record(draft, actor=None, texts={"en": {"title": "Theirs"}})

    again, page = confirmed(client, job)

    assert again.result["outcome"] == "moved" and fresh(draft).title_en == "Theirs"
    assert "Somebody saved while you were looking." in text_of(page)
    written, _page = confirmed(client, again, **{f"{draft.ref}:title_en": "mine"})
    assert written.result["outcome"] == "written" and fresh(draft).title_en == "Mine"


def test_confirmation_when_others_changed_another_cell_then_it_still_holds(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_en="Mine")
    job, _page = compared(client, filled.saved())
    write_record(draft, actor=None, texts={"fr": {"title": "À eux"}})

    written, _page = confirmed(client, job)

    assert written.result["outcome"] == "written"
    assert (fresh(draft).title_en, fresh(draft).title_fr) == ("Mine", "À eux")


def test_confirmation_when_sent_twice_then_one_job_writes(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type("", title_en="Once")
    job, _page = compared(client, filled.saved())

    for _time in range(2):
        client.post(f"/en/workspace/workbook/{job.pk}/")
    assert Job.objects.filter(payload__confirmed__of=job.pk).count() == 1


def test_writing_when_one_row_is_refused_then_none_is_written(client, person, country):
    """The mandate ends between the comparison and the writing: the rights of the day count."""
    other = PartnerStateFactory(code="XU", name_en="Otherland")
    second = FocalPointFactory(user=person, country=other)
    PriorityFactory(country=other, ref="XU-2026-001", status=Status.DRAFT, title_en="Theirs")
    own = PriorityFactory(country=country, ref="XT-2026-009", status=Status.DRAFT, title_en="Ours")
    staff = at_desk()
    filled = Filled(taken(staff, "all"))
    filled.type("XU-2026-001", title_fr="Un")
    filled.type(own.ref, title_fr="Deux")
    job, _page = compared(client, filled.saved())
    assert job.result["changed"] == 2
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    client.post(f"/en/workspace/workbook/{job.pk}/")
    FocalPoint.objects.filter(pk=second.pk).update(until=yesterday)

    written = Job.objects.latest("pk")
    jobs.run(written.pk)

    written.refresh_from_db()
    assert written.result["outcome"] == "faulty"
    assert not Priority.objects.exclude(title_fr=None).exists()
