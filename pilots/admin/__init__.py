"""The administration of pilots, one module per noun."""

from pilots.admin import iati, pilots, reports

__all__ = ["iati", "pilots", "reports"]
