# Что консоль говорит по-русски. Те же имена стоят в kk.ftl и en.ftl.

## На каждой странице

console = Редакция бота
tabs = Разделы
try = Проба
review = Вопросы
content = Ответы
numbers = Цифры
skip = Перейти к содержанию
language = Язык
leave = Выйти
version = Содержание { $version }
pages = Страницы
page-number = Страница { $number }
earlier-page = Назад
later-page = Дальше
search = Поиск
show = Показать
see-decision = Посмотреть решение
language-kk = казахский
language-ru = русский
language-en = английский
missing-title = Здесь ничего нет
missing = Возможно, в адресе опечатка, или то, куда он вёл, уже удалено.
invalid-edit =
    { $count ->
        [one] В правке { $count } ошибка, она не опубликована
        [few] В правке { $count } ошибки, она не опубликована
       *[many] В правке { $count } ошибок, она не опубликована
    }
invalid-edit-served = Люди получают прежние ответы.
look-now = Проверить файлы сейчас
all-faults = Все ошибки
difference = Что отличается

## У входа

login-title = Вход
login-link = Откройте ссылку, которую бот вывел при запуске. Она действует один раз, в течение 15 минут и только на этом компьютере. Новую ссылку даёт команда, выполненная там, где работает бот:
login-telegram = Войдите через Telegram. Редакция открыта только кураторам.
login-needs-script = Кнопке входа Telegram нужен JavaScript.
login-none = Отсюда войти нельзя: бот ещё не подключён к Telegram. На компьютере, где он работает, откройте ссылку, которую он вывел при запуске.
to-login = Войти
to-console = В редакцию
welcome-title = Вы вошли
plain-strangers-title = Для вас закрыто
plain-strangers = Эта страница вам не открыта, или вы уже вышли.
plain-turned-away-title = Не получилось
plain-turned-away = Войти так не удалось. Ссылка действует один раз и недолго.
plain-too-often-title = Слишком много попыток
plain-too-often = Подождите минуту и попробуйте снова.
plain-left-title = Вы вышли
plain-left = До встречи.
plain-not-from-here-title = Попробуйте ещё раз
plain-not-from-here = Эта форма отправлена не с открытой страницы редакции, поэтому ничего не сделано. Вернитесь, обновите страницу и отправьте снова.
plain-too-large-title = Слишком много текста
plain-too-large = Столько текста в одну форму не помещается. Ничего не сделано; вернитесь и сократите.
plain-away-title = Стол редакторов сейчас недоступен
plain-away = База данных не отвечает. Ничего не сделано, попробуйте через минуту.
plain-bug-title = У нас что-то сломалось
plain-bug = Ошибка записана. Вернитесь и попробуйте немного позже.

## Проба

