"""What looks into a file that somebody handed in: a program of its own, small, without Django, that trusts nothing.

It runs as ``python -m amedip.core.inspection check pdf`` with the file as its input, under limits of time and memory
that the system enforces (docs/adr/0015), and answers with one line of JSON. Nobody imports it for its functions.
"""
