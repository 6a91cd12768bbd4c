"""The proof desk of the invented street: three issued, one refused with guidance, one waiting."""

import pytest

from zhiye.certificates import queries
from zhiye.certificates.models import Certificate
from zhiye.demo.proofs import issue_proofs
from zhiye.kernel.actor import System

pytestmark = pytest.mark.django_db


def test_the_register_has_three_issued_one_refused_and_one_that_waits(cast, make, secretary):
    for n in range(25):
        made = make.home(f"115-7{n:02d}") if n < 3 else cast.home("115-402")
        make.person(
            f"方{'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[n]}", made, sex="2", birth="1970-03-02"
        )
    assert issue_proofs(System("demo"), cast.committee) == 5
    figures = queries.book_page(secretary, queries.BookFilter(2026)).figures
    assert figures == {"issued": 3, "refused": 1, "void": 0, "open": 1}
    assert [one.state for one in queries.waiting_for(secretary, 9)[0]] == ["waiting"]
    assert Certificate.objects.get(book="refused").person is None


def test_a_street_without_that_committee_tells_nothing():
    assert issue_proofs(System("demo"), None) == 0
