"""A second factor that a person of a test has set up."""

import hashlib
import json
import secrets

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from ongikar.people.models import User
from ongikar.people.templatetags.passkeys import as_json

FLAG = AuthenticatorData.FLAG


def set_up_code_app(user: User, secret: str = "JBSWY3DPEHPK3PXP") -> None:
    """The person has an app that gives codes from this secret (base32)."""
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )


class SoftPasskey:
    """A passkey kept in memory, as a phone or a key keeps one: made for a person, and shown to a page."""

    def __init__(self, host: str = "localhost") -> None:
        self.host, self.origin = host, f"http://{host}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)

    def belongs_to(self, user: User, name: str = "ফোন") -> Authenticator:
        """The person has added it to their account."""
        told = AttestationObject.create("none", self.authenticator_data(is_new=True), {})
        credential = {
            "id": websafe_encode(self.credential_id),
            "rawId": websafe_encode(self.credential_id),
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(self.client_data("webauthn.create", b"challenge" * 4)),
                "attestationObject": websafe_encode(bytes(told)),
            },
            "clientExtensionResults": {},
        }
        return Authenticator.objects.create(
            user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
        )

    def authenticator_data(self, *, is_new: bool = False) -> AuthenticatorData:
        told = None
        if is_new:
            public = ES256.from_cryptography_key(self.key.public_key())
            told = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        digest = hashlib.sha256(self.host.encode()).digest()
        return AuthenticatorData.create(
            digest, FLAG.UP | FLAG.UV | (FLAG.AT if is_new else FLAG(0)), 0, told or b""
        )

    def client_data(self, what: str, challenge: bytes) -> bytes:
        return bytes(CollectedClientData.create(what, challenge, self.origin))

    def answer(self, options: dict) -> str:
        """What the browser sends where a page asks with these options, as the form has it."""
        challenge = websafe_decode(json.loads(as_json(options))["publicKey"]["challenge"])
        client, data = self.client_data("webauthn.get", challenge), self.authenticator_data()
        signed = bytes(data) + hashlib.sha256(client).digest()
        return json.dumps(
            {
                "id": websafe_encode(self.credential_id),
                "rawId": websafe_encode(self.credential_id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": websafe_encode(client),
                    "authenticatorData": websafe_encode(bytes(data)),
                    "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                },
                "clientExtensionResults": {},
            }
        )
