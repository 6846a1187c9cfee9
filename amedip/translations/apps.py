"""Translations as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "amedip.translations"
    label = "translations"
    verbose_name = _("translations")
