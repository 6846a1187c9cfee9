"""Keys: shown once, known by their digest, over when they should be; and how far a client gets with one."""

import datetime

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from amedip.accounts.actions import send_invitation
from amedip.core.models import Notice
from amedip.partners.actions import change_client, create_client, make_key, revoke_key, rotate_key
from amedip.partners.models import Client, Key
from registry.models import ClientMandate, Priority
from tests.asking import signed_in
from tests.calling import call, problem
from tests.factories import FocalPointFactory, PartnerStateFactory, PriorityFactory, UserFactory
from tests.groups import make_groups
from tests.partners.calling import System, pointers, system, told

pytestmark = pytest.mark.django_db
DRAFT = {"state": "TN", "title": {"fr": "Un besoin"}}


@pytest.fixture
def tunisia():
    return PartnerStateFactory(code="TN", name_en="Tunisia")


def staff(group: str):
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


def test_key_when_made_then_its_secret_is_kept_nowhere(tunisia):
    its = system(tunisia)
    key = Key.objects.get()

    assert its.secret.startswith(key.prefix)
    assert its.secret not in str(Key.objects.values_list().get())
    assert its.get("priorities/working/").status_code == 200
    key.refresh_from_db()
    assert key.used_from == "127.0.0.1"
    assert timezone.now() - key.used_at < datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda its: revoke_key(its.client.keys.get(), actor=None),
        lambda its: its.client.keys.update(expires_at=timezone.now()),
        lambda its: change_client(its.client, actor=None, active=False),
        lambda its: change_client(its.client, actor=None, expires_on=timezone.localdate() - datetime.timedelta(1)),
        lambda its: setattr(its, "secret", its.secret + "x"),
        lambda its: setattr(its, "secret", ""),
        lambda its: setattr(its, "secret", "é" * 60),
    ],
)
def test_key_when_it_is_over_or_unknown_then_401_for_reading_too(tunisia, spoil):
    its = system(tunisia)
    spoil(its)

    for path in ("priorities/", "priorities/working/", "states/TN/"):
        response = its.get(path)
        assert problem(response, 401)["detail"]
        assert response["WWW-Authenticate"] == 'Bearer realm="AMEDIP", error="invalid_token"'
    assert problem(its.post("priorities/", DRAFT), 401)
    assert not Priority.objects.exists()


def test_write_when_there_is_no_key_then_401_says_how(tunisia):
    for path in ("priorities/working/", "pilot-reports/", "exchange-answers/"):
        response = call(path)
        problem(response, 401)
        assert response["WWW-Authenticate"] == 'Bearer realm="AMEDIP"'
    assert call("priorities/").status_code == 200


def test_key_when_another_follows_then_both_open_until_the_overlap_ends(tunisia):
    its = system(tunisia)
    new = System(its.client, rotate_key(its.client, actor=None, overlap=datetime.timedelta(hours=2)).secret)

    assert its.get("priorities/working/").status_code == new.get("priorities/working/").status_code == 200
    old = its.client.keys.order_by("pk").first()
    assert old.expires_at <= timezone.now() + datetime.timedelta(hours=2)
    rotate_key(its.client, actor=None, overlap=datetime.timedelta(0))
    assert its.get("priorities/working/").status_code == new.get("priorities/working/").status_code == 401


def test_client_when_it_lacks_the_scope_then_403_names_it(tunisia):
    its = system(tunisia, scopes=["pilots:write"])

    response = its.post("priorities/", DRAFT)

    assert "priorities:write" in problem(response, 403)["detail"]
    assert 'scope="priorities:write"' in response["WWW-Authenticate"]
    assert not Priority.objects.exists()


@pytest.mark.parametrize(("since", "until"), [(1, None), (-9, -1)])
def test_client_when_its_mandate_is_not_of_today_then_403_as_for_people(tunisia, since, until):
    its, today = system(tunisia), timezone.localdate()
    days = [None if n is None else today + datetime.timedelta(n) for n in (since, until)]
    own = PriorityFactory(country=tunisia, status="draft")
    ClientMandate.objects.update(since=days[0], until=days[1])

    problem(its.post("priorities/", DRAFT), 403)
    problem(its.patch(f"priorities/{own.ref}/", {"title": {"fr": "x"}}, if_match="*"), 404)
    assert told(its.get("priorities/working/"))["results"] == []


