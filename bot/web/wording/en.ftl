# What the console says in English. The same names stand in kk.ftl and ru.ftl.

## On every page

console = Curators’ desk
tabs = Parts of the desk
try = Try
review = Review
content = Content
numbers = Numbers
skip = Skip to the content
language = Language
leave = Log out
version = Content { $version }
pages = Pages
page-number = Page { $number }
earlier-page = Previous
later-page = Next
search = Search
show = Show
see-decision = See the decision
language-kk = Kazakh
language-ru = Russian
language-en = English
missing-title = Nothing is here
missing = The address may be mistyped, or what it led to has been removed.
invalid-edit =
    { $count ->
        [one] The files hold an edit with a fault
       *[other] The files hold an edit with { $count } faults
    }
invalid-edit-served = It is not served. People still get the content from before it.
look-now = Check the files now
all-faults = All faults
difference = What is different

## At the door

login-title = Sign in
login-link = Open the link that the bot printed when it started. It works once, within 15 minutes, on this computer. For a new link, run this where the bot is:
login-telegram = Sign in with Telegram. The desk is open to curators only.
login-needs-script = Telegram’s sign-in button needs JavaScript.
login-none = From here nobody can sign in: the bot is not connected to Telegram yet. On the computer that it runs on, open the link that it printed when it started.
to-login = Sign in
to-console = To the desk
welcome-title = You are in
plain-strangers-title = Not open to you
plain-strangers = This page is not open to you, or you have been signed out.
plain-turned-away-title = That did not work
plain-turned-away = You could not be signed in this way. A link works once and only for a short time.
plain-too-often-title = Too many attempts
plain-too-often = Please wait a minute, then try again.
plain-left-title = You are signed out
plain-left = See you soon.
plain-not-from-here-title = Please try again
plain-not-from-here = This form did not come from an open page of the desk, so nothing was done. Go back, reload the page and send it once more.
plain-too-large-title = Too much text
plain-too-large = So much text does not fit into one form. Nothing was done; go back and shorten it.
plain-away-title = The desk cannot be reached right now
plain-away = The database does not answer. Nothing was done; try again in a minute.
unsent-title = Not sent yet
unsent-login = You have been logged out. What you typed is still here: sign in in a new tab, come back, and send it.
unsent-again = You have signed in again. What you typed is still here: send it now.
unsent-send = Send what I typed
plain-bug-title = Something went wrong on our side
plain-bug = The error has been recorded. Go back and try again a little later.

## Try

try-title = Talk to the bot
try-lead = This is the very bot that people talk to. Beside each answer you see why it chose that. What you ask here is not counted as a citizen’s question.
try-empty = Write a question as people would, with typing errors and all. Commands such as /topics work too.
your-question = Your question
send = Send
begin-anew = Start over
pressed = A button was pressed
buttons = Buttons
why = Why
read-as = Read as
way-plain = as typed
way-folded = typed without the Kazakh letters
way-latin = typed in Latin letters
way-keys = typed on the wrong keyboard
outcome = Outcome
outcome-answer = Answered
outcome-choices = Choices offered
outcome-gap = Not in the articles
outcome-unknown = No answer
outcome-chat = Small talk
nearest-phrasings = Nearest phrasings
nearest-outside = Nearest messages that no entry answers
signs = What speaks for { $entry }
signs-how = Plus speaks for it, minus against it
sign-begin = To begin with
sign-sureness = How well its words and meaning fit this entry’s phrasings as a whole
sign-lead = How far the runner-up is behind
sign-outside = How well it fits messages that no entry answers
sign-near-meaning = How near the nearest phrasing of this entry is in meaning
sign-outside-meaning = How near the nearest message that no entry answers is in meaning
sign-other-meaning = How near the nearest phrasing of another entry is in meaning
sign-other-signposts = How well it fits what the articles are known not to say
sign-small-talk = How well it fits small talk
sign-rivals = How well it fits the other likely entries together
sign-nearest-three = How near the three nearest phrasings of this entry are in meaning
sign-signpost-meaning = How near the nearest wording of a signpost is in meaning
sign-near-spelling = How near the nearest phrasing of this entry is in spelling
sign-nearest-three-spelling = How near the three nearest phrasings of this entry are in spelling
sign-other-spelling = How near the nearest phrasing of another entry is in spelling
sign-outside-spelling = How near the nearest message that no entry answers is in spelling
sign-signpost-spelling = How near the nearest wording of a signpost is in spelling
sign-explained = How much of the message occurs in this entry’s phrasings, answer and quotes
sign-explained-elsewhere = How much of it occurs in those of the best other entry
sign-worst-word = How much of its least known word occurs there
sign-never-seen = How much of the message occurs nowhere in the content
sign-length = How many words the message has
sign-unknown-numbers = Numbers in it that this entry does not have
sign-is-signpost = Whether this is a signpost
sign-is-small-talk = Whether this is small talk

