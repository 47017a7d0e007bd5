# Бот редакторларға қазақша не айтады. Дәл осы атаулар ru.ftl мен en.ftl файлдарында да бар.

## Командалар

help-title = Кураторларға
command-review = Жауапсыз сұрақтарды қарау
command-audit = Бот берген жауаптарды бағалау
command-proposals = Жариялаушыны не күтіп тұр
command-drafts = Қазір не жазылып жатыр
command-entry = Жазбаны өзгерту: /entry және оның id-і не сөздері
command-stats = Соңғы 30 күннің сандары
command-check = Мазмұнда қате бар ма?

## Сұрақтар тобы

group-title = Мұны { $people } адам сұрады
group-size = { $size } сұрақ
group-once = { $day }
group-between = { $first } – { $last }
group-languages = Тілдері: { $languages }
group-whys = Неге осында: { $whys }
group-left = Батырмалар сіз көргендерге ғана қатысты. Тағы күтіп тұрған сұрау түрлері: { $count }.
group-nearest = Ең жақын жазбалар және олардың сұралған ықтималдығы:
group-passages = Мақалаларда жауап болуы мүмкін жерлер және ықтималдығы:
split-off = Енді бөлек топ болып күтеді: «{ $text }»
queue-place = Кезекте: { $place } / { $total }
queue-empty = Кезекте сұрақ жоқ.
in-kk = қазақша
in-ru = орысша
in-en = ағылшынша
why-unknown = жауап жоқ
why-declined = ұсынылғанның ешқайсысы емес
why-disliked = 👎
because-topic = басқа нәрсе туралы
because-unclear = түсініксіз
because-outdated = ескірген
because-source = дереккөзде жоқ

## Батырмалар

button-add = ✚ { $number }. { $question }
button-unlike = ≠ { $number } емес
button-draft = ✎ Жаңа жазба
button-outside = Тақырыптан тыс
button-spam = Спам
button-postpone = Бір аптадан кейін
button-next = Келесі →
button-group = ← Сұрақтарға
button-more-wordings = Тағы { $count } ↓
button-earlier = ↑
button-sort = ✂ Бөліп алу…
button-sorted = ✓ Дайын
button-undo = ↶ Қайтару
button-take = Сол жерден алып, жалғастыру
button-undo-last = ↶ Соңғы шешімімді қайтару: { $verb }

## Нәтижесі

verb-add = жазбаға қосылды
verb-unlike = «бұл емес» деп белгіленді
verb-draft = жаңа жазба
verb-outside = тақырыптан тыс
verb-spam = спам
verb-postpone = кейінге қалдырылды
verb-edit = жазба өзгертілді
verb-unpublish = жазба жариялаудан алынды
verb-delete = жазба жойылды
verb-add-article = мақала қосылды
verb-remove-article = мақала алып тасталды
verb-sections = бөлімдер өңделді
verb-address = ресми мекенжай өңделді
verb-person = адам немесе мекеме өңделді
verb-outside-texts = тақырыптан тысы өңделді
verb-set-aside = ескі топтар шетке қойылды
verb-right = дұрыс
verb-wrong = қате
verb-should-ask = қайта сұрау керек еді
verb-asks = тексеру сұрағы
done-asks = «{ $entry }» жазбасының тексеру сұрағы
done-add = «{ $entry }» жазбасына қосылды
done-unlike = Белгіленді: «{ $entry }» бұған жауап бермейді
done-draft = Жаңа жазба: «{ $entry }»
done-outside = Тақырыптан тыс
done-spam = Спам
done-postpone = Бір аптаға қалдырылды
done-edit = «{ $entry }» өзгертілді
done-unpublish = «{ $entry }» жариялаудан алынды
done-delete = «{ $entry }» өшірілді
kept-for-pull = Біреу «python -m bot pull» арқылы файлдарға көшіргенше дерекқорда сақталады.
undone = Қайтарылды: { $verb } ({ $who }). Бұл сұрақтар қайтадан кезекте.
undone-before = Бұл бұрын қайтарылған.
already-title = Біреу үлгеріп қойды
already = { $who }, { $at }: { $verb }
nothing-waits-of-it = Бұл топта күтіп тұрған ештеңе қалмады.
not-done-title = Ештеңе өзгерген жоқ
refused = Тексеру { $count } қате тапты:
unsure-title = Жариялар алдында қараңыз
unsure-strays = Бұған әзірге басқа жазба жауап береді:
unsure-lost = Кейбіреулер жауабынан айырылады:
unsure-ask = Бәрібір жариялау керек пе?
button-yes = Бәрібір жариялау
impact-placed = Бұл осыған дейін қайда түсіп келді:
impact-no-entry = ешқайда
impact-asked = Қайта қойылған бұрынғы сұрақтар: { $count }
impact-same = Ешқайсысының жауабы өзгермейді.
impact-lost = Жауабынан айырылады
impact-changed = Басқа жауап алады
impact-new = Алғаш рет жауап алады
impact-unasked = Әлі қайта қойылмағаны: { $count }
elsewhere-title = Бұл басқа жерде тұр
elsewhere-ask =
    { $count ->
        [one] Оны сол жерден алу керек пе?
       *[other] Оларды сол жерден алу керек пе?
    }
