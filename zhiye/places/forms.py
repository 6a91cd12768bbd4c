"""What is typed about places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm
from zhiye.places import kinds
from zhiye.places.addresses import floor_of

LIFT = [("", _("不清楚")), ("yes", _("有")), ("no", _("没有"))]


class PlaceForm(GestureForm):
    """A new place: its code as on the door."""

    code = forms.CharField(label=_("名字"), max_length=40)


class BuildingForm(GestureForm):
    """A new building."""

    code = forms.CharField(label=_("门牌上的号"), help_text=_("只写号，比如 115"), max_length=40)
    floors = forms.IntegerField(label=_("有几层"), required=False, min_value=1, max_value=120)
    lift = forms.ChoiceField(label=_("有电梯吗"), choices=LIFT, required=False, widget=forms.RadioSelect)

    def clean_lift(self) -> bool | None:
        """Yes, no, or nobody knows."""
        told: dict[str, bool] = {"yes": True, "no": False}
        return told.get(self.cleaned_data["lift"])


class UnitForm(GestureForm):
    """A new unit (单元) of a building."""

    code = forms.CharField(label=_("第几单元"), help_text=_("只写号，比如 2"), max_length=40)


class HomeForm(GestureForm):
    """A new home; the floor follows from the number where that tells it."""

    code = forms.CharField(label=_("室号"), help_text=_("只写号，比如 402"), max_length=40)
    floor = forms.IntegerField(
        label=_("在几层"),
        help_text=_("空着就按室号算，402 是 4 层"),
        required=False,
        min_value=-9,
        max_value=120,
    )

    def values(self) -> dict[str, Any]:
        """With the floor filled in."""
        values = super().values()
        return values | {"floor": values["floor"] or floor_of(values["code"])}


FORMS: dict[str, type[GestureForm]] = {
    kinds.BUILDING: BuildingForm,
    kinds.UNIT: UnitForm,
    kinds.HOME: HomeForm,
}


class EndForm(GestureForm):
    """A place is no more."""

    on = DayField(label=_("从哪天起"), initial=clock.today)
    reason = forms.CharField(label=_("为什么"), help_text=_("比如“两套打通成一套”"), max_length=200)


class CoverForm(GestureForm):
    """Which grid or building group serves a building from today."""

    overlay = forms.ChoiceField(label=_("划给"))

    def __init__(self, *args: Any, overlays: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.overlays = {str(overlay.pk): overlay for overlay in overlays}
        choices = [
            (key, f"{place.name}（{kinds.KINDS[place.kind].name}）") for key, place in self.overlays.items()
        ]
        self.fields["overlay"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The overlay itself."""
        return {"overlay": self.overlays[self.cleaned_data["overlay"]]}
