"""The same statement as a verifiable credential of the W3C (2.0, `application/vc+jwt`), which is an Open
Badge 3.0: for wallets and for programs that know no address of ours.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ongikar.core.i18n.say import override_language
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of

from .addresses import check_address, qr_address, status_address
from .key_ring import private_key, read_keys, signing_key
from .models import Certificate, SigningKey
from .revocations import encoded_status_list

MEDIA_TYPE = "application/vc+jwt"
# As RFC 9864 names it; "EdDSA" says no curve and is deprecated there.
ALGORITHM = "Ed25519"
CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


def jwk_of(key: SigningKey) -> dict[str, str]:
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": key.public,
        "kid": key.key_id,
        "use": "sig",
        "alg": ALGORITHM,
    }


def key_set() -> dict[str, list[dict[str, str]]]:
    """Every key that ever signed: what it signed is checked with it for good."""
    return {"keys": [jwk_of(key) for key in SigningKey.objects.order_by("id")]}


def badge_of(certificate: Certificate, now: datetime) -> bytes:
    """The credential, signed: by the key that signed the certificate, or where that was retired, by the
    newest.
    """
    is_on_ring = certificate.key.key_id in read_keys().keys
    key = certificate.key if is_on_ring else signing_key(now)
    return sign_credential(credential(certificate), key, "vc+jwt")


def sign_credential(payload: Mapping[str, Any], key: SigningKey, form: str) -> bytes:
    """A credential in its envelope (VC-JOSE-COSE): the payload is the credential itself."""
    # Forty modules, which every start of every program would wait for: a wallet is rarely at the counter.
    from joserfc import jws
    from joserfc.jwk import OKPKey

    private = OKPKey.import_key(private_key(key.key_id))
    header = {"alg": ALGORITHM, "typ": form, "cty": "vc", "kid": key.key_id}
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return jws.serialize_compact(header, content, private, algorithms=[ALGORITHM]).encode()


def credential(certificate: Certificate) -> dict[str, Any]:
    """Every printed field, in words that wallets know: the name as the identity of its subject, what it is
    for as the achievement, each field as a piece of evidence in both languages.
    """
    statement, template, office = not_none(certificate.statement), certificate.template, certificate.office
    address = check_address(certificate)
    what = next(
        (statement.fields[code] for code in ("course", "event") if code in statement.fields),
        (template.title_bn, template.title_en),
    )
    return {
        "@context": list(CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": template.title_en,
        "issuer": issuer(office),
        "validFrom": utc(certificate.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": name,
                    "identityType": "name",
                }
                for name in dict.fromkeys(statement.fields.get("name", ()))
            ],
            "achievement": {
                "id": f"{address}#achievement",
                "type": ["Achievement"],
                "name": what[1],
                "description": what[0],
                "criteria": {"narrative": "; ".join(words[1] for words in statement.fields.values())},
            },
        },
        "evidence": [
            {"id": qr_address(certificate), "type": ["Evidence"], "name": "ongikar-cert1"},
            *evidence(certificate),
        ],
        "credentialStatus": {
            "id": f"{status_address(office, certificate.fiscal_year)}#{certificate.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(certificate.status_index),
            "statusListCredential": status_address(office, certificate.fiscal_year),
        },
    }


def evidence(certificate: Certificate) -> list[dict[str, Any]]:
    """Each printed field with its label: English, and Bangla where it says it in other words."""
    statement = not_none(certificate.statement)
    labels = {field["code"]: (field["bn"], field["en"]) for field in certificate.template.fields}
    said = [(labels[code], words) for code, words in statement.fields.items()]
    said += [
        (("সনদ নম্বর", "Certificate number"), (statement.serial, statement.serial)),
        (("দেওয়ার তারিখ", "Date of issue"), (statement.day.isoformat(), statement.day.isoformat())),
        (("কার্যালয়", "Office"), statement.office),
    ]
    return [
        {
            "type": ["Evidence"],
            "name": label[1],
            "narrative": words[1] if words[0] == words[1] else f"{words[1]} ({words[0]})",
        }
        for label, words in said
    ]


def issuer(office: Office) -> dict[str, Any]:
    return {"id": site_of(office), "type": ["Profile"], "name": f"{office.department_en}, {office.name_en}"}


def status_credential(office: Office, year: int, now: datetime) -> bytes:
    """The list of a fiscal year in which wallets look a place up."""
    address = status_address(office, year)
    with override_language("en"):
        return sign_credential(
            {
                "@context": [CONTEXTS[0]],
                "id": address,
                "type": ["VerifiableCredential", "BitstringStatusListCredential"],
                "issuer": issuer(office),
                "validFrom": utc(now),
                "credentialSubject": {
                    "id": f"{address}#list",
                    "type": "BitstringStatusList",
                    "statusPurpose": "revocation",
                    "encodedList": encoded_status_list(office, year),
                },
            },
            signing_key(now),
            "vc+jwt",
        )


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
