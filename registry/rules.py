"""Who may see and do what in the registry; everything rests on the mandates of the day."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amedip.core.rules import Allowed, Denied, any_of, is_staff, may_keep
from registry.models import ClientMandate, ConsultationRound, FocalPoint, Practice, Priority


def countries_served_by(user) -> frozenset[int]:
    """The keys of the states that the user speaks for today; none for the anonymous and for the portal itself."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    if user.is_system:
        mandates = ClientMandate.objects.serving().filter(client__account=user)
    else:
        mandates = FocalPoint.objects.serving().filter(user=user)
    return frozenset(mandates.values_list("country_id", flat=True))


def holds_mandate(user, obj=None) -> Allowed | Denied:
    """Does the user speak for any state today?"""
    return Allowed() if countries_served_by(user) else Denied(_("You are not a focal point of any state today."))


def serves_country(user, obj) -> Allowed | Denied:
    """Is the user a focal point, today, of the state that ``obj`` belongs to?"""
    return Allowed() if obj.country_id in countries_served_by(user) else _does_not_serve(user)


def _does_not_serve(user) -> Denied:
    """The refusal of who does not speak for a state; a system is told what it lacks, for it is no focal point."""
    if user is not None and user.is_authenticated and user.is_system:
        return Denied(_("This system has no mandate of this state today. Ask the programme’s staff for one."))
    return Denied(_("You are not a focal point of this state."))


def priorities_visible_to(user):
    """What is public; to focal points also their own state's, and to staff all, whatever the status."""
    if is_staff(user):
        return Priority.objects.all()
    served = countries_served_by(user)
    if not served:
        return Priority.objects.public()
    return Priority.objects.filter(Q(status__in=Priority.PUBLIC_STATES) | Q(country__in=served))


def practices_visible_to(user):
    """What is published; to focal points also their own state's, and to staff all."""
    if is_staff(user):
        return Practice.objects.all()
    served = countries_served_by(user)
    if not served:
        return Practice.objects.public()
    return Practice.objects.filter(Q(published=True) | Q(country__in=served))


def may_appoint(user, obj=None) -> Allowed | Denied:
    """The portal itself (command line), or staff whose group lets them give mandates."""
    if user is None or (user.is_active and user.is_staff and user.has_perm("registry.add_focalpoint")):
        return Allowed()
    return Denied(_("Your account does not have the right to name focal points."))


def leads_priorities(user, obj) -> Allowed | Denied:
    """The portal itself, or staff whose group lets them add priorities: translators, who change texts only, do not."""
    if may_keep("add")(user, obj):
        return Allowed()
    return Denied(_("Only the staff who keep the Registry may do this."))


# The last rule's refusal is the one that people read.
speaks_for_priority = any_of(leads_priorities, serves_country)


def may_use_workbook(user, obj=None) -> Allowed | Denied:
    """Who speaks for a state today brings its priorities as a workbook, and who keeps the Registry those of all."""
    if leads_priorities(user, Priority()) or holds_mandate(user):
        return Allowed()
    return Denied(_("Only focal points and the staff who keep the Registry exchange workbooks of priorities."))


def speaks_for_many(user):
    """``speaks_for_priority`` of this user, as a rule that reads the mandates of the day once for many priorities."""
    leads, served = leads_priorities(user, Priority()), countries_served_by(user)

    def rule(_user, obj):
        return Allowed() if leads or obj.country_id in served else _does_not_serve(user)

    return rule


def nothing_pending(rule):
    """``rule``, as long as no change waits beside the priority: a step that ends its life would lose that change."""

    def checked(user, obj):
        if obj.revision:
            return Denied(_("A change of this priority is pending. Publish or discard it first."))
        return rule(user, obj)

    return checked


def rounds_open_to(countries):
    """Consultations to which one of the states is invited, whose last day is known and not over."""
    today = timezone.localdate()
    invited = ConsultationRound.objects.filter(invited__country__in=countries, closed_at=None)
    return invited.filter(opens__lte=today, closes__gte=today).distinct()


def may_close_round(user, obj) -> Allowed | Denied:
    """Those who keep consultations; not translators, who change their texts only."""
    if may_keep("add")(user, obj):
        return Allowed()
    return Denied(_("Only the staff who keep the consultations may close one."))


def may_close_round_of(user, obj) -> Allowed | Denied:
    """The same for the edition that is made of a consultation."""
    return may_close_round(user, obj.round)


def may_take_pack(user, obj) -> Allowed | Denied:
    """Staff, and who speaks today for the state ``obj``: drafts, comments and names stand in its hand-over pack."""
    if is_staff(user) or obj.pk in countries_served_by(user):
        return Allowed()
    return Denied(_("You are not a focal point of this state."))


def serves_in_open_round(user, obj) -> Allowed | Denied:
    """Is the user a focal point of the invited state ``obj``, and has the consultation begun and not been closed?"""
    if obj.round.closed_at is not None:
        return Denied(_("This consultation is closed."))
    if obj.round.opens > timezone.localdate():
        return Denied(_("This consultation has not begun yet."))
    return serves_country(user, obj)


def may_hand_over(user, obj) -> Allowed | Denied:
    """Who holds the mandate ``obj`` as lead today, and who may name focal points anyway."""
    if may_appoint(user):
        return Allowed()
    today = timezone.localdate()
    serving = obj.since <= today and (obj.until is None or obj.until >= today)
    if obj.user_id == user.pk and user.is_active and serving and obj.position == FocalPoint.Position.LEAD:
        return Allowed()
    return Denied(_("Only the lead focal point in office, or staff, may name a successor."))