def test_client_when_it_acts_for_the_staff_then_for_every_state_but_nobody_signs_in(tunisia):
    its = system(for_staff=True)

    assert its.post("priorities/", DRAFT).status_code == 201
    account = its.client.account
    assert not account.has_usable_password()
    assert authenticate(email=account.email, password="") is None
    with pytest.raises(PermissionDenied):
        send_invitation(account, actor=UserFactory(is_staff=True, is_superuser=True))


def test_notices_when_systems_could_hear_too_then_only_people_do(tunisia):
    person = UserFactory(is_staff=True, is_superuser=True)
    system(for_staff=True)
    other = system(tunisia, name="Other")
    made = told(other.post("priorities/", DRAFT))

    path = f"priorities/{made['ref']}/"
    assert other.post(f"{path}submit/", if_match=other.tag(path)).status_code == 200

    assert list(Notice.objects.values_list("recipient", flat=True)) == [person.pk]


def test_staff_when_they_keep_clients_then_by_their_group(tunisia):
    make_groups()
    editor = staff("editor")
    focal_point = FocalPointFactory(country=tunisia).user

    for person in (editor, focal_point):
        with pytest.raises(PermissionDenied):
            create_client("Theirs", actor=person, contact="a@example.org")
    made = create_client("Ours", actor=staff("coordinator"), contact="a@example.org")
    with pytest.raises(PermissionDenied):
        make_key(made, actor=editor)


@pytest.fixture
def keeper():
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


MINISTRY = {
    "name": "Ministry",
    "contact": "a@example.org",
    "language": "fr",
    "scopes": ["priorities:write"],
    "rate": "60",
    "active": "on",
}


def test_admin_when_a_client_is_kept_then_with_the_language_of_its_contact(keeper):
    add = "/en/admin/partners/client/add/"
    yesterday = timezone.localdate() - datetime.timedelta(1)
    refused = keeper.post(add, {**MINISTRY, "expires_on": yesterday.isoformat()})
    assert refused.context["adminform"].errors.keys() == {"expires_on"}
    assert keeper.post(add, MINISTRY).status_code == 302
    client = Client.objects.get()
    assert client.account.language == "fr"

    change = f"/en/admin/partners/client/{client.pk}/change/"
    assert keeper.post(change, {**MINISTRY, "rate": "70", "language": "ar", "for_staff": "on"}).status_code == 302
    client = Client.objects.get()
    assert (client.rate, client.account.is_staff, client.account.language) == (70, False, "ar")


def test_admin_when_a_key_is_made_then_it_is_shown_once_and_can_be_taken_back(keeper):
    client = create_client("Ministry", actor=None, contact="a@example.org", scopes=["priorities:write"])
    page = f"/en/admin/partners/client/{client.pk}/keys/"

    assert keeper.post(page, {"days": "30", "follows": "on", "overlap": "1"}).status_code == 302
    shown = keeper.get(page)
    secret = shown.context["secret"]
    its = System(client, secret)

    assert secret in shown.content.decode()
    assert secret not in keeper.get(page).content.decode()
    assert pointers(its.post("priorities/", {"state": "TN"})) == ["/state"]
    for code in ("ar", "fr"):
        assert keeper.get(page.replace("/en/", f"/{code}/")).status_code == 200
    keeper.post(page, {"revoke": client.keys.get().prefix})
    problem(its.get("priorities/"), 401)


def test_admin_when_a_key_or_its_client_is_over_then_the_page_says_so(keeper):
    client = create_client("Ministry", actor=None, contact="a@example.org")
    make_key(client, actor=None)
    page = f"/en/admin/partners/client/{client.pk}/keys/"
    assert "its keys open nothing" not in keeper.get(page).content.decode()

    client.keys.update(expires_at=timezone.now())
    change_client(client, actor=None, active=False)

    shown = keeper.get(page).content.decode()
    assert "its keys open nothing" in shown
    assert 'name="revoke"' not in shown
