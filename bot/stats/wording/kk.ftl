# Редакторлар үстелінің айтатындары. Дәл осы атаулар ru.ftl мен en.ftl файлдарында да бар.

## Көрсеткіштер суреті

numbers-title = Сұрақтар мен жауаптар
numbers-period = { $first } – { $last }
numbers-none = Бұл күндері ешкім ештеңе сұраған жоқ.
count-questions =
    { $count ->
       *[other] сұрақ
    }
count-people =
    { $count ->
       *[other] адам
    }
count-answered = жауап алды
count-rated = жақсы / нашар
numbers-by-day = Күндер бойынша
numbers-by-week = Апталар бойынша
numbers-by-language = Тілдер бойынша
numbers-by-topic = Не туралы жауап алды
outcome-answer = жауап
outcome-choices = таңдау
outcome-gap = мақалада жоқ
outcome-unknown = жауап жоқ
outcome-chat = әңгіме
language-kk = Қазақша
language-ru = Орысша
language-en = Ағылшынша
gaps-waiting = Редакторды күтіп тұр: { $count }
gaps-closed-in-hours =
    { $count ->
        [0] Әдетте бір сағатқа жетпей шешіледі
       *[other] Әдетте { $count } сағатта шешіледі
    }
gaps-closed-in-days =
    { $count ->
       *[other] Әдетте { $count } күнде шешіледі
    }
