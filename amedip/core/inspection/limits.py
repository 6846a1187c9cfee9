"""The limits within which a file is looked at; the system ends whoever goes beyond them."""

import resource
import signal
from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """``seconds`` of the processor, ``memory`` in bytes that may be written to."""

    seconds: float
    memory: int


# A person waits for the one, a worker does the other.
CHECK = Limits(seconds=1.5, memory=150 * _MB)
DRAW = Limits(seconds=120, memory=400 * _MB)
# A person waits here too. A picture lies in memory as it is seen, three bytes to a pixel, as it came and anew.
CLEAN = Limits(seconds=8, memory=450 * _MB)


def keep_within(limits: Limits) -> None:
    """Bind this process for good: it may not write files either, and leaves no image of its memory."""
    whole = int(limits.seconds) + 1
    for kind, most in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_CPU, whole),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    # The limit of the system counts whole seconds only; nobody catches this signal, so it ends the process.
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
