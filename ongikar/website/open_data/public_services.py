"""The services of the charter in force as CPSV-AP 3.2 (a profile of the Core Public Service Vocabulary), as
JSON-LD. Of offices and posts alone: nothing in it names a person.
"""

from typing import Any

from ongikar.charter.models import Service
from ongikar.offices.models import Office
from ongikar.rules.promise import Promise

Node = dict[str, Any]
CONTEXT: Node = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BANGLADESH = "http://publications.europa.eu/resource/authority/country/BGD"
TAKA = "http://publications.europa.eu/resource/authority/currency/BDT"
# How much of xsd:duration one of a unit is. A duration knows no working days: they are told as days, and what
# the charter prints stands in the rule beside it.
DURATIONS = {
    "minutes": "PT{n}M",
    "hours": "PT{n}H",
    "working_days": "P{n}D",
    "calendar_days": "P{n}D",
    "days": "P{n}D",
    "weeks": "P{n}W",
    "months": "P{n}M",
    "years": "P{n}Y",
}


def services_graph(office: Office, services: list[Service], site: str, licence: str) -> Node:
    """One JSON-LD document. `site`: where the office's pages begin; all ids stand below it."""
    authority = f"{site}/#office"
    nodes: list[Node] = [
        {
            "@id": f"{site}/#services",
            "@type": "dcat:Dataset",
            "dct:title": words(f"{office.name_bn}: সেবা", f"{office.name_en}: services"),
            "dct:license": {"@id": licence},
            "dct:publisher": {"@id": authority},
        },
        {
            "@id": authority,
            "@type": ["cv:PublicOrganisation", "org:Organization"],
            "dct:identifier": office.slug,
            "skos:prefLabel": words(office.name_bn, office.name_en),
            "dct:spatial": {"@id": BANGLADESH},
            "locn:address": {
                "@id": f"{site}/#address",
                "@type": "locn:Address",
                "locn:fullAddress": words(office.address_bn, office.address_en),
            },
        },
        {"@id": BANGLADESH, "@type": "dct:Location"},
        {"@id": TAKA, "@type": "skos:Concept", "skos:prefLabel": words("টাকা", "Taka")},
        contact_node(office, site),
    ]
    for service in services:
        nodes += service_nodes(service, f"{office.slug}/{service.code}", site, authority)
    return {"@context": CONTEXT, "@graph": nodes}


def words(bn: str, en: str) -> list[Node]:
    """In each language in which it is said."""
    return [{"@value": said, "@language": tongue} for said, tongue in ((bn, "bn"), (en, "en")) if said]


def contact_node(office: Office, site: str) -> Node:
    ways = {"cv:telephone": office.phone, "cv:email": office.email}
    said = {name: value for name, value in ways.items() if value}
    return {"@id": f"{site}/#contact", "@type": "cv:ContactPoint", **said}


def service_nodes(service: Service, name: str, site: str, authority: str) -> list[Node]:
    """The service and what belongs to it alone. Ids are those of its page, which every version keeps."""
    page = f"{site}/services/{service.code}/"
    parts = [
        *channel_nodes(page, name, authority),
        cost_node(service, page, name),
        output_node(service, page, name),
        rule_node(service, page, name),
        *evidence_nodes(service, page, name),
    ]
    of = {
        key: [{"@id": part["@id"]} for part in parts if part["@type"] == kind] for key, kind in PARTS.items()
    }
    time = duration_of(service.promise) if service.has_limit else None
    whole = {
        "@id": f"{page}#service",
        "@type": "cpsv:PublicService",
        "dct:identifier": name,
        "dct:title": words(service.name_bn, service.name_en),
        "dct:description": words(
            service.summary_bn or service.name_bn, service.summary_en or service.name_en
        ),
        "cv:hasCompetentAuthority": {"@id": authority},
        "cv:contactPoint": {"@id": f"{site}/#contact"},
        "dct:isPartOf": {"@id": f"{site}/#services"},
        **{key: ids for key, ids in of.items() if ids},
        **({"cv:processingTime": {"@value": time, "@type": "xsd:duration"}} if time else {}),
    }
    return [whole, *parts]


PARTS = {
    "cv:hasChannel": "cv:Channel",
    "cv:hasCost": "cv:Cost",
    "cpsv:produces": "cv:Output",
    "cpsv:follows": "cpsv:Rule",
    "cpsv:hasInput": "cv:Evidence",
}


def duration_of(promise: Promise) -> str | None:
    """None where the charter names no number."""
    pattern = DURATIONS.get(promise.unit)
    return pattern.format(n=promise.amount) if pattern and promise.amount else None


def channel_nodes(page: str, name: str, authority: str) -> list[Node]:
    ways = {
        "online": ("এই ওয়েবসাইটে", "On this website"),
        "counter": ("কার্যালয়ে এসে", "At the office"),
    }
    return [
        {
            "@id": f"{page}#{way}",
            "@type": "cv:Channel",
            "dct:identifier": f"{name}/{way}",
            "dct:description": words(*said),
            "cv:ownedBy": {"@id": authority},
        }
        for way, said in ways.items()
    ]


def cost_node(service: Service, page: str, name: str) -> Node:
    """A cost whose amount the charter does not name has none here, and what it prints."""
    fee = service.fee
    amount = 0 if fee.get("kind") == "free" else fee.get("amount")
    told = (
        {"cv:hasValue": {"@value": f"{float(amount)}", "@type": "xsd:double"}} if amount is not None else {}
    )
    printed = words(fee.get("raw", ""), fee.get("raw_en", ""))
    return {
        "@id": f"{page}#cost",
        "@type": "cv:Cost",
        "dct:identifier": f"{name}/cost",
        **({"dct:description": printed} if printed else {}),
        **told,
        **({"cv:currency": {"@id": TAKA}} if told else {}),
    }


def output_node(service: Service, page: str, name: str) -> Node:
    return {
        "@id": f"{page}#output",
        "@type": "cv:Output",
        "dct:identifier": f"{name}/output",
        "dct:title": words(service.short_bn or service.name_bn, service.short_en or service.name_en),
    }


def rule_node(service: Service, page: str, name: str) -> Node:
    """The time as the charter prints it."""
    return {
        "@id": f"{page}#time",
        "@type": "cpsv:Rule",
        "dct:identifier": f"{name}/time",
        "dct:title": words("সেবা প্রদানের সর্বোচ্চ সময়", "Longest time for the service"),
        "dct:description": words(service.time_raw or "সময় লেখা নেই", ""),
    }


def evidence_nodes(service: Service, page: str, name: str) -> list[Node]:
    return [
        {
            "@id": f"{page}#input-{place}",
            "@type": "cv:Evidence",
            "dct:identifier": f"{name}/input-{place}",
            "dct:title": words(paper.get("bn", ""), paper.get("en", "")),
        }
        for place, paper in enumerate(service.documents, 1)
    ]
