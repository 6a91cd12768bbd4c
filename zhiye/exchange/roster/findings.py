"""What was noticed in a roster: one sentence for each reason, saying what happened and what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LONGEST_VALUE = 12  # characters of a cell quoted in a sentence

# reason -> (level, sentence). "flagged" rows are imported; "rejected" and "duplicate" rows are not.
REASONS: dict[str, tuple[str, str | Promise]] = {
    "id_lost_digits": ("rejected", gettext_lazy("身份证号被Excel改成了数字，末几位丢了。请按文本重填。")),
    "no_name_no_home": ("rejected", gettext_lazy("这行没有姓名，也没有住址。请补上再导入。")),
    "not_a_name": ("rejected", gettext_lazy("“%(value)s”不像姓名。请改好这一格再导入。")),
    "company_no_home": ("rejected", gettext_lazy("“%(value)s”是单位，也没写房号。请补上房号。")),
    "no_building_code": ("rejected", gettext_lazy("这行没有楼号。请补上再导入。")),
    "same_id": ("duplicate", gettext_lazy("和%(where)s是同一个身份证号，只导入一次。")),
    "same_id_other_home": ("duplicate", gettext_lazy("和%(where)s是同一人，这处房屋也记下了。")),
    "same_person": ("duplicate", gettext_lazy("和%(where)s同名、同生日、同住址，只导入一次。")),
    "same_row": ("duplicate", gettext_lazy("和%(where)s一模一样，只导入一次。")),
    "same_home": ("duplicate", gettext_lazy("和%(where)s是同一套房屋，只导入一次。")),
    "id_check_digit": ("flagged", gettext_lazy("身份证号最后一位对不上，先照原样留着。请核对。")),
    "id_length": ("flagged", gettext_lazy("身份证号位数不对，先照原样留着。请核对。")),
    "id_characters": ("flagged", gettext_lazy("身份证号里有别的字符，先照原样留着。请核对。")),
    "id_date": ("flagged", gettext_lazy("身份证号里的生日不存在，先照原样留着。请核对。")),
    "id_placeholder": ("flagged", gettext_lazy("身份证号是凑数的，没有记。请补上真的号码。")),
    "id_shared": ("flagged", gettext_lazy("和%(where)s身份证号一样，姓名不同。请核对哪个对。")),
    "birth_differs": ("flagged", gettext_lazy("出生日期和身份证号不一样，先按身份证号。请核对。")),
    "sex_differs": ("flagged", gettext_lazy("性别和身份证号不一样，先按身份证号。请核对。")),
    "sex_unknown": ("flagged", gettext_lazy("性别“%(value)s”看不懂，先空着。请填男或女。")),
    "birth_impossible": ("flagged", gettext_lazy("没有“%(value)s”这一天，先空着。是不是%(suggestion)s？")),
    "birth_unreadable": ("flagged", gettext_lazy("出生日期“%(value)s”看不懂，先空着。请核对。")),
    "birth_future": ("flagged", gettext_lazy("出生日期“%(value)s”在今天以后，先空着。请核对。")),
    "age_over_120": ("flagged", gettext_lazy("按“%(value)s”算超过120岁，先空着。请核对。")),
    "phone_short": ("flagged", gettext_lazy("电话“%(value)s”少一位，先照原样留着。请核对。")),
    "phone_long": ("flagged", gettext_lazy("电话“%(value)s”多一位，先照原样留着。请核对。")),
    "phone_unreadable": ("flagged", gettext_lazy("电话“%(value)s”看不懂，先写在备注里。请核对。")),
    "home_unreadable": ("flagged", gettext_lazy("住址“%(value)s”没读懂，先写在备注里。请补上门牌。")),
    "home_incomplete": ("flagged", gettext_lazy("住址“%(value)s”没写全楼号室号，先写在备注里。")),
    "home_missing": ("flagged", gettext_lazy("没有住址，先只登记人。请补上门牌。")),
    "person_missing": ("flagged", gettext_lazy("没有姓名，先只登记房屋。请补上姓名。")),
    "company_owner": ("flagged", gettext_lazy("“%(value)s”是单位，不是人，只登记了房屋。")),
    "name_unusual": ("flagged", gettext_lazy("姓名“%(value)s”少见，已照原样导入。请核对。")),
    "several_names": ("flagged", gettext_lazy("一格里有%(count)d个姓名，已分成几个人。请核对。")),
    "category_unknown": ("flagged", gettext_lazy("类别“%(value)s”没有对上，先写在备注里。")),
    "category_refused": ("flagged", gettext_lazy("这一格里有本软件不收的标记，没有带进来。")),
    "relation_unknown": ("flagged", gettext_lazy("关系“%(value)s”没有对上，先写在备注里。")),
    "area_unreadable": ("flagged", gettext_lazy("面积“%(value)s”看不懂，先空着。请填平方米数。")),
    "two_heads": ("flagged", gettext_lazy("这户已有户主（%(where)s），这位先不作户主。请核对。")),
    "owner_not_found": ("flagged", gettext_lazy("业主编号%(value)s在业主表里没有，只登记了房屋。")),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. ``level`` is "flagged", "rejected" or "duplicate"; ``row`` counts from 1.

    ``column`` is the head concerned ("" for the whole row), ``reason`` a key of REASONS, ``sentence`` text.
    """

    level: str
    sheet: str
    row: int
    column: str
    reason: str
    sentence: str


def shortened(value: object) -> str:
    """A cell's text as quoted in a sentence."""
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def finding(sheet: str, row: int, column: str, reason: str, **values: object) -> Finding:
    """The finding for ``reason`` with its sentence filled in; ``value`` is shortened."""
    level, sentence = REASONS[reason]
    if "value" in values:
        values["value"] = shortened(values["value"])
    return Finding(level, sheet, row, column, reason, str(sentence) % values)
