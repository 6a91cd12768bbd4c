"""Answers as JSON and as XML. We write XML and never read any, so there is nothing for foreign entities to enter by.

XML follows the names of the specification; JSON follows from it by the Spark convention: a container is a list.
Source: Open311 GeoReport v2, Format Support; Service Discovery, Formats.
"""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
# container -> what each thing in it is called
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}
# XML 1.0 allows these and nothing else: https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(suffix: str, root: str, value: Any) -> bytes:
    """``value`` (dicts, lists, text, numbers, booleans, None) as a document; ``root`` is what XML calls it."""
    if suffix == "json":
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    top = Element(root)
    _fill(top, value)
    document: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return document


def fit(text: str) -> str:
    """``text`` without the characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)


def _fill(element: Element, value: Any) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _fill(SubElement(element, name), inner)
    elif isinstance(value, list):
        for inner in value:
            _fill(SubElement(element, ITEMS[element.tag]), inner)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = fit(str(value))
