"""The templates that lie in files, and the newest version of each as an office has it."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from ongikar.certificates.rules.serial import CERTIFICATE
from ongikar.certificates.rules.statement import StatementFault, Words, clean_words
from ongikar.offices.models import Office

from .models import CertificateTemplate, TemplateField
from .transitions import CertificateFault

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template as its file has it."""

    key: str
    mark: str
    title: Words
    fields: Sequence[TemplateField]
    source: str


@cache
def template_files() -> Mapping[str, TemplateFile]:
    data = tomllib.loads((FOLDER / "template_files.toml").read_text("utf-8"))
    return {
        key: TemplateFile(
            key,
            said["mark"],
            (said["bn"], said["en"]),
            [
                TemplateField(
                    code=field["code"],
                    bn=field["bn"],
                    en=field["en"],
                    is_required=not field.get("optional", False),
                )
                for field in said["fields"]
            ],
            (FOLDER / "typst" / said["source"]).read_text("utf-8") if "source" in said else "",
        )
        for key, said in data.items()
    }


def digest_of(fields: Sequence[TemplateField], source: str) -> str:
    said = json.dumps([list(fields), source], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def newest_template(office: Office, key: str, now: datetime) -> CertificateTemplate:
    """The version by which a certificate is issued now: the office's newest, the first of which is that of
    the file.

    Raises CertificateFault for a key that nobody knows.
    """
    newest = CertificateTemplate.objects.filter(office=office, key=key).order_by("-version").first()
    if newest:
        return newest
    file = template_files().get(key)
    if file is None:
        raise CertificateFault(
            "template", "এই নামে কোনো সনদের নকশা নেই।", "There is no certificate template of this name."
        )
    return add_version(
        office, key=key, mark=file.mark, title=file.title, fields=file.fields, source=file.source, now=now
    )


def add_version(
    office: Office,
    *,
    key: str,
    mark: str = CERTIFICATE,
    title: Words,
    fields: Sequence[TemplateField],
    source: str,
    now: datetime,
) -> CertificateTemplate:
    """The next version; the one that is there where it says the same."""
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        newest = CertificateTemplate.objects.filter(office=office, key=key).order_by("-version").first()
        digest = digest_of(fields, source)
        if newest and newest.sha256 == digest:
            return newest
        return CertificateTemplate.objects.create(
            office=office,
            key=key,
            version=newest.version + 1 if newest else 1,
            mark=mark,
            title_bn=title[0],
            title_en=title[1],
            fields=list(fields),
            source=source,
            sha256=digest,
            published_at=now,
        )


def statement_fields(template: CertificateTemplate, statement: Mapping[str, Words | str]) -> dict[str, Words]:
    """What the template prints of a statement, in its order. Raises CertificateFault for a field that is
    missing, that it does not print, or that cannot be printed.
    """
    unknown = statement.keys() - {field["code"] for field in template.fields}
    if unknown:
        code = min(unknown)
        raise CertificateFault(code, f"এই সনদে “{code}” ঘর নেই।", f"This certificate has no field “{code}”.")
    found: dict[str, Words] = {}
    for field in template.fields:
        try:
            words = clean_words(field["code"], statement.get(field["code"], ""))
        except StatementFault as fault:
            raise CertificateFault(fault.field, fault.bn, fault.en) from fault
        if any(words):
            found[field["code"]] = words
        elif field["is_required"]:
            raise CertificateFault(
                field["code"],
                f"“{field['bn']}” ছাড়া সনদ দেওয়া যায় না।",
                f"A certificate cannot be issued without “{field['en']}”.",
            )
    return found
