"""Text from the pages about colleagues into typed values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import Role
from zhiye.accounts.commands import first_password
from zhiye.kernel.ids import new_id

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]  # places under the name of their kind: (id, words)


class RoleForm(forms.Form):
    """A role at a place."""

    op = forms.CharField(widget=forms.HiddenInput, initial=new_id, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("什么职责"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一个职责。")},
    )
    place = forms.ChoiceField(
        label=gettext_lazy("在哪里"),
        help_text=gettext_lazy("书记、主任、社工选居民区；网格员选网格；楼组长选楼组或楼。管理员不用选。"),
        error_messages={
            "required": gettext_lazy("选一下这个职责在哪里。"),
            "invalid_choice": gettext_lazy("这个地方不在您的职责里，从列出的里选一个。"),
        },
    )

    def __init__(self, *args: Any, roles: Sequence[Role] = (), places: Groups = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["place"].required = all(role.at != ("",) for role in roles)
        fields["role"].choices = [(role.code, f"{role.name}：{role.sentence}") for role in roles]
        fields["place"].choices = [("", gettext_lazy("请选择")), *places]
        only = [choice for _kind, choices in places for choice in choices]
        if len(only) == 1:
            fields["place"].initial = only[0][0]


class AccountForm(RoleForm):
    """A new colleague. The first password comes with the form, so that sending it twice tells the same one."""

    field_order = ("op", "password", "name", "username", "role", "place")
    password = forms.CharField(widget=forms.HiddenInput, initial=first_password, max_length=64)
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        help_text=gettext_lazy("同事看到的就是它。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("写一下姓名，同事看到的就是它。")},
    )
    username = forms.CharField(
        label=gettext_lazy("登录名"),
        help_text=gettext_lazy("用字母和数字，比如 wangfang。"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("写一个登录名，比如 wangfang。")},
    )


class PasswordForm(forms.Form):
    """A new first password, made with the form for the same reason."""

    op = forms.CharField(widget=forms.HiddenInput, initial=new_id, required=False)
    password = forms.CharField(widget=forms.HiddenInput, initial=first_password, max_length=64)
