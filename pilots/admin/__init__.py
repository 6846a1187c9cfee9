"""The administration of pilots."""

from pilots.admin import projects

__all__ = ["projects"]
