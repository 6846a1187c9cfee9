"""Of our libraries' strings those are asked for that can appear."""

import pytest

from amedip.core import upstream

CAN = [
    "django/contrib/admin/options.py",
    "django/contrib/admin/templates/admin/pagination.html",
    "django/contrib/admin/static/admin/js/calendar.js",
    "django/contrib/auth/password_validation.py",
    "django/forms/fields.py",
    "django/utils/timesince.py",
    "allauth/account/forms.py",
    "allauth/mfa/webauthn/forms.py",
    "allauth/usersessions/models.py",
    "import_export/forms.py",
    "rest_framework/exceptions.py",
    "django_filters/conf.py",
]
CANNOT = [
    "allauth/socialaccount/forms.py",  # an app that is not installed
    "django/contrib/gis/forms/fields.py",
    "django/contrib/auth/management/__init__.py",  # a console
    "django/contrib/auth/migrations/0001_initial.py",
    "django/conf/global_settings.py",  # for a reason of its own
    "allauth/templates/mfa/index.html",  # ours stands in for it
    "rest_framework/templates/rest_framework/base.html",
]


@pytest.fixture(scope="module")
def places():
    return {path.relative_to(upstream.SITE_PACKAGES).as_posix() for path in upstream._files()}


@pytest.mark.parametrize("place", CAN)
def test_files_when_a_string_can_appear_then_its_file_is_read(places, place):
    assert place in places


@pytest.mark.parametrize("place", CANNOT)
def test_files_when_no_string_can_appear_then_the_file_is_left_out(places, place):
    assert (upstream.SITE_PACKAGES / place).exists()
    assert place not in places


@pytest.mark.parametrize("place", upstream.LEFT_OUT)
def test_left_out_when_a_library_changes_then_each_rule_still_has_its_place(place):
    assert (upstream.SITE_PACKAGES / place).exists()


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    "key", [(None, "Save and add another"), ("abbrev. month", "Jan."), (None, "%(num)d year"), (None, "Sign Out")]
)
def test_shipped_when_a_library_has_a_catalogue_then_its_translations_are_known(language, key):
    message, catalogue = upstream.shipped(language, "django")[key]

    assert all([message.string] if isinstance(message.string, str) else message.string)
    assert catalogue.num_plurals >= 2
