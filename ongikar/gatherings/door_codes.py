"""The secret of the codes on a gathering's wall: made when they are first shown, kept encrypted."""

from django.db import transaction

from ongikar.rules import door_code

from .models import Gathering


def secret_of(gathering: Gathering) -> str:
    """ "" while no code was ever shown, and where it does not open."""
    return gathering.read_door_secret() or "" if gathering.door_secret else ""


@transaction.atomic
def ensure_secret(gathering: Gathering) -> str:
    """Whoever shows the wall first makes it; two at once make one."""
    fresh = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if not fresh.door_secret:
        fresh.encrypt_door_secret(door_code.new_secret())
        fresh.save(update_fields=["door_secret"])
    gathering.door_secret = fresh.door_secret
    return secret_of(fresh)
