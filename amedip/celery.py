"""The queue: jobs are rows in PostgreSQL, the queue carries their ids, so a message lost or doubled does no harm."""

import os
import signal
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.schedules import crontab
from celery.signals import worker_process_init
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amedip.settings")
TRANSPORT_ALIASES["files"] = "amedip.core.filequeue:Transport"


def configuration() -> dict:
    """Celery's settings, read when they are first needed: Django's may not be there before."""
    values = {
        "broker_url": settings.CELERY_BROKER_URL,
        "broker_connection_retry_on_startup": True,
        "timezone": settings.TIME_ZONE,
        "task_ignore_result": True,
        "task_serializer": "json",
        "accept_content": ["json"],
        "worker_concurrency": 2,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "beat_schedule_filename": str(settings.DATA_DIR / "scheduler"),
        "beat_schedule": {
            "send again what waits": {
                "task": "amedip.core.tasks.sweep_jobs",
                "schedule": 10.0,
                "options": {"expires": 30.0},  # while no worker runs, sweeps must not pile up
            },
            # Each does what is due today and not done yet: a day on which no scheduler ran is made up for.
            "tell of open consultations": {
                "task": "registry.tasks.open_rounds",
                "schedule": crontab(hour="5", minute="0"),
            },
            "remind of consultations": {
                "task": "registry.tasks.remind_of_rounds",
                "schedule": crontab(hour="5", minute="15"),
            },
            "remind of what is due of pilots": {
                "task": "pilots.tasks.remind_of_dues",
                "schedule": crontab(hour="5", minute="25"),
            },
            "take away files of pilots that nobody refers to": {
                "task": "pilots.tasks.clear_away",
                "schedule": crontab(hour="3", minute="20"),
            },
            "ask whether priorities still stand": {
                "task": "registry.tasks.ask_whether_true",
                "schedule": crontab(hour="5", minute="30"),
            },
            "remind of languages that were announced": {
                "task": "amedip.translations.tasks.remind_of_missing",
                "schedule": crontab(hour="5", minute="40"),
            },
            "remind of translations that are due": {
                "task": "amedip.translations.tasks.remind_of_orders",
                "schedule": crontab(hour="5", minute="50"),
            },
            "remind of what exchanges wait for": {
                "task": "exchanges.tasks.remind",
                "schedule": crontab(hour="6", minute="0"),
            },
            "ask what became of exchanges": {
                "task": "exchanges.tasks.ask_follow_ups",
                "schedule": crontab(hour="6", minute="10"),
            },
            "forget the people of exchanges long over": {
                "task": "exchanges.tasks.forget_people",
                "schedule": crontab(hour="3", minute="30"),
            },
            "clear away what was kept for a while": {
                "task": "registry.tasks.clear_away",
                "schedule": crontab(hour="3", minute="0"),
            },
            "take away files that nobody refers to": {
                "task": "workshops.tasks.clear_away",
                "schedule": crontab(hour="3", minute="15"),
            },
            "forget what clients were answered": {
                "task": "amedip.partners.tasks.clear_away",
                "schedule": crontab(minute="50"),
            },
            "tell webhooks": {
                "task": "amedip.partners.tasks.deliver_webhooks",
                "schedule": 10.0,
                "options": {"expires": 30.0},
            },
            "forget what webhooks were told long ago": {
                "task": "amedip.partners.tasks.forget_deliveries",
                "schedule": crontab(hour="3", minute="40"),
            },
            "thin out what changed long ago": {
                "task": "amedip.core.tasks.thin_out_changes",
                "schedule": crontab(hour="3", minute="40"),
            },
            "tell those who follow at once": {
                "task": "amedip.portal.tasks.tell_at_once",
                "schedule": crontab(minute="*/5"),
                "options": {"expires": 240.0},
            },
            "tell those who follow week by week": {
                "task": "amedip.portal.tasks.tell_weekly",
                "schedule": crontab(hour="6", minute="30"),
            },
            "erase addresses that nobody confirmed": {
                "task": "amedip.portal.tasks.erase_unconfirmed",
                "schedule": crontab(hour="3", minute="10"),
            },
            "send the mails of the day": {
                "task": "amedip.core.tasks.send_digests",
                "schedule": crontab(hour="6", minute="0"),
            },
        },
    }
    if settings.CELERY_BROKER_URL.startswith("files:"):
        control = settings.QUEUE_DIR / "control"
        control.mkdir(parents=True, exist_ok=True)
        values |= {
            "broker_transport_options": {
                "data_folder_in": str(settings.QUEUE_DIR),
                "data_folder_out": str(settings.QUEUE_DIR),
                "control_folder": control,
                "polling_interval": 0.1,
            },
            "worker_enable_remote_control": False,  # its replies are files that nobody would take away
        }
    return values


app = Celery("amedip")
app.add_defaults(configuration)
app.autodiscover_tasks()

# A worker of the superuser is warned of messages that bring code; ours are JSON.
warnings.filterwarnings("ignore", category=SecurityWarning)


@worker_process_init.connect
def outlive_a_stopped_group(**_):
    """Finish the job at hand when the whole group is told to stop: the worker, told too, waits for it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