## Review: the queue

review-title = Questions without an answer
review-parts = Parts of the review
queue = Waiting
ruled-out = Ruled out
trail = Decisions
any-language = any
section = Section
any-section = any
reason = Reason
any-reason = any
period = Period
any-time = any
last-days =
    { $days ->
        [one] last day
       *[other] last { $days } days
    }
waiting =
    { $count ->
        [0] No group is waiting
        [one] { $count } group is waiting
       *[other] { $count } groups are waiting
    }
nothing-waits = Nothing is waiting here.
askers =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
times =
    { $count ->
        [one] asked once
       *[other] asked { $count } times
    }
nearest = Nearest:
why-unknown = no answer
why-declined = none of the choices
why-disliked = 👎
reason-topic = not what was asked
reason-unclear = unclear
reason-outdated = out of date
reason-source = not in the source
keys-queue = Keys: j and k go to the next and the previous group, Enter opens it, / searches.
ruled-out-title = What was ruled out
ruled-out-lead = These questions stay out, and so does whatever comes that means the same. Undo the decision to have them back.
nothing-ruled-out = Nothing has been ruled out.

## Review: a group

questions-asked = Questions asked
tick-texts = Your decision is about the ticked wordings. The others wait on, as a group of their own.
passages-may-answer = Passages that may answer
draft-with-passage = Draft an entry with it
an-entry-answers = An entry answers this
add-to-this = Add to it
not-this = Not this one
another-entry = Another entry
choose-entry = Choose…
add-to-chosen = Add to the chosen one
not-chosen = Not the chosen one
no-entry-answers = No entry answers this
draft-entry = Draft a new entry
out-of-scope = Out of scope
spam = Spam
ruling-out = Both stay out for good, copies included. “Out of scope” also teaches the bot when to be silent.
saving-takes = The gate checks the whole content before anything is published, which can take a minute.
later = Later
until = Until
postpone = Postpone
keys-group = Keys: 1 to 5 go to the entries, a to the list, d, o, s, p to the other decisions, u back. Enter does it.
decided-title = Somebody has dealt with this
decided-meanwhile = This group was decided before you, so nothing was changed:
group-gone = Nothing of this group is waiting. Its askers may have had their questions deleted, or it is put off.
your-draft = What you had written
to-queue = On to the queue
fault-refused = The gate does not let this through
fault-decided = Somebody has dealt with this meanwhile
fault-name = The new entry needs an id of its own: small Latin letters, digits and dashes, not taken yet
fault-entry = Choose an entry
fault-conflict = Somebody has changed the file meanwhile
fault-nothing = Choose what to do
fault-no-texts = Tick at least one wording
fault-no-file = Choose the section that the entry belongs to
unsure-strays = Another entry answers this so far:
unsure-lost = Some people would lose their answer:
impact-placed = What the bot has made of it so far:
impact-no-entry = nothing
impact-asked = Past questions asked again: { $count }
impact-same = None of them changes.
impact-lost = Lose their answer
impact-changed = Get another answer
impact-new = Newly answered
impact-unasked = Not asked yet: { $count }
fault-unsure = Look before you publish
publish-anyway = Publish all the same
fault-elsewhere = Some wordings stand elsewhere already
stands-phrasing = a phrasing of “{ $entry }”
stands-asks = a test question of “{ $entry }”
stands-not = “{ $entry }” does not answer it
stands-near = out of scope
stands-far = far from the subject
stands-chat = small talk ({ $entry })
stands-since = , since { $day }, decided by { $who }
take-from-there = Take from there and go on
fault-nothing-changed = Nothing was changed. What you typed is still here.
conflict-in = What is different in { $file } now:

## Review: a new entry

