# What the site says in English. The same names stand in kk.ftl and ru.ftl.

## On every page

site-name = The draft Constitution
site-promise = answers with sources
skip = Skip to content
sections = Parts of the site
languages = Language
language-kk = Қазақша
language-ru = Русский
language-en = English
to-start = Topics and search
topics = Topics
not-said = Not in the news articles
articles = Articles
people = Who is named
about = About
foot-official = This site is run by an official body.
foot-unofficial = This is not an official site.
foot-licence = Questions, answers and translations:
foot-quotes = The quotes belong to the publications they appeared in.
foot-version = Content { $version }

## The first page

start-title = What is known of Kazakhstan’s draft Constitution
start-lead =
    { $count ->
        [one] { $count } answer.
       *[other] { $count } answers.
    } Under each stands a passage from an article, word for word, and its source. What the articles do not say, this site does not claim.
find = Find
search-label = What would you like to know?
search-example = For example: how many deputies
search-found = Found: { $count }
search-none = Nothing found. Try another word, or look through the topics below. The news articles may not say it.
answers-counted =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
articles-counted =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
names-counted =
    { $count ->
        [one] { $count } name
       *[other] { $count } names
    }
choose-language = Choose a language

## An answer

quotes =
    { $count ->
        [one] The passage behind this answer
       *[other] The passages behind this answer
    }
in-original = Our translation. In the original:
article-itself = In the article’s own words
publisher-unknown = publisher unknown
published-not-before = { $date } or later
date-unknown = date unknown
in-article = Its place in the article
as-of = As of { $date }
as-of-not-before = From an article published on { $date } or later
corrected = Corrected
related = See also
card = A picture to pass on
card-translated = { $source } · our translation
ask-in-telegram = Open this answer in Telegram

## What the articles do not say

not-in-articles = The news articles do not say this
not-said-lead = People ask about these things, and the news articles have no answer. Each page tells what they do say on the subject, and where to ask officially.
nearest = What the news articles do say on this
ask-officially = Where to ask officially

## Articles

articles-lead = Every answer rests on these articles and on nothing else.
read-at-publisher = Read it at the publisher’s
voices = Who speaks
editors-note = What to watch for
article-text = The article
article-translated = The article is shown in the original, word for word, with our translation under each paragraph.
article-original = The article is shown word for word.
quoted-in = Quoted in:

## Who is named

people-lead = The people, institutions and events that the articles tell of: how they are described there, what was said, and which answers are about them.
persons = People
institutions = Institutions
events = Events
office-as-written = Offices are as the articles of February and March 2026 give them.
named-as = How the articles name them
words-of = What they say
words-translated = Our translation, with the original under it.
no-words = The articles give no words of theirs; they are only named.
answers-about = Answers about this

## About

about-what-title = What this is
about-what = Answers to what people ask about Kazakhstan’s draft Constitution. They are written in advance; nothing is made up on the spot. Under each stands a quote, and before it is published a check makes sure that the article has it word for word.
about-not-title = What this is not
about-not = This is not the text of the Constitution, and it is not legal advice. The site knows nothing but its articles, and it can be wrong; then the answer is corrected, and says what was wrong.
about-who-title = Who answers for it
about-operator = The site is run by { $name }.
about-nobody = Nobody is named as running this site.
about-contact = Contact: { $contact }
about-corrections = Corrections
about-no-corrections = No answer has been corrected so far.
about-data-title = Take it with you
about-data = All answers may be used freely under { $licence }: name the source, and say if you changed anything. The quotes belong to the publications they appeared in.
data-json = All answers, quotes and sources (JSON)
data-feed = Feed of new and corrected answers (Atom)
data-llms = A description for assistants (llms.txt)
about-privacy-title = What is kept about you
about-privacy = Nothing. There are no counters and no cookies, the pages load nothing from other servers, and the search runs in your browser.

## The feed

feed-title = The draft Constitution: new and corrected answers
feed-note = The dates are those of the articles that an answer rests on.
feed-corrected = Corrected: { $question }

## A page that is not there

missing-title = There is no such page

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

## How often is it wrong?

how-often = How often is it wrong?
how-often-lead = Curators look at a sample of the answers that the bot gave in Telegram, and say which were wrong. Here is what they found.
how-often-wrong-title = Wrong answers
how-often-wrong = Of { $judged } answers given between { $first } and { $last } that curators looked at, { $wrong } % were wrong. The share among all answers lies between { $low } % and { $high } %, as far as a sample can tell (95 %).
how-often-nothing = Nothing was audited yet.
how-often-too-few = Curators have begun to look at answers, but too few so far to name a share: that is done from fifty on.
how-often-how = The answers are drawn by chance, each week anew. An answer is wrong if it was to another question than the one asked. Where two curators differ, the worse verdict counts.
how-often-outcomes-title = What people were told
how-often-outcomes = All questions put to the bot between { $first } and { $last }:
how-often-not-counted = No questions were counted for this page.
how-often-few = fewer than ten people
how-often-corrected = Corrected on { $date }
how-often-privacy = Nothing here is counted from fewer than ten people, so that nobody and no single message can be told from it.
outcome-answer = answered
outcome-choices = several answers to choose from
outcome-gap = told that the articles do not say it
outcome-unknown = told that no answer is known