stands-phrasing = «{ $entry }» жазбасының сұрау түрі
stands-asks = «{ $entry }» жазбасының тексеру сұрағы
stands-not = «{ $entry }» бұған жауап бермейді
stands-near = тақырыптан тыс
stands-far = мүлде басқа нәрсе туралы
stands-chat = жай әңгіме ({ $entry })
stands-since = , { $day } бастап, шешкен: { $who }
done-left = Әлі күтіп тұрған сұрау түрлері: { $count }
done-moved = Бұрынғы орнынан алынған сұрау түрлері: { $count }
conflict = Осы арада біреу { $file } файлын өзгертті. Айырмасын қарап, қайта шешіңіз:
entry-gone = «{ $entry }» жазбасы енді жоқ.
entry-near = Мүмкін, «{ $entry }» шығар?
bad-id = Жазба атауы кіші латын әріптерінен, цифрлардан және жеке дефистерден тұрады, 40 таңбадан аспайды және басқа жазбада болмауы керек.
unwritable = Бот мазмұнды мұнда жаза алмайды: ештеңе жарияланған жоқ, сұрақтар әлі күтіп тұр. Мұны оператор түзей алады.

## Жазба қалай жазылады

still-writing = Сіз әлі осы жазбаны жазып жатырсыз. Аяқтаңыз немесе /cancel арқылы тоқтатыңыз.
write-how-to-leave = Соңында бәрі көрінгенде де түзетуге болады. /cancel — кейінге қалдыру: жазғаныңыз сақталады.
ask-id-title = Жаңа жазба
write-step = { $number }-қадам, барлығы { $total }
ask-id = Қазір id — { $id }. Басқасын жіберіңіз: кіші латын әріптері, сандар мен дефис, 40 таңбаға дейін. Жарияланғаннан кейін өзгермейді.
ask-section = Ол қай тақырыпқа жатады?
ask-question-kk = Сұрақты қазақша жіберіңіз: жауаптың үстінде солай тұрады.
ask-question-ru = Сұрақты орысша жіберіңіз: жауаптың үстінде солай тұрады.
ask-question-en = Сұрақты ағылшынша жіберіңіз: жауаптың үстінде солай тұрады.
ask-answer-kk = Жауапты қазақша жіберіңіз: мақалада айтылғанды жеткізетін екі-төрт қарапайым сөйлем, 450 таңбаға дейін.
ask-answer-ru = Жауапты орысша жіберіңіз: мақалада айтылғанды жеткізетін екі-төрт қарапайым сөйлем, 450 таңбаға дейін.
ask-answer-en = Жауапты ағылшынша жіберіңіз: мақалада айтылғанды жеткізетін екі-төрт қарапайым сөйлем, 450 таңбаға дейін.
ask-phrasings-kk = Мұны қазақша тағы қалай сұрар еді? Бір немесе бірнеше нұсқа жіберіңіз, әрқайсысы жаңа жолда.
ask-phrasings-ru = Мұны орысша тағы қалай сұрар еді? Бір немесе бірнеше нұсқа жіберіңіз, әрқайсысы жаңа жолда.
ask-phrasings-en = Мұны ағылшынша тағы қалай сұрар еді? Бір немесе бірнеше нұсқа жіберіңіз, әрқайсысы жаңа жолда.
ask-lead = Деректің өзін жіберіңіз: бір-екі сөйлем, 160 таңбаға дейін. Сұралғанын *жұлдызшалардың* арасына қойыңыз.
ask-short = Батырмадағы жазуды жіберіңіз: 25 таңбаға дейін.
end-with-empty-line = Әрқайсысын жеке жолға жазыңыз; соңында бос жол қалдырыңыз.
ask-words = Енді жауап негізделген үзінді керек. Одан бірнеше сөзді үш тілдің бірінде жіберіңіз.
ask-passage = Қай үзінді? Нөмірін басыңыз немесе басқа сөздер жіберіңіз.
ask-quote = Осының қайсысын дәйексөзге аламыз? Сөйлемнің нөмірін басыңыз, үзіндіні толық алыңыз немесе керек сөздерді жіберіңіз.
ask-translation-kk = Осы үзіндінің қазақша аудармасын жіберіңіз.
ask-translation-ru = Осы үзіндінің орысша аудармасын жіберіңіз.
ask-translation-en = Осы үзіндінің ағылшынша аудармасын жіберіңіз.
nothing-found = Ешбір мақалада мұндай сөздер жоқ. Басқасын жіберіңіз.
not-verbatim = Үзіндіде бұл сөздер дәл осылай тұрған жоқ. Сол жерден көшіріңіз.
too-long = Мұнда { $count } таңба бар, ал { $most } таңба ғана сияды. Жазылды; жарияламас бұрын қысқартыңыз.
press-a-button = Батырмалардың бірін басыңыз.
preview-title = Алдын ала көрініс: { $question }
preview = Адамдар оқитынның бәрі және бот ұсынғаны осында. Тіл батырмалары жауапты адамдарға келетін күйінде көрсетеді.
no-fact = Деректің өзі ұсынылмады: жауаптың бірінші сөйлемі 160 таңбадан ұзын. Оны «✎ Өзгерту» арқылы жазуға болады.
preview-below = Тақырып: { $section }. Id: { $id }
change-what = Нені өзгертеміз?
given-up = Қаралама тоқтатылды. Сұрақтар кезекте қалды.
button-whole = Үзінді толық
button-again = Қайта іздеу
button-more = ✚ Тағы бір үзінді
button-drop-quote = Тағы үзінді керек емес
button-change = ✎ Өзгерту
button-back = ← Жазбаға
button-live = ✔ Жариялау
button-omit-kk = Қазақшасын басқа біреу жазады
button-omit-ru = Орысшасын басқа біреу жазады
button-omit-en = Ағылшыншасын басқа біреу жазады
button-set-aside = Қараламада қалдыру
button-cancel = Болдырмау