draft-title = A new entry
draft-lead = Write it in the three languages, and pick the passages it rests on. The gate checks it before it is published.
field-id = Id
field-id-how = Left empty, it is the one proposed. Once published it never changes.
field-file = File
file-of-section = that of the section
section-proposed = As that of the nearest entry; you can change it
id-and-file = Id and file: proposed, and can be changed
field-question = Question
field-answer = Answer
field-phrasings = Phrasings
field-quotes = Passages
field-translation = Translation of the passage
no-passages = No passage picked yet. Search the articles below and tick sentences.
translation-into-kk = Translation into Kazakh
translation-into-ru = Translation into Russian
translation-into-en = Translation into English
drop-passage = Remove this passage
look-in = Look in
all-articles = all articles
search-articles = Words of the passage, in any language
nothing-found = No paragraph has all of these words.
pick-passages = Pick the ticked sentences
passages-lost =
    { $count ->
        [one] A passage that you had picked is no longer there, because its article has changed.
       *[other] { $count } passages that you had picked are no longer there, because their articles have changed.
    }
save-entry = Publish the entry

## Review: decisions

trail-title = Decisions
nothing-decided = Nothing has been decided yet.
older-decisions = Older decisions
decision-number = Decision { $number }
verb-add = Added to an entry
verb-unlike = Not an entry
verb-draft = New entry
verb-outside = Out of scope
verb-spam = Spam
verb-postpone = Postponed
verb-edit = Entry edited
verb-unpublish = Entry unpublished
verb-delete = Entry deleted
verb-right = Right
verb-wrong = Wrong
verb-should-ask = Should have asked
verb-asks = Test question
undo = Undo
moved-from = Taken from where it stood
undone-by = undone by { $who }
not-applied = waits to be pulled into the files
changes = Changes in the files
no-changes = No file was changed.

## Content

content-title = What the bot knows
articles = Articles
entries-found =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
publisher-unknown = publisher unknown
date-unknown = date unknown
not-before = no earlier than { $day }
valid-until = valid until { $day }
correction = Correction
asked-in-days =
    { $count ->
        [one] the answer once in { $days } days
       *[other] the answer { $count } times in { $days } days
    }
faults-here = Faults
phrasings-count =
    { $count ->
        [one] { $count } phrasing
       *[other] { $count } phrasings
    }
unlike-count =
    { $count ->
        [one] { $count } question it does not answer
       *[other] { $count } questions it does not answer
    }
related = Related
quoted-by = Quoted by
faults-title = What the gate says
faults-lead = The gate reads the files as they are now. Content with a fault is not served.
no-faults = All is well: the gate has found no fault.
checking = The gate is checking the files. That takes up to a minute or two.
reload = Look again

## Numbers

numbers-title = Numbers
no-numbers = Nothing has been counted yet.
figure-people = People
figure-asked = Asked
figure-waiting = Waiting now
figure-closed = Decisions
figure-closing = A gap waited (median)
hours =
    { $count ->
        [0] under an hour
        [one] { $count } hour
       *[other] { $count } hours
    }
whole-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
picture-alt = How many questions a day were answered, offered choices and left without an answer. The same figures stand in the table by day.
by-language = By language
by-section = By section
by-entry = By entry
by-day = By day

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

## Editing an entry

edit = Edit
preview = Preview
save-changes = Save and publish
take-out = Take it out
take-out-how = Links from other entries go with it. An unpublished entry becomes a draft, and can be published again from its file. Both can be undone.
unpublish = Unpublish
delete-entry = Delete
field-short = Label of its button
hint-short = 25 characters at most.
field-lead = The fact alone
hint-lead = 160 characters at most; what was asked for stands between *asterisks*.
proposed-from-answer = Proposed from the first sentence of the answer until you write your own.
proposed-from-question = Proposed from the question until you write your own.
proposed-look = The fact and the label of the button are proposed from the question and the answer. Look at them, and publish the entry.
field-note = Note once it is out of date
hint-note = Shown from the day after the last day on.
field-correction = Correction
hint-correction = What was wrong before. Whoever got the old answer in the last 30 days is told.
field-asks = Test questions
hint-asks = They must find this entry, and the bot never learns from them.
field-subjects = What is asked about in particular
hint-subjects = One a line: the name shown above the reply, a colon, and how the words begin that tell it. For example: The death penalty: execut, capital
field-not = Not this
hint-not = Similar questions about something else.
field-related = What to read next
field-nearest = Nearest entries
field-official = Where to ask
field-ids-how = Ids, with spaces between them.
field-valid-until = Last day on which it is current
field-gap = Theme
field-careful = A mistake here would mislead badly
fault-changed-meanwhile = Somebody has changed this entry since you opened it. Look at what it holds now, and save again.
fault-nothing-changed-here = Nothing is different from what is published
hint-phrasings = One a line, as different people would ask: at least one in each language, a dozen or more is best.

