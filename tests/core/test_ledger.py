"""The ledger under random sequences of deeds goes by its table; tests/soak has the long version."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger import Ledger, UnreadLedger

QUICK = settings(
    max_examples=7, stateful_step_count=12, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("machine", [Ledger, UnreadLedger])
def test_ledger_when_people_files_and_machines_write_in_any_order_then_it_goes_by_its_table(db, machine):
    run_state_machine_as_test(machine, settings=QUICK)
