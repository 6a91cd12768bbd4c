"""What is known: every field has a spelling or a choice, and a function that says it."""

from zhiye.figures.registry import FIGURES
from zhiye.filling.documents.reading import read_form
from zhiye.filling.known import activities, contacts, fields, matters, people
from zhiye.filling.matched import guesses
from zhiye.filling.plan import likeliest, make_plan
from zhiye.filling.tests.make import card, month, roster
from zhiye.filling.wanted import FIGURES as OF_FIGURES
from zhiye.filling.wanted import HOMES, MATTERS, PEOPLE, WHAT


def test_every_field_of_the_words_is_told_by_a_function_and_the_other_way_round():
    told = people.CODES | matters.CODES | contacts.CODES | activities.CODES
    listed = {
        code
        for code, one in fields.fields().items()
        if one.source in (fields.PERSON, fields.MATTER, fields.CONTACT, fields.ACTIVITY)
    }
    assert listed == told


def test_figures_that_forms_ask_for_are_figures():
    assert set(fields._DATA["figures"]) <= set(FIGURES)


def test_a_label_goes_to_the_surest_source():
    place, name, registered = guesses(["地点", "姓　名", "户口所在地"], fields.held(MATTERS))
    assert (place.codes[0], place.sure) == ("matter.place", True)
    assert (name.codes[0], name.sure) == ("person.name", True)
    assert registered.codes[0] == "person.registered_home"


def test_what_a_form_is_about_is_read_from_its_heads():
    kinds = list(WHAT)
    assert likeliest(read_form(roster(), "a.xlsx"), kinds) == PEOPLE
    assert likeliest(read_form(month(), "a.xlsx"), kinds) == OF_FIGURES


def test_a_list_a_card_and_a_card_with_a_list_are_told_apart():
    listed = make_plan(read_form(roster(), "a.xlsx"), PEOPLE, {})
    assert (listed.sheet, len(listed.row_blanks)) == (False, 7)
    sheet = make_plan(read_form(card(), "a.docx"), HOMES, {})
    assert sheet.sheet
    assert {blank.answer.code for blank in sheet.form_blanks} == {
        "person.name",
        "person.relation",
        "person.age",
    }


def test_what_is_never_kept_is_never_asked_for():
    sheet = make_plan(read_form(card(), "a.docx"), HOMES, {})
    party = next(blank for blank in sheet.blanks if blank.label == "政治面貌")
    assert party.never
    assert party not in sheet.open
