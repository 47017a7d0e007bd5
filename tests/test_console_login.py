"""Who is let into the console: by the printed link, on this machine; elsewhere listed curators, by Telegram's word."""

from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from console_house import CURATOR, ELSEWHERE, HERE, STRANGER, TOKEN, Setting, setting_in
from visiting import Visitor, mini_app, widget

from bot.storage import UnreachableError
from bot.web.request import KnockLimit

OTHER_TOKEN = "7123456789:AAE-another_token_that_is_not_the_bots"


async def is_in(visitor: Visitor) -> bool:
    """Whether somebody sees the pages."""
    return (await visitor.gets("/trail")).status_code == 200


async def enters_by_widget(there: Setting, user: int = CURATOR, token: str = TOKEN, **more: str) -> Visitor:
    """Somebody from elsewhere tries to come in with what the widget sends."""
    visitor = there.visitor(ELSEWHERE, "203.0.113.9")
    await visitor.client.get("/login/telegram", params=widget(token, user, there.clock(), **more))
    return visitor


async def test_a_link_lets_in_once(there: Setting) -> None:
    token = there.links.make()
    first, second = there.visitor(), there.visitor()

    await first.gets(f"/enter/{token}")
    refused = await second.gets(f"/enter/{token}")

    assert (await is_in(first), refused.status_code, await is_in(second)) == (True, 403, False)


async def test_a_link_is_good_for_a_quarter_of_an_hour(there: Setting) -> None:
    early, late = there.links.make(), there.links.make()
    there.clock.passes(minutes=14)
    assert await is_in_after(there.visitor(), early)
    there.clock.passes(minutes=1)
    assert not await is_in_after(there.visitor(), late)


async def is_in_after(visitor: Visitor, token: str) -> bool:
    """Whether a link's token lets somebody in."""
    await visitor.gets(f"/enter/{token}")
    return await is_in(visitor)


@pytest.mark.parametrize("token", ["", "x", "..%2F..%2Fetc%2Fpasswd", "0" * 500])
async def test_a_guessed_link_lets_nobody_in(there: Setting, token: str) -> None:
    there.links.make()
    visitor = there.visitor()

    assert (await visitor.gets(f"/enter/{token}")).status_code == 403
    assert not await is_in(visitor)


async def test_looking_at_a_link_without_opening_it_does_not_use_it_up(there: Setting) -> None:
    token = there.links.make()
    await there.visitor().client.head(f"/enter/{token}")
    assert await is_in_after(there.visitor(), token)


