"""Staff bring a summary from a file to the workshop's page, through the administration and without scripts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amedip.core import jobs
from tests.asking import signed_in
from tests.desk import at_desk, errors, messages, tree, values_of
from tests.factories import UserFactory, WorkshopFactory
from tests.workshops.reader.sample import as_markdown
from workshops.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return WorkshopFactory(ref="ferns-2031")


@pytest.fixture
def client():
    return at_desk()


def upload(client, workshop, data: bytes, language: str = "en", name: str = "summary.md"):
    where = reverse("admin:workshops_workshop_summaries", args=[workshop.pk])
    return client.post(where, {"language": language, "file": SimpleUploadedFile(name, data)})


def page(client, proposal, key: str = ""):
    where = reverse("admin:workshops_workshop_summary", args=[proposal.workshop_id, proposal.pk])
    return client.get(where, {"page": key} if key else {})


def send(client, answer, button: str, **typed):
    """Press a button of the page, with what was typed into the form in which it stands."""
    (form,) = tree(answer).xpath(f"//form[.//button[@value='{button}']]")
    return client.post(answer.wsgi_request.path, values_of(form) | typed | {"do": button}, follow=True)


def worked_on() -> Proposal:
    """The proposal after the worker has done what waits for it."""
    proposal = Proposal.objects.latest("pk")
    jobs.run(proposal.job_id)
    proposal.refresh_from_db()
    return proposal


def test_summary_when_uploaded_corrected_and_published_then_the_workshops_page_says_it(client, workshop):
    answer = client.get(reverse("admin:workshops_workshop_change", args=[workshop.pk]))
    assert tree(answer).xpath("//a[contains(@href, '/summaries/')]")

    answer = upload(client, workshop, as_markdown("en"))
    assert "is being read" in client.get(answer["Location"]).content.decode()
    proposal = worked_on()
    answer = page(client, proposal, "s1")
    fields = tree(answer).xpath("//fieldset[legend[normalize-space()='s1.p2']]//textarea/@name")
    answer = send(client, answer, "save", **{fields[0]: "The Isle of Salt has a register **now**."})
    assert "Nothing of it is public yet" in messages(answer)

    answer = send(client, page(client, proposal), "publish")
    assert "is being published" in answer.content.decode()
    worked_on()

    public = client.get("/en/workshops/ferns-2031/").content.decode()
    assert "<strong>now</strong>" in public
    assert 'id="s1.p2"' in public and 'id="r2.1"' in public


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_second_language_when_uploaded_then_the_first_stands_beside_it(client, workshop, language):
    upload(client, workshop, as_markdown("en"))
    send(client, page(client, worked_on()), "publish")
    worked_on()

    upload(client, workshop, as_markdown(language), language)

    beside = tree(page(client, worked_on(), "s1")).xpath("//*[@lang='en' and contains(@class, 'summary-beside')]")
    assert "walk along the wall" in beside[0].text_content()


@pytest.mark.parametrize(
    ("data", "name", "language", "said"),
    [
        (b"", "empty.md", "en", "empty"),
        (b"MZ\x90\x00", "virus.pdf", "en", "whatever its name says"),
        (b"Text.", "a.md", "", "required"),
        (b"Text.", "a.md", "de", "valid choice"),
    ],
)
def test_file_when_it_cannot_be_taken_then_the_page_says_why_and_nothing_is_kept(
    client, workshop, data, name, language, said
):
    answer = upload(client, workshop, data, language, name)

    assert answer.status_code == 200
    assert said in errors(answer)
    assert not Proposal.objects.exists()


def test_correction_when_it_cannot_be_then_what_was_typed_stays_on_the_page(client, workshop):
    upload(client, workshop, as_markdown("en"))
    proposal = worked_on()
    answer = page(client, proposal, "s2")
    numbers = tree(answer).xpath("//input[contains(@name, '-number')]/@name")

    answer = send(client, answer, "save", **{numbers[0]: "1"})

    assert "“s1” stands twice" in errors(answer)
    assert tree(answer).xpath(f"//input[@name='{numbers[0]}']/@value") == ["1"]
    proposal.refresh_from_db()
    assert proposal.version == 1


def test_correction_when_somebody_else_has_saved_then_it_says_so(client, workshop):
    upload(client, workshop, as_markdown("en"))
    proposal = worked_on()
    mine = page(client, proposal, "s1")
    send(client, page(client, proposal, "s2"), "save")

    answer = send(client, mine, "save")

    assert "Somebody else has changed this" in errors(answer)


def test_summary_when_dropped_then_the_workshop_stays_as_it_is(client, workshop):
    upload(client, workshop, as_markdown("en"))
    proposal = worked_on()

    answer = send(client, page(client, proposal), "drop")

    assert "dropped" in answer.content.decode()
    assert not workshop.sessions.exists()


def test_pages_when_the_person_may_not_then_403_and_with_another_method_405(client, workshop):
    upload(client, workshop, as_markdown("en"))
    proposal = worked_on()
    stranger = signed_in(UserFactory(is_staff=True))
    for where in (
        reverse("admin:workshops_workshop_summaries", args=[workshop.pk]),
        reverse("admin:workshops_workshop_summary", args=[workshop.pk, proposal.pk]),
    ):
        assert stranger.get(where).status_code == 403
        assert stranger.post(where, {"do": "publish"}).status_code == 403
        assert client.delete(where).status_code == 405
    assert client.get(reverse("admin:workshops_workshop_summary", args=[workshop.pk, 0])).status_code == 404
