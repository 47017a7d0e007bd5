# What the bot says in English. The same names stand in kk.ftl and ru.ftl.

## Meeting

welcome-title = Questions about the draft Constitution
welcome =
    I explain the draft Constitution of Kazakhstan in the words of published articles. Every answer comes with the passage it rests on and its source.

    Write your question as you would to a friend, in Kazakh, Russian or English. For example:
welcome-examples =
    • How many deputies would the new Parliament have?
    • What is the Kurultai?
    • Who wrote the draft?
help-title = How to ask
help =
    Write a question in your own words. I look for it among the questions our articles answer. If several come close, I ask which one you mean. If none does, I say so and pass your question on to the editors.

    I quote articles from February and March 2026. I don’t give opinions, and I don’t answer what the articles don’t say.
help-commands =
    /topics – all questions, by topic
    /sources – the articles I quote, to read
    /language – choose a language
    /privacy – what I keep about you, and why
    /mydata – what I keep about you, shown
    /forget – delete what I keep about you
    /cancel – don’t tell me of answers after all

## Answers

quoted-in-kk = The article, in Kazakh:
quoted-in-ru = The article, in Russian:
quoted-in-en = The article, in English:
translation = Our translation:
source-published = { $name } · { $date }
source-not-before = { $name } · no earlier than { $date }
source-undated = { $name } · date unknown
publisher-unknown = publisher unknown
untitled = { $description } · title unknown
now-answered = You asked to be told when there is an answer. Now there is:
corrected = A correction to what I told you earlier
context-in-original = The passages are in the language of their articles. What the answer quotes is in bold.
see-sources = All articles

## Buttons under an answer

in-context = In context
share = Share
rate-back = ← I’ll take that back
reason-topic = Not my question
reason-unclear = Unclear
reason-outdated = Out of date
reason-source = The source doesn’t say so
rated-up = Thank you! Good to know.
rated-down = Thank you. What was wrong?
rated-why = Thank you. The editors will see it.
rated-none = Taken back.
back-to-section = ← Back to the questions
open-bot = Open in the bot

## When it is not one answer

choices = Which of these do you mean?
none-of-these = None of these
none-noted-title = Thank you, I’ll pass it on
none-noted = Your question has gone to the editors. They add answers when an article gives one.
unknown-title = I have no answer to that
unknown = None of our articles answers this question, and I won’t guess. I have passed it on to the editors.
tell-me = Tell me when there is an answer
told-later = ✓ I’ll tell you (press to cancel)
told-later-toast =
    { $days ->
        [one] If an answer comes within { $days } day, I’ll reply to your question. Once, and nothing else.
       *[other] If an answer comes within { $days } days, I’ll reply to your question. Once, and nothing else.
    }
not-told-toast = All right, I won’t write.
see-topics = Show the topics
entry-gone-title = This answer is no longer here
entry-gone = The editors have removed or replaced it. Ask in your own words, or look through the topics.
old-button = This button no longer works. Write your question, or choose /topics.
not-text-voice = I can’t listen yet. Please write your question in words.
not-text-picture = I can’t see pictures, videos or files. Please write your question in words.
not-text-sticker = Nice one! I only understand words, though. What would you like to know about the draft Constitution?
not-text-place = I don’t need to know where you are, and haven’t kept it. Please write your question in words.
not-text-contact = I don’t take contacts, and haven’t kept this one. Please write your question in words.
not-text-poll = I don’t vote. Please write your question in words.
unknown-command = I don’t know that command. Write your question, or choose /help.
ask-how = Write your question after the command: /ask How many deputies would the new Parliament have?
in-private = That is between the two of us. Please write to me in a private chat.
too-fast = That was a lot at once. I’ll stop reading for half a minute; write your question again after that.
nothing-to-cancel = There is nothing to cancel.
cancelled =
    { $count ->
        [one] All right: I won’t write about { $count } question of yours that I was to tell you of.
       *[other] All right: I won’t write about { $count } questions of yours that I was to tell you of.
    }
inline-ask = Ask in a private chat
apology = Something went wrong on our side. The mistake has been recorded. Please try again a little later.

## Small talk

