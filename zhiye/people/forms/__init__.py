"""What is typed about people, turned into values; nothing here is saved."""

from zhiye.people.forms.belonging import (
    CategoryForm,
    ConsentForm,
    EndCategoryForm,
    KinForm,
    OwnForm,
    PhoneForm,
    ReasonForm,
    VerifyForm,
    WishForm,
)
from zhiye.people.forms.filters import FilterForm
from zhiye.people.forms.person import EditForm, LeaveForm, LivingForm, MoveForm, RegisterForm

__all__ = [
    "LivingForm",
    "RegisterForm",
    "EditForm",
    "MoveForm",
    "LeaveForm",
    "ReasonForm",
    "PhoneForm",
    "WishForm",
    "CategoryForm",
    "VerifyForm",
    "EndCategoryForm",
    "ConsentForm",
    "OwnForm",
    "KinForm",
    "FilterForm",
]