## Drafts

drafts = Drafts
drafts-lead = What is being written and is not published yet. Anybody can go on with any of it; it stays until it is published or thrown away.
no-drafts = Nothing is being written.
keep-draft = Keep as draft
throw-draft = Throw the draft away
draft-kept = Kept as a draft, { $at }
draft-moved = { $who } has changed this draft ({ $at }). Yours is not kept over it: press “Keep as draft” to see both.
draft-theirs = What { $who } has written meanwhile. Your own text stands in the form; if you send it again, it takes the place of this.
draft-away = Not kept: you have been logged out, or the bot cannot be reached. Your text stays in this browser, and is kept once you open this page again.
draft-typed-back = What could not be kept before stands in the form again.
draft-base-moved = The published entry has changed since this was drafted. It now says:
draft-moved-short = the published entry has changed since
draft-last = Last written by { $who }, { $at }.
being-written = Being written by { $who } since { $at }.
draft-lacks = Missing: { $fields }
draft-waits = Until that is written, the entry is kept as a draft that all curators see.
draft-go-on = Go on with the draft
draft-of-entry = changes of an entry
draft-of-new = new entry
draft-of-quotes = passages of the entry
draft-of-person = a person, an institution or an event
draft-of-address = an official address
draft-of-sections = the sections
draft-of-outside = what lies outside
draft-of-article = a new article
drafts-thrown = Thrown away within a day
draft-back = Bring the draft back
draft-gone = This draft can no longer be brought back: it is gone, or there is a newer one in its place.
draft-stays = The draft stays:
draft-alone = Publish it as an entry of its own
fault-draft-moved = Somebody else has written this draft meanwhile

## Versions

versions = Versions
versions-lead = The latest versions that went live. To bring one back writes its files, byte for byte; decisions made since are marked as undone, and their questions wait again. To go forward again, bring a later version back.
rolled-back = The files are those of { $version } again. The bot answers in that way within seconds.
rolled-back-undone = Undone with them, so that their questions wait again:
rolled-back-redone = Stand again:
version-here = in the files now
bring-back = Bring back
no-versions = No version has gone live yet.
fault-unpublished = The files hold edits that were never published and would be lost. Publish them, or take them out first.

## A new article

new-article = A new article
new-article-lead = Upload the article as a text file, or paste its text. It is kept byte for byte, because every quote has to stand in it word for word. Then you say what is known of it.
article-file = A text file
article-paste = Or the text, pasted
read-text = Read it
encoding-likely = The file seems to be in the encoding { $name }. Read that way, it begins like this:
convert = That is right: keep it as UTF-8
characters = { $count } characters
lines = { $count } lines
oddity-breaks = Line ends as Windows writes them: { $count }
oddity-no-break = No-break spaces: { $count }
oddity-hyphens = Soft hyphens, which are not seen: { $count }
oddity-zero-width = Zero-width spaces, which are not seen: { $count }
oddity-lost = Signs that an earlier conversion has lost (�): { $count }
oddity-tabs = Tabs: { $count }
oddity-control = Control characters: { $count }
oddity-mixed = Words of Latin and Cyrillic letters: { $words }
oddity-accents = Some letters are written as a letter and an accent.
furniture = Kept, but not searched or shown: { $line }
nothing-odd = Nothing in the text is odd.
the-text = The text
cited-as = It will be cited like this
sentences =
    { $count ->
        [one] { $count } sentence
       *[other] { $count } sentences, the first and the last:
    }
