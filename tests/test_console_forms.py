"""What the console takes from a browser, and what it tells browsers to keep to."""

import re
from itertools import product

import pytest
from console_house import ELSEWHERE, HERE, Setting
from every_case import every_case

from bot.content import LANGUAGES

POSTED = (
    "/try",
    "/try/press",
    "/try/clear",
    "/review/1",
    "/review/1/note",
    "/review/act",
    "/review/set-aside",
    "/content/new-article",
    "/content/sections",
    "/content/outside",
    "/content/people/new",
    "/content/addresses/new",
    "/content/entries/seats/quotes",
    "/content/articles/dated/remove",
    "/review/1/draft",
    "/trail/1/undo",
    "/content/look",
    "/language",
    "/leave",
)


FROM_ELSEWHERE: list[tuple[dict[str, str], str | None]] = [
    ({"Origin": "http://evil.example"}, None),
    ({"Origin": "null"}, None),
    ({"Origin": ""}, None),
    ({"Origin": "http://127.0.0.1:9999"}, None),
    ({}, ""),
    ({}, "guessed"),
    ({}, "ққққ"),
]
"""What a browser sends along with a form of another site, and which proof stands in it: the right one, if `None`."""


async def test_a_form_from_anywhere_else_does_nothing(there: Setting) -> None:
    with every_case() as case:
        for path, (headers, proof) in product(POSTED, FROM_ELSEWHERE):
            with case(path, headers, proof):
                curator = await there.curator()
                if proof is not None:
                    curator.proof = proof

                assert (await curator.posts(path, headers, text="how many deputies", do="spam")).status_code == 403
                assert (await curator.gets("/trail")).status_code == 200
                assert there.content.published == []


async def test_the_proof_of_one_session_is_none_in_another(there: Setting) -> None:
    one, other = await there.curator(), await there.curator()
    assert one.proof != other.proof
    one.proof = other.proof
    assert (await one.posts("/try", text="how many deputies")).status_code == 403


@pytest.mark.parametrize(
    ("language", "passed", "trial"),
    [("en", "passed", "only a trial"), ("ru", "передал", "Это проба"), ("kk", "жеткізді", "тек сынақ")],
)
async def test_trying_the_bot_never_says_that_a_question_is_passed_on(
    there: Setting, language: str, passed: str, trial: str
) -> None:
    curator = await there.curator()
    curator.headers = {"Accept-Language": language}
    await curator.posts("/try", text="zeppelin of the sea")
    page = await curator.sees("/try")
    assert trial in page and passed not in page


async def test_trying_buttons_never_says_that_something_is_kept(there: Setting) -> None:
    curator = await there.curator()
    curator.headers = {"Accept-Language": "en"}
    for text, button, said in (
        ("parliament", ".none:", "This is only a trial"),
        ("how many deputies", ".up:", "Only a trial"),
    ):
        await curator.posts("/try", text=text)
        shown = re.findall(r'name="press" value="([^"]+)"', await curator.sees("/try"))
        await curator.posts("/try/press", press=[one for one in shown if button in one][-1])
        page = await curator.sees("/try")
        assert said in page and "passed" not in page and "Thank you" not in page


async def test_a_huge_form_is_refused(there: Setting) -> None:
    curator = await there.curator()
    assert (await curator.posts("/try", text="a" * 600_000)).status_code == 413


@pytest.mark.parametrize(
    "path", ["/try", "/review", "/trail", "/content", "/content/entries/seats", "/nothing", "/numbers"]
)
async def test_a_page_loads_nothing_from_elsewhere_and_is_kept_nowhere(there: Setting, path: str) -> None:
    curator = await there.curator()
    headers = (await curator.gets(path)).headers
    rules = dict(rule.strip().partition(" ")[::2] for rule in headers["content-security-policy"].split(";"))

    assert rules == {
        "default-src": "'none'", "style-src": "'self'", "script-src": "'self'", "connect-src": "'self'",
        "img-src": "'self'", "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert headers["referrer-policy"] == "same-origin"


async def test_only_the_login_page_may_load_telegrams_button(there: Setting) -> None:
    login = (await there.visitor(ELSEWHERE).gets("/login")).headers["content-security-policy"]
    assert "script-src 'self' https://telegram.org;" in login and "frame-src https://oauth.telegram.org" in login
    assert "frame-ancestors 'none'" in login


async def test_a_bug_is_said_plainly_and_tells_nothing(there: Setting) -> None:
    curator = await there.curator()
    there.problems[:] = ["no problem at all"]  # type: ignore[list-item]  # that is the bug
    page = await curator.gets("/try")

    assert page.status_code == 500
    assert "no problem at all" not in page.text and "Traceback" not in page.text


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de, en-GB;q=0.7", "en"),
        ("kk", "kk"),
        ("", "kk"),
        ("zz", "kk"),
        (";;,,", "kk"),
    ],
)
async def test_the_browsers_language_is_spoken(there: Setting, accepted: str, spoken: str) -> None:
    curator = await there.curator()
    assert f'<html lang="{spoken}">' in (await curator.gets("/try", **{"Accept-Language": accepted})).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_chosen_language_stays_and_leads_back_to_the_page(there: Setting, language: str) -> None:
    curator = await there.curator()
    answer = await curator.posts("/language", language=language, back="/content")

    assert (answer.status_code, answer.headers["location"]) == (303, "/content")
    assert f'<html lang="{language}">' in (await curator.gets("/try", **{"Accept-Language": "de"})).text


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
async def test_a_form_leads_nowhere_else(there: Setting, back: str) -> None:
    curator = await there.curator()
    answer = await curator.posts("/language", language="en", back=back)
    assert answer.headers["location"] == "/"


async def test_what_is_not_there_is_said_to_curators(there: Setting) -> None:
    curator = await there.curator()
    for path in (
        "/nothing",
        "/content/entries/nothing",
        "/content/articles/nothing",
        "/trail/7",
        f"/trail/{10**30}",
        f"/review/{10**30}",
    ):
        assert (await curator.gets(path)).status_code == 404
    assert (await curator.client.put("/try", headers={"Origin": HERE})).status_code in (403, 404)
