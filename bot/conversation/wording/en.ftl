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
    /sources – the articles I quote
    /language – choose a language
    /privacy – what I keep about you

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

## When it is not one answer

choices = Which of these do you mean?
none-of-these = None of these
none-noted-title = Thank you, I’ll pass it on
none-noted = Your question has gone to the editors. They add answers when an article gives one.
unknown-title = I have no answer to that
unknown = None of our articles answers this question, and I won’t guess. I have passed it on to the editors.
see-topics = Show the topics
entry-gone-title = This answer is no longer here
entry-gone = The editors have removed or replaced it. Ask in your own words, or look through the topics.
old-button = This button no longer works. Write your question, or choose /topics.
not-text = I can only read text. Please write your question in words.
unknown-command = I don’t know that command. Write your question, or choose /help.
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
chat-other = I’m here to answer questions about the draft Constitution. Write yours, or choose /topics.

## Lists

topics-title = Topics
topics = Choose a topic. Numbers show how many questions it has.
topic-button = { $title } ({ $count })
back-to-topics = ← All topics
section = Choose a question.
sources-title = The articles I quote
sources =
    { $count ->
        [one] { $count } article. Quotes are given word for word; what isn’t known of an article is said to be unknown.
       *[other] { $count } articles. Quotes are given word for word; what isn’t known of an article is said to be unknown.
    }

## Language and privacy

language-title = Language
language-ask = Which language shall I use? Without a choice I answer in the language you write in.
language-set = I’ll write in English from now on.
privacy-title = What I keep
privacy =
    I keep the text of your question, so that the editors can see which answers are missing. Phone numbers, IINs, e-mail addresses and card numbers are removed before anything is saved.

    I don’t keep your name, your username or your Telegram number. In their place stands a code that can’t be turned back into your account without a key kept apart from the records. The language you choose is stored under that code.

    Questions are deleted after { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.

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
