from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0003_figures_counted"),
    ]

    operations = [
        migrations.AddIndex(
            "reply",
            models.Index(fields=["at", "id"], name="reply_by_time"),
        ),
    ]
