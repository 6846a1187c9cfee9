import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from amedip.partners.hooks.addresses import Policy
from amedip.partners.hooks.sending import Limits, send
from amedip.partners.models import Outcome
from tests.partners.hooks.receiver import NAME, listening, receiving, resolve


def sent_to(receiver, url="", **more):
    return send(url or receiver.url, b'{"a":1}', {"webhook-id": "1"}, policy=receiver.policy, resolve=resolve, **more)


def test_send_when_the_receiver_takes_it_then_it_came_under_its_name():
    with receiving() as receiver:
        answer = sent_to(receiver, receiver.url + "?key=é")

    assert answer.delivered and answer.status == 204
    (came,) = receiver.came
    assert (came.path, came.body) == ("/hooks?key=%C3%A9", b'{"a":1}')
    assert (came.headers["Host"], came.headers["webhook-id"]) == (f"{NAME}:{receiver.port}", "1")


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 500, 503])
def test_send_when_the_answer_is_no_success_then_its_status_and_beginning_are_told(status):
    with listening() as (port, knocked), receiving() as receiver:
        headers = {"Location": f"http://127.0.0.1:{port}/", "Retry-After": "120"}
        receiver.says = lambda _: (status, headers, b"\x00 no\xff" + b"x" * 5_000)

        answer = sent_to(receiver)

        assert (answer.outcome, answer.status, answer.retry_after) == (Outcome.STATUS, status, 120)
        assert answer.excerpt.startswith("  nox") and len(answer.excerpt.encode()) <= 1_000
        assert not knocked()


def drip(conversation: bytes, ended: threading.Event):
    """A server that says this and then keeps the line open, with a byte now and then, until the other hangs up."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        with server, server.accept()[0] as line:
            line.sendall(conversation)
            line.settimeout(0.02)
            while not ended.is_set():
                try:
                    line.sendall(b"x")
                    if line.recv(65_536) == b"":
                        ended.set()
                except TimeoutError:
                    continue
                except OSError:
                    ended.set()

    thread = threading.Thread(target=serve)
    thread.start()
    return server.getsockname()[1], thread


@pytest.mark.parametrize(
    ("scheme", "conversation", "outcome"),
    [
        ("http", b"", Outcome.TIMEOUT),
        ("http", b"HTTP/1.1 200 OK\r\nX-Slow: ", Outcome.TIMEOUT),
        ("http", b"HTTP/1.1 100 Continue\r\n\r\n", Outcome.TIMEOUT),
        ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n", Outcome.DELIVERED),
        ("https", b"", Outcome.TIMEOUT),
    ],
)
def test_send_when_the_receiver_drips_then_it_ends_in_time(scheme, conversation, outcome):
    ended = threading.Event()
    port, thread = drip(conversation, ended)
    policy = Policy(inside=frozenset({f"localhost:{port}"}))
    began = time.monotonic()

    answer = send(
        f"{scheme}://localhost:{port}/", b"{}", {}, policy=policy, limits=Limits(total=0.3),
        resolve=lambda *_: ["127.0.0.1"],
    )  # fmt: skip

    assert time.monotonic() - began < 2
    ended.set()
    thread.join()
    # What answers a TLS greeting with rubbish may be found out before the time is over.
    assert answer.outcome == outcome or (scheme == "https" and answer.outcome == Outcome.TLS)


def test_send_when_nobody_listens_or_talks_otherwise_then_the_outcome_says_so():
    with listening() as (port, _knocked):
        pass
    policy = Policy(inside=frozenset({f"localhost:{port}"}))
    nobody = send(f"http://localhost:{port}/", b"{}", {}, policy=policy, resolve=lambda *_: ["127.0.0.1"])
    ended = threading.Event()
    port, thread = drip(b"SSH-2.0-OpenSSH\r\n\r\n", ended)
    other = send(
        f"http://localhost:{port}/", b"{}", {}, policy=Policy(inside=frozenset({f"localhost:{port}"})),
        resolve=lambda *_: ["127.0.0.1"],
    )  # fmt: skip
    thread.join()

    assert nobody.outcome == Outcome.CONNECTION
    assert other.outcome == Outcome.PROTOCOL


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of its own authority for the receiver's name, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "receiver")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "receiver.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def test_send_when_the_line_is_encrypted_then_name_and_certificate_belong_together(certificate):
    asked = []
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(certificate)
    inside.sni_callback = lambda _line, name, _context: asked.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate))

    with receiving(wrap=lambda sock: inside.wrap_socket(sock, server_side=True)) as receiver:
        url = receiver.url.replace("http:", "https:")
        fine = sent_to(receiver, url, context=trusting)
        unknown_authority = sent_to(receiver, url)
        other = f"other.example.net:{receiver.port}"
        other_name = send(
            f"https://{other}/", b"{}", {}, policy=Policy(inside=frozenset({other})),
            resolve=lambda *_: ["127.0.0.1"], context=trusting,
        )  # fmt: skip

    assert fine.delivered
    assert unknown_authority.outcome == other_name.outcome == Outcome.TLS
    assert asked == [NAME, NAME, "other.example.net"]
    assert len(receiver.came) == 1
