# What the bot says to curators in English. The same names stand in kk.ftl and ru.ftl.

## The commands

help-title = For curators
command-review = Work the unanswered questions off
command-audit = Look at answers that were given
command-proposals = What waits for a publisher
command-drafts = What is being written
command-entry = Change an entry: /entry and its id or some words
command-stats = The numbers of the last 30 days
command-check = Is anything wrong with the content?

## A group of questions

group-title =
    { $people ->
        [one] { $people } person asked this
       *[other] { $people } people asked this
    }
group-size =
    { $size ->
        [one] { $size } question
       *[other] { $size } questions
    }
group-once = { $day }
group-between = { $first } – { $last }
group-languages = In: { $languages }
group-whys = Why it is here: { $whys }
group-left =
    { $count ->
        [one] The buttons act on what you have seen. { $count } more wording waits on.
       *[other] The buttons act on what you have seen. { $count } more wordings wait on.
    }
group-nearest = Nearest entries, and how likely each is meant:
group-passages = Places in the articles that may answer, and how likely:
split-off = Waits as a group of its own: “{ $text }”
queue-place = { $place } of { $total } in the queue
queue-empty = Nothing waits.
in-kk = Kazakh
in-ru = Russian
in-en = English
why-unknown = no answer
why-declined = none of the choices
why-disliked = 👎
because-topic = not what was asked
because-unclear = unclear
because-outdated = out of date
because-source = not in the source

## Buttons

button-add = ✚ { $number }. { $question }
button-unlike = ≠ not { $number }
button-draft = ✎ Draft a new entry
button-outside = Out of scope
button-spam = Spam
button-postpone = In a week
button-next = Next →
button-group = ← Back to the questions
button-more-wordings = { $count } more ↓
button-earlier = ↑
button-sort = ✂ Split off…
button-sorted = ✓ Done
button-undo = ↶ Undo
button-take = Take from there and go on
button-undo-last = ↶ Undo my last: { $verb }

## What came of it

verb-add = added to an entry
verb-unlike = marked as not meant
verb-draft = a new entry
verb-outside = out of scope
verb-spam = spam
verb-postpone = put off
verb-edit = entry edited
verb-unpublish = entry unpublished
verb-delete = entry deleted
verb-add-article = an article added
verb-remove-article = an article removed
verb-sections = sections edited
verb-address = an official address edited
verb-person = a person edited
verb-outside-texts = what lies outside edited
verb-set-aside = old groups set aside
verb-right = right
verb-wrong = wrong
verb-should-ask = should have asked
verb-asks = a test question
done-asks = Test question of “{ $entry }”
done-add = Added to “{ $entry }”
done-unlike = Marked: not what “{ $entry }” answers
done-draft = New entry “{ $entry }”
done-outside = Out of scope
done-spam = Spam
done-postpone = Put off for a week
done-edit = Changed “{ $entry }”
done-unpublish = Unpublished “{ $entry }”
done-delete = Deleted “{ $entry }”
kept-for-pull = Kept in the database until somebody brings it into the files with “python -m bot pull”.
undone = Taken back: { $verb } ({ $who }). These questions wait again.
undone-before = This had been taken back already.
already-title = Somebody was quicker
already = { $who }, { $at }: { $verb }
nothing-waits-of-it = Nothing of this group waits any longer.
not-done-title = Nothing was changed
refused =
    { $count ->
        [one] The gate found a problem:
       *[other] The gate found { $count } problems:
    }
unsure-title = Look before you publish
unsure-strays = Another entry answers this so far:
unsure-lost = Some people would lose their answer:
unsure-ask = Publish all the same?
button-yes = Publish all the same
impact-placed = What the bot has made of it so far:
impact-no-entry = nothing
impact-asked = Past questions asked again: { $count }
impact-same = None of them changes.
impact-lost = Lose their answer
impact-changed = Get another answer
impact-new = Newly answered
impact-unasked = Not asked yet: { $count }
elsewhere-title = It stands elsewhere already
elsewhere-ask =
    { $count ->
        [one] Take it from there?
       *[other] Take them from there?
    }
