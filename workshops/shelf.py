"""Where the files of documents lie in the storage."""

from amedip.core.documents import Shelf
from workshops.models import EarlierFile, LanguageVersion

SHELF = Shelf("documents", LanguageVersion, EarlierFile)