## Қараламалар

drafts-title = Қараламалар
drafts-none = Қазір ештеңе жазылып жатқан жоқ.
drafts-thrown = Соңғы тәулікте тасталғандар:
drafts-more = Тағы { $count } қаралама консольде тұр.
field-question = Сұрақ
field-short = Батырмадағы жазу
field-lead = Деректің өзі
field-answer = Жауап
field-note = Ескіргендегі ескертпе
field-correction = Түзету
field-phrasings = Тұжырымдар
field-asks = Тексеру сұрақтары
field-subjects = Нақты не сұралады
field-not = Бұл емес
field-quotes = Үзінділер
field-translation = Үзіндінің аудармасы
field-section = Тақырып
field-id = Id
being-written = { $who } жазып жатыр, { $at } бастап.
draft-last = Соңғы рет жазған: { $who }, { $at }.
draft-of-new = Жаңа жазба
draft-of-quotes = Жазбаның үзінділері
draft-of-person = Адам, мекеме немесе оқиға
draft-of-address = Ресми мекенжай
draft-of-sections = Бөлімдер
draft-of-outside = Тақырыптан тыс мәтіндер
draft-of-article = Жаңа мақала
draft-in-console = Мұны консольде жалғастырады: «Мазмұн», «Қараламалар».
draft-of-entry = Жазбаны түзету
draft-base-moved = Жарияланған жазба содан бері өзгерді.
draft-moved = Осы арада қараламаны { $who } өзгертті ({ $at }). Сіздің хабарламаңыз жазылған жоқ; қараламада қазір мынау тұр.
draft-set-aside = Кейінге қалдырылды: қаралама сақталды. Ол /drafts тізімінде тұр, кез келген куратор жалғастыра алады.
draft-lacks = Жетпейді: { $fields }
draft-waits-for = Жетпейді: { $fields }. Осы жазылғанша, жазба қараламада қалады: ол /drafts ішінде тұр.
draft-orphan = Оның сұрақтары енді кезекте жоқ. Жарияланса, жеке жазба болады.
draft-was-published = Бұл қаралама жарияланды
draft-was-thrown = Бұл қаралама тасталды
draft-thrown = Тасталды. Бір тәулік ішінде қайтаруға болады.
draft-gone = Бұл қараламаны енді қайтаруға болмайды: ол жоқ немесе орнында жаңасы бар.
button-resume = ✎ Жалғастыру
button-throw = 🗑 Тастау
button-bring-back = ↶ Қайтару

