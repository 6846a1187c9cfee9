"""How a file is refused."""


class Refused(Exception):
    """The file is not taken; ``code`` is one of ``amedip.core.documents.reasons``."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
