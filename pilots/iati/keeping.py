"""Where IATI files that are handed in lie on disk, and what can become of one."""

from amedip.core import folders

# What a job does with a file: compare it with the portal, or write what was confirmed of it.
COMPARE, WRITE = "compare", "write"
# What became of it: the job's result has one of them as ``outcome``.
ALIKE, CHANGES, MOVED, WRITTEN = "same", "changes", "moved", "written"
# What a person may confirm: the first comparison, or the next one when the pilots had moved on meanwhile.
DIFFERS = (CHANGES, MOVED)


class Folder(folders.Folder):
    """The file as it was handed in, and what jobs found in it."""

    AREA = "iati"
    SUFFIX = ".xml"
