from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("visits", "0003_met_like_their_contact"),
    ]

    operations = [
        migrations.RemoveIndex("contact", "contact_of_home"),
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["path", "kind", "outcome", "undone_at", "on", "id"], name="contact_at_home"
            ),
        ),
        migrations.AddIndex(
            "met", models.Index(fields=["on", "id", "path", "visited"], name="met_counted")
        ),
        migrations.AddIndex(
            "met", models.Index(fields=["path", "on", "id", "visited"], name="met_at_place")
        ),
    ]
