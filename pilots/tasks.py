"""What the worker does for pilots."""

from amedip.core import jobs
from pilots.actions import IATI, do_with_iati


@jobs.handler(IATI)
def do_with_an_iati_file(job) -> dict:
    """Compare an IATI file with the portal, or write what was confirmed of it."""
    return do_with_iati(job)
