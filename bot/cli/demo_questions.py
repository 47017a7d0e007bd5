"""Made-up questions for the demonstration: each theme with its weight, and how people may ask it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content import Language


@dataclass(frozen=True, slots=True)
class DemoTheme:
    """Something that people in the demonstration ask; a greater `weight` is asked more often."""

    weight: int
    wordings: Mapping[Language, tuple[str, ...]]


def _theme(weight: int, kk: tuple[str, ...], ru: tuple[str, ...], en: tuple[str, ...]) -> DemoTheme:
    return DemoTheme(weight, {"kk": kk, "ru": ru, "en": en})


THEMES: tuple[DemoTheme, ...] = (
    _theme(
        14,
        ("Құрылтай деген не?", "Құрылтайда неше депутат болады екен"),
        ("Что такое Курултай?", "сколько человек будет в курултае"),
        ("what is this Kurultai", "How big will the new parliament be?"),
    ),
    _theme(
        10,
        ("Айтыңызшы, референдум қай күнге белгіленді?", "рефирендум качан"),
        ("Какого числа референдум?", "когда пойдем голосовать на референдум"),
        ("On what date is the referendum?", "when do we go to the referendum"),
    ),
    _theme(
        8,
        ("Вице-президент не үшін керек?", "вице президентти ким тагайындайды"),
        ("Зачем нужен вице-президент?", "кто назначает вице президента"),
        ("Why is there a Vice President?", "who appoints the vice-president"),
    ),
    _theme(
        7,
        ("Халық кеңесі деген не?", "халык кенеси немен айналысады"),
        ("Что за Народный совет?", "чем займется Халык Кенесі"),
        ("What does the People's Council do?", "peoples council who is in it"),
    ),
    _theme(
        6,
        ("Жаңа жобада азамат құқығы туралы не айтылған?", "құқықтар кеңейе ме"),
        ("Что в проекте говорится о правах человека?", "права граждан станут шире?"),
        ("What does the draft say about people's rights?", "rights and freedoms in the new draft"),
    ),
    _theme(
        5,
        ("Коалицияны кім басқарады?", "коалиция деген кимдер"),
        ("Кто возглавляет коалицию?", "какая коалиция поддерживает проект"),
        ("Who heads the coalition?", "what coalition is this"),
    ),
    _theme(
        5,
        ("Жобаны кім жазды?", "жобаны дайындаған кім"),
        ("Кто писал проект Конституции?", "кто составлял новый проект"),
        ("Who wrote the draft Constitution?", "who prepared the draft"),
    ),
    _theme(
        7,
        ("Референдум қалай аяқталды?", "халық қалай дауыс берді"),
        ("Чем закончился референдум?", "сколько проголосовали за"),
        ("How did the referendum end?", "did people vote yes"),
    ),
    _theme(
        6,
        ("Зейнетақы өсе ме?", "зейнеткерлерге не береди"),
        ("Пенсии вырастут?", "что даст пенсионерам новая конституция"),
        ("Will pensions go up?", "what do pensioners get"),
    ),
    _theme(
        5,
        ("Мемлекеттік тіл өзгере ме?", "орыс тили кала ма"),
        ("Что будет с русским языком?", "государственный язык останется казахский?"),
        ("Will Russian keep its status?", "what about the state language"),
    ),
    _theme(
        8,
        ("Жобаны аудио қылып тыңдауға бола ма?", "жобанын аудиосы бар ма", "көзі көрмейтіндерге аудио нұсқа бар ма"),
        ("Есть ли аудиоверсия проекта?", "можно послушать проект в аудио", "аудиокнига проекта для незрячих есть?"),
        ("Is there an audio version of the draft?", "can blind people listen to the draft"),
    ),
    _theme(
        6,
        ("Шетелдегі студенттер дауыс бере ала ма?", "Польшада оқимын калай дауыс берем"),
        ("Студенты за границей смогут голосовать?", "учусь в Польше где голосовать"),
        ("Can students abroad vote?", "I study in Poland, where do I vote"),
    ),
    _theme(
        5,
        ("Құрылтай депутаттарының жалақысы қанша болады?", "депутаттын айлыгы канша"),
        ("Какая зарплата будет у депутатов Курултая?", "сколько будут получать депутаты"),
        ("What will the deputies of the Kurultai earn?", "salary of a deputy"),
    ),
    _theme(
        4,
        ("Құрылтай ғимараты қайда салынады?", "курылтай кай уйде отырады"),
        ("Где будет здание Курултая?", "в каком здании будет сидеть курултай"),
        ("Where will the Kurultai building be?", "will they build a new house for the parliament"),
    ),
    _theme(
        4,
        ("Мектеп оқулықтары өзгере ме?", "балалар жана конституцияны мектепте окый ма"),
        ("Учебники в школах перепишут?", "будут ли дети учить новую конституцию в школе"),
        ("Will school books be rewritten?", "will children learn it at school"),
    ),
    _theme(
        3,
        ("Ауылда интернет жоқ, жобаны қайдан аламыз?", "жобанын китап нускасы бар ма"),
        ("В ауле нет интернета, где взять проект на бумаге?", "где купить проект книгой"),
        ("Where do I get the draft on paper?", "is the draft sold as a book"),
    ),
    _theme(
        3,
        ("Жаңа елтаңба бола ма?", "ту озгере ме"),
        ("Герб и флаг поменяют?", "будет новый флаг?"),
        ("Will the flag change?", "is there a new coat of arms"),
    ),
    _theme(
        4,
        ("Сәлеметсіз бе!", "рахмет"),
        ("Здравствуйте", "спасибо большое"),
        ("Hello there", "thanks a lot"),
    ),
    _theme(
        3,
        ("Арзан пәтер жалға беремін, қоңырау шалыңыз", "тез акша табу жолы, жазыныз"),
        ("Сдам квартиру недорого, пишите", "быстрый заработок без вложений"),
        ("Cheap flats, write to me", "earn money fast from home"),
    ),
)

ADVERTISING = ("Сдам квартиру недорого, пишите", "earn money fast from home")
"""Of these, what a curator of the demonstration has ruled out as spam."""
