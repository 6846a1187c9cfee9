"""What staff and the portal itself wait for: search, single writes, files in and out, set-up and start."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from amedip.core import languages
from tests.benchmarks import data, words
from tests.benchmarks.meter import Row, Spread
from tests.benchmarks.place import BASE_DIR, HOME, ORDINARY, PORTAL, Failed, Place, free_port, stop, wait_for_answer

# The triggers of the portal's history are no part of the ordinary way, which has none.
PLAIN_TABLES = ("core_reference", "core_citation", "registry_priority", "registry_prioritytheme")
SETUP_SECONDS = 1_200
# Of one workbook's rows; the first content's stand among them.
WORKBOOK_ROWS = 4_900
EXPORTS = {"csv": "≥ 30×", "json": "≥ 60×", "xlsx": "≥ 10×"}


def inside(place: Place, database: str, settings: str, measure: str, **arguments) -> dict:
    """Run one measurement in a process of its own, see ``inside.py``."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.inside", measure],
        cwd=BASE_DIR, env=place.environment(database, settings), input=json.dumps(arguments),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"{measure} with {settings}: {done.stderr.strip()[-2_000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def measure_search(place: Place, documents: int, length: int, rounds: int, seed: int) -> Iterator[Row]:
    """The search over many long documents, in three languages, with the headlines of a page."""
    name, group = "measured_search", f"Search in {documents:,} documents of {length:,} words × 3 languages"
    place.make_database(name, like="measured_base")
    data.make_documents(place.connection(name), documents, length)
    place.settle(name)
    questions = words.questions(words.vocabularies(seed), 45, seed)
    ours = inside(place, name, PORTAL, "search", questions=questions, rounds=rounds)
    theirs = inside(place, name, ORDINARY, "search", questions=questions[::3], rounds=1)
    for title, share, wanted in [("p50", 0.5, ""), ("p95", 0.95, "wall clock ≤ 50 ms")]:
        yield Row(
            group,
            f"ranked, with headlines, {title}",
            across_rounds(ours["processor"], len(questions), share),
            across_rounds(theirs["processor"], len(questions[::3]), share),
            wanted=wanted,
            note=f"wall clock {quantile(typical(ours['wall'], len(questions)), share):.0f} ms",
        )
    yield Row(group, "peak memory", Spread.of([ours["peak"]]), Spread.of([theirs["peak"]]), unit="MB")
    place.drop_database(name)


def measure_finding(place: Place, seed: int) -> Iterator[Row]:
    """How well the search finds: in the first content across languages, in a foreign text within each."""
    found = inside(place, "measured_base", PORTAL, "across")
    concepts, terms = found["concepts"]
    for pair, share in found["with"].items():
        asked, told = pair.split("-")
        note = f"without the thesaurus {found['without'][pair]:.0%}; {concepts} concepts, {terms} terms"
        work = f"asked in {asked}, texts in {told}"
        yield Row("60 needs, right in the top 10", work, percent(share), unit="%", wanted="≥ 85 %", note=note)
    for name, share in inside(place, "measured_base", PORTAL, "known", seed=seed)["shares"].items():
        yield Row("30 articles by some words, in the top 3", name, percent(share), unit="%", wanted="≥ 95 %")


def percent(share: float) -> Spread:
    return Spread.of([share * 100])


def typical(times: list[float], questions: int) -> list[float]:
    """The median time of each question over the rounds."""
    return [statistics.median(times[number::questions]) for number in range(questions)]


def across_rounds(times: list[float], questions: int, share: float) -> Spread:
    """That quantile of the questions, round by round."""
    return Spread.of([quantile(times[at : at + questions], share) for at in range(0, len(times), questions)])


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure_writing(place: Place, records: int) -> Iterator[Row]:
    """What one deed costs, with history, text states, references, search and the public stamp."""
    ours = inside(place, copy_of_base(place, PORTAL), PORTAL, "write", records=records)
    theirs = inside(place, copy_of_base(place, ORDINARY), ORDINARY, "write", records=records)
    for work in ("new", "one text changed", "nothing changed"):
        note = f"{ours[work]['statements']:.0f} statements, ordinary {theirs[work]['statements']:.0f}"
        yield Row(
            "Write one priority", work, middle(ours[work]["processor"]), middle(theirs[work]["processor"]), note=note
        )


def middle(times: list[float]) -> Spread:
    """The median, and between which times nine tenths of the deeds lie."""
    return Spread(statistics.median(times), quantile(times, 0.05), quantile(times, 0.95))


