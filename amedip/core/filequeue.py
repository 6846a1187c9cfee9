"""The embedded queue: Celery messages as files, each of which appears whole or not at all."""

import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

SPELL_SECONDS = 0.3


class Channel(filesystem.Channel):
    """Kombu's own channel shows a message before it is written, and a worker that meets half of one dies."""

    def _put(self, queue, payload, **kwargs):
        """Add a message; the oldest is taken first."""
        self._write(Path(self.data_folder_out) / f"{time.time_ns():020}_{uuid.uuid4()}.{queue}.msg", payload)

    def _get(self, queue):
        """Take the oldest message; ``Empty`` if there is none."""
        for message in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            taken = message.with_suffix(".taken")
            try:
                message.rename(taken)
            except FileNotFoundError:  # another worker was faster
                continue
            text = taken.read_text()
            taken.unlink()
            return loads(text)
        raise Empty

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        """Note a queue of an exchange; here all processes note the same one, so the last may win."""
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        table = self.get_table(exchange)
        if binding not in table:
            self._write(self._exchange_file(exchange), [binding, *table])

    @staticmethod
    def _write(path: Path, content) -> None:
        draft = path.with_name(f"{uuid.uuid4()}.part")
        draft.write_text(dumps(content))
        draft.rename(path)


class Transport(filesystem.Transport):
    """``files://localhost/`` as a broker address."""

    Channel = Channel

    def drain_events(self, connection, timeout=None):
        """Wait for a message in short spells, between which a worker that is told to stop notices it."""
        return super().drain_events(connection, timeout=min(timeout or SPELL_SECONDS, SPELL_SECONDS))
