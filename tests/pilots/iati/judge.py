"""An independent judge of IATI files: the published schema, codelists and ruleset, read from STANDARDS_DIR."""

import datetime
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

NOW = "NOW"


def folder() -> Path:
    """Where the published standards lie; without them the test is skipped by name."""
    where = os.environ.get("STANDARDS_DIR")
    if not where:
        pytest.skip("needs IATI's published schema, codelists and ruleset (STANDARDS_DIR)")
    return Path(where) / "iati"


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


# --- the schema ----------------------------------------------------------------------------------------------------


@cache
def schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(str(folder() / "iati-activities-schema.xsd"), parser))


# --- the codelists -------------------------------------------------------------------------------------------------


@cache
def codelist(name: str) -> frozenset[str] | None:
    """The codes of a list; None for one that is not among the published files at hand."""
    for part in ("codelists", "codelists-nonembedded"):
        path = folder() / part / "xml" / f"{name}.xml"
        if path.exists():
            return frozenset(code.text.strip() for code in etree.parse(str(path)).iter("code"))
    return None


@cache
def mapping() -> tuple[tuple[str, str, str], ...]:
    """``(path, codelist, condition)`` of everything in a file of activities that is a code."""
    rows = etree.parse(str(folder() / "codelists" / "mapping.xml")).findall("mapping")
    found = ((row.findtext("path"), row.find("codelist").get("ref"), row.findtext("condition") or "") for row in rows)
    return tuple(row for row in found if "iati-organisation" not in row[0])


def codes_outside(root) -> tuple[list[str], int]:
    """The codes of the file that are in no list they belong to, and how many were looked up."""
    outside, looked_up = [], 0
    for path, name, condition in mapping():
        known = codelist(name)
        if known is None:
            continue
        for value in root.xpath(path):
            if condition and not value.getparent().xpath(condition):
                continue
            looked_up += 1
            if str(value) not in known:
                outside.append(f"{path}: {value!r} is not in {name}")
    return outside, looked_up


# --- the ruleset ---------------------------------------------------------------------------------------------------


@cache
def ruleset() -> dict:
    rules = json.loads((folder() / "rulesets" / "standard.json").read_text(encoding="utf-8"))
    return {context: rule for context, rule in rules.items() if "iati-organisation/" not in f"{context}/"}


def breaches(root, severity: str = "error") -> list[str]:
    """What of the standard ruleset the file breaks, as “number: message”."""
    found = []
    for context, rules in ruleset().items():
        for node in root.xpath(context):
            found += _broken(node, rules, severity)
    return sorted(set(found))


def _broken(node, rules: dict, severity: str) -> Iterator[str]:
    for name, rule in rules.items():
        for case in rule["cases"]:
            if name == "loop":
                for value in {str(value) for value in node.xpath(case["foreach"])}:
                    yield from _broken(node, _filled(case["do"], case["subs"], value), severity)
                continue
            said = case["ruleInfo"]
            if said["severity"] != severity or (case.get("condition") and not node.xpath(case["condition"])):
                continue
            if not RULES[name](node, case):
                yield f"{said['id']}: {said['message']}"


def _filled(rules: dict, names: list[str], value: str) -> dict:
    def fill(case):
        return {
            key: [part.replace("$1", value) for part in given]
            if isinstance(given, list)
            else given.replace("$1", value)
            for key, given in case.items()
            if key in names
        }

    return {name: {"cases": [case | fill(case) for case in rule["cases"]]} for name, rule in rules.items()}


def _values(node, case) -> list:
    return [value for path in case["paths"] for value in node.xpath(path)]


def _text(value) -> str:
    return value.text or "" if isinstance(value, etree._Element) else str(value)


def _day(value) -> datetime.date:
    return datetime.date.fromisoformat(str(value)[:10])


def _one_or_all(node, case) -> bool:
    if node.xpath(case["one"]):
        return True
    wanted = {
        "lang": "descendant::narrative[not(@xml:lang)]",
        "currency": "descendant::value[not(@currency)]",
        "sector": "transaction[not(sector)]",
    }
    return not node.xpath(wanted[case["all"]])


def _in_order(node, case) -> bool:
    today = [datetime.datetime.now(datetime.UTC).date()]
    less = [_day(value) for value in node.xpath(case["less"])]
    more = today if case["more"] == NOW else [_day(value) for value in node.xpath(case["more"])]
    return all(one <= other for one in less for other in more)


def _not_in_the_future(node, case) -> bool:
    now = datetime.datetime.now(datetime.UTC)
    return all(datetime.datetime.fromisoformat(str(moment)) <= now for moment in node.xpath(case["date"]))


def _within_a_year(node, case) -> bool:
    for start in map(_day, node.xpath(case["start"])):
        for end in map(_day, node.xpath(case["end"])):
            if (end - start).days >= 366:
                return False
    return True


def _sums_up(node, case) -> bool:
    return sum(float(value) for value in _values(node, case)) == case["sum"]


def _starts(node, case) -> bool:
    if case.get("idCondition"):
        return True  # asks for a register of agencies, which is not among the files
    starts = [_text(value) + case.get("separator", "") for path in case["prefix"] for value in node.xpath(path)]
    return all(any(_text(value).startswith(start) for start in starts) for value in _values(node, case))


def _distinct(node, case) -> bool:
    values = [_text(value) for value in _values(node, case)]
    return len(values) == len(set(values))


RULES = {
    "atleast_one": lambda node, case: bool(_values(node, case)),
    "no_more_than_one": lambda node, case: len(_values(node, case)) <= 1,
    "one_or_all": _one_or_all,
    "unique": _distinct,
    "startswith": _starts,
    "date_order": _in_order,
    "date_now": _not_in_the_future,
    "time_limit": _within_a_year,
    "regex_matches": lambda node, case: all(re.search(case["regex"], _text(one)) for one in _values(node, case)),
    "no_spaces": lambda node, case: all(_text(one) == _text(one).strip() for one in _values(node, case)),
    "strict_sum": _sums_up,
    "range": lambda node, case: all(case["min"] <= float(one) <= case["max"] for one in _values(node, case)),
    "if_then": lambda node, case: not node.xpath(case["if"]) or bool(node.xpath(case["then"])),
}
