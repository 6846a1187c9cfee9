"""The kernel as a Django app."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _

from amedip import celery  # noqa: F401 (every process that uses Django sends to our own broker)


class CoreConfig(AppConfig):
    name = "amedip.core"
    label = "core"
    verbose_name = _("kernel")


class HouseAdminConfig(admin.AdminConfig):
    """Django's administration with our site in it."""

    default = False
    default_site = "amedip.core.adminsite.HouseSite"
