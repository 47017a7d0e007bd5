# What the curators' desk says. The same names are in kk.ftl and ru.ftl.

## The picture of the numbers

numbers-title = Questions and answers
numbers-period = { $first } – { $last }
numbers-none = Nobody asked anything in these days.
count-questions =
    { $count ->
        [one] question
       *[other] questions
    }
count-people =
    { $count ->
        [one] person
       *[other] people
    }
count-answered = answered
count-rated = good / bad
numbers-by-day = By day
numbers-by-week = By week
numbers-by-language = By language
numbers-by-topic = What was answered
outcome-answer = answer
outcome-choices = choices
outcome-gap = not in articles
outcome-unknown = no answer
outcome-chat = small talk
language-kk = Kazakh
language-ru = Russian
language-en = English
gaps-waiting = Waiting for an editor: { $count }
gaps-closed-in-hours =
    { $count ->
        [0] Usually dealt with in less than an hour
        [one] Usually dealt with in { $count } hour
       *[other] Usually dealt with in { $count } hours
    }
gaps-closed-in-days =
    { $count ->
        [one] Usually dealt with in { $count } day
       *[other] Usually dealt with in { $count } days
    }
