"""What people type about pilots."""

from pilots.forms.reports import TEXTS, ReportForm, tongues_in_order

__all__ = ["TEXTS", "ReportForm", "tongues_in_order"]
