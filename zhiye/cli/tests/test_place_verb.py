"""``zhiye place``."""

import pytest

from zhiye.cli.main import main

pytestmark = pytest.mark.django_db


def test_a_committee_goes_into_the_only_street(cast, capsys):
    assert main(["place", "committee", "新桥居民区"]) == 0
    assert "  新桥居民区" in capsys.readouterr().out


def test_with_two_streets_one_must_be_named(cast, capsys):
    assert main(["place", "street", "新街道"]) == 0
    assert main(["place", "committee", "新桥居民区"]) == 1
    assert "--in" in capsys.readouterr().err
    assert main(["place", "committee", "新桥居民区", "--in", "新街道"]) == 0


def test_the_same_name_again_is_refused(cast, capsys):
    assert main(["place", "committee", cast.committee.code]) == 1
    assert "已经有" in capsys.readouterr().err
