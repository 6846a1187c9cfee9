"""The ZIP archives that DOCX and ODT are: read strictly, as no two programs could read them differently."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from amedip.core.reading.verdicts import Refused

MOST_ENTRIES = 2_000
LARGEST_INDEX = 1024 * 1024  # bytes
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes, of all entries together
# Text packs well, but not like this; below the floor it does no harm.
HIGHEST_RATIO, RATIO_FLOOR = 200, 1024 * 1024
_DESCRIPTOR = 24  # bytes that may follow an entry whose size was not known when it was begun
_BLOCK = 64 * 1024
_STORED, _DEFLATED = 0, 8

_END = struct.Struct("<4s4H2LH")
_INDEX = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_UNSAFE_NAME = re.compile(
    r"^$|^[/\\]|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SYMLINK = 0o120000


@dataclass(frozen=True)
class Entry:
    """One file in the archive: its packed bytes lie from ``begin`` until before ``end``."""

    name: str
    offset: int
    begin: int
    end: int
    size: int
    crc: int
    method: int


def entries_of(file: BinaryIO) -> list[Entry]:
    """The entries in the order of the index; raises ``Refused`` for whatever is not a plain, honest archive."""
    length = file.seek(0, 2)
    count, index_size, index_offset = _end_of(file, length)
    file.seek(index_offset)
    index = file.read(index_size)
    entries, at = [], 0
    for _number in range(count):
        entry, at = _entry(file, index, at)
        entries.append(entry)
    if at != len(index):
        raise Refused("archive_false")
    _check_together(entries, index_offset)
    return entries


def unpacked(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The content of an entry, block by block; raises ``Refused`` where it is not what the index says."""
    inflate = zlib.decompressobj(-15) if entry.method == _DEFLATED else None
    size, crc, at = 0, 0, entry.begin
    while at < entry.end:
        file.seek(at)
        packed = file.read(min(_BLOCK, entry.end - at))
        if not packed:
            raise Refused("truncated")
        at += len(packed)
        for block in _inflated(inflate, packed) if inflate else (packed,):
            size += len(block)
            if size > entry.size:
                raise Refused("archive_false")
            crc = zlib.crc32(block, crc)
            yield block
    whole = inflate is None or (inflate.eof and not inflate.unused_data)
    if not whole or size != entry.size or crc != entry.crc:
        raise Refused("archive_false")


def _inflated(inflate, packed: bytes) -> Iterator[bytes]:
    try:
        while packed:
            yield inflate.decompress(packed, _BLOCK)
            packed = inflate.unconsumed_tail
    except zlib.error as error:
        raise Refused("broken") from error


def _end_of(file, length: int) -> tuple[int, int, int]:
    """What the archive's last record says: how many entries, and where their index lies."""
    file.seek(max(0, length - _END.size))
    last = file.read(_END.size)
    if len(last) < _END.size or not last.startswith(b"PK\x05\x06"):
        file.seek(max(0, length - 65_557))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        raise Refused("appended" if 0 <= at <= len(tail) - _END.size else "truncated")
    _sign, disk, index_disk, here, count, index_size, index_offset, comment = _END.unpack(last)
    if disk or index_disk or here != count or comment or index_offset + index_size != length - _END.size:
        raise Refused("archive_false")
    if count > MOST_ENTRIES or index_size > LARGEST_INDEX:
        raise Refused("bomb")
    return count, index_size, index_offset


def _entry(file, index: bytes, at: int) -> tuple[Entry, int]:
    """The entry at this place of the index, and where the next one stands."""
    try:
        (
            sign, made_by, _needs, flags, method, _time, _date, crc, packed, size, name_size, extra_size, comment_size,
            _disk, _inner, outer, offset,
        ) = _INDEX.unpack_from(index, at)  # fmt: skip
    except struct.error as error:
        raise Refused("archive_false") from error
    at += _INDEX.size
    raw = index[at : at + name_size]
    if sign != b"PK\x01\x02":
        raise Refused("archive_false")
    if flags & 0x1:
        raise Refused("encrypted")
    if method not in (_STORED, _DEFLATED) or (made_by >> 8 == 3 and outer >> 16 & 0o170000 == _SYMLINK):
        raise Refused("archive_false")
    begin = _data_of(file, offset, raw, flags, (method, crc, packed, size))
    name = raw.decode("utf-8" if flags & 0x800 else "cp437", errors="replace")
    if len(name) > 250 or _UNSAFE_NAME.search(name):
        raise Refused("archive_name")
    if size > RATIO_FLOOR and size > HIGHEST_RATIO * max(packed, 1):
        raise Refused("bomb")
    return Entry(name, offset, begin, begin + packed, size, crc, method), at + name_size + extra_size + comment_size


def _data_of(file, offset: int, raw: bytes, flags: int, told: tuple[int, int, int, int]) -> int:
    """Where the entry's packed bytes begin: what stands before them must say the same as the index."""
    file.seek(offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise Refused("archive_false")
    sign, _needs, own_flags, method, _time, _date, crc, packed, size, name_size, extra_size = _LOCAL.unpack(head)
    if sign != b"PK\x03\x04" or file.read(name_size) != raw or own_flags & 0x1:
        raise Refused("archive_false")
    said = (method, crc, packed, size) if not own_flags & 0x8 else (method, *told[1:])
    if said != told or (own_flags ^ flags) & 0x8:
        raise Refused("archive_false")
    return offset + _LOCAL.size + name_size + extra_size


def _check_together(entries: list[Entry], index_offset: int) -> None:
    """No two of one name, none in another, nothing hidden between them, and not too much in all."""
    if len({entry.name.casefold() for entry in entries}) < len(entries):
        raise Refused("archive_false")
    if sum(entry.size for entry in entries) > LARGEST_UNPACKED:
        raise Refused("bomb")
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if not at <= entry.offset <= at + (_DESCRIPTOR if at else 0):
            raise Refused("archive_false")
        at = entry.end
    if not at <= index_offset <= at + _DESCRIPTOR:
        raise Refused("archive_false")
