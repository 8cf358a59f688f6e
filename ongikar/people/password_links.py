"""A link by which a person chooses a new password: signed, good for a day, and spent by being used.

Only an administrator makes one, by the command or on the screen, where it is shown once and kept nowhere. Nobody can ask for it from outside.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from .models import User


def link_for(user: User) -> str:
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return settings.PUBLIC_ADDRESS + reverse(
        "new_password", args=[key, default_token_generator.make_token(user)]
    )


def user_of(key: str) -> User | None:
    """Whose link it is; None for one that never was, and for a person whose account is closed."""
    try:
        pk = force_str(urlsafe_base64_decode(key))
    except (ValueError, OverflowError):
        return None
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
