"""The ledger under long random sequences of deeds."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger import Ledger, UnreadLedger

LONG = settings(
    max_examples=60, stateful_step_count=40, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.soak
@pytest.mark.parametrize("machine", [Ledger, UnreadLedger])
def test_ledger_when_people_files_and_machines_write_for_long_then_it_goes_by_its_table(db, machine):
    run_state_machine_as_test(machine, settings=LONG)
