"""People: what they write, press and read. All that a test does to a bot, it does as one of them."""

import copy
from dataclasses import dataclass, field
from typing import Any

from bot_api_chats import Chat, Message, Sent, arrives
from bot_api_forwards import forwarded
from bot_api_kinds import caption_fields, content, text_fields
from bot_api_membership import add, block, remove, unblock
from bot_api_world import Question, World, now

Target = Sent | Message | None
"""What a message replies to."""


@dataclass(eq=False)
class Account:
    """A person with a private chat with the bot. `user` is the User object of the Bot API.

    Whoever writes in the name of a chat has a `sender_chat`, and that chat, or its group, for `chat`.
    """

    world: World
    user: dict[str, Any]
    chat: Chat
    sender_chat: Chat | None = None
    pressed: list[Question] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    summoned: list[Question] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.user["id"])

    async def says(
        self, text: str, chat: Chat | None = None, reply_to: Target = None, topic: Message | None = None
    ) -> Message:
        """Write a text, trimmed as Telegram's apps trim it, with its commands and mentions marked."""
        return await self._posts(text_fields(text), chat, reply_to, topic)

    async def sends(
        self,
        chat: Chat | None = None,
        caption: str = "",
        reply_to: Target = None,
        topic: Message | None = None,
        media_group_id: str = "",
        **kinds: Any,
    ) -> Message:
        """Send something else: photo=True, sticker="👍", location=(51.1, 71.4), or any field as a dict.

        An album is several messages with the same `media_group_id`.
        """
        album = {"media_group_id": media_group_id} if media_group_id else {}
        return await self._posts(album | content(**kinds) | caption_fields(caption), chat, reply_to, topic)

    async def forwards(
        self,
        what: Message | Sent,
        origin: "Account | Chat | str | None" = None,
        chat: Chat | None = None,
        topic: Message | None = None,
    ) -> Message:
        """Forward a message. An `origin` says it is from another person or chat; a name, from one who hides hers."""
        message = what.message if isinstance(what, Sent) else what
        author = origin.user if isinstance(origin, Account) else origin
        return await self._posts(forwarded(message, author), chat, None, topic)

    async def opens_topic(self, chat: Chat, name: str) -> Message:
        """Open a topic in a forum. The service message that says so stands for it: `topic=` in what is said there."""
        if not chat.about.get("is_forum"):
            raise ValueError(f"{chat.about['title']} is no forum; a group is one with is_forum=True")
        self._check_may_write(chat)
        opened = {"forum_topic_created": {"name": name, "icon_color": 7_322_096}, "is_topic_message": True}
        frame = chat.message(self.user, now()) | opened
        message = chat.keep(frame | {"message_thread_id": frame["message_id"]})
        await self._tells("message", message, chat)
        return message

    async def blocks(self) -> None:
        """Stop the bot: it can no longer write to her."""
        await block(self.world, self.chat, self.user)

    async def unblocks(self) -> None:
        """Let the bot write to her again."""
        await unblock(self.world, self.chat, self.user)

    async def removes_bot_from(self, group: Chat) -> None:
        """Take the bot out of a group or supergroup."""
        await remove(self.world, group, self.user)

    async def adds_bot_to(self, group: Chat) -> None:
        """Take the bot back into a group or supergroup."""
        await add(self.world, group, self.user)

    async def edits(self, message: Message, text: str) -> Message:
        """Change a message she wrote."""
        chat = self.world.chats[message["chat"]["id"]]
        changed = {key: value for key, value in message.items() if key != "entities"}
        changed |= {**text_fields(text), "edit_date": now()}
        await self._tells("edited_message", chat.keep(changed), chat)
        return changed

    def deletes(self, message: Message) -> None:
        """Delete a message she wrote: the bot is not told, but can no longer reply to it."""
        self.world.chats[message["chat"]["id"]].messages.pop(message["message_id"], None)

    async def presses(self, sent: Sent, label: str = "", data: str | None = None) -> Question:
        """Press the button so labelled (or beginning so) under a message as it looks now, or send `data`."""
        message = self.world.chats[sent.chat_id].messages.get(sent.message_id)
        if data is None:
            data = _data(message or sent.message, label)
        number = str(next(self.world.query_ids))
        gone = {"message_id": sent.message_id, "chat": sent.message["chat"], "date": 0}
        query = {"id": number, "from": self.user, "message": message or gone, "data": data}
        self.world.callbacks[number] = question = Question()
        self.pressed.append(question)
        instance = str(-7_000_000_000_000_000_000 + sent.chat_id)
        await self.world.happens({"callback_query": copy.deepcopy({**query, "chat_instance": instance})})
        return question

    async def shares(self, sent: Sent, label: str) -> dict[str, Any]:
        """Press the button so labelled and choose a chat, where the app types what the button carries."""
        buttons = (button for row in sent.buttons for button in row if button["text"] == label)
        wanted: dict[str, Any] = next(buttons)["switch_inline_query_chosen_chat"]
        await self.types_inline(wanted.get("query", ""))
        return wanted

    async def types_inline(self, query: str, offset: str = "") -> None:
        """Type the bot's name and a question in some chat."""
        number = str(next(self.world.query_ids))
        self.world.inline_queries[number] = question = Question()
        self.asked.append(question)
        asked = {"id": number, "from": self.user, "query": query, "offset": offset, "chat_type": "sender"}
        await self.world.happens({"inline_query": asked})

    async def sends_result(self, result: dict[str, Any], query: str) -> None:
        """Choose one of the results offered for a query, which is then sent into the chat by the app."""
        if self.world.feedback:
            chosen = {"result_id": result["id"], "from": self.user, "query": query, "inline_message_id": "AgAAAHl"}
            await self.world.happens({"chosen_inline_result": copy.deepcopy(chosen)})

    async def summons(self, text: str, chat: dict[str, Any] | None = None, reply_to: Message | None = None) -> None:
        """Name the bot in a chat that it is not in: another person's, if none is given."""
        if not self.world.guest:
            return
        number = str(next(self.world.query_ids))
        self.world.guest_queries[number] = question = Question()
        self.summoned.append(question)
        where = chat or {"id": 5_555_000_111, "type": "private", "first_name": "Someone", "username": "someone_else"}
        message = {"message_id": 77_001, "from": self.user, "chat": where, "date": now(), **text_fields(text)}
        message |= {"reply_to_message": reply_to} if reply_to else {}
        await self.world.happens({"guest_message": copy.deepcopy(message | {"guest_query_id": number})})

    async def guest_answer(self, within: float = 10.0) -> dict[str, Any]:
        """The message that the bot answered with where it was named last, as an inline result."""
        return await self._answer(self.summoned[-1], within)

    async def reply(self, within: float = 10.0) -> Sent:
        """The bot's next message in the private chat, in order."""
        return await self.chat.reply(within)

    async def edit(self, within: float = 10.0) -> Sent:
        """The bot's next edit of a message in the private chat, in order."""
        return await self.chat.edit(within)

    async def callback_answer(self, within: float = 10.0) -> dict[str, Any]:
        """The answerCallbackQuery to her last press: `text`, `show_alert` and what else was sent."""
        return await self._answer(self.pressed[-1], within)

    async def inline_answer(self, within: float = 10.0) -> dict[str, Any]:
        """The answerInlineQuery to her last question: `results` and what else was sent."""
        return await self._answer(self.asked[-1], within)

    async def _answer(self, question: Question, within: float) -> dict[str, Any]:
        if not await arrives(self.world.news, lambda: question.answers, within):
            name = self.user["first_name"]
            raise AssertionError(f"the bot left the query of {name} unanswered for {within} s")
        return question.answers.popleft()

    async def _posts(self, fields: Message, where: Chat | None, reply_to: Target, topic: Message | None) -> Message:
        chat = where or self.chat
        self._check_may_write(chat)
        target = reply_to.message if isinstance(reply_to, Sent) else reply_to
        frame = chat.message(self.user, now(), target, topic)
        named = {"sender_chat": self.sender_chat.about} if self.sender_chat else {}
        message = chat.keep(frame | named | fields)
        await self._tells("message", message, chat)
        return message

    def _check_may_write(self, chat: Chat) -> None:
        name = self.user["first_name"]
        if chat.is_private and chat.bar:
            raise ValueError(f"{name} cannot write to the bot: {chat.bar.words}")
        if not (chat.is_private or self.sender_chat) and self.id not in chat.members:
            raise ValueError(f"{name} is not a member of {chat.about['title']}")

    async def _tells(self, kind: str, message: Message, chat: Chat) -> None:
        if chat.bot_is_member and self.world.hears(message):
            await self.world.happens({kind: copy.deepcopy(message)})


def _data(message: Message, label: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row if "callback_data" in button]
    exact = [button for button in buttons if button["text"] == label]
    near = [button for button in buttons if button["text"].startswith(label)]
    if not (exact or near):
        raise LookupError(f"no button {label!r} to press among {[button['text'] for button in buttons]}")
    return str((exact or near)[0]["callback_data"])
