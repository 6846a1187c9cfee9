"""Invitations and accounts: what each deed does, and what it refuses."""

import hashlib
import threading
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from amedip.accounts import actions
from amedip.accounts.models import Invitation, User
from amedip.core.models import Deed, Job
from tests.accounts.conftest import PASSWORD, path_in
from tests.factories import SecondFactorFactory, UserFactory

pytestmark = pytest.mark.django_db

GIVEN = {"full_name": "Selma Ben Ali", "language": "fr", "password": PASSWORD}


def token_of(sent) -> str:
    return sent.link.rstrip("/").rpartition("/")[2]


def invite(address="nfp@example.org", **options):
    return actions.invite_person(address, **{"actor": None, "language": "en", **options})


def staff(*permissions, **columns):
    user = UserFactory(is_staff=True, **columns)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_invite_when_the_address_is_new_then_an_account_without_password_and_only_the_hash_of_the_secret():
    sent = invite("Selma@Example.org ", full_name="Selma")

    user = User.objects.get()
    assert (user.email, user.full_name, user.has_usable_password()) == ("selma@example.org", "Selma", False)
    assert Invitation.objects.get().token_hash == hashlib.sha256(token_of(sent).encode()).hexdigest()
    assert sent.invitation.expires_at - timezone.now() > timedelta(days=13)
    assert Deed.objects.get().action == "invitation.send"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_invite_when_mail_goes_out_then_in_the_language_with_the_link_and_the_job_forgets_it(language, delivered):
    sent = invite(language=language)

    message = delivered()[0]

    assert message["To"] == "nfp@example.org"
    assert path_in(message.get_content()) == path_in(sent.link)
    assert path_in(sent.link).startswith(f"/{language}/accounts/invitation/")
    job = Job.objects.get()
    assert (job.state, job.language, job.payload["body"]) == (Job.State.DONE, language, "")


def test_invite_when_names_hold_marks_of_html_then_the_mail_shows_them_as_they_are(delivered):
    invite(full_name="Aminata N’Diaye & <fils>", actor=staff("add_invitation", full_name="O'Brien"))

    text = delivered()[0].get_content()

    assert "Aminata N’Diaye & <fils>" in text
    assert "O'Brien" in text


def test_invite_when_invited_again_then_the_older_link_ends_and_the_account_stays():
    first = invite()
    second = invite(staff=True)

    assert User.objects.get() == first.user == second.user
    assert User.objects.get().is_staff
    with pytest.raises(actions.InvitationOver):
        actions.open_invitation(token_of(first))
    assert actions.open_invitation(token_of(second)) == second.invitation


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a b@example.org", "a@example.org\nBcc: x@example.org"])
def test_invite_when_the_address_is_none_then_refused(address):
    with pytest.raises(ValidationError):
        invite(address)

    assert not User.objects.exists()


def test_invite_when_the_group_does_not_exist_then_nothing_is_written():
    with pytest.raises(ValidationError, match="wizards"):
        invite(staff=True, groups=["wizards"])

    assert not User.objects.exists()
    assert not Job.objects.exists()


def test_invite_when_the_account_is_switched_off_then_refused():
    UserFactory(email="nfp@example.org", is_active=False)

    with pytest.raises(ValidationError):
        invite()

    assert not Invitation.objects.exists()


def test_invite_when_the_actor_has_no_right_then_denied_and_nothing_written():
    for actor in (UserFactory(), staff("view_user"), staff("add_invitation", is_active=False)):
        with pytest.raises(PermissionDenied):
            invite(actor=actor)

    assert not Invitation.objects.exists()


def test_invite_when_the_account_is_a_superusers_then_only_a_superuser_may():
    UserFactory(email="nfp@example.org", is_superuser=True)

    with pytest.raises(PermissionDenied):
        invite(actor=staff("add_invitation"))

    assert invite(actor=staff(is_superuser=True)).link


def test_accept_when_the_link_is_good_then_once_with_name_language_and_password():
    sent = invite()

    user = actions.accept_invitation(token_of(sent), **GIVEN)

    user.refresh_from_db()
    assert (user.full_name, user.language, user.check_password(PASSWORD)) == ("Selma Ben Ali", "fr", True)
    with pytest.raises(actions.InvitationOver):
        actions.accept_invitation(token_of(sent), **GIVEN)


