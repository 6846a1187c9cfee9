"""Partner systems as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "amedip.partners"
    label = "partners"
    verbose_name = _("partner systems")
