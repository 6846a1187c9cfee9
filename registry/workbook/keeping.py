"""Where workbooks lie on disk, and what can become of one."""

from amedip.core import folders

# What became of a workbook: the job's result has one of them as ``outcome``.
SAME, CHANGES, MOVED, FAULTY, WRITTEN, MADE = "same", "changes", "moved", "faulty", "written", "made"
# What a person may confirm: the first comparison, or the next one when the data had moved on meanwhile.
DIFFERS = (CHANGES, MOVED)


class Folder(folders.Folder):
    """The workbook as it was sent; ``ready`` is one with its bad cells marked, or one that was asked for."""

    AREA, SUFFIX = "workbooks", ".xlsx"
