"""How clients write: the views that the rooms' collections are given, with scopes, versions and answers said again."""

from amedip.partners.api.bulk import BulkView
from amedip.partners.api.views import WorkListView, WritableDetail, WritableList, steps_of, work_addresses
from amedip.partners.api.work import Step, Work

__all__ = [
    "BulkView",
    "Step",
    "Work",
    "WorkListView",
    "WritableDetail",
    "WritableList",
    "steps_of",
    "work_addresses",
]
