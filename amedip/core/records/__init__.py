"""The one door for plain records: columns, texts, links and sources in one deed, under one rule and one version.

Kinds with a life of their own (priorities, exchanges…) have actions that call these after their own rule.
"""

from amedip.core.records.announcing import announce, renew, touch
from amedip.core.records.attached import Links, Source, set_sources
from amedip.core.records.door import Stale, check, delete_record, explained, lock, refresh, write_record

__all__ = [
    "Links",
    "Source",
    "Stale",
    "announce",
    "check",
    "delete_record",
    "explained",
    "lock",
    "refresh",
    "renew",
    "set_sources",
    "touch",
    "write_record",
]
