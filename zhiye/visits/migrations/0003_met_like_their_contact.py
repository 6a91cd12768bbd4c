from datetime import date

from django.db import migrations, models
from django.db.models import Case, F, OuterRef, Subquery, Value, When


def fill(apps, schema_editor):
    """Every row takes over its contact's place and day, and whether it is a visit that counts."""
    contact = apps.get_model("visits", "Contact").objects.filter(pk=OuterRef("contact_id"))
    counts = Case(When(kind="visit", outcome="seen", undone_at=None, then=Value(True)), default=Value(False))
    facts = {"path": F("path"), "on": F("on"), "visited": counts}
    told = {name: Subquery(contact.annotate(_told=fact).values("_told")[:1]) for name, fact in facts.items()}
    apps.get_model("visits", "Met").objects.update(**told)


class Migration(migrations.Migration):

    dependencies = [
        ("visits", "0002_figures_counted"),
    ]

    operations = [
        migrations.AddField("met", "path", models.CharField(max_length=120, default=""), preserve_default=False),
        migrations.AddField("met", "on", models.DateField(default=date(2000, 1, 1)), preserve_default=False),
        migrations.AddField("met", "visited", models.BooleanField(default=False), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
