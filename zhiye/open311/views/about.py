"""For partners' developers: the description as a page, and as openapi.json."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from zhiye.open311 import openapi
from zhiye.open311.description import (
    ANSWERS,
    FAULTS,
    INTRO,
    OPERATIONS,
    PARAMETERS,
    RULES,
    TITLE,
    Operation,
    said,
)

CHOICES = {"zh": "zh-hans", "en": "en"}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page, in the language of the settings or of ``?lang=``."""
    language = _language(request)
    with translation.override(language):
        english = language == "en"
        context = {
            "title": said(TITLE, english),
            "intro": said(INTRO, english),
            "rules": [said(rule, english) for rule in RULES],
            "operations": [_shown(one, english) for one in OPERATIONS],
            "faults": [(status, said(text, english)) for status, text in FAULTS.items()],
            "html_lang": "en" if english else "zh-Hans",
            "other": "zh" if english else "en",
        }
        response = render(request, "open311/about.html", context)
    response.headers["Content-Language"] = language
    return response


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    origin = request.build_absolute_uri("/").rstrip("/")
    told = openapi.document(origin, _language(request) == "en")
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _language(request: HttpRequest) -> str:
    return CHOICES.get(request.GET.get("lang", ""), translation.get_language() or CHOICES["zh"])


def _shown(one: Operation, english: bool) -> dict[str, Any]:
    names = [*one.in_path, *one.query, *one.form]
    return {
        "method": one.method.upper(),
        "path": one.path,
        "text": said(one.text, english),
        "key": one.key,
        "parameters": [
            (name, said(PARAMETERS[name], english), name in one.needed)
            for name in names
            if name in PARAMETERS
        ],
        "fields": list(ANSWERS[one.answer]),
    }