try-title = Поговорите с ботом
try-lead = Это тот самый бот, с которым говорят люди. Рядом с ответом видно, почему он выбран. Ваши вопросы здесь не считаются вопросами граждан.
try-empty = Напишите вопрос так, как пишут люди, хоть с опечатками. Команды вроде /topics тоже работают.
your-question = Ваш вопрос
send = Отправить
begin-anew = Начать заново
pressed = Нажата кнопка
buttons = Кнопки
why = Почему так
read-as = Прочитано как
way-plain = как набрано
way-folded = набрано без казахских букв
way-latin = набрано латиницей
way-keys = набрано не в той раскладке
outcome = Итог
outcome-answer = Дан ответ
outcome-choices = Предложен выбор
outcome-gap = В статьях этого нет
outcome-unknown = Нет ответа
outcome-chat = Разговор
nearest-phrasings = Ближайшие формулировки
nearest-outside = Ближайшие сообщения, на которые ответа нет
signs = Что говорит за { $entry }
signs-how = Плюс говорит за, минус против
sign-begin = Для начала
sign-sureness = Насколько слова и смысл подходят к формулировкам этой записи в целом
sign-lead = Насколько отстаёт вторая запись
sign-outside = Насколько подходит к сообщениям, на которые ответа нет
sign-near-meaning = Как близка по смыслу ближайшая формулировка этой записи
sign-outside-meaning = Как близко по смыслу ближайшее сообщение, на которое ответа нет
sign-other-meaning = Как близка по смыслу ближайшая формулировка другой записи
sign-other-signposts = Насколько подходит к тому, чего в статьях заведомо нет
sign-small-talk = Насколько похоже на простую вежливость или болтовню
sign-rivals = Насколько подходит к остальным вероятным записям вместе
sign-nearest-three = Как близки по смыслу три ближайшие формулировки этой записи
sign-signpost-meaning = Как близка по смыслу ближайшая формулировка указателя
sign-near-spelling = Как близка по написанию ближайшая формулировка этой записи
sign-nearest-three-spelling = Как близки по написанию три ближайшие формулировки этой записи
sign-other-spelling = Как близка по написанию ближайшая формулировка другой записи
sign-outside-spelling = Как близко по написанию ближайшее сообщение, на которое ответа нет
sign-signpost-spelling = Как близка по написанию ближайшая формулировка указателя
sign-explained = Какая часть сообщения встречается в формулировках, ответе и цитатах этой записи
sign-explained-elsewhere = Какая его часть встречается в текстах лучшей из других записей
sign-worst-word = Какая часть самого незнакомого слова встречается в текстах этой записи
sign-never-seen = Какая часть сообщения не встречается нигде
sign-length = Сколько в сообщении слов
sign-unknown-numbers = Числа в сообщении, которых в этой записи нет
sign-is-signpost = Указатель ли это
sign-is-small-talk = Болтовня ли это

## Вопросы: очередь

review-title = Вопросы без ответа
review-parts = Части раздела
queue = Ждут
ruled-out = Исключено
trail = Решения
any-language = любой
section = Тема
any-section = любая
reason = Причина
any-reason = любая
period = Время
any-time = любое
last-days =
    { $days ->
        [one] за { $days } день
        [few] за { $days } дня
       *[other] за { $days } дней
    }
waiting =
    { $count ->
        [0] Ничего не ждёт
        [one] Ждёт { $count } группа
        [few] Ждут { $count } группы
       *[other] Ждут { $count } групп
    }
nothing-waits = Здесь ничего не ждёт.
askers =
    { $count ->
        [one] { $count } человек
        [few] { $count } человека
       *[other] { $count } человек
    }
times =
    { $count ->
        [one] спросили { $count } раз
        [few] спросили { $count } раза
       *[other] спросили { $count } раз
    }
nearest = Ближе всего:
why-unknown = нет ответа
why-declined = ничего из предложенного
why-disliked = 👎
reason-topic = не о том
reason-unclear = непонятно
reason-outdated = устарело
reason-source = в источнике этого нет
keys-queue = Клавиши: j и k переходят к следующей и предыдущей группе, Enter открывает её, / ищет.
ruled-out-title = Что исключено
ruled-out-lead = Эти вопросы больше не появятся, как и всё, что значит то же. Чтобы вернуть их, отмените решение.
nothing-ruled-out = Ничего не исключено.

## Вопросы: группа

