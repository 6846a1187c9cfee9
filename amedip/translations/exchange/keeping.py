"""Where translators' files lie on disk, and what can become of one."""

from amedip.core import folders

# What a job does with a file: make one, compare one that came back, write what was confirmed of it, approve that.
ASK, COMPARE, WRITE, APPROVE = "ask", "compare", "write", "approve"
# What became of it: the job's result has one of them as ``outcome``.
MADE, NOTHING, ALIKE, CHANGES, MOVED, WRITTEN, APPROVED = (
    "made", "nothing", "same", "changes", "moved", "written", "approved",
)  # fmt: skip
# What a person may confirm: the first comparison, or the next one when the texts had moved on meanwhile.
DIFFERS = (CHANGES, MOVED)


class Folder(folders.Folder):
    """The file as it came back, or the one that was asked for (``ready``), and what jobs found in it."""

    AREA = "translations"
    # The agency's work is approved long after its file was written.
    KEPT_FOR = 90 * 24 * 3600
