"""Each case lies at the desk of the post that answers for it, or where it was last handed to."""

from django.db import migrations
from django.db.models import F


def read_desks(apps, schema_editor):
    Act, Case = apps.get_model("cases", "Act"), apps.get_model("cases", "Case")
    Case.objects.filter(desk=None).update(desk=F("post"))
    for act in Act.objects.filter(name="hand_over").order_by("id").iterator():
        Case.objects.filter(pk=act.case_id).update(desk=act.data["to_post"]["id"])


class Migration(migrations.Migration):

    dependencies = [('cases', '0009_the_desk_a_case_lies_at')]

    operations = [migrations.RunPython(read_desks, migrations.RunPython.noop)]
