# Что бот говорит редакторам по-русски. Те же имена есть в kk.ftl и en.ftl.

## Команды

help-title = Для кураторов
command-review = Разобрать вопросы без ответа
command-audit = Оценить ответы, которые дал бот
command-proposals = Что ждёт публикатора
command-drafts = Что сейчас пишется
command-entry = Изменить запись: /entry и её id или слова из неё
command-stats = Цифры за последние 30 дней
command-check = Всё ли в порядке с содержанием?

## Группа вопросов

group-title =
    { $people ->
        [one] Это спросил { $people } человек
        [few] Это спросили { $people } человека
       *[many] Это спросили { $people } человек
    }
group-size =
    { $size ->
        [one] { $size } вопрос
        [few] { $size } вопроса
       *[many] { $size } вопросов
    }
group-once = { $day }
group-between = { $first } – { $last }
group-languages = Языки: { $languages }
group-whys = Почему здесь: { $whys }
group-left =
    { $count ->
        [one] Кнопки касаются только того, что вы видели. Ещё { $count } формулировка ждёт дальше.
        [few] Кнопки касаются только того, что вы видели. Ещё { $count } формулировки ждут дальше.
       *[many] Кнопки касаются только того, что вы видели. Ещё { $count } формулировок ждут дальше.
    }
group-nearest = Ближайшие записи и насколько вероятно, что спрашивали о них:
group-passages = Места в статьях, где, возможно, есть ответ, и насколько это вероятно:
split-off = Теперь ждёт отдельной группой: «{ $text }»
queue-place = { $place } из { $total } в очереди
queue-empty = Вопросов в очереди нет.
in-kk = казахский
in-ru = русский
in-en = английский
why-unknown = нет ответа
why-declined = ничего из предложенного
why-disliked = 👎
because-topic = ответ не о том
because-unclear = непонятно
because-outdated = устарело
because-source = в источнике этого нет

## Кнопки

button-add = ✚ { $number }. { $question }
button-unlike = ≠ Не запись { $number }
button-draft = ✎ Новая запись
button-outside = Не по теме
button-spam = Спам
button-postpone = Через неделю
button-next = Дальше →
button-group = ← К вопросам
button-more-wordings = Ещё { $count } ↓
button-earlier = ↑
button-sort = ✂ Отделить…
button-sorted = ✓ Готово
button-undo = ↶ Отменить
button-take = Взять оттуда и продолжить
button-undo-last = ↶ Отменить моё последнее: { $verb }

## Что вышло

verb-add = добавлено к записи
verb-unlike = отмечено как «не о том»
verb-draft = новая запись
verb-outside = не по теме
verb-spam = спам
verb-postpone = отложено
verb-edit = запись изменена
verb-unpublish = запись снята с публикации
verb-delete = запись удалена
verb-add-article = добавлена статья
verb-remove-article = убрана статья
verb-sections = правка разделов
verb-address = правка официального адреса
verb-person = правка сведений о человеке или учреждении
verb-outside-texts = правка того, что вне тем
verb-set-aside = отложены старые группы
verb-right = верно
verb-wrong = неверно
verb-should-ask = надо было переспросить
verb-asks = проверочный вопрос
done-asks = Проверочный вопрос записи «{ $entry }»
done-add = Добавлено к «{ $entry }»
done-unlike = Отмечено: «{ $entry }» на это не отвечает
done-draft = Новая запись «{ $entry }»
done-outside = Не по теме
done-spam = Спам
done-postpone = Отложено на неделю
done-edit = Изменена запись «{ $entry }»
done-unpublish = Снята с публикации запись «{ $entry }»
done-delete = Удалена запись «{ $entry }»
kept-for-pull = Хранится в базе, пока кто-нибудь не перенесёт это в файлы командой «python -m bot pull».
undone = Отменено: { $verb } ({ $who }). Эти вопросы снова в очереди.
undone-before = Это уже было отменено.
already-title = Кто-то успел раньше
already = { $who }, { $at }: { $verb }
nothing-waits-of-it = В этой группе больше ничего не ждёт.
not-done-title = Ничего не изменено
refused =
    { $count ->
        [one] Проверка нашла ошибку ({ $count }):
        [few] Проверка нашла { $count } ошибки:
       *[many] Проверка нашла { $count } ошибок:
    }