stands-phrasing = a phrasing of “{ $entry }”
stands-asks = a test question of “{ $entry }”
stands-not = “{ $entry }” does not answer it
stands-near = out of scope
stands-far = far from the subject
stands-chat = small talk ({ $entry })
stands-since = , since { $day }, decided by { $who }
done-left =
    { $count ->
        [one] { $count } wording waits on.
       *[other] { $count } wordings wait on.
    }
done-moved =
    { $count ->
        [one] { $count } wording was taken from where it stood.
       *[other] { $count } wordings were taken from where they stood.
    }
conflict = Somebody has changed { $file } meanwhile. Look at the difference and decide again:
entry-gone = There is no entry “{ $entry }” any longer.
entry-near = Did you mean “{ $entry }”?
bad-id = An id has small Latin letters, digits and single dashes, 40 characters at most, and belongs to no other entry.
unwritable = The bot may not write the content here, so nothing was published and the questions still wait. The operator can mend that.

## Writing an entry

still-writing = You are still writing this entry. Finish it, or end it with /cancel.
write-how-to-leave = You can also change things at the end, once all of it can be seen. /cancel sets this aside: what you wrote is kept.
ask-id-title = A new entry
write-step = step { $number } of { $total }
ask-id = Its id is { $id } now. Send another: small Latin letters, digits and dashes, at most 40. Once it is published it never changes.
ask-section = Which topic does it belong to?
ask-question-kk = Send the question in Kazakh, as it will stand above the answer.
ask-question-ru = Send the question in Russian, as it will stand above the answer.
ask-question-en = Send the question in English, as it will stand above the answer.
ask-answer-kk = Send the answer in Kazakh: two to four plain sentences that say what the article says, at most 450 characters.
ask-answer-ru = Send the answer in Russian: two to four plain sentences that say what the article says, at most 450 characters.
ask-answer-en = Send the answer in English: two to four plain sentences that say what the article says, at most 450 characters.
ask-phrasings-kk = How else would people ask this in Kazakh? Send one wording or more, each on its own line.
ask-phrasings-ru = How else would people ask this in Russian? Send one wording or more, each on its own line.
ask-phrasings-en = How else would people ask this in English? Send one wording or more, each on its own line.
ask-lead = Send the fact alone: one or two sentences, at most 160 characters. Put what was asked for between *asterisks*.
ask-short = Send the label of its button: at most 25 characters.
end-with-empty-line = One a line; an empty line ends them.
ask-words = Now the passage the answer rests on. Send some words of it, in any of the three languages.
ask-passage = Which passage is it? Press its number, or send other words.
ask-quote = What of it is to be quoted? Press a sentence’s number, quote the whole passage, or send the words.
ask-translation-kk = Send our translation of this quote into Kazakh.
ask-translation-ru = Send our translation of this quote into Russian.
ask-translation-en = Send our translation of this quote into English.
nothing-found = No article has these words. Send others.
not-verbatim = These words do not stand in the passage like that. Copy them from it.
too-long = This has { $count } characters, and there is room for { $most }. It is kept; shorten it before you publish.
press-a-button = Please press one of the buttons.
preview-title = Preview: { $question }
preview = This is all that people will read, with what the bot has proposed. The buttons with languages show the answer as people get it.
no-fact = No fact is proposed: the first sentence of the answer has more than 160 characters. You can write it: “✎ Change”.
preview-below = Topic: { $section }. Id: { $id }
change-what = What do you want to change?
given-up = The draft was dropped. The questions still wait.
button-whole = The whole passage
button-again = Search again
button-more = ✚ Another quote
button-drop-quote = No other quote after all
button-change = ✎ Change
button-back = ← The entry
button-live = ✔ Publish
button-omit-kk = Leave the Kazakh to others
button-omit-ru = Leave the Russian to others
button-omit-en = Leave the English to others
button-set-aside = Keep as a draft
button-cancel = Cancel

