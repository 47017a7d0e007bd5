"""The API over HTTP: read-only, open to every page, limited for each address. What is asked is stored nowhere."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.api.finding import LONGEST, Finder, Found
from bot.content import LANGUAGES, Language
from bot.web.request import KnockLimit

_A_MINUTE = 60  # requests of one address, which may be a proxy's; a question takes about 40 ms
_ALL_A_MINUTE = 600
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class RefusedRequestError(Exception):
    """Why a request is not answered, with its HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def api_routes(finder: Finder, a_minute: int = _A_MINUTE, all_a_minute: int = _ALL_A_MINUTE) -> list[Route]:
    """The API's addresses. `a_minute`: how many requests of one address are answered, `all_a_minute` of all."""
    each, everybody = KnockLimit(a_minute, 60), KnockLimit(all_a_minute, 60)

    def limited(answer: Callable[[Request], Awaitable[BaseModel]]) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            who = request.client.host if request.client else ""
            try:
                if not (each.failed(who) and everybody.failed()):
                    raise RefusedRequestError(429, "too many requests: wait a minute")
                if not finder.conversation().answers:
                    raise RefusedRequestError(503, "the bot is paused")
                return JSONResponse((await answer(request)).model_dump(), headers=_HEADERS)
            except RefusedRequestError as refused:
                more = {"Retry-After": "60"} if refused.status in (429, 503) else {}
                return JSONResponse({"error": str(refused)}, refused.status, headers=_HEADERS | more)

        return handle

    async def search(request: Request) -> Found:
        question, language = request.query_params.get("q", "").strip(), _language(request)
        if not question or len(question) > LONGEST:
            raise RefusedRequestError(400, f"q has to be a question of 1 to {LONGEST} characters")
        return await asyncio.to_thread(finder.find, question, language)

    async def one(request: Request) -> Found:
        found = finder.get(request.path_params["name"], _language(request) or "kk")
        if found is None:
            raise RefusedRequestError(404, "there is no answer with this id")
        return found

    async def described(_: Request) -> Response:
        return JSONResponse(openapi(), headers=_HEADERS)

    return [
        Route("/api/answers", limited(search), methods=["GET"]),
        Route("/api/answers/{name}", limited(one), methods=["GET"]),
        Route("/api/openapi.json", described, methods=["GET"]),
    ]


def _language(request: Request) -> Language | None:
    given = request.query_params.get("lang")
    if given is None:
        return None
    for language in LANGUAGES:
        if given == language:
            return language
    raise RefusedRequestError(400, "lang has to be kk, ru or en")


@cache
def openapi() -> dict[str, Any]:
    """The description of the API, as OpenAPI 3.1."""
    schema = Found.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    parts = schema.pop("$defs")
    language = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": list(LANGUAGES)}}
    question = {
        "name": "q",
        "in": "query",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    }
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The draft Constitution of Kazakhstan: answers with quotes and sources",
            "description": "Every answer rests on passages of articles, given word for word. What the articles do not "
            "say is said to be missing. Questions are not stored.",
            "version": "1",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "paths": {
            "/api/answers": _path("What answers a question, in the bot's judgement", [question, language], 400),
            "/api/answers/{name}": _path("The answer with this id", [name, language], 404),
        },
        "components": {"schemas": parts | {"Found": schema, "Error": _ERROR}},
    }


_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def _path(summary: str, parameters: list[dict[str, Any]], fault: int) -> dict[str, Any]:
    def answer(description: str, model: str) -> dict[str, Any]:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
        return {"description": description, "content": content}

    responses = {
        "200": answer("What was found", "Found"),
        str(fault): answer("The request is wrong", "Error"),
        "429": answer("Too many requests", "Error"),
        "503": answer("The bot is paused", "Error"),
    }
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}
