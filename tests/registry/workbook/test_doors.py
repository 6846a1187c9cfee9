"""Who may take and bring workbooks, and what becomes of the files."""

import datetime
import os

import pytest
from django.utils import timezone

from amedip.core import jobs
from amedip.core.models import Job
from amedip.portal.views import workbooks
from registry.models import FocalPoint, Priority
from registry.workbook.keeping import Folder
from tests.asking import signed_in, visitor
from tests.books import Filled, compared, confirmed, fresh, send, taken, worked
from tests.desk import at_desk
from tests.factories import (
    FocalPointFactory,
    PartnerStateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
Status, Revision = Priority.Status, Priority.Revision


def test_doors_when_another_state_then_closed(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="=bad")
    filled.cell(draft.ref, "Title · Français").data_type = "f"
    job, _page = compared(client, filled.saved())
    stranger = signed_in(FocalPointFactory(country=PartnerStateFactory(code="XS")).user)
    nobody = signed_in(UserFactory())
    own = [f"/en/workspace/workbook/{job.pk}/", f"/en/workspace/workbook/{job.pk}/workbook.xlsx"]

    assert [client.get(path).status_code for path in own] == [200, 200]
    for other, status in ((stranger, 404), (at_desk(), 404), (nobody, 403), (visitor(), 302)):
        assert [other.get(path).status_code for path in own] == [status, status]
        assert other.post(own[0]).status_code == status
    assert stranger.get("/en/workspace/workbook/XT.xlsx").status_code == 403
    assert stranger.get("/en/workspace/workbook/all.xlsx").status_code == 403
    assert nobody.get("/en/workspace/workbook/XT.xlsx").status_code == 403
    assert send(nobody, b"x").status_code == 403
    assert send(visitor(), b"x").status_code == 302
    assert client.get("/en/workspace/workbook/ZZ.xlsx").status_code == 404


def test_difference_when_the_mandate_has_ended_then_closed(client, person, draft):
    filled = Filled(taken(client, "XT"))
    filled.type(draft.ref, title_fr="Nouveau")
    job, _page = compared(client, filled.saved())
    FocalPoint.objects.update(until=timezone.localdate() - datetime.timedelta(days=1))
    FocalPointFactory(user=person, country=PartnerStateFactory(code="XS"))

    assert client.get(f"/en/workspace/workbook/{job.pk}/").status_code == 403
    assert client.post(f"/en/workspace/workbook/{job.pk}/").status_code == 403
    assert client.get("/en/workspace/workbook/XT.xlsx").status_code == 403


def test_staff_when_they_bring_all_states_then_rows_of_each_are_written(draft, foreign):
    desk = at_desk("editor")
    filled = Filled(taken(desk, "all", "en"))
    filled.type(draft.ref, title_fr="Un")
    filled.type(foreign.ref, title_fr="Deux")
    filled.type("", title_en="New", State="Testland")

    job, _page = compared(desk, filled.saved())
    confirmed(desk, job)

    assert (fresh(draft).title_fr, fresh(foreign).title_fr) == ("Un", "Deux")
    assert Priority.objects.get(title_en="New").country == draft.country


def test_workbook_when_it_is_large_then_a_job_makes_it(client, person, draft, monkeypatch):
    monkeypatch.setattr(workbooks, "AT_ONCE", 0)

    first, second = client.get("/ar/workspace/workbook/XT.xlsx"), client.get("/ar/workspace/workbook/XT.xlsx")
    job, page = worked(client, "ar")

    assert first.headers["Location"] == second.headers["Location"] == f"/ar/workspace/workbook/{job.pk}/"
    assert (job.result["outcome"], job.done, job.total) == ("made", 2, 2)
    assert f"/ar/workspace/workbook/{job.pk}/workbook.xlsx" in page.content.decode()
    made = client.get(f"/ar/workspace/workbook/{job.pk}/workbook.xlsx").content
    assert Filled(made).sheet["A2"].value == draft.ref
    assert client.post(f"/en/workspace/workbook/{job.pk}/").status_code == 400


def test_page_when_the_job_waits_then_a_bar_and_a_way_to_look_again(client, draft):
    send(client, taken(client, "XT"))
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(done=3, total=7, state=Job.State.RUNNING)

    response = client.get(f"/en/workspace/workbook/{job.pk}/")

    html = response.content.decode()
    assert '<progress id="progress" max="7" value="3">' in html and "Look again" in html
    assert response.headers["Refresh"]


def test_job_when_it_runs_again_after_the_writing_then_nothing_is_written_twice(client, draft):
    filled = Filled(taken(client, "XT"))
    filled.type("", title_en="Once")
    job, _page = compared(client, filled.saved())
    written, _page = confirmed(client, job)
    Job.objects.filter(pk=written.pk).update(state=Job.State.QUEUED)

    jobs.run(written.pk)

    written.refresh_from_db()
    assert written.result["outcome"] == "written" and Priority.objects.filter(title_en="Once").count() == 1


def test_folder_when_a_fortnight_is_over_then_it_goes(client, draft):
    job, _page = compared(client, taken(client, "XT"))
    folder = Folder(job.payload["folder"])
    long_ago = timezone.now().timestamp() - 15 * 24 * 3600
    os.utime(folder.path, (long_ago, long_ago))

    Folder.make()

    assert not folder.path.exists()
    assert client.get(f"/en/workspace/workbook/{job.pk}/").status_code == 200
    assert client.get(f"/en/workspace/workbook/{job.pk}/workbook.xlsx").status_code == 404
