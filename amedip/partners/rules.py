"""Who may let systems in, and how far a system may go."""

from amedip.core.rules import Allowed, Denied, may_keep


def may_keep_webhook(user, obj) -> Allowed | Denied:
    """The portal itself, the client whose it is, or staff whose group lets them keep webhooks."""
    if user is not None and obj.client_id and user.is_active and obj.client.account_id == user.pk:
        return Allowed()
    return may_keep("change")(user, obj)
