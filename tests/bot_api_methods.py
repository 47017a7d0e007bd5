"""The methods of the Bot API that this server knows, by name."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot_api_chats import Bar
from bot_api_http import Form
from bot_api_inline import check_rest, guest_result, inline_results
from bot_api_messages import delete_message, edit_reply_markup, edit_text, send_message, send_photo
from bot_api_polling import delete_webhook, get_updates, set_webhook, webhook_info
from bot_api_rules import Params, Refused, as_read, integer, json_of, required
from bot_api_world import World
from markup import utf16_length

Method = Callable[[World, Form], Any | Awaitable[Any]]

ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "record_audio", "upload_audio", "pick_up_location", "cancel",
)  # fmt: skip
ALERT_UNITS = 200
REACTIONS = frozenset("👍👎❤🔥👏😁🤔😱😢🎉🙏👌🤝")
"""Some of those that bots may use."""
TOO_OLD = "Query is too old and response timeout expired or query ID is invalid"
FULL_INFO = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


def get_me(world: World, form: Form) -> dict[str, Any]:
    return {
        **world.me,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": world.inline,
        "supports_guest_queries": world.guest,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def answer_callback(world: World, form: Form) -> bool:
    """answerCallbackQuery. Telegram accepts a second answer; the person sees the first."""
    if utf16_length(form.params.get("text", "")) > ALERT_UNITS:
        raise Refused("MESSAGE_TOO_LONG")
    question = world.callbacks.get(form.params.get("callback_query_id", ""))
    if question is None:
        raise Refused(TOO_OLD)
    question.answers.append({"text": "", "show_alert": False, **as_read(form.params)})
    return True


def answer_inline(world: World, form: Form) -> bool:
    check_rest(form.params)
    results = inline_results(form.params)
    question = world.inline_queries.get(form.params.get("inline_query_id", ""))
    if question is None:
        raise Refused(TOO_OLD)
    question.answers.append({**as_read(form.params), "results": results})
    return True


def answer_guest(world: World, form: Form) -> dict[str, str]:
    """answerGuestQuery: one message, which is sent at once."""
    result = guest_result(form.params)
    question = world.guest_queries.get(form.params.get("guest_query_id", ""))
    if question is None or question.answers:
        raise Refused(TOO_OLD)
    question.answers.append(result)
    return {"inline_message_id": f"AgAAAG{form.params['guest_query_id']}"}


def send_action(world: World, form: Form) -> bool:
    action = form.params.get("action", "").lower()
    if action not in ACTIONS:
        raise Refused("Wrong parameter action in request")
    world.chat_of(form.params).actions.append(action)
    return True


def set_reaction(world: World, form: Form) -> bool:
    """setMessageReaction: one emoji of a bot's, where the group allows any; none takes it back."""
    chat = world.chat_of(form.params)
    number = integer(form.params, "message_id", 0, 0, 2**31)
    if number not in chat.messages:
        raise Refused("Message to react not found")
    given = json_of(form.params, "reaction", "reaction types") or []
    emojis = [required(one, "emoji", "Can't parse ReactionType: ") for one in given]
    if len(emojis) > 1:
        raise Refused("REACTIONS_TOO_MANY")
    if not set(emojis) <= REACTIONS:
        raise Refused("REACTION_INVALID")
    if emojis and not chat.allows_reactions:
        raise Refused("REACTION_INVALID", blame=False)
    chat.reactions[number] = emojis
    return True


def get_chat(world: World, form: Form) -> dict[str, Any]:
    return {**world.chat_of(form.params, reading=True).about, **FULL_INFO}


def leave_chat(world: World, form: Form) -> bool:
    """The bot can no longer write there, and hears nothing from there."""
    chat = world.chat_of(form.params)
    if chat.is_private:
        raise Refused("Chat member status can't be changed in private chats")
    chat.bar = Bar(f"Bot is not a member of the {chat.about['type']} chat", status="left", blame=True)
    return True


def log_out(world: World, form: Form) -> bool:
    """Every later call is refused."""
    world.logged_out = True
    return True


def close(world: World, form: Form) -> bool:
    return True


def set_menu_button(world: World, form: Form) -> bool:
    if form.params.get("chat_id"):
        world.chat_of(form.params, reading=True)
    return world.profile.set_menu_button(form.params)


def _profile(act: Callable[[World, Params], Any]) -> Method:
    return lambda world, form: act(world, form.params)


def _setter(field: str) -> Method:
    return lambda world, form: world.profile.set_text(form.params, field)


def _getter(field: str) -> Method:
    def get(world: World, form: Form) -> dict[str, str]:
        default = str(world.me["first_name"]) if field == "name" else ""
        return world.profile.get_text(form.params, field, default)

    return get


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "editMessageText": edit_text,
    "editMessageReplyMarkup": edit_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_action,
    "setMessageReaction": set_reaction,
    "answerCallbackQuery": answer_callback,
    "answerInlineQuery": answer_inline,
    "answerGuestQuery": answer_guest,
    "getChat": get_chat,
    "leaveChat": leave_chat,
    "setMyCommands": _profile(lambda world, params: world.profile.set_commands(params)),
    "getMyCommands": _profile(lambda world, params: world.profile.get_commands(params)),
    "deleteMyCommands": _profile(lambda world, params: world.profile.delete_commands(params)),
    "setMyName": _setter("name"),
    "setMyDescription": _setter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyName": _getter("name"),
    "getMyDescription": _getter("description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": _profile(lambda world, params: world.profile.get_menu_button(params)),
    "logOut": log_out,
    "close": close,
}
NAMES = {name.lower(): name for name in METHODS}
"""Telegram does not look at the case of a method's name."""
