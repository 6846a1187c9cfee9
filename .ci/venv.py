"""Make `.venv` hold what a `requirements*.txt` pins; quick when it does. Runs on the system's Python, on no package."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11, 2)
VENV = ".venv"
PYTHON = os.path.join(VENV, "bin", "python")


def main(requirements):
    if sys.version_info < OLDEST:
        sys.exit("AMEDIP needs Python 3.11.2 or newer; this is %s." % sys.version.split()[0])
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv")
    with open(".venv.lock", "w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)  # two targets of one clone may start at once
        if not is_ready(requirements):
            if not is_ready("requirements.txt"):
                make()
            install(requirements)


def stamp(requirements):
    """The file that is written last, so that a set-up killed half-way counts as none."""
    return os.path.join(VENV, requirements + ".installed")


def fingerprint(requirements):
    """Changes with the pins and with the Python that runs in `.venv`, which an upgrade of the system replaces."""
    version = subprocess.run([PYTHON, "--version"], capture_output=True, check=True).stdout
    with open(requirements, "rb") as file:
        return hashlib.sha256(version + file.read()).hexdigest()


def is_ready(requirements):
    try:
        with open(stamp(requirements)) as file:
            return file.read() == fingerprint(requirements)
    except (OSError, subprocess.CalledProcessError):
        return False


def make():
    print("Making %s with Python %s …" % (VENV, sys.version.split()[0]), flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", VENV], check=False).returncode:
        sys.exit("Python could not make a virtual environment in %s." % os.path.abspath(VENV))


def install(requirements):
    print("Installing the packages of %s (the first time takes a minute) …" % requirements, flush=True)
    # The list is complete, so pip need not look for more; wheels only, so nothing is built or run. Compiling what is
    # never imported would take a third of the time.
    options = ["--no-deps", "--no-compile", "--require-hashes", "--only-binary", ":all:", "-qq"]
    options += ["--disable-pip-version-check"]
    command = [PYTHON, "-m", "pip", "install", *options, "-r", requirements]
    if subprocess.run(command, check=False).returncode:
        sys.exit("The packages of %s could not be installed; pip says why above." % requirements)
    path = stamp(requirements)
    with open(path + ".new", "w") as file:
        file.write(fingerprint(requirements))
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main(sys.argv[1])
