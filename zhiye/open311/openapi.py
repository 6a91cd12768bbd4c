"""The description as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0)."""

from typing import Any

from zhiye.open311.description import (
    ANSWERS,
    CHANGED,
    FAULTS,
    FORMATS,
    INTRO,
    OPERATIONS,
    PARAMETERS,
    RULES,
    TITLE,
    Operation,
    said,
)
from zhiye.open311.limits import SIZES
from zhiye.open311.posting import FORM

_PLAIN: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "null": {"type": "null"},
    "moment": {"type": "string", "format": "date-time"},
    "list": {"type": "array", "items": {}},
    "endpoints": {"type": "array", "items": {"type": "object"}},
}
_KEYS = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    "bearer": {"type": "http", "scheme": "bearer"},
}


def document(server: str, english: bool) -> dict[str, Any]:
    """The whole document; ``server`` is the origin under which the paths stand."""
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = _operation(one, english)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": said(TITLE, english),
            "version": CHANGED,
            "description": "\n\n".join(said(text, english) for text in (INTRO, *RULES)),
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": {name: _schema(fields) for name, fields in ANSWERS.items()},
            "securitySchemes": _KEYS,
        },
    }


def _operation(one: Operation, english: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": f"{one.name}-{one.method}",
        "summary": said(one.text, english),
        "parameters": [_format(), *(_parameter(name, "path", english) for name in one.in_path)],
        "responses": {"200": _answer(one.answer, one.many, "OK")},
    }
    told["parameters"] += [_parameter(name, "query", english) for name in one.query]
    told["responses"] |= {
        str(status): _answer("error", True, said(FAULTS[status], english)) for status in one.faults
    }
    if one.form:
        told["requestBody"] = {"required": True, "content": {FORM: {"schema": _form(one, english)}}}
    if one.key != "none":
        told["security"] = [{name: []} for name in _KEYS] + ([{}] if one.key == "optional" else [])
    return told


def _parameter(name: str, where: str, english: bool) -> dict[str, Any]:
    text = said(PARAMETERS[name], english) if name in PARAMETERS else name
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": text,
        "schema": {"type": "string"},
    }


def _format() -> dict[str, Any]:
    return {"name": "format", "in": "path", "required": True, "schema": {"enum": list(FORMATS)}}


def _form(one: Operation, english: bool) -> dict[str, Any]:
    fields = {name: _field(name, english) for name in one.form}
    return {"type": "object", "properties": fields, "required": list(one.needed)}


def _field(name: str, english: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "string", "description": said(PARAMETERS[name], english)}
    return told | ({"maxLength": SIZES[name]} if name in SIZES else {})


def _answer(name: str, many: bool, words: str) -> dict[str, Any]:
    one = {"$ref": f"#/components/schemas/{name}"}
    schema = {"type": "array", "items": one} if many else one
    return {"description": words, "content": {media: {"schema": schema} for media in FORMATS.values()}}


def _schema(fields: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _kind(kind) for name, kind in fields.items()},
        "required": list(fields),
    }


def _kind(kind: str) -> dict[str, Any]:
    plain = _PLAIN[kind.rstrip("?")]
    return plain | {"type": [plain["type"], "null"]} if kind.endswith("?") else plain
