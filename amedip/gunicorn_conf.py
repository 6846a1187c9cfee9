"""How gunicorn serves the portal: ``gunicorn -c amedip/gunicorn_conf.py``."""

import gc
import os
from pathlib import Path

wsgi_app = "amedip.wsgi"
bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "amedip.core.webserver.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Browsers open connections ahead of need; a worker without threads would wait on them.
threads = 4
preload_app = True
control_socket_disable = True
loglevel = "warning"
# Shorter than what the supervisor grants to a process that it stops.
graceful_timeout = 4


def when_ready(server):
    """Say where the portal answers, now that it does, if a supervisor waits for that."""
    gc.freeze()  # what was loaded before the workers fork stays shared between them
    if "AMEDIP_WEB_READY" in os.environ:
        Path(os.environ["AMEDIP_WEB_READY"]).touch()
        print(os.environ["AMEDIP_WELCOME"], flush=True)
