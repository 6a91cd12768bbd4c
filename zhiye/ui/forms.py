"""The one form of the look: how this browser should show pages."""

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.ui.preferences import LANGUAGES, SIZES, Preferences


class PreferencesForm(forms.Form):
    """Text size, language and single-letter keys."""

    size = forms.ChoiceField(
        label=gettext_lazy("字号"), choices=list(SIZES.items()), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("语言"), choices=list(LANGUAGES.items()), widget=forms.RadioSelect
    )
    single_keys = forms.BooleanField(
        label=gettext_lazy("用快捷键"),
        help_text=gettext_lazy("“/”跳到找人框，“n”记一笔。用读屏软件或语音输入时，可以关掉。"),
        required=False,
    )

    def chosen(self) -> Preferences:
        """The choice of a valid form."""
        return Preferences(
            self.cleaned_data["size"], self.cleaned_data["single_keys"], self.cleaned_data["language"]
        )
