"""A real bot in a real process, killed and started again: what the server is for."""

import asyncio
import os
import sys
from pathlib import Path

from bot_api import BotApi
from bot_api_people import Account

BOT = """
import os
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

async def echo(update, context):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])
    await update.message.reply_html(f"<b>{update.message.text}</b>", reply_markup=keyboard)

async def again(update, context):
    await update.callback_query.answer()
    await update.callback_query.edit_message_text("again")

app = Application.builder().token(os.environ["TOKEN"]).base_url(os.environ["BASE_URL"]).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.add_handler(CallbackQueryHandler(again))
app.run_polling(timeout=30)
"""


async def started(api: BotApi, tmp_path: Path) -> asyncio.subprocess.Process:
    program = tmp_path / "bot.py"
    program.write_text(BOT)
    where = {"TOKEN": api.token, "BASE_URL": api.base_url, "NO_PROXY": "127.0.0.1"}
    return await asyncio.create_subprocess_exec(sys.executable, str(program), env=os.environ | where)


async def test_a_bot_in_its_own_process_is_talked_to_killed_and_restarted(
    api: BotApi, aliya: Account, tmp_path: Path
) -> None:
    await aliya.says("before it runs")
    process = await started(api, tmp_path)
    reply = await aliya.reply()
    assert (reply.text, reply.html) == ("before it runs", "<b>before it runs</b>")
    await aliya.presses(reply, "Again")
    await aliya.callback_answer()
    assert (await aliya.edit()).text == "again"

    process.kill()
    await process.wait()
    await aliya.says("while it is down")
    process = await started(api, tmp_path)

    assert (await aliya.reply()).text == "while it is down"
    process.terminate()
    assert await process.wait() == 0
    assert api.refusals == []
