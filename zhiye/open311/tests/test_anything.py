"""Whatever is sent to the interface, a document comes back, and never a fault of ours."""

from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zhiye.open311 import pace
from zhiye.open311.description import OPERATIONS
from zhiye.open311.formats import TYPES, written
from zhiye.open311.tests.make import handed_in, partner_with_key

pytestmark = pytest.mark.django_db
HUGE = "9" * 20
NASTY = [
    "",
    " ",
    HUGE,
    "-1",
    "0",
    "null",
    "٣٤",
    "\0",
    "王\0",
    "%",
    "%ff",
    "𠮷🏳️‍🌈",
    "../../etc/passwd",
    "a,b,,c",
]
NASTY += ["2026-13-45T99:99:99Z", "0000-00-00", "9999-12-31T23:59:59+14:00", "115号楼", "\ufffd", "\ufffe"]
NASTY += ["x" * 5000, "'\"<&>"]
NAMES = sorted({name for one in OPERATIONS for name in (*one.query, *one.form)})
NAMES += ["attribute[x]", "page_size", "callback"]
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]
FORM = "application/x-www-form-urlencoded"
KINDS = [FORM, f"{FORM}; charset=utf-7", f"{FORM}; charset=nothing", "text/plain", ""]
KINDS += ["multipart/form-data", "application/json; charset=x"]
PATHS = ["services", "requests", "tokens/x", "services/repair.leak", f"requests/{HUGE}", "x", "requests/"]
BODIES = [b"", b"\xff\xfe=1", b"a=%u0031&api_key=%ff", b"x" * 70_000, b"&" * 3000]

value = st.sampled_from(NASTY) | st.text(max_size=30)
fields = st.dictionaries(st.sampled_from(NAMES), value, max_size=6)
ending, path = st.sampled_from(["json", "xml"]), st.sampled_from(PATHS)
bodies = st.binary(max_size=200) | st.sampled_from(BODIES)
several = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def key(cast):
    """A key with something behind it."""
    partner, told = partner_with_key(cast.committee)
    handed_in(partner)
    return told


def checked(answer):
    assert answer.status_code < 500, answer.content[:300]
    if "xml" in answer.headers["Content-Type"] and answer.content:
        ElementTree.fromstring(answer.content)
    elif answer.content:
        answer.json()
    return answer


def asked(method, address, key, **more):
    """One question; nothing of it is kept."""
    pace._asked.clear()
    with transaction.atomic():
        answer = Client().generic(method, address, headers={"X-Api-Key": key}, **more)
        transaction.set_rollback(True)
    return checked(answer)


@several
@given(path=path, suffix=ending, query=fields, method=st.sampled_from(METHODS))
def test_any_question_is_answered(key, path, suffix, query, method):
    asked(method, f"/open311/v2/{path}.{suffix}", key, query_params=query)


@several
@given(form=fields, suffix=ending)
@example(form={"service_code": "repair", "address_string": "115", "description": "a\0b"}, suffix="xml")
@example(form={"service_code": "repair", "address_string": "115", "phone": "x" * 5000}, suffix="xml")
def test_any_form_is_answered(key, form, suffix):
    known = {"service_code": "repair", "address_string": "115号楼"}
    from_form = "&".join(f"{name}={_quoted(text)}" for name, text in (known | form).items())
    asked("POST", f"/open311/v2/requests.{suffix}", key, data=from_form, content_type=FORM)


@several
@given(body=bodies, kind=st.sampled_from(KINDS), suffix=ending)
def test_any_body_is_answered(key, body, kind, suffix):
    asked("POST", f"/open311/v2/requests.{suffix}", key, data=body, content_type=kind)


@several
@given(header=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40))
@example(header="Basic ====")
@example(header="Basic /w==")
@example(header="Bearer \xff")
def test_any_authorization_is_answered(db, header):
    answer = checked(Client().get("/open311/v2/requests.json", headers={"Authorization": header}))
    assert answer.status_code == 403


@given(st.recursive(st.text() | st.booleans() | st.none(), lambda inner: st.fixed_dictionaries({"a": inner})))
def test_whatever_is_written_can_be_read(told):
    for suffix in TYPES:
        assert written(suffix, "root", told)
    ElementTree.fromstring(written("xml", "root", told))


def _quoted(text):
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))
