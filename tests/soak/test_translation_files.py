"""Translators' files confirmed at the same moment: nothing is lost, nothing is written twice."""

import pytest

from amedip.core import jobs
from amedip.core.models import Deed, TextBeside
from amedip.translations.actions import confirm_file
from amedip.translations.exchange.outgoing import Selection
from registry.models import Priority
from tests.desk import staff
from tests.factories import PartnerStateFactory, PriorityFactory
from tests.soak.test_kernel_races import at_once, few_or_many
from tests.translations.tools import asked, data_of, sent, translated

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 4
ARABIC = {"Lower fees": "خفض الرسوم", "Fees are high.": "الرسوم مرتفعة."}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def written_at_once(actor, files: list[bytes]) -> list[str]:
    """What became of the files, each compared before any is written."""
    queued = [confirm_file(sent(actor, data), (), actor=actor) for data in files]

    def write(number):
        jobs.run(queued[number].pk)

    at_once(write, len(queued))
    for job in queued:
        job.refresh_from_db()
    assert [job.error for job in queued] == [""] * len(queued)
    return [job.result["outcome"] for job in queued]


@few_or_many(1, 20)
def test_files_when_confirmed_at_once_then_each_text_is_written_once(rounds):
    actor = staff()
    for number in range(rounds):
        country = PartnerStateFactory(code=f"X{chr(ord('A') + number)}")
        texts = {"country": country, "title_en": "Lower fees", "need_en": "Fees are high."}
        drafts = PriorityFactory.create_batch(3, status=Priority.Status.DRAFT, **texts)
        public = PriorityFactory(**texts)
        before, deeds = [draft.version for draft in drafts], Deed.objects.filter(action="translation.import").count()
        data = data_of(asked(actor, Selection("en", "ar", kinds=("priority",), state=country.code), "po"))
        titles = translated(data, "po", lambda source: ARABIC[source] if source == "Lower fees" else None)
        needs = translated(data, "po", lambda source: ARABIC[source] if source != "Lower fees" else None)

        outcomes = written_at_once(actor, [titles, needs] * (HANDS // 2))

        assert sorted(outcomes) == ["same"] * (HANDS - 2) + ["written"] * 2
        for draft, version in zip(drafts, before, strict=True):
            draft.refresh_from_db()
            assert (draft.title_ar, draft.need_ar) == tuple(ARABIC.values())
            assert draft.version == version + 2
        assert TextBeside.objects.filter(object_id=public.pk, origin="file").count() == 2
        assert Deed.objects.filter(action="translation.import").count() == deeds + 2