unsure-title = Посмотрите, прежде чем публиковать
unsure-strays = До сих пор на это отвечает другая запись:
unsure-lost = Кто-то лишится ответа:
unsure-ask = Всё равно опубликовать?
button-yes = Всё равно опубликовать
impact-placed = Куда это попадало до сих пор:
impact-no-entry = никуда
impact-asked = Заново задано прежних вопросов: { $count }
impact-same = Ни для одного ответ не меняется.
impact-lost = Лишатся ответа
impact-changed = Получат другой ответ
impact-new = Впервые получат ответ
impact-unasked = Ещё не заданы заново: { $count }
elsewhere-title = Это уже стоит в другом месте
elsewhere-ask =
    { $count ->
        [one] Взять { $count } формулировку оттуда?
        [few] Взять { $count } формулировки оттуда?
       *[many] Взять { $count } формулировок оттуда?
    }
stands-phrasing = формулировка записи «{ $entry }»
stands-asks = проверочный вопрос записи «{ $entry }»
stands-not = «{ $entry }» на это не отвечает
stands-near = не по теме
stands-far = совсем о другом
stands-chat = обычный разговор ({ $entry })
stands-since = , с { $day }, решение: { $who }
done-left =
    { $count ->
        [one] { $count } формулировка ждёт дальше.
        [few] { $count } формулировки ждут дальше.
       *[many] { $count } формулировок ждут дальше.
    }
done-moved =
    { $count ->
        [one] { $count } формулировка взята с прежнего места.
        [few] { $count } формулировки взяты с прежнего места.
       *[many] { $count } формулировок взято с прежнего места.
    }
conflict = Кто-то тем временем изменил { $file }. Посмотрите на разницу и решите заново:
entry-gone = Записи «{ $entry }» больше нет.
entry-near = Может быть, «{ $entry }»?
bad-id = Имя записи состоит из строчных латинских букв, цифр и одиночных дефисов, не длиннее 40 знаков, и не занято другой записью.
unwritable = Бот не может записывать содержание здесь: ничего не опубликовано, вопросы по-прежнему ждут. Исправить это может оператор.

## Как пишется запись

