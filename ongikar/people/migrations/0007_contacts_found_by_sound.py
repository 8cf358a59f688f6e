from django.db import migrations

from ongikar.people.contact_words import words_of

EACH = 500


def hear_contacts(apps, schema_editor):
    """How the words of each contact sound, by the key of names instead of that of any words."""
    contacts, words = (apps.get_model("people", name) for name in ("Contact", "ContactWord"))
    last = 0
    while rows := list(contacts.objects.filter(pk__gt=last).order_by("pk")[:EACH]):
        last = rows[-1].pk
        words.objects.filter(contact__in=rows).delete()
        words.objects.bulk_create(
            words(contact=row, office_id=row.office_id, word=word) for row in rows for word in sorted(words_of(row))
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0006_sign_ins_by_time")]
    operations = [migrations.RunPython(hear_contacts, migrations.RunPython.noop)]
