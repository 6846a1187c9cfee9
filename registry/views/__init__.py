"""The Registry's public pages."""

from registry.views.editions import (
    current,
    differences,
    edition,
    edition_file,
    edition_sums,
    editions,
)
from registry.views.entries import compare, compare_file, practice, practices, priorities, priority

__all__ = [
    "compare",
    "compare_file",
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
