"""People in the administration: who may invite, change and see whom."""

from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amedip.accounts import actions
from amedip.accounts.models import Invitation, User
from tests.factories import SecondFactorFactory, UserFactory
from tests.groups import make_groups

pytestmark = pytest.mark.django_db

INVITED = {"email": "new@example.org", "full_name": "New", "language": "fr", "role": "editor"}


@pytest.fixture
def enter(client):
    """A browser in which somebody of the group is signed in."""
    make_groups()

    def signed_in(group, **columns):
        user = UserFactory(is_staff=True, **columns)
        SecondFactorFactory(user=user)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return user

    return signed_in


def test_invite_when_a_coordinator_fills_in_the_form_then_account_group_and_mail(client, enter, delivered):
    coordinator = enter("coordinator")

    answer = client.post("/en/admin/accounts/invitation/add/", INVITED, follow=True)

    user = User.objects.get(email="new@example.org")
    assert "new@example.org" in answer.content.decode()
    assert (user.is_staff, user.is_superuser, [group.name for group in user.groups.all()]) == (True, False, ["editor"])
    assert Invitation.objects.get().invited_by == coordinator
    assert delivered()[-1]["To"] == "new@example.org"


def test_invite_when_a_focal_point_is_meant_then_no_way_into_the_administration(client, enter):
    enter("coordinator")

    client.post("/en/admin/accounts/invitation/add/", INVITED | {"role": "focal-point"})

    user = User.objects.get(email="new@example.org")
    assert (user.is_staff, user.groups.count()) == (False, 0)


@pytest.mark.parametrize("group", ["editor", "translator", "reader"])
@pytest.mark.parametrize("path", ["invitation/", "invitation/add/", "user/"])
def test_people_when_the_group_is_not_coordinator_then_forbidden(client, enter, group, path):
    enter(group)

    assert client.get(f"/en/admin/accounts/{path}").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("standing", ["switched off", "superuser"])
def test_invite_when_the_address_may_not_be_invited_then_the_form_says_why(client, enter, standing):
    enter("coordinator")
    UserFactory(email="new@example.org", is_active=standing != "switched off", is_superuser=standing == "superuser")

    answer = client.post("/en/admin/accounts/invitation/add/", INVITED)

    assert "email" in answer.context["adminform"].form.errors
    assert not Invitation.objects.exists()


def test_user_when_a_coordinator_changes_it_then_written(client, enter):
    enter("coordinator")
    user = UserFactory(is_staff=True)
    editor = Group.objects.get(name="editor")

    client.post(
        f"/en/admin/accounts/user/{user.pk}/change/",
        {"email": user.email, "full_name": "Renamed", "language": "ar", "is_staff": "on", "groups": [editor.pk]},
    )

    user.refresh_from_db()
    assert (user.full_name, user.language, user.is_active) == ("Renamed", "ar", False)
    assert list(user.groups.all()) == [editor]


def test_user_when_a_coordinator_wants_a_superuser_then_neither_made_nor_changed(client, enter):
    coordinator, boss = enter("coordinator"), UserFactory(is_superuser=True, full_name="Boss")
    given = {"email": coordinator.email, "full_name": "Me", "language": "en", "is_active": "on", "is_staff": "on"}

    client.post(f"/en/admin/accounts/user/{coordinator.pk}/change/", given | {"is_superuser": "on"})
    refused = client.post(f"/en/admin/accounts/user/{boss.pk}/change/", given | {"email": boss.email})

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert User.objects.get(is_superuser=True).full_name == "Boss"


def test_user_when_one_switches_oneself_off_then_the_form_refuses(client, enter):
    coordinator = enter("coordinator")

    answer = client.post(
        f"/en/admin/accounts/user/{coordinator.pk}/change/",
        {"email": coordinator.email, "full_name": "Me", "language": "en", "is_staff": "on"},
    )

    assert "is_active" in answer.context["adminform"].form.errors


def test_start_over_when_chosen_for_several_then_done_for_each_that_may_be(client, enter, delivered):
    enter("coordinator")
    lost = SecondFactorFactory(user__full_name="Lost").user
    boss = SecondFactorFactory(user__is_superuser=True).user

    answer = client.post(
        "/en/admin/accounts/user/",
        {"action": "start_over", "_selected_action": [lost.pk, boss.pk]},
        follow=True,
    )

    assert not Authenticator.objects.filter(user=lost).exists()
    assert Authenticator.objects.filter(user=boss).exists()
    assert [message["To"] for message in delivered()] == [lost.email]
    assert "Only a superuser" in answer.content.decode()


@pytest.mark.parametrize("table", ["user", "invitation"])
def test_lists_when_they_grow_then_the_number_of_queries_does_not(client, enter, table):
    enter("coordinator")
    client.get("/en/admin/")  # the first page notes where the person is signed in
    numbers = []
    for more in (1, 5):
        for _ in range(more):
            actions.invite_person(f"n{User.objects.count()}@example.org", actor=None, language="en", groups=["reader"])
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/admin/accounts/{table}/")
        numbers.append(len(queries))

    assert numbers[0] == numbers[1] <= 12


def test_invitation_when_looked_at_then_nothing_in_it_can_be_changed(client, enter):
    enter("coordinator")
    sent = actions.invite_person("new@example.org", actor=None, language="en")

    page = client.get(f"/en/admin/accounts/invitation/{sent.invitation.pk}/change/")

    assert page.status_code == HTTPStatus.OK
    assert '<input type="submit" value="Save"' not in page.content.decode()
    assert sent.invitation.token_hash not in page.content.decode()


@pytest.mark.parametrize("path", ["", "?group=editor", "?q=new", "?is_staff__exact=1", "?language__exact=ar"])
def test_users_when_narrowed_then_only_those(client, enter, path):
    coordinator = enter("coordinator", language="ar", email="new@example.org")
    editor = UserFactory(is_staff=True, language="ar", email="newer@example.org")
    editor.groups.add(Group.objects.get(name="editor"))

    answer = client.get(f"/en/admin/accounts/user/{path}")

    shown = set(answer.context["cl"].queryset)
    assert shown == ({editor} if "group" in path else {coordinator, editor})
