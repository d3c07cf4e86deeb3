"""The schemas of the analyses' records, for the OpenAPI file."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from zopa.desk.types_of_results import result_records

REF = "#/components/schemas/{model}"


def with_record_schemas(openapi: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI file with the records to which it refers, and the whole brief of them."""
    records = result_records()
    named = [*records.brief.values(), *records.others.values(), records.drawing]
    _, told = models_json_schema([(one, "serialization") for one in named], ref_template=REF)
    schemas = openapi["components"]["schemas"]
    schemas.update(told["$defs"])
    results = {
        name: {"$ref": REF.format(model=record.__name__)} for name, record in records.brief.items()
    }
    schemas["WholeBrief"] = {
        "type": "object",
        "description": "The results of all analyses of the brief; one whose frontier is too large "
        "to be worked out is missing.",
        "properties": {
            "zopa": {"type": "string", "description": "The version that worked it out."},
            "title": {"type": "string"},
            "as_of": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "draws": {"$ref": REF.format(model=records.drawing.__name__)},
            **results,
        },
        "required": ["zopa", "title", "as_of", "draws"],
    }
    return openapi