## Жазбаны өзгерту

entry-which = Қай жазба?
entry-how = /entry мен жазбаның id-ін не сұрағының сөздерін жіберіңіз: /entry kurultai
edit-choose = Нені өзгертесіз? kk, ru не en тілінде:
edit-send = Қазір онда мынау тұр. Жаңа мәтінді жіберіңіз.
edit-send-phrasings = Қазір онда мыналар тұр. Бәрін қайта жіберіңіз, әр жолға біреуден. Не тек өзгергенін: жол алдындағы «+» қосады, «-» алып тастайды.
edit-how-to-leave = Түймені баспайынша ештеңе жарияланбайды. /cancel — шығу; өзгерткеніңіз қаралама болып қалады.
edit-changed = Адамдар мынаны оқиды. Өзгерген: { $fields }.
edit-left = Ештеңе өзгерген жоқ.
button-preview = 👁 Алдын ала қарау
button-edit-more = ✎ Тағы бірдеңені өзгерту

## Бәрі бірге

people = { $count } адам
stats-title = Соңғы { $days } күн
stats-asked = { $people } адам { $questions } сұрақ қойды
stats-answer = Жауап берілді
stats-choices = Таңдау ұсынылды
stats-gap = Мақалаларда жоқ
stats-unknown = Жауап жоқ
stats-elsewhere = Оның ішінде топтарда: { $groups }, басқа чаттарда: { $chats }. Чаттарға жіберілген жауап: { $sent }
stats-closed = Редакторлар шешті: { $count }
stats-waiting = Әлі күтіп тұр: { $count }
stats-closing-hours = Сұрақ әдетте { $count } сағат күтеді
stats-closing-days = Сұрақ әдетте { $count } күн күтеді
check-well = Бәрі дұрыс
check-counts = Жазба: { $entries }, сұрау түрі: { $phrasings }
check-articles = Мақала: { $count }
check-problems = Мазмұнда { $count } қате бар
digest-title = { $first } – { $last } аптасы
digest-biggest = Ең көп адам күтетін сұрақтар:
see-review = Редакторлар менімен жеке чатта /review арқылы шешеді.
rush-title = Бір сағатта { $people } адам бір нәрсені сұрады
rush-new = Оның алдындағы аптада ешкім сұрамаған.
rush-before = Оның алдындағы бүкіл аптада { $count } адам сұраған.
faulty-title = Түзету жарияланбады
faulty = Онда { $count } қате бар. Жөнделгенше адамдар бұрынғысын оқиды.

# Терминалда: нөмірленген батырмалардың астында.

## Бағаланатын жауаптар