questions-asked = Что спрашивали
tick-texts = Решение касается отмеченных формулировок. Остальные ждут дальше отдельной группой.
passages-may-answer = Отрывки, где, возможно, есть ответ
draft-with-passage = Новая запись с этим отрывком
an-entry-answers = На это отвечает запись
add-to-this = Добавить сюда
not-this = Не об этом
another-entry = Другая запись
choose-entry = Выберите…
add-to-chosen = Добавить в выбранную
not-chosen = Не о выбранной
no-entry-answers = Ни одна запись не отвечает
draft-entry = Написать новую запись
out-of-scope = Не по теме
spam = Спам
ruling-out = И то и другое исключается насовсем, вместе с копиями. «Не по теме» ещё и учит бота, когда молчать.
saving-takes = Перед публикацией проверяется всё содержание, это может занять минуту.
later = Позже
until = До
postpone = Отложить
keys-group = Клавиши: от 1 до 5 — к записям, a — к списку, d, o, s, p — к другим решениям, u — назад. Enter выполняет.
decided-title = Этим уже занялись
decided-meanwhile = По этой группе решили раньше вас, поэтому ничего не изменено:
group-gone = В этой группе ничего не ждёт. Возможно, вопросы удалены по просьбе тех, кто их задал, или отложены.
your-draft = Что вы успели написать
to-queue = К очереди
fault-refused = Проверка этого не пропускает
fault-decided = Этим уже занялись
fault-name = Новой записи нужен свой id: маленькие латинские буквы, цифры и дефисы, ещё не занятый
fault-entry = Выберите запись
fault-conflict = Файл тем временем изменили
fault-nothing = Выберите, что сделать
fault-no-texts = Отметьте хотя бы одну формулировку
fault-no-file = Выберите файл, в который войдёт запись
unsure-strays = До сих пор на это отвечает другая запись:
unsure-lost = Кто-то лишится ответа:
impact-placed = Куда это попадало до сих пор:
impact-no-entry = никуда
impact-asked = Заново задано прежних вопросов: { $count }
impact-same = Ни для одного ответ не меняется.
impact-lost = Лишатся ответа
impact-changed = Получат другой ответ
impact-new = Впервые получат ответ
impact-unasked = Ещё не заданы заново: { $count }
fault-unsure = Посмотрите, прежде чем публиковать
publish-anyway = Всё равно опубликовать
fault-elsewhere = Некоторые формулировки уже стоят в другом месте
stands-phrasing = формулировка записи «{ $entry }»
stands-asks = проверочный вопрос записи «{ $entry }»
stands-not = «{ $entry }» на это не отвечает
stands-near = не по теме
stands-far = совсем о другом
stands-chat = обычный разговор ({ $entry })
stands-since = , с { $day }, решение: { $who }
take-from-there = Взять оттуда и продолжить
fault-nothing-changed = Ничего не изменено. То, что вы написали, осталось здесь.
conflict-in = Что теперь отличается в { $file }:

## Вопросы: новая запись

draft-title = Новая запись
draft-lead = Напишите её на трёх языках и выберите отрывки, на которых она держится. Перед публикацией её проверят автоматически.
field-id = Id
field-id-how = Например: referendum-date. Он никогда не меняется.
field-file = Файл
field-question = Вопрос
field-answer = Ответ
field-phrasings = Формулировки
field-quotes = Отрывки
no-passages = Отрывков пока нет. Найдите их в статьях ниже и отметьте предложения.
translation-into-kk = Перевод на казахский
translation-into-ru = Перевод на русский
translation-into-en = Перевод на английский
drop-passage = Убрать этот отрывок
look-in = Где искать
all-articles = во всех статьях
search-articles = Слова из отрывка
nothing-found = Нет абзаца со всеми этими словами.
pick-passages = Взять отмеченные предложения
passages-lost =
    { $count ->
        [one] { $count } выбранного отрывка больше нет: статья изменилась.
       *[other] { $count } выбранных отрывков больше нет: статьи изменились.
    }
save-entry = Опубликовать запись
save-stub = Сохранить заготовку
save-stub-how = В заготовке только id и вопросы. Она попадёт в черновики и не будет показываться, пока её не допишут.

## Вопросы: решения

trail-title = Решения
nothing-decided = Пока ничего не решено.
older-decisions = Более ранние решения
decision-number = Решение { $number }
verb-add = Добавлено в запись
verb-unlike = Не об этой записи
verb-draft = Новая запись
verb-outside = Не по теме
verb-spam = Спам
verb-postpone = Отложено
verb-edit = Запись изменена
verb-unpublish = Запись снята с публикации
verb-delete = Запись удалена
undo = Отменить
moved-from = Взято с прежнего места
undone-by = отменил(а) { $who }
not-applied = ждёт переноса в файлы
changes = Изменения в файлах
no-changes = Файлы не изменились.

## Ответы