still-writing = Вы ещё пишете эту запись. Закончите её или прервите командой /cancel.
write-how-to-leave = Исправить можно и в конце, когда будет видно всё. /cancel — отложить: написанное сохранится.
ask-id-title = Новая запись
write-step = шаг { $number } из { $total }
ask-id = Сейчас id — { $id }. Пришлите другой: строчная латиница, цифры и дефисы, до 40 знаков. После публикации он не меняется.
ask-section = К какой теме она относится?
ask-question-kk = Пришлите вопрос по-казахски — так он будет стоять над ответом.
ask-question-ru = Пришлите вопрос по-русски — так он будет стоять над ответом.
ask-question-en = Пришлите вопрос по-английски — так он будет стоять над ответом.
ask-answer-kk = Пришлите ответ по-казахски: два–четыре простых предложения о том, что говорится в статье, до 450 знаков.
ask-answer-ru = Пришлите ответ по-русски: два–четыре простых предложения о том, что говорится в статье, до 450 знаков.
ask-answer-en = Пришлите ответ по-английски: два–четыре простых предложения о том, что говорится в статье, до 450 знаков.
ask-phrasings-kk = Как ещё об этом спросили бы по-казахски? Пришлите одну или несколько формулировок, каждую с новой строки.
ask-phrasings-ru = Как ещё об этом спросили бы по-русски? Пришлите одну или несколько формулировок, каждую с новой строки.
ask-phrasings-en = Как ещё об этом спросили бы по-английски? Пришлите одну или несколько формулировок, каждую с новой строки.
ask-lead = Пришлите сам факт: одно-два предложения, до 160 знаков. То, о чём спросили, поставьте между *звёздочками*.
ask-short = Пришлите надпись на кнопке: до 25 знаков.
end-with-empty-line = По одной в строке; в конце — пустая строка.
ask-words = Теперь отрывок, на котором основан ответ. Пришлите несколько слов из него, на любом из трёх языков.
ask-passage = Какой это отрывок? Нажмите его номер или пришлите другие слова.
ask-quote = Что из этого цитировать? Нажмите номер предложения, возьмите отрывок целиком или пришлите нужные слова.
ask-translation-kk = Пришлите наш перевод этой цитаты на казахский.
ask-translation-ru = Пришлите наш перевод этой цитаты на русский.
ask-translation-en = Пришлите наш перевод этой цитаты на английский.
nothing-found = Ни в одной статье нет таких слов. Пришлите другие.
not-verbatim = В отрывке этих слов в таком виде нет. Скопируйте их оттуда.
too-long = Здесь знаков: { $count }, а помещается { $most }. Записано; сократите, прежде чем публиковать.
press-a-button = Нажмите, пожалуйста, одну из кнопок.
preview-title = Предпросмотр: { $question }
preview = Вот всё, что прочтут люди, и то, что предложил бот. Кнопки с языками показывают ответ таким, каким он придёт.
no-fact = Сам факт не предложен: первое предложение ответа длиннее 160 знаков. Его можно написать: «✎ Изменить».
preview-below = Тема: { $section }. Id: { $id }
change-what = Что изменить?
given-up = Черновик отменён. Вопросы остались в очереди.
button-whole = Отрывок целиком
button-again = Искать снова
button-more = ✚ Ещё цитата
button-drop-quote = Ещё цитата не нужна
button-change = ✎ Изменить
button-back = ← К записи
button-live = ✔ Опубликовать
button-omit-kk = Казахский напишет кто-то другой
button-omit-ru = Русский напишет кто-то другой
button-omit-en = Английский напишет кто-то другой
button-set-aside = Оставить черновиком
button-cancel = Отмена

## Черновики

drafts-title = Черновики
drafts-none = Сейчас ничего не пишется.
drafts-thrown = Выброшены за последние сутки:
drafts-more =
    { $count ->
        [one] Ещё { $count } черновик — в консоли.
        [few] Ещё { $count } черновика — в консоли.
       *[many] Ещё { $count } черновиков — в консоли.
    }
field-question = Вопрос
field-short = Надпись на кнопке
field-lead = Сам факт
field-answer = Ответ
field-note = Примечание, когда устареет
field-correction = Исправление
field-phrasings = Формулировки
field-asks = Проверочные вопросы
field-subjects = О чём спрашивают точнее
field-not = Это не сюда
field-quotes = Отрывки
field-translation = Перевод отрывка
field-section = Тема
field-id = Id
being-written = Пишет { $who } с { $at }.
draft-last = Последняя правка: { $who }, { $at }.
draft-of-new = Новая запись
draft-of-quotes = Отрывки записи
draft-of-person = Человек, учреждение или событие
draft-of-address = Официальный адрес
draft-of-sections = Разделы
draft-of-outside = Что лежит вне тем
draft-of-article = Новая статья
draft-in-console = Это продолжают в консоли: «Ответы», «Черновики».
draft-of-entry = Правка записи
draft-base-moved = Опубликованная запись тем временем изменилась.
draft-moved = Тем временем черновик изменил(а) { $who } ({ $at }). Ваше сообщение не записано; вот что в черновике сейчас.
draft-set-aside = Отложено: черновик сохранён. Он есть в /drafts, и продолжить может любой куратор.
draft-lacks = Не хватает: { $fields }
draft-waits-for = Не хватает: { $fields }. Пока этого не напишут, запись остаётся черновиком: она есть в /drafts.
draft-orphan = Его вопросы больше не ждут. После публикации это будет отдельная запись.
draft-was-published = Этот черновик опубликован
draft-was-thrown = Этот черновик выброшен
draft-thrown = Выброшен. Вернуть можно в течение суток.
draft-gone = Этот черновик уже не вернуть: его нет, или на его месте есть новый.
button-resume = ✎ Продолжить
button-throw = 🗑 Выбросить
button-bring-back = ↶ Вернуть

