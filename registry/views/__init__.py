"""The Registry's public pages."""

from registry.views.editions import (
    current,
    differences,
    edition,
    edition_file,
    edition_sums,
    editions,
)
from registry.views.entries import compare, practice, practices, priorities, priority

__all__ = [
    "compare",
    "current",
    "differences",
    "edition",
    "edition_file",
    "edition_sums",
    "editions",
    "practice",
    "practices",
    "priorities",
    "priority",
]
