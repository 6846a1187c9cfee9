"""The pages that need several apps, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "amedip.portal"
    label = "portal"
    verbose_name = _("portal")
