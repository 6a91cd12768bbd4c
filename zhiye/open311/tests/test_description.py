"""The one description: its addresses are ours, ours are in it, and answers have the fields it names."""

import json
import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from zhiye.open311 import description, posting, sealed
from zhiye.open311.openapi import document
from zhiye.open311.tests.make import handed_in, partner_with_key
from zhiye.open311.urls import urlpatterns

pytestmark = pytest.mark.django_db
FILLED = {"service_code": "repair.leak", "token": "abc", "service_request_id": "abc"}
WORDS = {"service_code": "repair", "address_string": "115号"}


def filled(operation, **more):
    path = operation.path.replace("{format}", "json")
    return re.sub(r"{(\w+)}", lambda name: (FILLED | more)[name[1]], path)


@pytest.mark.parametrize("operation", description.OPERATIONS, ids=lambda one: f"{one.name} {one.method}")
def test_each_operation_stands_at_its_address(operation):
    assert get_resolver().resolve(filled(operation)).url_name == operation.name


def test_each_address_of_the_interface_is_described():
    ours = {p.name for p in urlpatterns if str(p.pattern).startswith("open311/")}
    others = {"open311-about", "open311-openapi", "open311-elsewhere"}
    assert {one.name for one in description.OPERATIONS} == ours - others


def test_answers_have_the_fields_that_are_described(cast):
    partner, key = partner_with_key(cast.committee)
    row = handed_in(partner)
    client = Client(headers={"X-Api-Key": key})
    for one in description.OPERATIONS:
        address = filled(one, service_request_id=row.token, token=row.token)
        if one.method == "post":
            form = "application/x-www-form-urlencoded"
            answer = client.generic(
                "POST", address, "service_code=repair&address_string=115", content_type=form
            )
        else:
            answer = client.get(address)
        told = answer.json()[0] if one.many else answer.json()
        assert list(told) == list(description.ANSWERS[one.answer]), one.name
    refusal = Client().get("/open311/v2/requests.json").json()
    assert list(refusal[0]) == list(description.ANSWERS["error"])


def test_every_field_that_is_read_is_described_and_the_other_way_round():
    form = next(set(one.form) for one in description.OPERATIONS if one.form)
    read = {"api_key", "jurisdiction_id", "service_code", "address_string", "description", "media_url"}
    assert form == read | set(sealed.PERSONAL) | {posting.REFUSED, "lat", "long"}
    named = {name for one in description.OPERATIONS for name in (*one.query, *one.form)}
    assert named == set(description.PARAMETERS) - (set(description.PARAMETERS) - named)
    assert named >= {"start_date", "end_date", "status", "service_request_id"}


@pytest.mark.parametrize("english", [False, True])
def test_the_document_is_openapi(english):
    told = document("http://testserver", english)
    assert told["openapi"] == "3.1.0"
    for path, operations in told["paths"].items():
        for operation in operations.values():
            in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert in_path == set(re.findall(r"{(\w+)}", path))
    ids = [one["operationId"] for each in told["paths"].values() for one in each.values()]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(told)))
    assert used == set(told["components"]["schemas"])


def test_every_text_stands_in_both_languages():
    texts = [description.TITLE, description.INTRO, *description.RULES]
    texts += [one.text for one in description.OPERATIONS]
    texts += [*description.PARAMETERS.values(), *description.FAULTS.values()]
    han = re.compile("[一-鿿]")
    assert all(len(text) == 2 and han.search(text[0]) and not han.search(text[1]) for text in texts)


def test_page_and_document_are_for_everybody_in_both_languages():
    client = Client()
    page = client.get(reverse("open311-about")).content.decode()
    assert "合作平台接口" in page
    assert "/open311/v2/services/{service_code}.{format}" in page
    assert "Interface for partners" in client.get("/open311?lang=en").content.decode()
    told = client.get("/open311/openapi.json?lang=en").json()
    assert told["info"]["title"] == "Interface for partners"
    assert told["servers"] == [{"url": "http://testserver"}]
