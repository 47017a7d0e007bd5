"""Lay out a conversation as a page that looks like a phone, with the bot's messages as Telegram would get them."""

import re
from html import escape
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.content import Language
from bot.conversation import Conversation, Wording
from bot.telegram.html import html_of
from bot.telegram.sending import keyboard_of
from docs import icons
from docs.conversations import CONVERSATIONS
from docs.talking import TODAY, Said, Screen, Written, talk

_STYLE = Path(__file__).with_name("chat.css")
_USERNAME = "ConstitutionBot"
_COMMAND = re.compile(r"(?<![\w<>/:.;])(/[a-z]+)\b")

# The phone's own texts: the chat's name, the label of a bot, the empty input field, the menu button.
_PHONE: dict[Language, tuple[str, str, str, str]] = {
    "kk": ("Конституция боты", "бот", "Хабарлама", "Мәзір"),
    "ru": ("Бот о Конституции", "бот", "Сообщение", "Меню"),
    "en": ("Constitution bot", "bot", "Message", "Menu"),
}


def pages(guide: Conversation) -> dict[str, str]:
    """Each picture's page by the picture's name. The same content, wording and rendering always give the same page."""
    return {conversation.name: page(talk(conversation, guide)) for conversation in CONVERSATIONS}


def page(screen: Screen) -> str:
    language = screen.conversation.language
    name, mark, field, menu = _PHONE[language]
    day = escape(Wording().date(language, TODAY))
    lines = "\n".join(_line(line) for line in screen.lines)
    toast = f'\n<div class="toast">{escape(screen.toast)}</div>' if screen.toast else ""
    return f"""<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
<body>
<header>{icons.BACK}{icons.BOOK}<div><b>{name}</b><span>{mark}</span></div>{icons.DOTS}</header>
<main>
<div class="day">{day}</div>
{lines}{toast}
</main>
<footer><span class="menu">{menu}</span><span class="field">{field}</span>{icons.CLIP}{icons.MICROPHONE}</footer>
</body>
</html>
"""


def _line(line: Written | Said) -> str:
    time = f"{line.at // 60}:{line.at % 60:02}"
    if isinstance(line, Written):
        return _bubble("mine", _linked(escape(line.text)), f"{time}{icons.READ}")
    bubble = _bubble("theirs", _text(line), time)
    keyboard = keyboard_of(line.message, _USERNAME)
    return f"<section>\n{bubble}{_keyboard(keyboard, line.pressed) if keyboard else ''}\n</section>"


def _text(said: Said) -> str:
    # Telegram draws a quote as a separate block, so the line break after it is invisible.
    return _linked(html_of(said.message, _USERNAME)).replace("</blockquote>\n", "</blockquote>")


def _linked(html: str) -> str:
    """Link commands, as Telegram does."""
    return _COMMAND.sub(r"<a>\1</a>", html)


def _bubble(whose: str, text: str, time: str) -> str:
    return f'<div class="bubble {whose}">{text}<span class="room"></span><span class="time">{time}</span></div>'


def _keyboard(keyboard: InlineKeyboardMarkup, pressed: str) -> str:
    rows = ("".join(_button(button, pressed) for button in row) for row in keyboard.inline_keyboard)
    return '\n<div class="keys">' + "".join(f"<div>{row}</div>" for row in rows) + "</div>"


def _button(button: InlineKeyboardButton, pressed: str) -> str:
    kind = "link" if button.url else "pressed" if pressed and button.callback_data == pressed else "key"
    return f'<span class="{kind}">{escape(button.text)}</span>'
