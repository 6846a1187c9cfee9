"""What schemathesis is told of our API: a program of its own loads this, without Django.

A schema says which requests are well formed; that two parameters exclude each other, or that a cursor must have been
given before, it cannot say. Whatever else the schema allows must be accepted.
"""

import re

import schemathesis

UNSAYABLE = {
    "address",  # of a webhook: where a name leads is seen when it is looked up
    "bad-cursor",  # well formed, but never given
    "blank",  # nothing but spaces
    "control",  # characters that no text needs
    "missing",  # words to search for, where there are only spaces
    "not-together",
    "out-of-range",  # a day to come, of which nothing is known yet
    "repeated",  # two items mean the same record
    "required",  # one of several parts
    "unfit",  # an institution of another state, a consultation that is closed
    "taken",  # another record is called so already
    "unknown-value",  # of what this caller can see, nothing has this name
}
# What is said of no part of the content is said of all of it together.
WHOLE = re.compile(r"(/items/\d+)?")


@schemathesis.check
def refused_for_what_no_schema_says(ctx, response, case):
    """A request that the schema allows is refused with reasons of which no schema knows, and no others."""
    if response.status_code != 400 or not case.meta.generation.mode.is_positive:
        return
    found = [error for error in response.json().get("errors", []) if not WHOLE.fullmatch(error["pointer"])]
    sayable = [error for error in found if error["code"] not in UNSAYABLE]
    assert not sayable, f"The schema allows what is refused: {sayable}"
