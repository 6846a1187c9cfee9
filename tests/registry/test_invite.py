"""The command ``invite``: the way in for the first of all, and for every state."""

import io

import pytest
from django.core.management import CommandError, call_command

from amedip.accounts.models import Invitation, User
from amedip.core.models import Job
from registry.models import FocalPoint
from tests.factories import CountryFactory, FocalPointFactory
from tests.groups import make_groups

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _groups(db):
    make_groups()


def invite(*args) -> str:
    out = io.StringIO()
    call_command("invite", *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_invite_when_a_focal_point_is_named_then_account_mandate_mail_and_link_in_the_language(language):
    country = CountryFactory()

    said = invite("nfp@example.org", "--role", "focal-point", "--state", country.code.lower(), "--language", language)

    user = User.objects.get()
    assert f"/{language}/accounts/invitation/" in said
    assert (user.language, user.is_staff, user.has_usable_password()) == (language, False, False)
    assert list(FocalPoint.objects.values_list("user", "country")) == [(user.pk, country.pk)]
    assert (Job.objects.get().language, Job.objects.get().payload["to"]) == (language, "nfp@example.org")


def test_invite_when_no_language_is_given_then_the_states_own():
    country = CountryFactory(languages=["pt", "fr", "ar"])

    invite("nfp@example.org", "--role", "focal-point", "--state", country.code)

    assert User.objects.get().language == "fr"


def test_invite_when_it_is_the_first_of_the_staff_then_a_superuser_and_the_next_is_none():
    first = invite("first@example.org", "--role", "staff")
    second = invite("second@example.org", "--role", "staff", "--group", "reader")

    assert ("superuser" in first, "superuser" in second) == (True, False)
    assert User.objects.get(is_superuser=True).email == "first@example.org"
    assert [group.name for group in User.objects.get(email="first@example.org").groups.all()] == ["coordinator"]
    assert [group.name for group in User.objects.get(email="second@example.org").groups.all()] == ["reader"]


def test_invite_when_repeated_then_a_fresh_link_only():
    country = CountryFactory()
    before = invite("nfp@example.org", "--role", "focal-point", "--state", country.code)
    after = invite("nfp@example.org", "--role", "focal-point", "--state", country.code)

    assert before.splitlines()[-1] != after.splitlines()[-1]
    assert (User.objects.count(), FocalPoint.objects.count(), Invitation.objects.open().count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("args", "advice"),
    [
        (["nobody", "--role", "staff"], "valid email"),
        (["a@example.org", "--role", "focal-point"], "--state"),
        (["a@example.org", "--role", "focal-point", "--state", "QQ"], "There is no state"),
        (["a@example.org", "--role", "staff", "--state", "TN"], "--role focal-point"),
        (["a@example.org", "--role", "focal-point", "--state", "TN", "--group", "editor"], "--role staff"),
        (["a@example.org", "--role", "king"], "invalid choice"),
        (["a@example.org", "--role", "staff", "--language", "de"], "invalid choice"),
    ],
)
def test_invite_when_it_makes_no_sense_then_one_line_says_why_and_nothing_is_written(args, advice):
    with pytest.raises(CommandError, match=advice):
        invite(*args)

    assert not User.objects.exists()


def test_invite_when_the_state_has_a_lead_then_the_constraints_own_words():
    country = FocalPointFactory().country

    with pytest.raises(CommandError, match="another lead focal point"):
        invite("new@example.org", "--role", "focal-point", "--state", country.code)

    assert not User.objects.filter(email="new@example.org").exists()