chat-greeting = Hello! What would you like to know about the draft Constitution?
chat-farewell = Goodbye! Write whenever a question comes up.
chat-thanks = You’re welcome! Ask away if there is more.
chat-who-are-you = I’m a bot that explains the draft Constitution of Kazakhstan using published articles. I’m a program, not a person, and I always show my source. Write a question or choose /topics.
chat-how-are-you = All well, thank you. What would you like to know about the draft Constitution?
chat-insult = I’m sorry I haven’t been of help. Try asking in other words, or look at /topics.
chat-test = I’m here. Write a question about the draft Constitution.
chat-agreement = Good. If there is anything else, just write.
chat-mydata = /mydata shows what I keep about you, and /forget deletes it.
chat-other = I’m here to answer questions about the draft Constitution. Write yours, or choose /topics.

## Lists

topics-title = Topics
topics = Choose a topic. Numbers show how many questions it has.
topic-button = { $title } ({ $count })
back-to-topics = ← All topics
back-to-sources = ← All articles
page = { $page } of { $pages }
only-in-kk = This article is only available in Kazakh.
only-in-ru = This article is only available in Russian.
only-in-en = This article is only available in English.
section = Choose a question.
sources-title = The articles I quote
sources =
    { $count ->
        [one] { $count } article. Choose it to read it here. Quotes are given word for word; what isn’t known of an article is said to be unknown.
       *[other] { $count } articles. Choose one to read it here. Quotes are given word for word; what isn’t known of an article is said to be unknown.
    }

## Language and privacy

language-title = Language
language-ask = Which language shall I use? Without a choice I answer in the language you write in.
language-set = I’ll write in English from now on.
privacy-title = What I keep
privacy =
    I keep the text of your question, so that the editors can see which answers are missing, and how you rated an answer. Phone numbers, IINs, e-mail addresses and card numbers are removed before anything is saved. { $days ->
        [one] After { $days } day it is all deleted.
       *[other] After { $days } days it is all deleted.
    }

    I don’t keep your name or your username. In their place stands a code that can’t be turned back into your account without a key kept apart from the records. The language you choose is stored under that code.

    To be able to write to you first, I keep your chat number, locked with that key: for { $correcting ->
        [one] { $correcting } day
       *[other] { $correcting } days
    } after an answer, in case it has to be corrected; and if you asked to be told of an answer, until I tell you, but no longer than { $waiting ->
        [one] { $waiting } day
       *[other] { $waiting } days
    }.

    /mydata shows what is kept about you, /forget deletes it.
mydata-title = What I keep about you
mydata-questions =
    { $count ->
        [one] { $count } question, since { $date }
       *[other] { $count } questions, since { $date }
    }
mydata-no-questions = No questions
mydata-ratings =
    { $count ->
        [0] No ratings of answers
        [one] { $count } rating of an answer
       *[other] { $count } ratings of answers
    }
mydata-waiting =
    { $count ->
        [0] No question of whose answer I am to tell you
        [one] { $count } question of whose answer I am to tell you
       *[other] { $count } questions of whose answers I am to tell you
    }
mydata-language = Language: { $language }
mydata-no-language = not chosen
mydata-latest = The latest questions, as they are stored:
mydata-end = /privacy says why, and for how long. /forget deletes all of it.
forget-title = Delete everything about you?
forget = I’ll delete your questions, ratings, chosen language and whatever I was still to tell you. It can’t be undone. Only totals without your words stay: how many questions were asked and on which topic.
forget-yes = Yes, delete it
forget-no = No, keep it
forgotten = Done. I no longer keep anything about you.
not-forgotten = All right, nothing was deleted.

## Dates

day-of-year = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
month-of-year = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }

## How Telegram introduces the bot

bot-short-description = Explains the draft Constitution of Kazakhstan: each answer with its quote and source.
bot-description = Ask about the draft Constitution of Kazakhstan in your own words, in Kazakh, Russian or English. You get a short answer, the passage of the article it rests on, and the source. What the articles don’t say, the bot doesn’t say either.
command-start = Start
command-topics = All questions, by topic
command-sources = The articles quoted
command-language = Choose a language
command-help = How to ask
command-privacy = What is kept about you
command-mydata = What is kept about you, shown
command-forget = Delete what is kept about you
command-cancel = Don’t tell me of answers after all
command-ask = Ask a question
