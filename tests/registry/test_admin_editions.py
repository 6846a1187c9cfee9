"""Closing a consultation at the desk, and the list of editions there."""

import pytest

from amedip.core import jobs
from amedip.core.models import Job
from registry.actions import close_round, files_job
from registry.models import ConsultationRound, Edition, Priority
from tests import factories
from tests.approving import open_gate_of_editions
from tests.desk import address, at_desk, messages, tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gate(db):
    """Of what must be approved before, others tell: see tests/translations/test_gate.py."""
    open_gate_of_editions()


def text_of(response) -> str:
    return " ".join(tree(response).text_content().split())


def test_close_when_the_page_is_opened_then_it_says_what_the_edition_will_hold():
    consultation = factories.RoundFactory()
    factories.PriorityFactory(round=consultation)
    factories.PriorityFactory()
    waiting = factories.PriorityFactory(round=consultation, status=Priority.Status.SUBMITTED, title_en="Still waiting")
    client = at_desk("editor")

    form = client.get(address(ConsultationRound, "change", consultation.pk))
    page = client.get(address(ConsultationRound, "close", consultation.pk))

    assert address(ConsultationRound, "close", consultation.pk) in form.content.decode()
    assert "2 published priorities" in text_of(page)
    assert "1 of them was given in this consultation" in text_of(page)
    assert waiting.ref in text_of(page) and "Still waiting" in text_of(page)
    assert not Edition.objects.exists()


def test_close_when_confirmed_then_the_edition_and_its_progress():
    consultation = factories.RoundFactory()
    factories.PriorityFactory(round=consultation)
    client = at_desk("editor")

    answer = client.post(address(ConsultationRound, "close", consultation.pk), follow=True)

    edition = Edition.objects.get()
    assert answer.redirect_chain == [(address(Edition, "change", edition.pk), 302)]
    assert "The consultation is closed" in messages(answer)
    jobs.advance(files_job(edition), 3, 12)
    assert "3 / 12" in text_of(client.get(address(Edition, "changelist")))
    assert f"it made edition {edition.number}" in text_of(
        client.get(address(ConsultationRound, "change", consultation.pk))
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_close_when_it_is_closed_already_then_a_message_and_no_second_edition(method):
    consultation = factories.RoundFactory()
    close_round(consultation, actor=None)

    answer = getattr(at_desk("editor"), method)(address(ConsultationRound, "close", consultation.pk), follow=True)

    assert "closed already" in messages(answer)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_close_when_a_translator_tries_then_403(method):
    consultation = factories.RoundFactory()

    answer = getattr(at_desk("translator"), method)(address(ConsultationRound, "close", consultation.pk))

    assert answer.status_code == 403
    assert not Edition.objects.exists()


def test_edition_when_its_files_could_not_be_made_then_a_button_has_them_made_again():
    edition = close_round(factories.RoundFactory(), actor=None)
    client, where = at_desk("coordinator"), address(Edition, "files", edition.pk)
    assert where not in client.get(address(Edition, "change", edition.pk)).content.decode()
    Job.objects.update(state=Job.State.FAILED, error="No space left")
    assert where in client.get(address(Edition, "change", edition.pk)).content.decode()

    answer = client.post(where, follow=True)

    assert "made again" in messages(answer)
    assert files_job(edition).state == Job.State.QUEUED
    assert "being made already" in messages(client.post(where, follow=True))
