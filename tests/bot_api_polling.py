"""getUpdates and the webhook's settings: two ways for a bot to get its updates, which exclude each other."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from bot_api_chats import arrives
from bot_api_http import Form
from bot_api_rules import Refused, integer, is_true
from bot_api_updates import DEFAULT, Update
from bot_api_world import Webhook, World

ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
REPLACED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
MAX_POLL_SECONDS = 50


async def get_updates(world: World, form: Form) -> list[Update]:
    """Confirm what lies before the offset, then wait for updates. A newer call ends this one with 409."""
    if world.webhook:
        raise Refused(ACTIVE, 409)
    world.updates.allow(form.params)
    world.updates.confirm(integer(form.params, "offset", 0, -(2**31), 2**31))
    world.poll = this = object()
    await world.tell()
    seconds = integer(form.params, "timeout", 0, 0, MAX_POLL_SECONDS)
    await arrives(world.news, lambda: world.updates.pending or _is_over(world, this), seconds)
    if world.webhook:
        raise Refused("Conflict: terminated by setWebhook request", 409, blame=False)
    if world.poll is not this:
        raise Refused(REPLACED, 409, blame=False)
    return world.updates.first(integer(form.params, "limit", 100, 1, 100))


def _is_over(world: World, this: object) -> bool:
    return world.closing or world.webhook is not None or world.poll is not this


def set_webhook(world: World, form: Form) -> bool:
    """An empty URL deletes. Plain HTTP is let through for this machine only, where Telegram wants HTTPS."""
    url = form.params.get("url", "")
    if not url:
        return delete_webhook(world, form)
    _check_url(url)
    _check_secret(form.params.get("secret_token", ""))
    if is_true(form.params, "drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.allow(form.params)
    connections = integer(form.params, "max_connections", 40, 1, 100)
    world.webhook = Webhook(url, form.params.get("secret_token", ""), connections, _allowed(world))
    return True


def delete_webhook(world: World, form: Form) -> bool:
    if is_true(form.params, "drop_pending_updates"):
        world.updates.pending.clear()
    world.webhook = None
    return True


def webhook_info(world: World, form: Form) -> dict[str, Any]:
    """getWebhookInfo: the fields that say nothing are left out."""
    pending = len(world.updates.pending)
    info: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": pending}
    if world.webhook:
        hook = world.webhook
        info |= {"url": hook.url, "max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if hook.last_error_date:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    allowed = _allowed(world)
    return {**info, "allowed_updates": allowed} if allowed else info


def _allowed(world: World) -> list[str]:
    return [] if world.updates.allowed == DEFAULT else sorted(world.updates.allowed)


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise Refused("Invalid webhook URL specified")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise Refused("Bad webhook: An HTTPS URL must be provided for webhook")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_secret(token: str) -> None:
    if len(token) > 256:
        raise Refused("Secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", token):
        raise Refused("Secret token contains unallowed characters")
