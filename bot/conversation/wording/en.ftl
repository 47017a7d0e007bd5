# What the bot says in English. The same names stand in kk.ftl and ru.ftl.

## Meeting

welcome-title = Questions about the draft Constitution
welcome =
    I explain the draft Constitution of Kazakhstan, based on published articles about it. Every answer comes with the passage it rests on and its source.

    Write your question as you would to a friend, in Kazakh, Russian or English. For example:
help-title = How to ask
help =
    Write a question in your own words. I look for it among the questions the articles answer. If several come close, I ask which one you mean. If none does, I say so and pass your question on to the editors.

    I quote news articles about the draft from February and March 2026. I don’t give opinions, and I don’t answer what the articles don’t say.
help-commands =
    /topics – all questions, by topic
    /search – look for words in the articles themselves, for example /search proposals
    /sources – read the articles I quote
    /language – choose a language
    /simple – short and simple answers
    /about — who runs this bot, and what it rests on
    /privacy – what I keep about you, and why
    /mydata – show what I keep about you
    /forget – delete everything I keep about you
    /cancel – cancel requests to be told of an answer

## Answers

quoted-in-kk = From the article, in Kazakh:
quoted-in-ru = From the article, in Russian:
quoted-in-en = From the article, in English:
translation = Our translation:
as-of = As of { $date }
source-not-before = { $date } or later
source-undated = date unknown
publisher-unknown = publisher unknown
untitled = { $description } · title unknown
now-answered = You asked to be told when there is an answer. Here it is:
corrected = Correcting my earlier answer
context-in-original = The passages are in the original language. What the answer quotes is in bold.
see-sources = All sources
not-in-articles = Not in the news articles:
not-said-of-subject = The news articles say nothing of this.
ask-officially = Where to ask officially:

## Short and simple answers

simple-on = From now on my answers are short and simple: the fact, one passage in English, who said it and when, the source. To go back, press the button below or write “as before”.
simple-off = All right, I’ll answer in full again.
simple-offer = Always short and simple?
simple-undo = Answer as before
simple-said = Said by: { $name }.
simple-said-on = Said by: { $name }, { $date }.
simple-article = These are the article’s own words.
simple-source = Source:
simple-translated = Our translation.

## Buttons under an answer

in-context = In context
copy = Copy the quote
more = More
rate-back = ← Undo my rating
reason-topic = Not what I asked
reason-unclear = Unclear
reason-outdated = Out of date
reason-source = Not in the source
rated-up = Thank you! Glad it helped.
rated-down = Thank you. What was wrong with it?
rated-why = Thank you, noted.
rated-tried = Only a trial: no rating is kept.
rated-none = Rating removed.
back-to-section = ← Back to the questions
open-bot = Open in the bot

## When it is not one answer

choices = Which of these do you mean?
choice = Did you mean this?
none-of-these = None of these
none-of-this = No, something else
none-noted-title = Thank you, I’ve passed it on
none-noted = Your question is with the editors. If an article turns out to answer it, they will add the answer.
unknown-title = I have no answer to that
unknown = I did not find this in the articles I quote, and I won’t guess. I have passed your question on to the editors.
unknown-tried = I did not find this in the articles I quote, and I won’t guess. This is only a trial: your question is not kept, and nobody gets it.
tell-me = Tell me once it’s answered
told-later = ✓ I’ll tell you (cancel?)
told-later-toast =
    { $days ->
        [one] If an answer comes within { $days } day, I’ll reply to your question, once.
       *[other] If an answer comes within { $days } days, I’ll reply to your question, once.
    }
not-told-toast = All right, I won’t write.
see-topics = Show topics
entry-gone-title = This answer is no longer here
entry-gone = The editors have removed or replaced it. Ask in your own words, or look through the topics.
old-button = This button no longer works. Write your question, or open /topics.
not-text-voice = I can’t listen yet. Please type your question.
not-text-picture = I can’t see pictures, videos or files. Please type your question.
not-text-sticker = Nice one! I only understand words, though. What would you like to know about the draft Constitution?
not-text-place = I don’t need to know where you are, and haven’t kept it. Please type your question.
not-text-contact = I don’t need contacts, and haven’t kept this one. Please type your question.
not-text-poll = I don’t take part in polls. Please type your question.
unknown-command = I don’t know that command. Write your question, or open /help.
ask-how = Write your question after the command: /ask How many deputies would the new Parliament have?
in-private = That’s just between the two of us. Please write to me in a private chat.
too-fast = That was a lot at once. I’ll stop reading for half a minute; please ask again after that.
personal-removed = I took what looked like personal data – a phone number, an IIN, a card, an address – out of your message, and kept none of it. Your own message still stands in this chat: you can delete it.
nothing-to-cancel = There is nothing to cancel.
cancelled =
    { $count ->
        [one] All right, I won’t write when your question is answered.
       *[other] All right, I won’t write when your { $count } questions are answered.
    }
