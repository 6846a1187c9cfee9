"""The answers, as XML: the envelope, and what stands in it for each verb."""

import datetime
import io
from collections.abc import Callable

from django.conf import settings

from amedip.core import identifiers
from amedip.portal.oai import records
from amedip.portal.oai.asking import FORMAT, Asked, Refusal
from amedip.portal.oai.tokens import VALID_FOR
from amedip.translations.formats.elements import XmlWriter
from workshops.models import Document

_OAI = "http://www.openarchives.org/OAI/2.0/"
_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMAS = {
    _OAI: f"{_OAI}OAI-PMH.xsd",
    _DC: f"{_OAI}oai_dc.xsd",
    _IDENTIFIER: f"{_OAI}oai-identifier.xsd",
}
# After these two a request's arguments are not repeated: they may be anything.
_UNREADABLE = {"badVerb", "badArgument"}

Body = Callable[[XmlWriter], None]


def answer(asked: Asked, now: datetime.datetime) -> bytes:
    """The answer to a request that could be read, if need be with an error of the protocol."""
    try:
        body = _VERBS[asked.verb](asked, now)
    except Refusal as refusal:
        return refused(refusal, now, asked)
    return _envelope(now, {"verb": asked.verb, **asked.arguments}, body)


def refused(refusal: Refusal, now: datetime.datetime, asked: Asked | None = None) -> bytes:
    """The answer with the error of a refusal."""
    repeated = {} if asked is None or refusal.code in _UNREADABLE else {"verb": asked.verb, **asked.arguments}
    return _envelope(now, repeated, lambda xml: xml.leaf("error", {"code": refusal.code}, refusal.says))


def base_url() -> str:
    return f"{settings.SITE_URL}/oai"


def _envelope(now: datetime.datetime, request: dict[str, str], body: Body) -> bytes:
    file = io.BytesIO()
    xml = XmlWriter(file)
    xml.start("OAI-PMH", {"xmlns": _OAI, "xmlns:xsi": _XSI, "xsi:schemaLocation": f"{_OAI} {_SCHEMAS[_OAI]}"})
    xml.leaf("responseDate", None, _second(now))
    xml.leaf("request", dict(request), base_url())
    body(xml)
    xml.end("OAI-PMH")
    return file.getvalue()


def _identify(asked: Asked, now: datetime.datetime) -> Body:
    first = records.earliest() or now

    def write(xml: XmlWriter) -> None:
        xml.start("Identify")
        xml.leaf("repositoryName", None, settings.SITE_NAME)
        xml.leaf("baseURL", None, base_url())
        xml.leaf("protocolVersion", None, "2.0")
        xml.leaf("adminEmail", None, _admin_email())
        xml.leaf("earliestDatestamp", None, _second(first))
        xml.leaf("deletedRecord", None, "persistent")
        xml.leaf("granularity", None, "YYYY-MM-DDThh:mm:ssZ")
        if "." in settings.IDENTIFIER_DOMAIN:  # the description has no word for other names
            _describe_identifiers(xml)
        xml.end("Identify")

    return write


def _describe_identifiers(xml: XmlWriter) -> None:
    xml.start("description")
    location = f"{_IDENTIFIER} {_SCHEMAS[_IDENTIFIER]}"
    xml.start("oai-identifier", {"xmlns": _IDENTIFIER, "xsi:schemaLocation": location})
    xml.leaf("scheme", None, "oai")
    xml.leaf("repositoryIdentifier", None, settings.IDENTIFIER_DOMAIN)
    xml.leaf("delimiter", None, ":")
    xml.leaf("sampleIdentifier", None, identifiers.harvested(Document.KIND, "mtm-factsheet"))
    xml.end("oai-identifier")
    xml.end("description")


def _admin_email() -> str:
    """The team's address; the protocol wants a dot in its domain, so a lone machine is called by its whole name."""
    address = settings.CONTACT_EMAIL
    return address if "." in address.partition("@")[2] else f"{address}.localdomain"


def _list_formats(asked: Asked, now: datetime.datetime) -> Body:
    if asked.get("identifier"):
        records.require_record(asked.get("identifier"))

    def write(xml: XmlWriter) -> None:
        xml.start("ListMetadataFormats")
        xml.start("metadataFormat")
        xml.leaf("metadataPrefix", None, FORMAT)
        xml.leaf("schema", None, _SCHEMAS[_DC])
        xml.leaf("metadataNamespace", None, _DC)
        xml.end("metadataFormat")
        xml.end("ListMetadataFormats")

    return write


def _list_sets(asked: Asked, now: datetime.datetime) -> Body:
    if asked.get("resumptionToken"):
        raise Refusal("badResumptionToken", "The list of sets comes whole; it has no tokens.")

    def write(xml: XmlWriter) -> None:
        xml.start("ListSets")
        for spec, name in records.SETS.items():
            xml.start("set")
            xml.leaf("setSpec", None, spec)
            xml.leaf("setName", None, name)
            xml.end("set")
        xml.end("ListSets")

    return write


def _get_record(asked: Asked, now: datetime.datetime) -> Body:
    found = records.one(asked.get("identifier"))
    records.require_format(asked)

    def write(xml: XmlWriter) -> None:
        xml.start("GetRecord")
        _record(xml, found)
        xml.end("GetRecord")

    return write


def _list_records(asked: Asked, now: datetime.datetime) -> Body:
    return _list(records.page_of(asked, whole=True), "ListRecords", _record, now)


def _list_identifiers(asked: Asked, now: datetime.datetime) -> Body:
    return _list(records.page_of(asked, whole=False), "ListIdentifiers", _header, now)


def _list(page: records.Page, verb: str, item: Callable[[XmlWriter, records.Record], None], now) -> Body:
    def write(xml: XmlWriter) -> None:
        xml.start(verb)
        for record in page.records:
            item(xml, record)
        _resumption(xml, page, now)
        xml.end(verb)

    return write


def _resumption(xml: XmlWriter, page: records.Page, now: datetime.datetime) -> None:
    """The token of the next page; an empty one ends a list that came in several."""
    if page.following is None and not page.at.cursor:
        return
    counted = {"completeListSize": str(page.at.size), "cursor": str(page.at.cursor)}
    if page.following is None:
        xml.leaf("resumptionToken", counted, "")
    else:
        until = {"expirationDate": _second(now + VALID_FOR)}
        xml.leaf("resumptionToken", until | counted, page.following.token())


def _record(xml: XmlWriter, record: records.Record) -> None:
    xml.start("record")
    _header(xml, record)
    if not record.gone:
        xml.start("metadata")
        names = {"xmlns:oai_dc": _DC, "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
        xml.start("oai_dc:dc", names | {"xsi:schemaLocation": f"{_DC} {_SCHEMAS[_DC]}"})
        for statement in record.statements:
            xml.leaf(f"dc:{statement.element}", {"xml:lang": statement.language or None}, statement.text)
        xml.end("oai_dc:dc")
        xml.end("metadata")
    xml.end("record")


def _header(xml: XmlWriter, record: records.Record) -> None:
    xml.start("header", {"status": "deleted" if record.gone else None})
    xml.leaf("identifier", None, record.identifier)
    xml.leaf("datestamp", None, _second(record.changed_at))
    xml.leaf("setSpec", None, record.set)
    xml.end("header")


def _second(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


_VERBS: dict[str, Callable[[Asked, datetime.datetime], Body]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