audit-title = { $total } жауаптың { $place }-і
audit-empty = Бағаланатын жауап жоқ. Жаңалары әр сәрсенбіде өткен аптадан іріктеледі.
audit-answered = Мынадай жауап берілген:
audit-part-random = кездейсоқ іріктелді
audit-part-near = мұнда бот ең аз сенімді болды
audit-part-asked = осылай ең жиі сұралды
audit-entry-gone = «{ $entry }» жазбасы енді жоқ.
audit-changed-since = Содан бері мазмұн өзгерді. Жауап қазіргі қалпында көрсетілген.
audit-said = Жазылды: { $verb }. «{ $text }»
audit-is-wrong = Жазылды: жауап қате
audit-mend = Мұны мазмұнға енгізейік пе? Бірінші батырма ботқа бұл жазба мұндай сұраққа жауап бермейтінін айтады. Қалғандары сұрақты тексеру сұрағы етеді: ол бойынша осы жазба табылуы тиіс.
audit-text-gone = Бұл сұрақтың сөздері енді сақталмайды.
button-audit-right = ✓ Дұрыс
button-audit-wrong = ✗ Қате
button-audit-should-ask = ? Қайта сұрау керек еді
button-audit-not = ≠ «{ $entry }» емес
button-audit-asks = → { $question }
undone-verdict = Қайтарылды: { $verb }.
terminal-audit-keys = Батырманың нөмірін немесе пернені теріңіз: r — дұрыс, w — қате, k — қайта сұрау керек еді, n — бұл жазба емес, u — қайтару; Enter — келесі; q — шығу.
stats-audit = Кездейсоқ іріктелген { $judged } жауап бағаланды; қатесі: { $wrong } ({ $share } %, { $low } %-дан { $high } %-ға дейін)
stats-should-ask = Қайта сұрау керек еді: { $count }
stats-agreement = Екі редактордың бағасы { $both } жауаптың { $same }-інде бірдей
stats-kappa = Кездейсоқтан тыс келісім (Коэн каппасы): { $kappa }

## Жариялаушыны не күтіп тұр

proposals-title = Жариялаушыны { $count } шешім күтіп тұр
proposals-none = Жариялаушыны ештеңе күтіп тұрған жоқ.
proposal-title = { $number }-ұсыныс
proposal-by = { $who }, { $at }
proposal-behind = Содан бері мазмұн өзгерді. Ұсыныс жаңа ғана қайта тексерілді.
proposal-not-now = Қазіргі мазмұнмен мұны жариялауға болмайды. Ұсыныс күте береді.
proposal-reads = Адамдар не оқиды:
proposal-yaml = Файлдарда:
proposal-how-to-refuse = Қабылдамау үшін жазыңыз: /refuse { $number } және себебін. Сөзіңіз кураторға жетеді.
refuse-how = Ұсыныстың нөмірі мен себебін жазыңыз: /refuse 12 Мақалада олай айтылмаған
proposal-accepted = Жарияланды: { $number }-ұсыныс.
proposal-refused = Қабылданбады: { $number }-ұсыныс. Сұрақтары қайтадан кезекте.
proposal-withdrawn = Қайтарып алынды: { $number }-ұсыныс. Сұрақтары қайтадан кезекте.
proposal-gone = Бұл ұсыныс енді күтіп тұрған жоқ: қабылданған, қабылданбаған немесе қайтарып алынған.
button-accept = ✓ Жариялау
button-withdraw = ↶ Қайтарып алу
button-proposals = ← Не күтіп тұр
button-see = Қарау
waits-for-publisher = Әзірге ештеңе өзгерген жоқ: шешім жариялаушының келісімін күтіп тұр.
not-a-publisher = Бұған жариялаушы керек, оны шешкен адамның өзі емес.
told-proposed = { $who } өзгеріс ұсынды
told-accepted = { $number }-ұсынысыңыз жарияланды ({ $who })
told-refused = { $number }-ұсынысыңыз қабылданбады ({ $who })
terminal-keys = Батырманың нөмірін немесе пернені теріңіз: a 1 (не a мен жазбаның id-і), n 1, d, o, s, p, t, y, u; l — қараламалар; Enter — келесі; q — шығу.
terminal-write = Мәтін жазып, Enter басыңыз немесе батырманың нөмірін теріңіз; бірнеше жолды бірден қоюға болады. q — шығу, жазғаныңыз сақталады.
terminal-works = Жұмыс істеп жатырмын … Мазмұн тексерілсе, бір минуттай кетеді.
vouch-will-lapse = Жарияланған соң мәтінге ({ $language }) ешкім кепіл болмайды: «{ $by }» бұрынғысын оқыған.
