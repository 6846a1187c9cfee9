"""Every step that is not on the tables, tried at every door that takes steps by somebody who may do everything."""

import pytest

from amedip.core.models import Deed
from exchanges.models import Exchange, ExchangeRequest, Offer
from exchanges.workflow import WORKFLOWS
from tests.asking import signed_in
from tests.desk import address
from tests.exchanges import lives
from tests.factories import ExchangeFactory, ExchangeRequestFactory, OfferFactory, UserFactory

pytestmark = pytest.mark.django_db

LIVING = {
    "exchange-request": (ExchangeRequest, ExchangeRequestFactory, "requests/{ref}/"),
    "offer": (Offer, OfferFactory, "offers/{ref}/"),
    "exchange": (Exchange, ExchangeFactory, "{ref}/"),
}
# All that a step may ask for, so that nothing but the table refuses it.
SAID = {"note": "So it is.", "start": lives.day(-3).isoformat(), "end": lives.day(-2).isoformat()}


# Buttons that save the form first: what was typed is kept though the step is refused.
SAVING = {("exchange-request", "submit")}


def off_the_table(noun, *, every: bool):
    """Steps and states from which they do not lead; unless ``every`` is asked for, one state for each step."""
    model, steps = LIVING[noun][0], WORKFLOWS[noun].transitions.values()
    pairs = [(step.name, state) for step in steps for state in model.Status if state not in step.sources]
    return pairs if every else [*dict(pairs).items()]


@pytest.fixture
def anybody():
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
@pytest.mark.parametrize("noun", LIVING)
def test_step_off_the_table_when_sent_to_workspace_or_administration_then_nothing_happens(noun, every, anybody):
    model, factory, desk = LIVING[noun]
    record = factory(**({"start": lives.day(-3), "end": lives.day(-2)} if noun == "exchange" else {}))
    workspace, administration = (
        f"/en/workspace/exchanges/{desk.format(ref=record.ref)}",
        address(model, "move", record.pk),
    )
    host = record.host_id if noun == "exchange" else lives.two_states().hosting.pk

    for step, state in off_the_table(noun, every=every):
        model.objects.filter(pk=record.pk).update(status=state)
        sent = SAID | {"host": host, "expected": model.objects.get().version}
        answer = anybody.post(workspace, sent | {"act": step})
        assert answer.status_code in (400, 403, 409) or (noun, step) in SAVING, (step, state)
        sent["expected"] = model.objects.get().version
        assert anybody.post(administration, sent | {"step": step}).status_code == 302, (step, state)
        assert model.objects.get().status == state, (step, state)
    assert not Deed.objects.filter(action__in=[f"{noun}.{step}" for step in WORKFLOWS[noun].transitions]).exists()
