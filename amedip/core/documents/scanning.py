"""ClamAV's scanner, if the setting ``CLAMAV`` names one: the file is sent to it, and what it says is heard.

The protocol is that of clamd(8): ``zINSTREAM``, then pieces with their length before them, then one of no length.
"""

import logging
import socket
import struct
from contextlib import closing
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from amedip.core.documents.reasons import refusal

log = logging.getLogger(__name__)

PORT = 3310
PATIENCE = 30  # seconds for each step
_PIECE = 256 * 1024
_LONGEST_ANSWER = 4_096


def scan(file: BinaryIO) -> None:
    """Raise ``ValidationError`` if the scanner finds something, or does not answer; without a scanner do nothing."""
    if not settings.CLAMAV:
        return
    file.seek(0)
    try:
        with closing(_connect(settings.CLAMAV)) as scanner:
            answer = _ask(scanner, file)
    except OSError as error:
        log.exception("The virus scanner at %s does not answer.", settings.CLAMAV)
        raise refusal("no_scanner") from error
    if answer == "stream: OK":
        return
    if answer.endswith(" FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        log.warning("The virus scanner found %s in an upload.", found)
        raise refusal("virus", virus=found)
    log.error("The virus scanner at %s answers: %s", settings.CLAMAV, answer)
    raise refusal("no_scanner")


def _connect(address: str) -> socket.socket:
    """``unix:/run/clamav/clamd.ctl`` or ``tcp://host:3310``."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(PATIENCE)
        try:
            scanner.connect(parts.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    return socket.create_connection((parts.hostname, parts.port or PORT), PATIENCE)


def _ask(scanner: socket.socket, file: BinaryIO) -> str:
    scanner.sendall(b"zINSTREAM\0")
    try:
        while piece := file.read(_PIECE):
            scanner.sendall(struct.pack("!L", len(piece)) + piece)
        scanner.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        log.warning("The virus scanner stopped listening; its answer says why.")
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = scanner.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