## Drafts

drafts-title = Drafts
drafts-none = Nothing is being written.
drafts-thrown = Thrown away within a day:
drafts-more =
    { $count ->
        [one] { $count } more draft stands in the console.
       *[other] { $count } more drafts stand in the console.
    }
field-question = Question
field-short = Label of its button
field-lead = The fact alone
field-answer = Answer
field-note = Note once it is out of date
field-correction = Correction
field-phrasings = Phrasings
field-asks = Test questions
field-subjects = What is asked about in particular
field-not = Not this
field-quotes = Passages
field-translation = Translation of the passage
field-section = Topic
field-id = Id
being-written = Being written by { $who } since { $at }.
draft-last = Last written by { $who }, { $at }.
draft-of-new = New entry
draft-of-quotes = Passages of an entry
draft-of-person = A person, an institution or an event
draft-of-address = An official address
draft-of-sections = The sections
draft-of-outside = What lies outside
draft-of-article = A new article
draft-in-console = This is gone on with in the console: Content, Drafts.
draft-of-entry = Changes of an entry
draft-base-moved = The published entry has changed since.
draft-moved = { $who } has written on meanwhile ({ $at }). What you sent was not taken; here is how the draft stands now.
draft-set-aside = Put by: the draft is kept. /drafts lists it, and any curator can go on with it.
draft-lacks = Missing: { $fields }
draft-waits-for = Missing: { $fields }. Until that is written, the entry is kept as a draft: it is in /drafts.
draft-orphan = Its questions no longer wait. Published, it becomes an entry of its own.
draft-was-published = This draft has been published
draft-was-thrown = This draft has been thrown away
draft-thrown = Thrown away. It can be brought back for a day.
draft-gone = This draft can no longer be brought back: it is gone, or there is a newer one in its place.
button-resume = ✎ Go on
button-throw = 🗑 Throw away
button-bring-back = ↶ Bring back

## Changing an entry

entry-which = Which entry?
entry-how = Send /entry with its id, or with words of its question: /entry kurultai
edit-choose = What do you want to change? In kk, ru or en:
edit-send = This stands there now. Send the new text.
edit-send-phrasings = These stand there now. Send all of them anew, one a line. Or only what changes: “+” before a line adds it, “-” takes it out.
edit-how-to-leave = Nothing is published before you press the button. /cancel leaves; what you changed stays a draft.
edit-changed = This is what people will read. Changed: { $fields }.
edit-left = Nothing was changed.
button-preview = 👁 Preview
button-edit-more = ✎ Change something else

## The whole

people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
stats-title =
    { $days ->
        [one] The last day
       *[other] The last { $days } days
    }
stats-asked = Questions: { $questions }, from { $people ->
        [one] { $people } person
       *[other] { $people } people
    }
stats-answer = Answered
stats-choices = Offered choices
stats-gap = Not in the articles
stats-unknown = No answer
stats-elsewhere = Of these in groups: { $groups }, in other chats: { $chats }. Answers sent into chats: { $sent }
stats-closed = Decided at the desk: { $count }
stats-waiting = Still waiting: { $count }
stats-closing-hours =
    { $count ->
        [one] A question usually waits { $count } hour
       *[other] A question usually waits { $count } hours
    }
stats-closing-days =
    { $count ->
        [one] A question usually waits { $count } day
       *[other] A question usually waits { $count } days
    }
check-well = All is well
check-counts = Entries: { $entries }, ways of asking them: { $phrasings }
check-articles = Articles: { $count }
check-problems =
    { $count ->
        [one] The content has a problem
       *[other] The content has { $count } problems
    }
digest-title = The week { $first } – { $last }
digest-biggest = What most people wait for:
see-review = Curators decide with /review in the private chat with me.
rush-title =
    { $people ->
        [one] { $people } person asked the same within an hour
       *[other] { $people } different people asked the same within an hour
    }
