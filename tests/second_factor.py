"""A second factor that a person of a test has set up."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from ongikar.people.models import User


def set_up_code_app(user: User, secret: str = "JBSWY3DPEHPK3PXP") -> None:
    """The person has an app that gives codes from this secret (base32)."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
