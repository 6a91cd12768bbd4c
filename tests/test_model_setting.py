"""The address of a model server is checked at the start: a wrong one stops it and says what to write."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture(autouse=True)
def _named(monkeypatch):
    monkeypatch.setenv("ZHIYE_MODEL_NAME", "small")


def test_none_is_off(monkeypatch):
    monkeypatch.delenv("ZHIYE_MODEL_URL", raising=False)
    assert env.model_url(False) == ""


def test_an_address_is_kept_without_its_last_stroke(monkeypatch):
    monkeypatch.setenv("ZHIYE_MODEL_URL", "http://10.0.0.5:8000/v1/")
    assert env.model_url(False) == "http://10.0.0.5:8000/v1"


@pytest.mark.parametrize(
    "url",
    [
        "10.0.0.5:8000",
        "ftp://10.0.0.5",
        "http://",
        "http://a:b@10.0.0.5",
        "http://10.0.0.5:99999",
        "http://10.0.0.5/v1?x=1",
    ],
)
def test_a_wrong_address_stops_the_start(url, monkeypatch):
    monkeypatch.setenv("ZHIYE_MODEL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="write http"):
        env.model_url(False)


def test_a_model_without_a_name_stops_the_start(monkeypatch):
    monkeypatch.setenv("ZHIYE_MODEL_URL", "http://10.0.0.5/v1")
    monkeypatch.delenv("ZHIYE_MODEL_NAME")
    with pytest.raises(ImproperlyConfigured, match="ZHIYE_MODEL_NAME"):
        env.model_url(False)


def test_out_of_the_house_only_over_tls(monkeypatch):
    monkeypatch.setenv("ZHIYE_MODEL_URL", "http://model.example/v1")
    with pytest.raises(ImproperlyConfigured, match="https"):
        env.model_url(True)
