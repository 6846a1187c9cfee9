"""What webhooks and the log of what was sent to them look like in the API, and what clients send."""

from amedip.core.api.inputs import CodeInput, FlagInput, InputShape, ListInput, MomentInput
from amedip.core.api.shapes import Choice, Code, Codes, Filled, Flag, Many, Moment, Number, Shape
from amedip.partners.models import PREFIX, Attempt, Delivery, Outcome, Webhook

AN_ADDRESS = "https://partner.example.org/hooks"


class WebhookShape(Shape):
    id = Number("Its number.", "pk", example=7)
    name = Code("What you know it by.", example="Mirror of the Registry")
    url = Code("Where messages are posted.", example=AN_ADDRESS)
    events = Codes("What it is told of; empty: of everything.", example=["priority.published", "priority.withdrawn"])
    active = Flag("Is it told at present?", example=True)
    off_because = Choice("Why not: by hand, failing for three days, or 410.", choices=Webhook.Off, null=True)
    off_at = Moment("Since when not.", null=True)
    delivered_at = Moment("When a message last arrived.", null=True, example="2026-11-22T20:15:04Z")
    created_at = Moment("When it was registered.", example="2026-11-22T20:15:00Z")


class RegisteredShape(WebhookShape):
    """A webhook with its secret."""

    secret = Filled(
        "What messages are signed with. It stands in this answer alone: where the answer is said again it is null.",
        example="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw3IXs8mVeJ2I=",
    )


class AttemptShape(Shape):
    at = Moment("When.", example="2026-11-22T20:15:04Z")
    outcome = Choice("What came of it.", choices=Outcome, example="status")
    status = Number("Status of the answer.", null=True, example=503)
    milliseconds = Number("How long it took.", example=212)
    excerpt = Code("Beginning of what was answered.", null=True, example="try later")


class MessageName(Code):
    """The name of a message as its receiver sees it."""

    def reader(self, at, language):
        place = at[0]
        return lambda row: f"{PREFIX}{row[place].hex}"


class DeliveryShape(Shape):
    message = MessageName("`webhook-id` of the message.", example="msg_0d2f5b1c9a7e4f31a4c5b6d7e8f90a1b")
    type = Code("The event.", example="priority.published")
    ref = Code("Reference of the record.", "reference.ref", null=True, example="TN-2012-003")
    state = Choice("What became of it.", choices=Delivery.State, example="waiting")
    created_at = Moment("When it was made.", example="2026-11-22T20:15:00Z")
    due_at = Moment("When the next attempt is due, or the last was.", example="2026-11-22T20:15:14Z")
    ended_at = Moment("When it arrived or was given up.", null=True)
    attempts = Many(AttemptShape(), Attempt, "delivery", "Every attempt, the oldest first.")


class QueuedShape(Shape):
    queued = Number("How many messages are on their way.", example=3)


def _events() -> ListInput:
    one = CodeInput("A type.", max_length=80, example="priority.published")
    return ListInput(one, "What it is told of; empty: of everything.", most=200)


class WebhookInput(InputShape):
    """Registers an address, which is told from now on. It must be on the open internet."""

    name = CodeInput("What you know it by.", max_length=150, required=True, example="Mirror of the Registry")
    url = CodeInput("Where messages are posted.", max_length=500, required=True, example=AN_ADDRESS)
    events = _events()


class WebhookChangeInput(InputShape):
    """Changes what is sent. Switched on again it is told from then on; `replay` sends what it missed."""

    name = CodeInput("What you know it by.", max_length=150, example="Mirror of the Registry")
    url = CodeInput("Where messages are posted.", max_length=500, example=AN_ADDRESS)
    events = _events()
    active = FlagInput("Is it told?", example=True)


class ReplayInput(InputShape):
    """One message by its name, or what was published in a span of time, both ends included."""

    message = CodeInput("`webhook-id` of one message; then without a span.", max_length=40, null=True, example=None)
    since = MomentInput("Published since.", null=True, example="2026-11-21T00:00:00Z")
    until = MomentInput("Published until; by default now.", null=True, example="2026-11-22T00:00:00Z")