content-title = Что знает бот
articles = Статьи
entries-found =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[other] { $count } записей
    }
publisher-unknown = издатель неизвестен
date-unknown = дата неизвестна
not-before = не раньше { $day }
valid-until = действует до { $day }
correction = Исправление
asked-in-days =
    { $count ->
        [one] ответ дан { $count } раз за { $days } дней
        [few] ответ дан { $count } раза за { $days } дней
       *[other] ответ дан { $count } раз за { $days } дней
    }
faults-here = Ошибки
phrasings-count =
    { $count ->
        [one] { $count } формулировка
        [few] { $count } формулировки
       *[other] { $count } формулировок
    }
unlike-count =
    { $count ->
        [one] { $count } вопрос, на который она не отвечает
        [few] { $count } вопроса, на которые она не отвечает
       *[other] { $count } вопросов, на которые она не отвечает
    }
related = Связанные
quoted-by = Где цитируется
faults-title = Результат проверки
faults-lead = Проверка читает файлы такими, какие они сейчас. Содержание с ошибкой не показывается.
no-faults = Всё в порядке: ошибок не найдено.
checking = Файлы проверяются. Это займёт минуту или две.
reload = Посмотреть ещё раз

## Цифры

numbers-title = Цифры
no-numbers = Пока ничего не посчитано.
figure-people = Людей
figure-asked = Вопросов
figure-waiting = Ждут сейчас
figure-closed = Решений
figure-closing = Вопрос ждал (медиана)
hours =
    { $count ->
        [0] меньше часа
        [one] { $count } час
        [few] { $count } часа
       *[other] { $count } часов
    }
picture-alt = Сколько вопросов в день получили ответ, выбор или остались без ответа. Те же цифры стоят в таблице по дням.
by-language = По языкам
by-section = По темам
by-entry = По записям
by-day = По дням

## Даты

day-of-year = { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    } { $year } года
month-of-year = { $month ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    } { $year } года

## Правка записи

edit = Изменить
preview = Просмотр
save-changes = Сохранить и опубликовать
take-out = Убрать
take-out-how = Ссылки из других записей уходят вместе с ней. Снятая запись становится черновиком; её можно снова опубликовать из файла. И то и другое можно отменить.
unpublish = Снять с публикации
delete-entry = Удалить
field-short = Надпись на кнопке
hint-short = Не больше 28 знаков.
field-lead = Сам факт
hint-lead = Не больше 160 знаков; то, о чём спросили, стоит между *звёздочками*.
field-note = Примечание, когда устареет
hint-note = Показывается на следующий день после последнего.
field-correction = Исправление
hint-correction = Что было неверно. Его получат все, кто видел старый ответ за последние 30 дней.
field-asks = Проверочные вопросы
hint-asks = Они должны находить эту запись; бот на них не учится.
field-not = Это не сюда
hint-not = Похожие вопросы о другом.
field-related = Что почитать дальше
field-nearest = Ближайшие записи
field-official = Где спросить
field-ids-how = Id через пробел.
field-valid-until = Последний день, когда это верно
field-gap = Тема
field-careful = Ошибка здесь сильно введёт в заблуждение
fault-changed-meanwhile = Пока вы писали, эту запись изменили. Посмотрите, что в ней теперь, и сохраните ещё раз.
fault-nothing-changed-here = От опубликованного ничего не отличается
hint-phrasings = По одной в строке, как спросили бы разные люди; лучше десяток и больше на каждом языке.

## Версии

versions = Версии
versions-lead = Последние опубликованные версии. «Вернуть» записывает её файлы байт в байт; решения, принятые позже, помечаются отменёнными, и их вопросы снова ждут. Чтобы пойти обратно вперёд, верните более позднюю версию.
rolled-back = В файлах снова версия { $version }. Через несколько секунд бот отвечает по ней.
rolled-back-undone = Вместе с ней отменены, их вопросы снова ждут, решения:
rolled-back-redone = Снова действуют решения:
version-here = сейчас в файлах
bring-back = Вернуть
no-versions = Ещё ничего не опубликовано.
fault-unpublished = В файлах есть неопубликованная правка, она бы пропала. Сначала опубликуйте её или уберите.