article-id = Name
article-how-id = Small Latin letters, digits and dashes. It never changes.
article-language = Language
article-how-language = The language it is written in.
article-title = Title
article-how-title = Word for word; empty if it has none.
article-publisher = Publisher
article-how-publisher = Empty if not known.
article-url = Link
article-how-url = The whole address; empty if not known.
article-published = Day of publication
article-how-published = 2026-03-05, or 2026-03 if only the month is known.
article-not_before = Not before
article-how-not_before = Where the day is not known: the earliest it can be.
article-description = What it is
article-how-description = In a few words: a report on a meeting, an interview. Shown where it has no title.
article-voices = Who speaks in it
article-how-voices = In a few words; empty if not known.
add-article = Add the article
fault-no-text = There is no text
fault-long-text = So long a text is not taken: a million bytes at most
fault-encoding = The text is not in UTF-8, so nothing was taken
fault-twin = This article is there already
fault-article-facts = Something is missing or not written as it has to be; look at the marked fields
fault-article-name = An article has this name already
more-it-answers = What else the article may answer
what-it-brings = What it may answer
article-added = The article is in. Entries can quote it now.
take-back = Take it back
still-looking = So far { $looked } of { $waiting } waiting groups were held against it.
may-answer = Waiting groups that it may answer: { $count } of { $waiting }
answers-none = It answers none of the questions that wait.
speaks-of-too = Entries that it speaks of too: { $count }
speaks-of-how = Look whether it says the same as they do.
other-numbers = Numbers that the entry does not have: { $numbers }
remove-article = Remove the article
article-held = This rests on the article. Change it first; nothing was changed.
verb-add-article = Article added
verb-remove-article = Article removed

## The rest of the content

edit-quotes = Edit the passages
quotes-lead = The first passage carries the fact, and stands in the short answer. Tick sentences of the articles to add passages; each is word for word.
make-first = Put it first
more-passages = More passages
fault-no-passage = An entry needs at least one passage
also-editable = Also to be edited
sections-title = Sections
sections-lead = People see them as topics, in this order. A section without entries can be taken away.
new-section = New section
move-up = Move up
move-down = Move down
take-away = Take away
outside-title = What lies outside
outside-lead = Messages that no entry answers, and small talk. They teach the bot when to be silent, and when to answer with a kind word.
place = Place
any-place = any
place-near = out of scope, near the subject
place-far = far from the subject
texts-found =
    { $count ->
        [one] { $count } text
       *[other] { $count } texts
    }
texts-shown = The first { $count } are shown; search for others.
add-texts = Add
one-a-line = One a line
take-texts = Take away the ticked ones
no-such-text = No text here has all of these words.
fault-nothing-to-change = Write a text, or tick one
fault-no-place = Choose where the texts go
named-addresses = Official addresses
named-people = People, institutions and events
add-one = Add one
named-field-name = Name
named-field-offers = What is found there
named-field-address = Address
named-field-phone = Telephone
named-field-office = Office, as the articles have it
named-field-spellings = Other ways of writing the name
named-field-kind = Kind
named-field-entries = Ids of the entries that tell of them
kind-person = person
kind-institution = institution
kind-event = event
named-in = Where the articles name them
named-in-how = Word for word. An emptied row goes away.
named-words = Words
verb-sections = Sections edited
verb-address = Official address edited
verb-person = Person edited
verb-outside-texts = What lies outside edited

## The queue, tended

order = Sorted by
order-askers = most people
order-last = latest question
order-first = longest waiting
owner = In the care of
any-owner = anybody or nobody
owner-mine = me
owner-nobody = nobody
since-last-visit = since my last visit
new-since = new
owned-by = { $who }
lone-groups =
    { $count ->
        [one] { $count } group was asked by one person alone, more than 90 days ago.
       *[other] { $count } groups were asked by one person alone each, more than 90 days ago.
    }
set-aside = Set them aside
set-aside-groups = Groups set aside: { $count }. A group comes back when somebody asks again.
tick-group = Tick: { $text }
with-ticked = With the ticked groups
act-postpone = Postpone for a week
act-outside = Out of scope
act-spam = Spam
do-it = Do it
no-waiting-with = Nothing that waits has “{ $words }”, in whatever form of the words.
settled-with = Questions with these words that have been decided: { $count }.
none-settled-with = Nothing that was decided has them either.
acted-title = Several groups at once
acted-left = Not done; look at them one by one:
owner-and-note = Owner and note
note = Note for the other curators
save-note = Save the note
take-it = I take it
leave-it = Give it up
verb-set-aside = Old groups set aside

## Numbers and their questions

share-answered = Share answered
by-week = By week, from Monday
by-gap = What the articles do not say
questions-title = Questions
all-questions = All
newest-questions = the newest { $count }
ends-soon =
    { $count ->
        [one] { $count } entry is over, or will be within 30 days
       *[other] { $count } entries are over, or will be within 30 days
    }
ended-on = over since { $day }

## Where nothing can be written

fault-unwritable = The bot may not write the content here, so nothing can be published
locked-how = What you decide about entries will be refused until the operator lets the bot write its files, or has decisions kept in the database. Spam and postponing work.
## Answers to look at

