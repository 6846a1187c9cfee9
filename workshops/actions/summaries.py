"""Deeds at workshops that the kernel's one door does not know of itself."""

from amedip.core import jobs, references
from amedip.core.models import Job
from workshops.models import Passage, Session

# The job that makes the summary of a workshop in one language.
SUMMARY_FILE = "workshops.summary"


def next_anchor(session: Session) -> str:
    """The next free address in the session, such as ``s1.p7``; one that was ever given is not given again.

    The caller holds the transaction in which the passage is written.
    """
    prefix = f"{session.anchor}.p"
    return f"{prefix}{references.next_number(Passage.KIND, f'{session.workshop.ref}-{prefix}')}"


def ask_for_summary_file(place: dict, *, key: str) -> Job:
    """Queue the job for one summary, once for each ``key``; return the job, whatever became of it."""
    return jobs.enqueue(SUMMARY_FILE, place, actor=None, key=f"{SUMMARY_FILE}:{key}")