## Новая статья

new-article = Новая статья
new-article-lead = Загрузите статью текстовым файлом или вставьте её текст. Она хранится байт в байт, ведь каждая цитата должна стоять в ней дословно. Затем вы укажете, что о ней известно.
article-file = Текстовый файл
article-paste = Или вставьте текст
read-text = Прочитать
encoding-likely = Похоже, файл в кодировке { $name }. Если читать его так, он начинается словами:
convert = Всё верно: сохранить как UTF-8
characters = Символов: { $count }
lines = Строк: { $count }
oddity-breaks = Концы строк, как их пишет Windows: { $count }
oddity-no-break = Неразрывные пробелы: { $count }
oddity-hyphens = Мягкие переносы, которых не видно: { $count }
oddity-zero-width = Пробелы нулевой ширины, которых не видно: { $count }
oddity-lost = Знаки, потерянные при прежнем перекодировании (�): { $count }
oddity-tabs = Знаки табуляции: { $count }
oddity-control = Управляющие символы: { $count }
oddity-mixed = Слова, где смешаны латиница и кириллица: { $words }
oddity-accents = Некоторые буквы записаны как буква и отдельный знак над ней.
furniture = Хранится, но не ищется и не показывается: { $line }
nothing-odd = Ничего необычного в тексте нет.
the-text = Текст
cited-as = Так на неё будут ссылаться
sentences =
    { $count ->
        [one] { $count } предложение
        [few] { $count } предложения, первое и последнее:
       *[other] { $count } предложений, первое и последнее:
    }
article-id = Имя
article-how-id = Строчные латинские буквы, цифры и дефисы. Оно никогда не меняется.
article-language = Язык
article-how-language = Язык, на котором она написана.
article-title = Заголовок
article-how-title = Дословно; пусто, если его нет.
article-publisher = Издание
article-how-publisher = Пусто, если неизвестно.
article-url = Ссылка
article-how-url = Полный адрес; пусто, если неизвестен.
article-published = День публикации
article-how-published = 2026-03-05 или 2026-03, если известен только месяц.
article-not_before = Не раньше
article-how-not_before = Если день неизвестен: самый ранний возможный.
article-description = Что это
article-how-description = В нескольких словах: сообщение о встрече, интервью. Показывается, если нет заголовка.
article-voices = Кто в ней говорит
article-how-voices = В нескольких словах; пусто, если неизвестно.
add-article = Добавить статью
fault-no-text = Текста нет
fault-long-text = Такой длинный текст не принимается: не больше миллиона байт
fault-encoding = Текст не в UTF-8, поэтому ничего не принято
fault-twin = Эта статья уже есть
fault-article-facts = Чего-то не хватает или записано не так; посмотрите на отмеченные поля
fault-article-name = Статья с таким именем уже есть
what-it-brings = На что она может ответить
article-added = Статья добавлена. Записи уже могут её цитировать.
take-back = Забрать назад
still-looking = Пока со статьёй сопоставлено групп: { $looked } из { $waiting }.
may-answer = Ждущие группы, на которые она может ответить: { $count } из { $waiting }
answers-none = Ни на один из ждущих вопросов она не отвечает.
speaks-of-too = Записи, о предмете которых она тоже говорит: { $count }
speaks-of-how = Проверьте, говорит ли она то же, что и они.
other-numbers = Числа, которых в записи нет: { $numbers }
remove-article = Убрать статью
article-held = На этой статье держится вот это. Сначала измените его; ничего не изменено.
verb-add-article = Добавлена статья
verb-remove-article = Убрана статья

## Остальное содержание

