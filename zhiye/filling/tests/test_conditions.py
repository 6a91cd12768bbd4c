"""Lists chosen by several conditions: all of them hold for everybody listed, and nobody is left out who meets them."""

from itertools import combinations

import pytest
from django.http import QueryDict

from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.filling import choosing, commands, conditions, queries, wanted
from zhiye.filling.preparing import last_filling, prepare
from zhiye.filling.reading import reading_of
from zhiye.filling.tests.make import brought, filled, plan_of
from zhiye.filling.tests.test_doubts import listed
from zhiye.filling.wanted import MATTERS, Wanted
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.people.birth import age_on
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import CategoryHolding, Person

PERIOD = "2026-11"


@pytest.fixture
def form(cast, worker):
    return brought(worker, cast.committee)


def rows(actor, form, *codes, what="people"):
    asked = Wanted(what, tuple(codes), period=PERIOD if what == MATTERS else "")
    return {row.key for row in prepare(actor, form, plan_of(form, what), asked).contents.rows}


def meets(person, code):
    """One condition of one person, told without the product's queries."""
    today = clock.today()
    if code.startswith("age."):
        first, last = conditions.ages_of(code)
        age = age_on(person.birth, today) if person.birth else None
        return age is not None and (first is None or age >= first) and (last is None or age <= last)
    if code.startswith("sex."):
        return person.sex == code.removeprefix("sex.")
    held = set(CategoryHolding.objects.filter(person=person, until=None).values_list("code", flat=True))
    one_of = code.split("|")
    born = person.birth and age_on(person.birth, today)
    computed = any(CATEGORIES[one].computed and born and born >= CATEGORIES[one].age_from for one in one_of)
    return bool(held & set(one_of)) or computed


def test_everybody_listed_meets_every_condition_and_nobody_else_does(cast, make, secretary, form):
    for key, codes in (
        ("wang", ["disabled"]),
        ("chen", ["elder_alone", "low_income"]),
        ("wang_son", ["disabled"]),
    ):
        for code in codes:
            make.holding(cast.person(key), code)
    mine = Person.objects.filter(path__startswith=cast.committee.path, is_current=True, standing="resident")
    codes = [
        "elder_alone",
        "disabled",
        "aged",
        "age.80-",
        "age.60-79",
        "age.-17",
        "sex.2",
        "low_income|disabled",
    ]
    for size in (1, 2, 3):
        for asked in combinations(codes, size):
            expected = {str(one.pk) for one in mine if all(meets(one, code) for code in asked)}
            assert rows(secretary, form, *asked) == expected, asked


def test_an_unknown_condition_lists_nobody_rather_than_everybody(cast, worker, form):
    for code in ("nothing", "age.x", "sex.9", "elder_alone|"):
        assert len(rows(worker, form, code)) <= len(rows(worker, form, "elder_alone"))
    assert rows(worker, form, "nothing") == set()


def test_who_has_no_birth_date_is_counted_beside_the_list(cast, worker, form):
    wang = cast.person("wang")
    asked = Wanted(conditions=("age.80-", "elder_alone"))
    plan = plan_of(form)
    assert prepare(worker, form, plan, asked).without_birth == 0
    Person.objects.filter(pk=wang.pk).update(birth=None, birth_precision="")
    ready = prepare(worker, form, plan, asked)
    assert (ready.count, ready.without_birth) == (0, 1)
    assert prepare(worker, form, plan, Wanted(conditions=("elder_alone",))).without_birth == 0


def test_matters_are_chosen_by_kind_nature_and_source(cast, worker, form):
    told = {"place": cast.home("115-402"), "owner": cast.user("shegong")}
    made = {}
    for code, nature, source in (
        ("neighbour.leaks", "help", "desk"), ("neighbour", "complaint", "phone"), ("property", "complaint", "desk"),
        ("noise", "consult", "hotline"), ("safety.fire", "report", "counter"),
    ):  # fmt: skip
        made[code] = cases.open_case(
            worker, title=code, code=code, nature=nature, source=source, op=new_id(), **told
        )
    assert Case.objects.count() == 5

    def kinds(*codes):
        return {
            code for code, case in made.items() if str(case.pk) in rows(worker, form, *codes, what=MATTERS)
        }

    assert kinds("kind.neighbour") == {"neighbour", "neighbour.leaks"}, "what is below it too"
    assert kinds("kind.neighbour", "kind.safety.fire") == {"neighbour", "neighbour.leaks", "safety.fire"}
    assert kinds("nature.complaint") == {"neighbour", "property"}
    assert kinds("kind.neighbour", "nature.complaint") == {"neighbour"}
    assert kinds("source.hotline", "source.counter") == {"noise", "safety.fire"}
    assert kinds("kind.nothing") == set()
    assert kinds("every") == set(made)