## Правка записи

entry-which = Какую запись?
entry-how = Пришлите /entry и её id или слова из вопроса: /entry kurultai
edit-choose = Что изменить? На kk, ru или en:
edit-send = Сейчас там это. Пришлите новый текст.
edit-send-phrasings = Сейчас там эти. Пришлите все заново, по одной в строке. Или только перемены: «+» перед строкой добавляет её, «-» убирает.
edit-how-to-leave = Пока вы не нажмёте кнопку, ничего не опубликуется. /cancel — выйти; изменённое останется черновиком.
edit-changed = Это прочтут люди. Изменено: { $fields }.
edit-left = Ничего не изменено.
button-preview = 👁 Просмотр
button-edit-more = ✎ Изменить ещё что-то

## Всё вместе

people =
    { $count ->
        [one] { $count } человек
        [few] { $count } человека
       *[many] { $count } человек
    }
stats-title =
    { $days ->
        [one] Последний { $days } день
        [few] Последние { $days } дня
       *[many] Последние { $days } дней
    }
stats-asked =
    { $questions ->
        [one] { $questions } вопрос
        [few] { $questions } вопроса
       *[many] { $questions } вопросов
    } от { $people ->
        [one] { $people } человека
       *[many] { $people } человек
    }
stats-answer = Есть ответ
stats-choices = Предложен выбор
stats-gap = В статьях этого нет
stats-unknown = Нет ответа
stats-elsewhere = Из них в группах: { $groups }, в других чатах: { $chats }. Ответов отправлено в чаты: { $sent }
stats-closed = Решено редакторами: { $count }
stats-waiting = Ещё ждут: { $count }
stats-closing-hours =
    { $count ->
        [one] Обычно вопрос ждёт { $count } час
        [few] Обычно вопрос ждёт { $count } часа
       *[many] Обычно вопрос ждёт { $count } часов
    }
stats-closing-days =
    { $count ->
        [one] Обычно вопрос ждёт { $count } день
        [few] Обычно вопрос ждёт { $count } дня
       *[many] Обычно вопрос ждёт { $count } дней
    }
check-well = Всё в порядке
check-counts = Записей: { $entries }, формулировок: { $phrasings }
check-articles = Статей: { $count }
check-problems =
    { $count ->
        [one] В содержании { $count } ошибка
        [few] В содержании { $count } ошибки
       *[many] В содержании { $count } ошибок
    }
digest-title = Неделя { $first } – { $last }
digest-biggest = Чего ждёт больше всего людей:
see-review = Редакторы решают командой /review в личном чате со мной.
rush-title =
    { $people ->
        [one] За час одно и то же спросил { $people } человек
        [few] За час одно и то же спросили { $people } человека
       *[many] За час одно и то же спросили { $people } человек
    }
rush-new = За неделю до этого — никто.
rush-before =
    { $count ->
        [one] За всю неделю до этого — { $count } человек.
        [few] За всю неделю до этого — { $count } человека.
       *[many] За всю неделю до этого — { $count } человек.
    }
faulty-title = Правка не опубликована
faulty =
    { $count ->
        [one] В ней { $count } ошибка. Пока её не исправят, люди читают то, что было раньше.
        [few] В ней { $count } ошибки. Пока их не исправят, люди читают то, что было раньше.
       *[many] В ней { $count } ошибок. Пока их не исправят, люди читают то, что было раньше.
    }

# В терминале: под кнопками, у которых там есть номера.

## Ответы на оценку