def measure_files(place: Place, rows: int, rounds: int) -> Iterator[Row]:
    """Spreadsheets in and out, as staff exchange them."""
    group = f"Files of {rows:,} priorities"
    works = [(f"export {name}", {"name": name}, wanted) for name, wanted in EXPORTS.items()]
    works += [
        ("import csv, new rows", {"rows": rows, "changed": False}, "≥ 10×"),
        ("import csv, one text changed in each", {"rows": rows, "changed": True}, ""),
    ]
    for work, arguments, wanted in works:
        measure, times = ("export", rounds) if "name" in arguments else ("load", 1)
        found = {
            side: [inside(place, copy_of_base(place, side, rows), side, measure, **arguments) for _ in range(times)]
            for side in (PORTAL, ORDINARY)
        }
        yield _file_row(group, work, found, rows, wanted)
    # The workbook of all states is compared as well, and what it changes in published priorities waits beside them.
    # One in twenty is fulfilled, which no workbook changes.
    held = min(rows, WORKBOOK_ROWS)
    many = held * 9 // 10
    ours = inside(place, copy_of_base(place, PORTAL, held), PORTAL, "workbook", rows=many)
    theirs = inside(place, copy_of_base(place, ORDINARY, held), ORDINARY, "load", rows=many, changed=True, form="xlsx")
    found = {PORTAL: [ours], ORDINARY: [theirs]}
    yield _file_row(f"Workbook of {held:,} priorities", "one text changed in most, xlsx", found, many, "≥ 10×")


def measure_editions(place: Place, rows: int, rounds: int) -> Iterator[Row]:
    """The PDF of an edition, which the ordinary way does not know."""
    name = copy_of_base(place, PORTAL, rows)
    for language in languages.CODES:
        found = [inside(place, name, PORTAL, "publish", language=language) for _ in range(rounds)]
        yield Row(
            f"Edition of {rows:,} priorities",
            f"PDF in {language}",
            Spread.of([one["processor"][0] / 1000 for one in found]),
            unit="s",
            wanted="≤ 5 s",
            note=f"peak {max(one['peak'] for one in found):.0f} MB",
        )


def _file_row(group, work, found, rows, wanted) -> Row:
    speeds = {
        settings: Spread.of([rows / (processor / 1000) for one in runs for processor in one["processor"]])
        for settings, runs in found.items()
    }
    told = [
        f"{one['statements'] / rows:.2g} statements a row, {one['at_rest']:.0f} → {one['peak']:.0f} MB"
        for one in (found[PORTAL][0], found[ORDINARY][0])
    ]
    note = f"{told[0]}; ordinary {told[1]}"
    return Row(group, work, speeds[PORTAL], speeds[ORDINARY], "rows/s", wanted, note, per_second=True)


def copy_of_base(place: Place, settings: str, rows: int = 0) -> str:
    """A fresh database with the first content and so many priorities; for the ordinary way without our triggers."""
    full, name = f"measured_files_{rows}", f"measured_try_{'portal' if settings == PORTAL else 'ordinary'}"
    if rows and not place.has_database(full):
        place.make_database(full, like="measured_base")
        data.grow_priorities(place.connection(full), 0, rows)
        place.settle(full)
    place.make_database(name, like=full if rows else "measured_base")
    if settings == ORDINARY:
        with place.connection(name).cursor() as cursor:
            for table in PLAIN_TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return name


# --- beginning ----------------------------------------------------------------------------------------------------


def make_base(place: Place, seed: int) -> Iterator[Row]:
    """The database from which all others are copied: tables, first content, texts to make rows from."""
    name, group = "measured_base", "Set-up"
    place.make_database(name)
    for work, command in [
        ("tables (migrate)", ["migrate", "--verbosity", "0"]),
        ("cache table", ["createcachetable"]),
        ("message catalogues", ["compile_catalogues"]),
        ("static files", ["collectstatic", "--no-input", "--verbosity", "0"]),
        ("first content (load_content)", ["load_content"]),
        ("first content, nothing to do", ["load_content"]),
    ]:
        seconds, processor = place.manage(name, *command)
        yield Row(group, work, Spread.of([processor]), unit="s", note=f"wall clock {seconds:.1f} s")
    data.make_pools(place.connection(name), seed)
    place.settle(name)


def measure_start(rounds: int) -> Iterator[Row]:
    """`make run` on data of its own: the first start once, then how long a second start keeps a visitor waiting."""
    folder, port = HOME / "portal", free_port()
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
    environment |= {"DATA_DIR": str(folder), "PORT": str(port)}
    ours = BASE_DIR / ".venv" / "bin" / "python"
    command = [sys.executable, "-m", "amedip.core.supervisor"]
    if ours.exists() and ours.samefile(sys.executable):
        command = ["make", "--silent", "run", f"PORT={port}"]
    first, *again = [_seconds_to_answer(command, environment, port) for _ in range(1 + rounds)]
    yield Row("Start", "first start to first answer", Spread.of([first]), unit="s", note="wall clock")
    yield Row("Start", "second start to first answer", Spread.of(again), unit="s", wanted="≤ 5 s", note="wall clock")


def _seconds_to_answer(command, environment, port) -> float:
    begun = time.monotonic()
    process = subprocess.Popen(
        command, cwd=BASE_DIR, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        wait_for_answer(port, "/en/", process, SETUP_SECONDS)
        return time.monotonic() - begun
    finally:
        # Ctrl-C reaches all processes of the terminal's group.
        os.killpg(process.pid, signal.SIGINT)
        stop(process)
