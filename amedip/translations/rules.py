"""Who may translate, review and approve which texts, by the roles of the day."""

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from amedip.core.models import Record, Reference
from amedip.core.rules import Allowed, Denied, is_staff, may_keep
from amedip.translations.models import Order, Translator


def languages_of(user) -> dict[str, bool]:
    """The languages that the user translates into today; True where they may approve too."""
    if user is None or not user.is_authenticated or not user.is_active:
        return {}
    rows = Translator.objects.serving().filter(user=user).values_list("language", "position")
    return {code: position == Translator.Position.REVISER for code, position in rows}


def translates(user, obj=None) -> Allowed | Denied:
    """Does the user translate into any language today, or keep the portal's records?"""
    if is_staff(user) or languages_of(user):
        return Allowed()
    return Denied(_("Only translators and the team work on translations."))


def may_translate(user, record: Record, code: str) -> Allowed | Denied:
    """The portal itself, whoever translates into the language today, and staff who may change such records."""
    if user is None or code in languages_of(user) or may_keep("change")(user, record):
        return Allowed()
    return Denied(_("You do not translate into this language today."))


def may_approve(user, record: Record, code: str) -> Allowed | Denied:
    """The portal itself, the language's revisers, and staff who keep such records: they may add them."""
    if user is None or languages_of(user).get(code) or may_keep("add")(user, record):
        return Allowed()
    return Denied(_("Only revisers of this language and the staff who keep such records approve texts."))


def may_order(user, obj=None) -> Allowed | Denied:
    """The portal itself, and staff who may give work to translators."""
    if user is None or (user.is_active and user.is_staff and user.has_perm("translations.add_order")):
        return Allowed()
    return Denied(_("Your account does not have the right to give work to translators."))


def may_name_translators(user, obj=None) -> Allowed | Denied:
    """The portal itself, and staff whose group lets them say who translates."""
    if user is None or (user.is_active and user.is_staff and user.has_perm("translations.add_translator")):
        return Allowed()
    return Denied(_("Your account does not have the right to name translators."))


def may_use_files(user, code: str = "") -> Allowed | Denied:
    """Who takes texts out of the house and brings them back: staff who give work, translators for their languages.

    Without ``code``: for any language at all.
    """
    if may_order(user) or (languages_of(user) if not code else code in languages_of(user)):
        return Allowed()
    if code:
        return Denied(_("You do not translate into this language today."))
    return Denied(_("Only translators, and staff who give them work, exchange files."))


def references_visible_to(user):
    """What is public; to translators also what lies at them, and to staff all that is not taken away."""
    rows = Reference.objects.filter(gone_at=None)
    if is_staff(user):
        return rows
    if user is None or not user.is_authenticated:
        return rows.filter(public=True)
    serving = Translator.objects.serving().filter(user=user)
    mine = Order.objects.open().filter(Exists(serving), translator=user).values("reference")
    return rows.filter(Q(public=True) | Q(pk__in=mine))