@pytest.mark.parametrize("how", ["unknown", "used", "replaced", "expired", "switched off"])
def test_accept_when_the_link_is_over_then_nothing_changes(how):
    sent = invite()
    token = token_of(sent)
    if how == "unknown":
        token = token[::-1]
    elif how == "used":
        actions.accept_invitation(token, **GIVEN)
    elif how == "replaced":
        actions.send_invitation(sent.user, actor=None)
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        User.objects.update(is_active=False)

    with pytest.raises(actions.InvitationOver):
        actions.accept_invitation(token, **GIVEN | {"password": "quite another sentence"})

    assert not User.objects.get().check_password("quite another sentence")


def test_accept_when_the_password_is_weak_then_the_link_stays_good():
    sent = invite()

    for weak in ("short", "password1234", "Selma Ben Ali"):
        with pytest.raises(ValidationError):
            actions.accept_invitation(token_of(sent), **GIVEN | {"password": weak})

    assert actions.accept_invitation(token_of(sent), **GIVEN)


@pytest.mark.django_db(transaction=True)
def test_accept_when_eight_at_once_then_one_gets_in():
    token = token_of(invite())
    begin, outcomes = threading.Barrier(8), []

    def accept(number):
        begin.wait()
        try:
            actions.accept_invitation(token, **GIVEN | {"password": f"{PASSWORD} {number}"})
            outcomes.append(number)
        except actions.InvitationOver:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winners = [number for number in outcomes if number is not None]
    assert (len(outcomes), len(winners)) == (8, 1)
    assert User.objects.get().check_password(f"{PASSWORD} {winners[0]}")


@pytest.mark.django_db(transaction=True)
def test_invite_when_four_at_once_then_one_account_and_one_open_link():
    begin, failures = threading.Barrier(4), []

    def send():
        begin.wait()
        try:
            invite()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert (User.objects.count(), Invitation.objects.count(), Invitation.objects.open().count()) == (1, 4, 1)


def test_start_over_when_the_phone_is_lost_then_password_and_factors_go_and_a_link_comes(delivered):
    factor = SecondFactorFactory(user__password=PASSWORD)

    sent = actions.start_over(factor.user, actor=staff("add_invitation", "change_user"))

    assert not Authenticator.objects.exists()
    assert not User.objects.get(pk=factor.user.pk).has_usable_password()
    assert path_in(delivered()[0].get_content()) == path_in(sent.link)


def test_change_account_when_a_superuser_is_meant_then_only_a_superuser_may():
    boss, other = UserFactory(is_superuser=True, is_staff=True), UserFactory()
    keeper = staff("change_user")

    with pytest.raises(PermissionDenied):
        actions.change_account(boss, actor=keeper, full_name="Taken over")
    with pytest.raises(ValidationError):
        actions.change_account(other, actor=keeper, is_superuser=True)

    assert User.objects.get(pk=boss.pk).full_name != "Taken over"
    assert not User.objects.get(pk=other.pk).is_superuser
    actions.change_account(other, actor=boss, is_superuser=True)
    assert User.objects.get(pk=other.pk).is_superuser


def test_change_account_when_it_is_ones_own_then_it_cannot_be_switched_off():
    keeper = staff("change_user")

    with pytest.raises(ValidationError):
        actions.change_account(keeper, actor=keeper, is_active=False)


def test_change_account_when_groups_are_given_then_exactly_those():
    user = UserFactory(is_staff=True)
    Group.objects.get_or_create(name="editor")
    Group.objects.get_or_create(name="reader")

    actions.change_account(user, actor=None, groups=["editor"])
    actions.change_account(user, actor=None, groups=["reader"])

    assert list(user.groups.values_list("name", flat=True)) == ["reader"]


def test_change_account_when_the_address_changes_then_both_hear_of_it_and_open_links_end(delivered):
    sent = invite("old@example.org")
    delivered()

    actions.change_account(sent.user, actor=None, email="New@example.org")

    assert [message["To"] for message in delivered()[-2:]] == ["old@example.org", "new@example.org"]
    assert not Invitation.objects.open().exists()


def test_change_account_when_the_address_is_taken_then_refused():
    UserFactory(email="taken@example.org")
    user = UserFactory(email="mine@example.org")

    with pytest.raises(ValidationError):
        actions.change_account(user, actor=None, email="TAKEN@example.org")

    assert User.objects.filter(email="mine@example.org").exists()