edit-quotes = Править отрывки
quotes-lead = Первый отрывок подтверждает главное и стоит в кратком ответе. Чтобы добавить отрывки, отметьте предложения статей; каждый останется дословным.
make-first = Сделать первым
more-passages = Ещё отрывки
fault-no-passage = Записи нужен хотя бы один отрывок
also-editable = Править можно и это
sections-title = Разделы
sections-lead = Люди видят их как темы, в этом порядке. Раздел без записей можно убрать.
new-section = Новый раздел
move-up = Выше
move-down = Ниже
take-away = Убрать
outside-title = Что лежит вне тем
outside-lead = Сообщения, на которые не отвечает ни одна запись, и беседа ни о чём. По ним бот учится, когда промолчать, а когда ответить добрым словом.
place = Место
any-place = любое
place-near = не по теме, но рядом с ней
place-far = далеко от темы
texts-found =
    { $count ->
        [one] { $count } текст
        [few] { $count } текста
       *[other] { $count } текстов
    }
texts-shown = Показаны первые { $count }; другие найдёт поиск.
add-texts = Добавить
one-a-line = По одному в строке
take-texts = Убрать отмеченные
no-such-text = Здесь нет текста со всеми этими словами.
fault-nothing-to-change = Напишите текст или отметьте его
fault-no-place = Выберите, куда идут тексты
named-addresses = Официальные адреса
named-people = Люди и учреждения
add-one = Добавить
named-field-name = Имя
named-field-offers = Что там можно найти
named-field-address = Адрес
named-field-phone = Телефон
named-field-office = Должность, как она названа в статьях
named-field-spellings = Как ещё пишут это имя
named-field-kind = Кто это
named-field-entries = Id записей о них
kind-person = человек
kind-institution = учреждение
named-in = Где статьи их называют
named-in-how = Дословно. Пустая строка исчезнет.
named-words = Слова
verb-sections = Правка разделов
verb-address = Правка официального адреса
verb-person = Правка сведений о человеке или учреждении
verb-outside-texts = Правка того, что вне тем

## Очередь: порядок

order = Порядок
order-askers = больше людей
order-last = последний вопрос
order-first = дольше всех ждут
owner = Кто занимается
any-owner = кто угодно или никто
owner-mine = я
owner-nobody = никто
since-last-visit = с моего прошлого прихода
new-since = новое
owned-by = { $who }
lone-groups =
    { $count ->
        [one] { $count } группу спросил лишь один человек, больше 90 дней назад.
        [few] { $count } группы спросил лишь один человек каждую, больше 90 дней назад.
       *[other] { $count } групп спросил лишь один человек каждую, больше 90 дней назад.
    }
put-by = Отложить их насовсем
put-by-groups = Отложено групп: { $count }. Если кто-то спросит снова, группа вернётся.
tick-group = Отметить: { $text }
with-ticked = С отмеченными группами
act-postpone = Отложить на неделю
act-outside = Не по теме
act-spam = Спам
do-it = Сделать
no-waiting-with = Среди ждущих нет ничего со словами «{ $words }», в какой бы форме они ни стояли.
settled-with = Решённых вопросов с этими словами: { $count }.
none-settled-with = Среди решённых их тоже нет.
acted-title = Сразу несколько групп
acted-left = Не сделано; посмотрите каждую отдельно:
owner-and-note = Кто занимается, заметка
note = Заметка для других кураторов
save-note = Сохранить заметку
take-it = Беру на себя
leave-it = Больше не занимаюсь
verb-put-by = Отложены старые группы

## Цифры и вопросы за ними

share-answered = Доля ответов
by-week = По неделям, с понедельника
by-gap = Чего нет в статьях
questions-title = Вопросы
all-questions = Все
newest-questions = последние { $count }
ends-soon =
    { $count ->
        [one] { $count } запись устарела или устареет за 30 дней
        [few] { $count } записи устарели или устареют за 30 дней
       *[other] { $count } записей устарели или устареют за 30 дней
    }
ended-on = срок прошёл { $day }

## Где ничего нельзя записать

fault-unwritable = Бот не может записывать содержание здесь, поэтому опубликовать ничего нельзя
locked-how = Решения о записях не пройдут, пока оператор не разрешит боту писать в его файлы или не велит хранить решения в базе. Спам и откладывание работают.
