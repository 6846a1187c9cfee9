"""The virus scanner: Debian's own, with a signature of ours, and what is done when it is away."""

import shutil
import socket
import subprocess
import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from amedip.core.documents import examine
from tests.corpus.archives import docx

SIGNATURE = "the signature that this test made"
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
STARTS_WITHIN = 60  # seconds


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    """The address of a scanner that knows one signature; it runs as whoever runs the tests, and asks nobody."""
    if not CLAMD:
        pytest.skip("needs Debian's clamd (clamav-daemon)")
    # A socket's path may not be long.
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "ours.ndb").write_text(f"Amedip.Test:0:*:{SIGNATURE.encode().hex()}\n")
    settings = {
        "DatabaseDirectory": folder / "signatures",
        "LocalSocket": folder / "socket",
        "LogFile": folder / "log",
        "Foreground": "yes",
        "StreamMaxLength": "1M",
    }
    (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    process = subprocess.Popen([CLAMD, "--config-file", folder / "clamd.conf"], stdout=subprocess.DEVNULL)
    try:
        wait_for(folder / "socket", process)
        yield f"unix:{folder / 'socket'}"
    finally:
        process.terminate()
        process.wait()


def wait_for(path, process):
    until = time.monotonic() + STARTS_WITHIN
    while not path.exists():
        assert process.poll() is None, "clamd did not start"
        assert time.monotonic() < until, "clamd does not listen"
        time.sleep(0.05)


def refused(content: bytes, name="a.txt") -> ValidationError:
    with pytest.raises(ValidationError) as error:
        examine(ContentFile(content, name=name))
    return error.value


def test_file_when_the_scanner_knows_its_content_then_it_is_refused_by_name(scanner, settings):
    settings.CLAMAV = scanner

    error = refused(f"before {SIGNATURE} behind".encode())

    assert error.code == "virus"
    assert "Amedip.Test" in error.messages[0]


def test_file_when_the_scanner_unpacks_it_then_it_is_refused_as_well(scanner, settings):
    settings.CLAMAV = scanner

    assert refused(docx(f"<w:p><w:r><w:t>{SIGNATURE}</w:t></w:r></w:p>"), "a.docx").code == "virus"


def test_file_when_the_scanner_finds_nothing_then_it_is_taken(scanner, settings):
    settings.CLAMAV = scanner

    assert examine(ContentFile(b"before and behind", name="a.txt")).suffix == ".txt"


def test_file_when_it_is_longer_than_the_scanner_takes_then_it_is_refused(scanner, settings):
    settings.CLAMAV = scanner

    assert refused(b"word " * 500_000).code == "no_scanner"


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.ctl", "tcp://127.0.0.1:1"])
def test_file_when_no_scanner_answers_then_it_is_refused_with_a_reason(address, settings):
    settings.CLAMAV = address

    error = refused(b"text")

    assert error.code == "no_scanner"
    assert "does not answer" in error.messages[0]


ANSWERS = [
    (b"stream: OK\0", ""),
    (b"", "no_scanner"),
    (b"UNKNOWN COMMAND\0", "no_scanner"),
    (b"stream: A FOUND\0", "virus"),
]


@pytest.mark.parametrize(("answer", "code"), ANSWERS)
def test_scanner_when_it_speaks_over_the_network_then_its_answer_is_heard(answer, code, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMAV = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        heard = []
        speaker = threading.Thread(target=speak, args=(server, answer, heard))
        speaker.start()

        if code:
            assert refused(b"text").code == code
        else:
            assert examine(ContentFile(b"text", name="a.txt")).suffix == ".txt"
        speaker.join()

    assert heard == [b"zINSTREAM\0\0\0\0\4text\0\0\0\0"]


def speak(server, answer, heard):
    caller, _address = server.accept()
    with caller:
        said = b""
        while not said.endswith(b"\0\0\0\0"):
            said += caller.recv(1_000)
        heard.append(said)
        caller.sendall(answer)


def test_scanner_when_none_is_set_then_none_is_asked(settings):
    settings.CLAMAV = ""

    assert examine(ContentFile(SIGNATURE.encode(), name="a.txt")).suffix == ".txt"
