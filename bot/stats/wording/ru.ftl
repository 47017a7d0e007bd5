# Что говорит стол редакторов. Те же имена есть в kk.ftl и en.ftl.

## Картинка с числами

numbers-title = Вопросы и ответы
numbers-period = { $first } – { $last }
numbers-none = За эти дни никто ничего не спросил.
count-questions =
    { $count ->
        [one] вопрос
        [few] вопроса
       *[other] вопросов
    }
count-people =
    { $count ->
        [one] человек
        [few] человека
       *[other] человек
    }
count-answered = получили ответ
count-rated = хорошо / плохо
numbers-by-day = По дням
numbers-by-week = По неделям
numbers-by-language = По языкам
numbers-by-topic = О чём получили ответ
outcome-answer = ответ
outcome-choices = варианты
outcome-gap = нет в статьях
outcome-unknown = нет ответа
outcome-chat = разговор
language-kk = Казахский
language-ru = Русский
language-en = Английский
gaps-waiting = Ждут редактора: { $count }
gaps-closed-in-hours =
    { $count ->
        [0] Обычно решают меньше чем за час
        [one] Обычно решают за { $count } час
        [few] Обычно решают за { $count } часа
       *[other] Обычно решают за { $count } часов
    }
gaps-closed-in-days =
    { $count ->
        [one] Обычно решают за { $count } день
        [few] Обычно решают за { $count } дня
       *[other] Обычно решают за { $count } дней
    }
