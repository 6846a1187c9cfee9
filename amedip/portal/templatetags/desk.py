"""The first page of the administration: what waits for the person who opens it."""

from django import template
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from amedip.core import languages
from amedip.core.history import verb_of
from amedip.core.models import Standing
from amedip.portal import desk
from amedip.portal.coverage import Coverage
from amedip.translations.rules import may_use_files

register = template.Library()


@register.inclusion_tag("admin/house/desk.html")
def desk_of(user):
    """What waits, as far as the user may see it."""
    return {
        "codes": languages.CODES,
        "coverage": [_row(row) for row in desk.coverage()] if user.has_perm("core.view_textstate") else [],
        "files": may_use_files(user),
        "reviews": desk.to_review() if user.has_perm("registry.view_priority") else [],
        "reports": desk.reports_to_review() if user.has_perm("pilots.view_report") else [],
        **(_vacancies() if user.has_perm("registry.change_focalpoint") else {}),
        "jobs": desk.jobs() if user.has_perm("core.view_job") else {},
        "deeds": [(deed, verb_of(deed)) for deed in desk.own_deeds(user)],
    }


def _vacancies() -> dict:
    """States without anybody, and people who have not come in."""
    return {
        "vacant": desk.vacant_states(),
        "silent": desk.silent_states(),
        "unanswered": [
            (invitation, invitation.expires_at <= timezone.now()) for invitation in desk.unanswered_invitations()
        ],
    }


def _row(row: Coverage) -> dict:
    """The table's name and, for each language, what lacks and where the list of it is."""
    cells = []
    for code in languages.CODES:
        counts = [(state, row.number(code, state)) for state in (Standing.MISSING, Standing.OUTDATED)]
        cells.append([(state, count, _list_of(row.table, state, code)) for state, count in counts])
    return {"name": row.name, "cells": cells}


def _list_of(table, state: str, code: str) -> str:
    """The list of the records concerned; for parts, which have none, that of the states of their texts."""
    if admin.site.is_registered(table):
        options = table._meta
        return f"{reverse(f'admin:{options.app_label}_{options.model_name}_changelist')}?texts={state}-{code}"
    return f"{reverse('admin:core_textstate_changelist')}?state__exact={state}&language__exact={code}"