def test_a_list_of_what_is_never_kept_is_refused_at_every_door(cast, secretary):
    form = brought(secretary, cast.committee, listed("序号", "姓名", "家庭住址", title="60岁以上党员花名册"))
    for what in ("people", "homes"):
        with pytest.raises(Refused, match="党员"):
            commands.fill(
                secretary, form=form, plan=plan_of(form, what), wanted=Wanted(what), purpose="x", op=new_id()
            )


def test_forms_with_the_same_columns_and_another_title_do_not_share_whom_they_are_for(cast, worker):
    heads = ("序号", "姓名", "家庭住址")
    alone = brought(worker, cast.committee, listed(*heads, title="独居老人花名册"))
    filled(worker, alone, Wanted(conditions=("elder_alone",)), made_by=cast.user("shegong"), purpose="报民政")
    own = [cast.committee.name]

    def first(form):
        read = reading_of(form)
        last = queries.last_wanted(worker, form, read)
        return choosing.first_choice(read, "", last, ["people"], own), queries.last_purpose(
            worker, form, read
        )

    again = brought(worker, cast.committee, listed(*heads, title="2026年12月独居老人花名册"))
    assert again.pk == alone.pk
    asked, purpose = first(again)
    assert (asked.conditions, purpose) == (("elder_alone",), "报民政")
    disabled = brought(worker, cast.committee, listed(*heads, title="残疾人花名册"))
    assert disabled.pk == alone.pk, "the same columns are the same form"
    asked, purpose = first(disabled)
    assert (asked.conditions, purpose) == (("disabled",), "")


def test_what_was_taken_away_stays_away_the_next_time(cast, worker):
    data = listed("序号", "姓名", "家庭住址", title="高龄独居老人花名册")
    form = brought(worker, cast.committee, data)
    filled(worker, form, Wanted(conditions=("elder_alone",)), made_by=cast.user("shegong"))
    read = reading_of(form)
    last = queries.last_wanted(worker, form, read)
    asked = choosing.first_choice(read, "", last, ["people"], [cast.committee.name])
    assert asked.conditions == ("elder_alone",)
    chips = choosing.chips(asked, choosing.told_by(read, "people", [cast.committee.name]))
    assert [(code, chosen) for code, _name, chosen in chips] == [("elder_alone", True), ("aged", False)]


def test_what_was_kept_with_one_category_is_still_read_and_compared_with():
    kept = {
        "what": "people",
        "category": "elder_alone",
        "standing": "resident",
        "buildings": [],
        "people": [],
    }
    read = wanted.read(kept)
    assert read.conditions == ("elder_alone",)
    assert read.subject == {**kept, "buildings": (), "people": (), "period": ""}
    both = Wanted(conditions=("elder_alone", "age.80-"))
    assert both.subject["conditions"] == ["age.80-", "elder_alone"]
    assert both.subject == Wanted(conditions=("age.80-", "elder_alone")).subject
    assert wanted.read(both.as_json()) == both
    assert wanted.from_query(QueryDict(both.query)) == both
    assert wanted.from_query(QueryDict("what=people&category=elder_alone")) == read, "old addresses"


def test_conditions_of_matters_do_not_choose_people_nor_the_other_way_round():
    assert wanted.from_query(QueryDict("what=people&condition=kind.noise")).conditions == ()
    assert wanted.from_query(QueryDict("what=matters&condition=elder_alone")).conditions == ()
    assert wanted.from_query(QueryDict("what=figures&condition=elder_alone")).conditions == ()


def test_what_only_the_secretary_sees_is_told_to_others(cast, worker, secretary):
    asked = Wanted(conditions=("special_family", "elder_alone"))
    assert choosing.kept_from(worker, cast.committee, asked) == ["计生特殊家庭"]
    assert choosing.kept_from(secretary, cast.committee, asked) == []


def test_the_next_month_of_the_same_conditions_is_compared(cast, worker, form):
    asked = Wanted(conditions=("elder_alone", "age.60-"))
    assert last_filling(worker, form, asked) is None
    made = filled(worker, form, asked)
    found = last_filling(worker, form, Wanted(conditions=("age.60-", "elder_alone")))
    assert found is not None
    assert found.pk == made.pk
