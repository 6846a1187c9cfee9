"""The kernel as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "amedip.core"
    label = "core"
    verbose_name = _("kernel")
