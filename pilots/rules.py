"""Who may see and do what with pilots and with the reports on them."""

from django.utils.translation import gettext_lazy as _

from amedip.core.rules import Allowed, Denied, any_of, is_staff, may_keep
from pilots.models import PilotProject, Report
from registry.rules import countries_served_by, serves_country


def pilots_visible_to(user):
    """All of them: a pilot is public from its first day."""
    return PilotProject.objects.all()


def reports_visible_to(user):
    """To focal points those of their own state, to staff all, to nobody else any: the public reads what they bring."""
    if is_staff(user):
        return Report.objects.all()
    return Report.objects.filter(pilot__country__in=countries_served_by(user))


def leads_pilots(user, obj) -> Allowed | Denied:
    """The portal itself, or staff whose group lets them add pilots: translators, who change texts only, do not."""
    if may_keep("add")(user, PilotProject()):
        return Allowed()
    return Denied(_("Only the staff who keep the pilot projects may do this."))


# The last rule's refusal is the one that people read.
speaks_for_pilot = any_of(leads_pilots, serves_country)
