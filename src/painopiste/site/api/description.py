"""The description of the API in OpenAPI: made once, the same for everybody."""

import hashlib
import json
import re
from functools import cache
from typing import Any

from painopiste.base.web.api.problems import CONTENT_TYPE
from painopiste.base.web.api.schemas import Problem
from painopiste.site.api.main import api

PREFIX = "/api/v1/"
TAGS = {
    "programme": "The model itself: its history, strengths and needs, and key figures.",
    "focus areas": "What the organisations work on together.",
    "measures": "What they do.",
    "plans": "What the measures of a focus area should bring about.",
    "commitments": "What each organisation has itself decided to do for the measures.",
    "observations": "What somebody has seen that may concern many of them.",
    "scan rounds": "When experts scored what has been seen, in which order it came, and what that cost.",
    "proposals": "What has been proposed that they take up together, and what was decided on it.",
    "consultations": "What organisations and stakeholders have been asked, and what came of it.",
    "indicators": "What is measured of the phenomena, and the figures with their limits.",
    "organisations": "Who they are.",
    "bodies": "Groups that meet, and what they have decided.",
    "meetings": "When the bodies meet, what they talk about, and what they agree on.",
    "progress rounds": "What the focus areas have told of their work.",
    "reports": "Reports as they were made and kept.",
    "comments": "What people say about any of these.",
    "areas": "Municipalities, regions and wellbeing services counties.",
    "my work": "What waits for you, and what has changed in what you follow.",
    "search": "Everything in which words stand, in whatever form.",
}
STATUSES = {
    400: "The content is not JSON that can be read",
    401: "The access key is not valid, or one is needed",
    403: "You do not have the right to do this",
    404: "There is nothing here that you may see",
    405: "The address does not know this method",
    409: "Somebody else has saved in between, or the step can't be taken now",
    413: "The content is too large",
    415: "The content is not JSON",
    422: "Something that was sent can't be used; `errors` tells what and why",
}
ETAG = {"ETag": {"description": "For If-None-Match of the next request.", "schema": {"type": "string"}}}
OPEN_OR_BY_KEY: list[dict[str, list[str]]] = [{}, {"AccessKey": []}, {"Session": []}]


@cache
def description() -> dict[str, Any]:
    """The whole description."""
    made = json.dumps(api.get_openapi_schema(path_prefix=PREFIX))
    schema: dict[str, Any] = json.loads(re.sub(r"\bPage_(\w+?)_\b", r"PageOf\1", made))
    schema["info"]["license"] = {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
    schema["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    schema["servers"] = [{"url": "/"}]
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation)
    _leave_out_unused(schema)
    return schema


@cache
def as_json() -> tuple[bytes, str]:
    """The description as programs read it, and its ETag."""
    body = json.dumps(description(), ensure_ascii=False).encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _leave_out_unused(schema: dict[str, Any]) -> None:
    """The groups of parameters are not objects that anything answers or takes."""
    text, models = json.dumps(schema), schema["components"]["schemas"]
    schema["components"]["schemas"] = {name: model for name, model in models.items() if f'schemas/{name}"' in text}


def _complete(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    if method == "get":
        operation["security"] = OPEN_OR_BY_KEY
        answers["200"] |= {"description": "What you asked for", "headers": ETAG}
        answers["304"] = {"description": "You have it already: your If-None-Match is the present ETag"}
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # those of a parameter would have names; its schema has them as a list
    answers.setdefault("405", {"content": {"application/json": {"schema": _PROBLEM}}})
    for status, answer in answers.items():
        if int(status) >= 400:
            answer["description"] = STATUSES[int(status)]
            answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
    operation["responses"] = dict(sorted(answers.items()))


_PROBLEM = {"$ref": f"#/components/schemas/{Problem.__name__}"}