@pytest.mark.parametrize(
    ("address", "client", "headers"),
    [
        ("http://evil.example:8080", "127.0.0.1", {}),
        ("http://127.0.0.1.evil.example:8080", "127.0.0.1", {}),
        (HERE, "192.168.1.7", {}),
        (HERE, "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        (HERE, "127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
    ],
)
async def test_a_link_is_for_this_machine_by_its_own_names(
    there: Setting, address: str, client: str, headers: dict[str, str]
) -> None:
    visitor = there.visitor(address, client)
    visitor.headers = headers
    assert not await is_in_after(visitor, there.links.make())


async def test_a_session_of_this_machine_is_worth_nothing_under_another_name(there: Setting) -> None:
    curator = await there.curator()
    session = curator.client.cookies["session"]
    rebound = there.visitor("http://evil.example:8080")
    rebound.client.cookies.set("session", session)

    assert (await is_in(curator), await is_in(rebound)) == (True, False)


async def test_a_server_that_others_reach_too_takes_no_links(tmp_path: Path) -> None:
    async with setting_in(tmp_path, host="0.0.0.0") as there:  # noqa: S104
        assert not await is_in_after(there.visitor(), there.links.make())


async def test_a_listed_curator_comes_in_with_telegrams_widget_and_nobody_else(there: Setting) -> None:
    assert await is_in(await enters_by_widget(there))
    assert not await is_in(await enters_by_widget(there, STRANGER))
    assert not await is_in(await enters_by_widget(there, token=OTHER_TOKEN))


async def test_what_telegram_has_signed_cannot_be_changed(there: Setting) -> None:
    signed = widget(TOKEN, STRANGER, there.clock())
    for forged in ({"id": str(CURATOR)}, {"hash": ""}, {"hash": "0" * 64}, {"extra": "1"}, {"hash": "қ" * 64}):
        visitor = there.visitor(ELSEWHERE, "203.0.113.9")
        assert (await visitor.client.get("/login/telegram", params=signed | forged)).status_code == 403
        assert not await is_in(visitor)
    twice = httpx.QueryParams(signed).add("id", str(CURATOR))
    assert (await there.visitor(ELSEWHERE).client.get("/login/telegram", params=twice)).status_code == 403


@pytest.mark.parametrize(
    ("age", "let_in"),
    [
        (timedelta(hours=23, minutes=59), (True, False)),
        (timedelta(days=1, seconds=1), (False, False)),
        (timedelta(minutes=11), (True, False)),
        (timedelta(minutes=9), (True, True)),
        (timedelta(minutes=-1), (True, True)),
        (timedelta(minutes=-3), (False, False)),
    ],
)
async def test_a_widgets_signature_is_good_for_a_day_an_apps_for_ten_minutes_and_neither_before_its_time(
    there: Setting, age: timedelta, let_in: tuple[bool, bool]
) -> None:
    by_widget, by_app = (there.visitor(ELSEWHERE, "203.0.113.9") for _ in range(2))
    await by_widget.client.get("/login/telegram", params=widget(TOKEN, CURATOR, there.clock() - age))
    await by_app.posts("/login/app", init_data=mini_app(TOKEN, CURATOR, there.clock() - age))

    assert (await is_in(by_widget), await is_in(by_app)) == let_in


async def test_the_widgets_signature_stands_in_the_history_and_lets_in_once(there: Setting) -> None:
    signed = widget(TOKEN, CURATOR, there.clock())
    first, second = there.visitor(ELSEWHERE), there.visitor(ELSEWHERE)
    await first.client.get("/login/telegram", params=signed)
    await second.client.get("/login/telegram", params=signed)

    assert [await is_in(first), await is_in(second)] == [True, False]


async def test_what_a_mini_app_sent_lets_in_once(there: Setting) -> None:
    signed = mini_app(TOKEN, CURATOR, there.clock())
    first, second = there.visitor(ELSEWHERE), there.visitor(ELSEWHERE)

    statuses = [(await visitor.posts("/login/app", init_data=signed)).status_code for visitor in (first, second)]

    assert statuses == [200, 403]


async def test_a_login_holds_in_another_process_and_after_a_restart_and_so_does_its_end(there: Setting) -> None:
    signed = widget(TOKEN, CURATOR, there.clock())
    curator = there.visitor(ELSEWHERE)
    await curator.client.get("/login/telegram", params=signed)
    there.app = there.opens()
    moved, second = there.visitor(ELSEWHERE), there.visitor(ELSEWHERE)
    moved.client.cookies = curator.client.cookies
    await second.client.get("/login/telegram", params=signed)

    assert (await is_in(moved), await is_in(second)) == (True, False)
    moved.proof = curator.proof if await is_in(curator) else ""  # a form of one process's page, sent to the other
    assert (await moved.posts("/try", text="vote")).status_code == 303
    assert (await moved.posts("/leave")).status_code == 200
    curator.client.cookies.set("session", str(curator.client.cookies.get("session", "")))
    assert not await is_in(curator)


class Away:
    """Logins that cannot be reached."""

    async def find(self, key: str, now: datetime) -> None:
        """Find nothing."""
        raise UnreachableError("database is locked")


async def test_while_the_database_is_away_that_is_said_and_nobody_gets_in(tmp_path: Path) -> None:
    async with setting_in(tmp_path, logins=Away()) as there:
        curator = there.visitor()
        curator.client.cookies.set("session", "some")

        page = await curator.gets("/trail", **{"Accept-Language": "en"})

    assert page.status_code == 503
    assert "database does not answer" in page.text


async def test_a_curator_comes_in_with_the_mini_app_and_nobody_else(there: Setting) -> None:
    now = there.clock()
    good = mini_app(TOKEN, CURATOR, now)
    forged = [
        mini_app(TOKEN, STRANGER, now),
        mini_app(OTHER_TOKEN, CURATOR, now),
        good + "&user=%7B%7D",
        "",
        "a=b",
        good[:-1],
    ]
    forged.append(good.replace(str(CURATOR), str(CURATOR + 1)))
    for init_data in forged:
        visitor = there.visitor(ELSEWHERE)
        assert (await visitor.posts("/login/app", init_data=init_data)).status_code == 403
        assert not await is_in(visitor)
    visitor = there.visitor(ELSEWHERE)
    await visitor.posts("/login/app", init_data=good)
    assert await is_in(visitor)


async def test_a_mini_app_login_comes_from_a_page_of_ours(there: Setting) -> None:
    visitor = there.visitor(ELSEWHERE)
    signed = mini_app(TOKEN, CURATOR, there.clock())
    assert (await visitor.posts("/login/app", {"Origin": "https://evil.example"}, init_data=signed)).status_code == 403


async def test_a_signature_without_a_token_is_worth_nothing(tmp_path: Path) -> None:
    async with setting_in(tmp_path, token="") as there:
        assert not await is_in(await enters_by_widget(there, token=""))
        visitor = there.visitor(ELSEWHERE)
        await visitor.posts("/login/app", init_data=mini_app("", CURATOR, there.clock()))
        assert not await is_in(visitor)


async def test_who_is_no_curator_any_more_is_out_at_once(there: Setting) -> None:
    visitor = await enters_by_widget(there)
    there.curators.clear()
    assert not await is_in(visitor)


async def test_a_session_ends_after_twelve_hours(there: Setting) -> None:
    curator = await there.curator()
    there.clock.passes(hours=11, minutes=59)
    assert await is_in(curator)
    there.clock.passes(minutes=1)
    assert not await is_in(curator)


async def test_who_leaves_is_out_also_with_the_cookie_of_before(there: Setting) -> None:
    curator = await there.curator()
    session = curator.client.cookies["session"]
    await curator.posts("/leave")
    again = there.visitor()
    again.client.cookies.set("session", session)

    assert "session" not in curator.client.cookies
    assert not await is_in(again)


async def test_the_cookie_is_for_the_server_alone_and_encrypted_elsewhere(there: Setting) -> None:
    here = await there.visitor().gets(f"/enter/{there.links.make()}")
    elsewhere = await there.visitor(ELSEWHERE).client.get(
        "/login/telegram", params=widget(TOKEN, CURATOR, there.clock())
    )

    for response, secure in ((here, False), (elsewhere, True)):
        cookie = response.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and "max-age=43200" in cookie
        assert ("secure" in cookie) == secure


async def test_who_knocks_in_vain_too_often_locks_nobody_out(tmp_path: Path) -> None:
    async with setting_in(tmp_path, knocks=KnockLimit(10, 60)) as there:
        visitor, link, widgets, app = (there.visitor() for _ in range(4))
        statuses = [(await visitor.gets(f"/enter/{number}")).status_code for number in range(1000)]
        assert statuses == [403] * 10 + [429] * 990

        # All of them come from the same address, as everybody does behind a proxy.
        assert await is_in_after(link, there.links.make())
        signed = widget(TOKEN, CURATOR, there.clock())
        assert (await widgets.client.get("/login/telegram", params=signed)).status_code == 200
        opened = await app.posts("/login/app", init_data=mini_app(TOKEN, CURATOR, there.clock()))
        assert opened.status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE"])
async def test_strangers_cannot_tell_what_is_there(there: Setting, method: str) -> None:
    pages = [
        "/",
        "/try",
        "/review/1",
        "/content/entries/seats",
        "/no-such-page",
        "/review/1/no",
        "/static/no.css",
        "/try/",
    ]
    stranger = there.visitor(ELSEWHERE)
    answers = [await stranger.client.request(method, page) for page in pages]

    told = {(answer.status_code, answer.text, tuple(sorted(answer.headers))) for answer in answers}
    assert {answer.status_code for answer in answers} == {403}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("address", "said"), [(HERE, "login-link"), (ELSEWHERE, "https://telegram.org/js/telegram-widget.js")]
)
async def test_the_login_page_says_how_to_get_in_from_where_one_is(there: Setting, address: str, said: str) -> None:
    page = await there.visitor(address).gets("/login")
    assert page.status_code == 200 and said in page.text


@pytest.mark.parametrize("headers", [{"Host": "["}, {"Origin": "http://["}, {"Cookie": 'session=\\"; language=['}])
@pytest.mark.parametrize("path", ["/", "/login", "/trail?x=%ff%00[", "/enter/a", "/login/telegram?id=[&id=]"])
async def test_headers_and_addresses_that_make_no_sense_break_nothing(
    there: Setting, headers: dict[str, str], path: str
) -> None:
    visitor = there.visitor()

    statuses = [(await visitor.client.request(method, path, headers=headers)).status_code for method in ("GET", "POST")]

    assert not [status for status in statuses if status >= 500]


@pytest.mark.parametrize("text", ["a" * 300, "1" * 300, "%00", "%ff", "a" * 5000], ids=lambda text: text[:4])
async def test_names_that_are_too_long_or_no_names_are_not_there(there: Setting, text: str) -> None:
    curator = await there.curator()
    pages = ("content/entries", "content/articles", "content/versions", "static", "review", "trail", "enter")

    answers = [await curator.gets(f"/{page}/{text}") for page in pages]
    answers += [await curator.posts(f"/{page}/{text}") for page in pages]

    assert not [answer.url for answer in answers if answer.status_code >= 500]