audit-title = Ответ { $place } из { $total }
audit-empty = Оценивать нечего. Новые ответы отбираются каждую среду из прошлой недели.
audit-answered = Ответ был такой:
audit-part-random = отобран случайно
audit-part-near = здесь бот был меньше всего уверен
audit-part-asked = так спрашивали чаще всего
audit-entry-gone = Записи «{ $entry }» больше нет.
audit-changed-since = Содержание с тех пор изменилось. Здесь ответ, какой он сейчас.
audit-said = Записано: { $verb }. «{ $text }»
audit-is-wrong = Записано: ответ неверный
audit-mend = Учесть это в содержании? Первая кнопка говорит боту, что эта запись на такой вопрос не отвечает. Остальные делают вопрос проверочным: по нему должна находиться эта запись.
audit-text-gone = Слова этого вопроса больше не хранятся.
button-audit-right = ✓ Верно
button-audit-wrong = ✗ Неверно
button-audit-should-ask = ? Надо было переспросить
button-audit-not = ≠ не «{ $entry }»
button-audit-asks = → { $question }
undone-verdict = Отменено: { $verb }.
terminal-audit-keys = Введите номер кнопки или клавишу: r — верно, w — неверно, k — надо было переспросить, n — не эта запись, u — отменить; Enter — дальше; q — выйти.
stats-audit =
    { $judged ->
        [one] Оценён { $judged } случайно отобранный ответ; неверных: { $wrong } ({ $share } %, от { $low } до { $high } %)
        [few] Оценено { $judged } случайно отобранных ответа; неверных: { $wrong } ({ $share } %, от { $low } до { $high } %)
       *[many] Оценено { $judged } случайно отобранных ответов; неверных: { $wrong } ({ $share } %, от { $low } до { $high } %)
    }
stats-should-ask = Надо было переспросить: { $count }
stats-agreement = Два куратора сошлись в { $same } из { $both } ответов
stats-kappa = Согласие сверх случайного (каппа Коэна): { $kappa }

## Что ждёт публикатора

proposals-title =
    { $count ->
        [one] Публикатора ждёт { $count } решение
        [few] Публикатора ждут { $count } решения
       *[many] Публикатора ждут { $count } решений
    }
proposals-none = Публикатора ничто не ждёт.
proposal-title = Предложение { $number }
proposal-by = { $who }, { $at }
proposal-behind = Содержание с тех пор изменилось. Предложение проверено заново только что.
proposal-not-now = С нынешним содержанием это опубликовать нельзя. Предложение ждёт дальше.
proposal-reads = Что прочтут люди:
proposal-yaml = В файлах:
proposal-how-to-refuse = Чтобы отклонить, напишите: /refuse { $number } и почему. Куратор получит ваши слова.
refuse-how = Напишите номер предложения и причину: /refuse 12 В статье сказано не так
proposal-accepted = Опубликовано: предложение { $number }.
proposal-refused = Отклонено: предложение { $number }. Его вопросы снова в очереди.
proposal-withdrawn = Отозвано: предложение { $number }. Его вопросы снова в очереди.
proposal-gone = Это предложение больше не ждёт: его приняли, отклонили или отозвали.
button-accept = ✓ Опубликовать
button-withdraw = ↶ Отозвать
button-proposals = ← Что ждёт
button-see = Посмотреть
waits-for-publisher = Пока ничего не изменилось: решение ждёт согласия публикатора.
not-a-publisher = Для этого нужен публикатор, и не тот, кто это решил.
told-proposed = { $who } предлагает изменение
told-accepted = Ваше предложение { $number } опубликовано ({ $who })
told-refused = Ваше предложение { $number } отклонено ({ $who })
terminal-keys = Введите номер кнопки или клавишу: a 1 (или a и id записи), n 1, d, o, s, p, t, y, u; l — черновики; Enter — дальше; q — выйти.
terminal-write = Введите текст и Enter или номер кнопки; вставить можно и несколько строк сразу. q — выйти, написанное сохранится.
terminal-works = Работаю … Если проверяется содержание, это занимает до минуты.
vouch-will-lapse = После публикации за текст ({ $language }) никто не ручается, «{ $by }» читал(а) прежний.