audit = Audit
audit-title = Were these answers right?
audit-waiting =
    { $count ->
        [one] { $count } answer to look at
       *[other] { $count } answers to look at
    }
audit-empty = No answers wait to be looked at. New ones are drawn each Wednesday from the week before.
audit-gone = The words of that question are no longer kept.
audit-said = Noted:
audit-back-to = Back to it
audit-answered = What was answered
audit-part-random = drawn by chance
audit-part-near = the bot was least sure of these
audit-part-asked = most people asked this
audit-entry-gone = The entry “{ $entry }” is no longer there.
audit-changed-since = The content has changed since. This is the answer as it is now.
audit-yours = Your verdict:
audit-next = Next answer
audit-skip = Skip
audit-right = Right
audit-wrong = Wrong
audit-should-ask = Should have asked
audit-blind = You see what another curator said only on the trail. So two of you can be compared.
audit-mend = Shall the content know?
audit-not-hint = The bot learns that this entry does not answer the question, although it resembles what it answers.
audit-not = “{ $entry }” does not answer it
audit-asks-hint = Or name the entry that should have answered. The question becomes one of its test questions: from now on nothing is published for which the bot no longer finds the entry.
audit-asks-chosen = This one should have answered
audit-see = The answer that this is about
audit-figures = How often answers are wrong
audit-share = Of { $judged } answers given between { $first } and { $last }, drawn by chance and looked at, { $wrong } were wrong:
audit-random-only = Only these say what share of all answers is wrong; the others were drawn because they are doubtful or frequent.
audit-agreement = Two curators said the same of { $same } of { $both } answers:
audit-kappa = Cohen’s kappa
audit-no-figures = No answer was looked at yet.

## What waits for a publisher

proposals = Proposals
proposals-title = What waits for a publisher
no-proposals = Nothing waits for a publisher.
waits-for-publisher = waits for a publisher’s yes; nothing is changed yet
accepted-by = published by { $who }
refused-because = Refused:
proposal-behind = The content has changed since. It was checked again just now.
proposal-not-now = As the content is now, this cannot be published. It waits on.
proposal-reads = What people will read
decision-reads = What changed in the texts
accept = Publish
refuse = Refuse
refuse-reason = Why not? The curator gets your words.
withdraw = Withdraw
fault-publisher = This takes a publisher, and another one than who decided it
fault-no-proposal = This waits no longer: it was accepted, refused or withdrawn
fault-no-reason = Say why, so that the curator knows

## The list of the content, and who vouches for the texts

list-order = Order
list-by-section = by section
list-by-asked = asked most
list-by-disliked = most 👎
list-by-age = longest neither changed nor checked
list-by-unvouched = fewest vouched for
list-by-drafted = with drafts first
list-by-ends = ending first
list-unvouched = Nobody vouches for
list-any = any
list-drafted = has a draft: { $who }
age =
    { $days ->
        [0] changed or checked today
        [one] { $days } day since it was changed or checked
       *[other] { $days } days since it was changed or checked
    }
age-at-least =
    { $days ->
        [one] at least { $days } day since it was changed or checked
       *[other] at least { $days } days since it was changed or checked
    }
said-since = like this since { $day }
said-at-least-since = like this since { $day } or earlier
vouch-legend = ✓ somebody who knows the language has read this text and vouches for it; ✗ somebody did, but the text has changed since; – nobody does.
vouched-by = { $language }: { $by } vouches for it, { $day }
vouched-by-nobody = { $language }: nobody vouches for it
vouch-lapsed = { $language }: { $by } vouched for the earlier text ({ $day }), but it has changed since
vouch-lapsed-short = { $language }: the text has changed since somebody vouched for it
vouch-for-kk = I vouch for the Kazakh text
vouch-for-ru = I vouch for the Russian text
vouch-for-en = I vouch for the English text
vouch-as = Your name or role
vouch-how = This is what the file will say beside the text. Readers do not see it. No numbers, no addresses.
vouch-will-lapse = After this change nobody vouches for the text ({ $language }): { $by } has read the earlier one, { $day }.
vouch-withdrawn = Nobody vouches for the changed text ({ $language }) any more. Read it, and vouch for it on the page of the entry; undoing the change brings back what was.
verb-vouched = Text vouched for
fault-no-name = Say who vouches for it: a name or a role
