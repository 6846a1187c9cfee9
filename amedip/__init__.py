"""The project: wiring, kernel, accounts, and the pages that need several apps."""

from amedip.celery import app as celery_app

__all__ = ["celery_app"]  # loaded with Django, so that every process sends to our own broker
