"""The command that loads examples, and takes them out again."""

import pytest
from django.core.management import CommandError, call_command

from amedip.core import languages
from amedip.core.models import Deed, Reference, SearchEntry, Standing, TextState
from amedip.core.records import write_record
from exchanges.models import Exchange, ExchangePartner, ExchangeRequest, Offer
from pilots.models import PilotProject
from tests.asking import page
from tests.factories import ExchangeFactory, PilotFactory

RECORDS = (Exchange, ExchangeRequest, Offer, PilotProject)
COUNT = 35  # 13 exchanges, 11 requests, 9 offers, two pilots


def load(**options):
    call_command("load_examples", verbosity=0, **options)


def examples():
    return [record for model in RECORDS for record in model.objects.filter(reference__example=True)]


@pytest.fixture
def loaded(content, capsys):
    load()
    assert f"Examples added: {COUNT}." in capsys.readouterr().out


def test_every_example_is_marked_and_says_so_in_each_language(loaded):
    assert len(examples()) == COUNT
    for record in examples():
        assert record.title_ar.startswith("مثال:")
        assert record.title_en.startswith("Example:")
        assert record.title_fr.startswith("Exemple\u00a0:")


def test_no_text_of_an_example_is_missing_in_a_language(loaded):
    rows = TextState.objects.filter(content_type__app_label__in=["exchanges", "pilots"])
    written = {code: rows.filter(language=code).exclude(state=Standing.MISSING) for code in languages.CODES}

    texts = {code: set(found.values_list("content_type", "object_id", "field")) for code, found in written.items()}
    assert texts["ar"] == texts["en"] == texts["fr"]
    assert len(texts["en"]) > 30


def test_examples_come_in_several_statuses_and_one_is_triangular(loaded):
    assert set(Exchange.objects.values_list("status", flat=True)) == set(Exchange.PUBLIC_STATES)
    assert set(ExchangeRequest.objects.values_list("status", flat=True)) == {"clarified", "matched", "closed"}
    assert ExchangePartner.objects.filter(part="pays").count() == 3
    assert Exchange.objects.count() >= 12


def test_real_pilots_get_nothing(loaded):
    for pilot in PilotProject.objects.filter(reference__example=False):
        for parts in (pilot.milestones, pilot.indicators, pilot.budget_lines, pilot.transactions, pilot.updates):
            assert not parts.exists()
    for example in PilotProject.objects.filter(reference__example=True):
        assert example.number >= 901
        assert example.milestones.count() == 4
        assert example.periods.count() > 5
        assert example.transactions.exists()


def test_loading_again_changes_nothing(loaded, capsys):
    deeds = Deed.objects.count()

    load()

    assert "Examples added: 0." in capsys.readouterr().out
    assert Deed.objects.count() == deeds


def test_loading_again_keeps_what_people_changed(loaded):
    exchange = Exchange.objects.get(reference__ref="EX-1")
    write_record(exchange, actor=None, texts={"en": {"title": "Example: changed"}})

    load()

    exchange.refresh_from_db()
    assert exchange.title_en == "Example: changed"


def test_remove_takes_out_every_example_and_nothing_else(loaded):
    real = ExchangeFactory(), PilotFactory(number=800)

    load(remove=True)

    assert examples() == []
    assert set(Exchange.objects.all()) == {real[0]}
    assert PilotProject.objects.filter(pk=real[1].pk).exists()
    assert not SearchEntry.objects.filter(reference__example=True).exists()
    assert not Reference.objects.public().filter(example=True).exists()


def test_examples_come_back_under_their_own_names(loaded):
    before = {record.ref for record in examples()}
    load(remove=True)

    load()

    assert {record.ref for record in examples()} == before
    assert not Reference.objects.filter(example=True).exclude(gone_at=None).exists()


def test_examples_take_no_number_of_a_real_exchange(loaded):
    assert ExchangeFactory().ref == "1"


def test_remove_refuses_when_a_real_exchange_rests_on_an_example(loaded):
    ExchangeFactory(request=ExchangeRequest.objects.get(reference__ref="R-EX-001"))

    with pytest.raises(CommandError, match="resting on one"):
        load(remove=True)

    assert len(examples()) == COUNT


def test_examples_want_the_first_content(db):
    with pytest.raises(CommandError, match="load_content first"):
        load()


@pytest.mark.parametrize("language", languages.CODES)
def test_pages_with_examples_say_so(loaded, language):
    exchanges = [f"EX-{number}/" for number in range(1, 14)]
    lists = ["", "requests/", "requests/R-EX-001/", "offers/", "offers/O-EX-001/", "ledger/", "calendar/"]
    for path in (*(f"exchanges/{path}" for path in [*lists, *exchanges]), "pilots/", "pilots/901/"):
        assert 'class="note example"' in page(f"/{language}/{path}")
