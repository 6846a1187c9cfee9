"""The house layer over Django's admin: every table of the portal is kept with these classes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amedip.core.admin.base import Choosing
from amedip.core.admin.inlines import PartInline, PartRows
from amedip.core.admin.kernel import ReadOnlyAdmin
from amedip.core.admin.record import HouseAdmin, RecordAdmin
from amedip.core.admin.thesaurus import ConceptAdmin

__all__ = ["Choosing", "ConceptAdmin", "HouseAdmin", "PartInline", "PartRows", "ReadOnlyAdmin", "RecordAdmin"]

admin.site.site_header = _("AMEDIP administration")
admin.site.site_title = _("AMEDIP administration")
admin.site.index_title = _("What is there to do")