menu-console = Console
answered-above = I answered this just now, see above. If you mean something else, please ask in other words.
show-again = Show it again
guest-how = Write your question after my name, for example: “how many deputies will there be?” I’ll answer right here.
inline-ask = Ask in a private chat
as-picture = Send as a picture
as-picture-about = Question, answer, quote and source in one image
apology = Something went wrong on our side. The error has been recorded. Please try again a little later.
paused = I’m not answering questions at the moment: the editors are checking something. Please try again later. The commands /about, /privacy, /mydata and /forget still work.

## What follows on from an answer

ask-back = I’m not sure what that is about. Please say it in one whole question, for example: “How many deputies would the new Parliament have?”
all-above = What the news articles have on this is above.
not-given = This is the nearest the news articles have to your question:
all-there-is = What the news articles have on this:
no-number = What the news articles say on this has no number in it:
no-date = What the news articles say on this has no date in it:
no-article-number = What the news articles say on this names no article of the draft:
no-more-of-them = I did not find that. What the news articles have:
not-given-again = I did not find that either.
not-said-either = I did not find that in the news articles.
said-by-article = The article’s own words: it names no speaker for them.
no-day-given = The article gives no day for this; its own date stands below.
no-day = the day is not given
nearest-said = The closest the news articles come:
nobody-says = Nobody says this in the news articles I quote: there is nothing about it in them.
nobody-else = The passages of this answer quote nobody else.
where-known = If no place is named here, the news articles I quote do not give it.
not-compared = The news articles I quote do not compare the two.
not-answered-here = I have not answered “{ $question }” here. Please ask it by itself.
when-known = The date beside the words is the day on which they were said.
cancel-how = I write only to those who asked to be told of an answer. /cancel cancels that, and /forget deletes everything I keep about you.

## The articles themselves

said-directly = Their own words are in quotation marks
said-reported = As the article reports it
who-no-words = The news articles name them, and do not give their words.
who-not-on-that = I did not find this person’s words on exactly that. Here is what the news articles quote:
who-no-more = The news articles give no more of their words.
search-button = Search the news articles
search-title = This is not an answer. Places in the news articles that mention it:
search-translation = Our translation of the sentence found:
search-none-title = I found nothing on this in the news articles
search-none =
    { $count ->
        [one] No place in the article comes near enough to be shown. Other words may find one: /search
       *[other] No place in the { $count } articles comes near enough to be shown. Other words may find one: /search
    }
search-absent =
    { $number ->
        [one] The word { $words } stands nowhere
       *[other] The words { $words } stand nowhere
    } in the { $count ->
        [one] article.
       *[other] { $count } articles.
    }
search-absent-translated =
    { $number ->
        [one] The word { $words } stands nowhere
       *[other] The words { $words } stand nowhere
    } in the { $count ->
        [one] article, nor in our translation.
       *[other] { $count } articles, nor in our translations.
    }
in-quotes = “{ $text }”
search-how = Write what to look for after the command: /search proposals

## About the bot

about-title = About this bot
about =
    I’m a program. I find which question you mean and show an answer that people wrote beforehand, with the passage it rests on, word for word. No artificial intelligence writes the answers.
about-articles =
    { $count ->
        [one] All my answers come from one article about the draft.
       *[other] All my answers come from { $count } articles about the draft.
    }
about-trust = Don’t take my word for it: I can misunderstand you, and articles can be wrong. Under every answer stands a passage of the article, word for word, and where it is from. Check it.
about-belief = These news articles cannot tell you whether somebody is right: they give no other views. Under every answer stands the passage and where it is from; compare it with other sources.
about-person = Nobody sits here to talk to you: I’m a program. The editors read questions that I have no answer to, and reports of errors.
about-data = I keep your questions and ratings beside a code, without your name. /mydata shows what is kept, /forget deletes it, and /privacy says for how long and why.
about-fresh = The latest article is from { $date }. What came after it, I don’t know.
about-unofficial = I’m not an official body, and I speak for nobody.
about-official = This bot is run by an official body.
about-operator = Run by: { $name }
about-nobody = Whoever runs this bot has not given their name here.
about-contact = To write to them: { $contact }
report-error = If an answer is wrong, press 👎 under it and say why, or send a message that begins with “Error:” and says what is wrong. The editors read it.
report-noted = Thank you, I’ve passed that on to the editors. If it is an error, they will correct the answer.
about-kept = What I keep of what you write, and for how long: /privacy
about-wrong = Of { $judged } answers looked at that were given between { $first } and { $last }, { $wrong } % were wrong (from { $low } to { $high } %).
about-shares = What I told people between { $first } and { $last }:
about-answer = an answer: { $share }
about-choices = several to choose from: { $share }
about-gap = that the articles don’t say it: { $share }
about-unknown = that I know no answer: { $share }
about-few = fewer than ten people
about-corrected =
    { $count ->
        [one] One answer was wrong and is corrected:
       *[other] { $count } answers were wrong and are corrected. The latest:
    }

## Small talk

