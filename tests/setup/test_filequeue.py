"""The embedded queue: oldest first, each message to one worker, never half a message."""

from concurrent.futures import ThreadPoolExecutor
from queue import Empty

import pytest
from kombu import Connection


@pytest.fixture
def channel(tmp_path):
    folders = dict.fromkeys(["data_folder_in", "data_folder_out"], str(tmp_path))
    options = folders | {"control_folder": tmp_path / "control"}
    (tmp_path / "control").mkdir()
    with Connection("files://localhost/", transport_options=options) as connection:
        yield connection.channel()


def test_queue_when_messages_wait_then_the_oldest_comes_first(channel):
    for number in range(20):
        channel._put("celery", {"number": number})

    assert [channel._get("celery")["number"] for _ in range(20)] == list(range(20))
    with pytest.raises(Empty):
        channel._get("celery")


def test_queue_when_workers_race_then_each_message_is_taken_once(channel):
    for number in range(200):
        channel._put("celery", {"number": number})

    def take(_):
        return channel._get("celery")["number"]

    with ThreadPoolExecutor(8) as workers:
        taken = list(workers.map(take, range(200)))

    assert sorted(taken) == list(range(200))


def test_queue_when_a_writer_was_killed_half_way_then_readers_do_not_meet_its_message(channel, tmp_path):
    (tmp_path / "cut-short.part").write_text('{"number": ')
    channel._put("celery", {"number": 1})

    assert channel._get("celery") == {"number": 1}


def test_exchange_when_bound_again_then_it_is_noted_once(channel):
    for _ in range(2):
        channel._queue_bind("celery", "celery", None, "celery")

    assert [row.queue for row in channel.get_table("celery")] == ["celery"]
