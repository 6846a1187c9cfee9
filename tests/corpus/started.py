"""A program that starts another in its own place and tells what that one took: processor time and memory.

``started.py REPORT PROGRAM …`` appends a line to ``REPORT``: seconds of the processor, and the most memory in MB.
What ``getrusage`` says of all that were started is a sum of the one and the largest of the other; who waits for one
process alone learns what it took. What it is started from counts too, so this is as small as can be.
"""

import os
import sys

report, *program = sys.argv[1:]
_pid, status, took = os.wait4(os.posix_spawn(program[0], program, os.environ), 0)
with open(report, "a") as lines:  # noqa: PTH123 (nothing is imported that need not be)
    lines.write(f"{took.ru_utime + took.ru_stime} {took.ru_maxrss / 1024}\n")
if os.WIFSIGNALED(status):
    os.kill(os.getpid(), os.WTERMSIG(status))
sys.exit(os.waitstatus_to_exitcode(status))
