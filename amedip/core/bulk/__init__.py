"""Many records of one kind in one deed: the same rules, constraints and traces as ``write_record``, set by set.

What ``write_record`` does for one record in some thirty statements this does for a thousand in hardly more, and without
an object of the model for each row that it writes (docs/adr/0020).
"""

from amedip.core.bulk.drafts import Draft, Refusals
from amedip.core.bulk.writing import write_records

__all__ = ["Draft", "Refusals", "write_records"]
