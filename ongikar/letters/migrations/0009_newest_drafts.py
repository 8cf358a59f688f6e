"""The newest drafts of an office are found among what is open of what goes out."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0008_how_a_letter_left"),
        ("offices", "0004_an_office_owes_since_a_day"),
        ("people", "0005_contacts_of_a_place_and_merged"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "initialled", "signed"))),
                fields=["office", "-id"],
                name="open_letters_out_newest",
            ),
        ),
    ]