rush-new = In the week before nobody did.
rush-before =
    { $count ->
        [one] In the whole week before, { $count } person did.
       *[other] In the whole week before, { $count } people did.
    }
faulty-title = An edit is not served
faulty =
    { $count ->
        [one] It has a problem. Until it is mended, people read what was there before.
       *[other] It has { $count } problems. Until they are mended, people read what was there before.
    }

# In a terminal: below the buttons, which have numbers there.

## Answers to look at

audit-title = { $place } of { $total } answers to look at
audit-empty = No answers wait to be looked at. New ones are drawn each Wednesday from the week before.
audit-answered = Answered with:
audit-part-random = drawn by chance
audit-part-near = the bot was least sure of these
audit-part-asked = most people asked this
audit-entry-gone = The entry “{ $entry }” is no longer there.
audit-changed-since = The content has changed since. This is the answer as it is now.
audit-said = Noted: { $verb }. “{ $text }”
audit-is-wrong = Noted: the answer was wrong
audit-mend = Shall the content know? The first button tells the bot that this entry does not answer it. The others make it a test question: this entry must be found for it.
audit-text-gone = The words of that question are no longer kept.
button-audit-right = ✓ Right
button-audit-wrong = ✗ Wrong
button-audit-should-ask = ? Should have asked
button-audit-not = ≠ not “{ $entry }”
button-audit-asks = → { $question }
undone-verdict = Taken back: { $verb }.
terminal-audit-keys = Type a button’s number, or a key: r right, w wrong, k should have asked, n not this entry, u undo; Enter: next; q: leave.
stats-audit =
    { $judged ->
        [one] { $judged } answer drawn by chance was looked at; wrong: { $wrong } ({ $share } %, from { $low } to { $high } %)
       *[other] { $judged } answers drawn by chance were looked at; wrong: { $wrong } ({ $share } %, from { $low } to { $high } %)
    }
stats-should-ask = Should have asked: { $count }
stats-agreement = Two curators said the same of { $same } of { $both } answers
stats-kappa = Agreement beyond chance (Cohen’s kappa): { $kappa }

## What waits for a publisher

proposals-title =
    { $count ->
        [one] { $count } decision waits for a publisher
       *[other] { $count } decisions wait for a publisher
    }
proposals-none = Nothing waits for a publisher.
proposal-title = Proposal { $number }
proposal-by = { $who }, { $at }
proposal-behind = The content has changed since. It was checked again just now.
proposal-not-now = As the content is now, this cannot be published. It waits on.
proposal-reads = What people will read:
proposal-yaml = In the files:
proposal-how-to-refuse = To refuse it, write: /refuse { $number } and why. The curator gets your words.
refuse-how = Write the proposal’s number and the reason: /refuse 12 This is not what the article says
proposal-accepted = Published: proposal { $number }.
proposal-refused = Refused: proposal { $number }. Its questions wait again.
proposal-withdrawn = Withdrawn: proposal { $number }. Its questions wait again.
proposal-gone = That proposal waits no longer: it was accepted, refused or withdrawn.
button-accept = ✓ Publish
button-withdraw = ↶ Withdraw
button-proposals = ← What waits
button-see = See it
waits-for-publisher = Nothing is changed yet: this waits for a publisher’s yes.
not-a-publisher = This takes a publisher, and another one than who decided it.
told-proposed = { $who } proposes a change
told-accepted = Your proposal { $number } is published ({ $who })
told-refused = Your proposal { $number } was refused ({ $who })
terminal-keys = Type a button’s number, or a key: a 1 (or a and an entry’s id), n 1, d, o, s, p, t, y, u; l: drafts; Enter: next; q: leave.
terminal-write = Type a text and Enter, or a button’s number; several lines can be pasted at once. q: leave, what you wrote is kept.
terminal-works = Working … If the content is checked, that takes up to a minute.
vouch-will-lapse = Once this is published, nobody vouches for the text ({ $language }): { $by } has read the earlier one.
