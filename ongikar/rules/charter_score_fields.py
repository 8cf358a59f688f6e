"""The fields of a reading that are counted when it is scored, service by service and tier by tier."""

from typing import Any

Part = dict[str, Any]


def _limit(time: Part, key: str) -> Part:
    """A time, with what its cases or stages promise and what they are called."""
    parts = time.get("cases") or time.get("stages") or []
    return {
        f"{key}.kind": time["kind"],
        f"{key}.min": time["min"],
        f"{key}.max": time["max"],
        f"{key}.parts": [(part.get("kind"), part.get("min"), part.get("max")) for part in parts],
        f"{key}.labels": [part.get("label", "") for part in parts if part.get("label")],
    }


def _taka(case: Part) -> float | None:
    """What a case of a fee costs: nothing where it is free, None where it is said elsewhere."""
    amount: float | None = case["amount"]
    return 0 if case.get("kind") == "free" else amount


def fields_of(service: Part) -> Part:
    """The fields of a service that are counted, by name."""
    fee = service["fee"]
    cases = fee.get("cases", [])
    people = {
        f"{role}.{what}": (service[role] or {}).get(what)
        for role in ("responsible", "superior")
        for what in ("post", "phone", "email")
    }
    return {
        "category": service["category"],
        "number": service["number"],
        "method": service["method"],
        **_limit(service["time"], "time"),
        "documents.items": service["documents"]["items"],
        "form_source": service["form_source"],
        "fee.kind": fee["kind"],
        "fee.amount": fee["amount"],
        "fee.parts": [_taka(case) for case in cases],
        "fee.labels": [case["label"] for case in cases if case.get("label")],
        **people,
    }


def fields_of_tier(tier: Part) -> Part:
    """The fields of a tier that are counted, by name."""
    told = {key: tier.get(key) for key in ("tier", "when", "officer", "address", "phone", "email", "web")}
    return told | _limit(tier["limit"], "limit")