chat-greeting = Hello! What would you like to know about the draft Constitution?
chat-farewell = Goodbye! Write whenever a question comes up.
chat-festive = Thank you, the same to you! What would you like to know about the draft Constitution?
chat-thanks = You’re welcome! If you have more questions, just ask.
chat-how-are-you = I’m fine, thank you. What would you like to know about the draft Constitution?
chat-worry = I understand. What worries you? Ask me in a sentence, and I will look for what the news articles say about it.
chat-insult = I can see that this is annoying. Tell me in a few words what you wanted to know. You can check every answer of mine in the articles themselves.
chat-test = I’m here. Write a question about the draft Constitution.
chat-agreement = All right. If there is anything else, just write.
chat-distress =
    I’m only a program about the draft Constitution, but please don’t stay alone with this. If you or someone near you is in danger, call 112 now: it is free and works day and night. If you can, call somebody who is close to you.
chat-opinion = I take no side: I only show what the news articles say. What would you like to know about the draft Constitution?
chat-not-that = Then I misunderstood you. Say it in other words, as a whole question, and I will look again.
chat-sorry = No harm done. What would you like to know?
chat-preamble = Go ahead, I’m listening.
chat-link = I don’t open links. Please write your question in words.
chat-other = I answer questions about the draft Constitution. Write yours, or open /topics.

## Lists

topics-title = Topics
topics = Choose a topic. The number shows how many questions it has.
topics-asked = Most asked this week:
topics-asked-by = { $number }. { $question } ({ $people } people)
topic-button = { $title } ({ $count })
back-to-topics = ← All topics
back-to-sources = ← All sources
page = { $page } of { $pages }
only-in-kk = I have this article in Kazakh only.
only-in-ru = I have this article in Russian only.
only-in-en = I have this article in English only.
section = Choose a question.
sources-title = The articles I quote
sources =
    { $count ->
        [one] { $count } article. Choose it to read it here. Quotes are given word for word. What isn’t known about an article is marked as unknown.
       *[other] { $count } articles. Choose one to read it here. Quotes are given word for word. What isn’t known about an article is marked as unknown.
    }

## Language and privacy

language-title = Language
language-ask = Which language shall I use? If you don’t choose one, I answer in the language you write in.
language-set = I’ll write in English from now on.
privacy-title = What I keep
privacy =
    I keep the text of your questions and your ratings of answers, so that the editors know what is missing and what to improve. Phone numbers, IINs, e-mail addresses and card numbers are removed before anything is saved. Questions and ratings are deleted after { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. The same goes for what you ask me in other chats, by my name.

    I don’t keep your name or your username. In their place stands a code that can’t be traced back to your account without a key, and the key is kept apart from the records. The language you choose is stored under that code until you delete it; that you want short answers, no longer than { $days ->
        [one] { $days } day
       *[other] { $days } days
    } after your last question.

    To be able to write to you first, I keep your chat number, encrypted with the same key: for { $correcting ->
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
        [one] { $count } question, asked on { $date }
       *[other] { $count } questions, the first on { $date }
    }
mydata-no-questions = No questions
mydata-ratings =
    { $count ->
        [0] No answers rated
        [one] { $count } answer rated
       *[other] { $count } answers rated
    }
mydata-waiting =
    { $count ->
        [0] No requests to be told of an answer
        [one] { $count } request to be told of an answer
       *[other] { $count } requests to be told of an answer
    }
mydata-language = Language: { $language }
mydata-no-language = not chosen
mydata-simple = Answers: short and simple
mydata-shortened =
    { $count ->
        [one] { $count } request for a shorter answer
       *[other] { $count } requests for a shorter answer
    }
mydata-latest = Your latest questions, as they are stored:
mydata-end = For a while after an answer your chat number is kept too. /privacy says why, and for how long. /forget deletes everything.
forget-title = Delete everything I keep about you?
forget = I’ll delete the text of your questions, the language and the form of answers you chose, your chat number and whatever I was still to tell you. This can’t be undone. What stays has none of your words and no link to you: when a question was asked and on which topic, which answer was given and how it was rated.
forget-yes = Yes, delete it
forget-no = No, keep it
forgotten = Done. Nothing about you is left.
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
brief-month = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }
brief-day = { $day } { $month }

## How Telegram introduces the bot

bot-short-description = Explains the draft Constitution of Kazakhstan: every answer comes with a quote and its source.
bot-description = Ask about the draft Constitution of Kazakhstan in your own words, in Kazakh, Russian or English. You get a short answer, the passage of the article it rests on, and the source. What the articles don’t say, the bot doesn’t say either.
command-start = Start
command-topics = All questions, by topic
command-search = Look for words in the articles
command-sources = The articles the bot quotes
command-language = Choose a language
command-simple = Short and simple answers
command-help = How to ask
command-about = Who runs this bot, and what it rests on
command-privacy = What is kept about you
command-mydata = Show what is kept about you
command-forget = Delete everything kept about you
command-cancel = Cancel requests to be told of an answer
command-ask = Ask a question
