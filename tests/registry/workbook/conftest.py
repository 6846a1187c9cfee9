"""A state, its focal point, a draft and a published priority; and what is another state’s."""

import pytest

from registry.models import Priority
from registry.workbook import sheets
from tests.asking import signed_in
from tests.factories import (
    FocalPointFactory,
    PartnerStateFactory,
    PriorityFactory,
    ThemeFactory,
)

Status = Priority.Status


@pytest.fixture(autouse=True)
def media(settings, tmp_path, monkeypatch):
    """A place for files that no other test uses, and workbooks with few empty rows, which are read quicker."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(sheets, "NEW_ROWS", 5)


@pytest.fixture
def country():
    return PartnerStateFactory(code="XT", name_en="Testland", name_ar="دولة", name_fr="Essai")


@pytest.fixture
def person(country):
    return FocalPointFactory(country=country).user


@pytest.fixture
def client(person):
    return signed_in(person)


@pytest.fixture
def draft(country):
    return PriorityFactory(
        country=country,
        ref="XT-2026-001",
        status=Status.DRAFT,
        title_en="Lower fees",
        title_ar="خفض الرسوم",
        need_en="Fees are high.",
        themes=[ThemeFactory(ref="fees", name_en="Fees", name_ar="الرسوم", name_fr="Frais")],
    )


@pytest.fixture
def published(country):
    return PriorityFactory(country=country, ref="XT-2026-002", title_en="Public title", title_fr="Titre public")


@pytest.fixture
def foreign():
    return PriorityFactory(
        country=PartnerStateFactory(code="XF"), ref="XF-2026-001", status=Status.DRAFT, title_en="Foreign"
    )
