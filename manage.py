#!/usr/bin/env python
"""Django's command line, with the embedded services started first where no server is named."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from amedip.core import embedded


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amedip.settings")
    try:
        embedded.prepare()
        execute_from_command_line(sys.argv)
    except (embedded.EmbeddedError, ImproperlyConfigured) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
