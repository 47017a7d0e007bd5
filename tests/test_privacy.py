"""What must never be stored is taken out of what people write, and what they ask stays."""

from itertools import product

import pytest
from every_case import every_case
from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.privacy import REMOVED, scrub
from bot.identity import pseudonym

PERSONAL = [
    # IINs
    "900101300123",
    "900101 300123",
    "900101-300123",
    "900 101 300 123",
    "9001 0130 0123",
    "90.01.01.300123",
    "90 01 01 3 00123",
    "900101/300123",
    "900101_300123",
    "900101300\u00a0123",
    "900101\u2011300123",
    "900\u200b101300123",
    "2003 0130 0123",
    "498 612 847 452",  # mistyped, and no sum: that would be round, or have its unit
    # phones
    "+77011234567",
    "87011234567",
    "77011234567",
    "7011234567",
    "+7 701 123 45 67",
    "+7 701 123-45-67",
    "+7-701-123-45-67",
    "+7 (701) 123-45-67",
    "+7(701)1234567",
    "+7 ( 701 ) 123 45 67",
    "8 (701) 123 45 67",
    "8(701)123-45-67",
    "8-701-123-45-67",
    "8-(701)-123-45-67",
    "8 (701) - 123 - 45 - 67",
    "8 701 1234567",
    "8 701 123 4567",
    "8701 123 45 67",
    "8.701.123.45.67",
    "8/701/123/45/67",
    "8–701–123–45–67",
    "8 7 0 1 1 2 3 4 5 6 7",
    "(701) 123-45-67",
    "701 123 45 67",
    "+7 7172 74 12 34",
    "8 (7172) 74-12-34",
    "+7 (727) 272-12-34",
    "+998 90 123 45 67",
    "8\n701\n123\n45 67",
    # cards and accounts
    "4400430112345678",
    "4400 4301 1234 5678",
    "4400-4301-1234-5678",
    "5169 4971 2026 1998",
    "KZ12601A871001726091",
    "KZ86 125K ZT50 0410 0100",
    # e-mail addresses
    "aidana@mail.kz",
    "Aidana.Serik_90+bot@Mail.Ru",
    "a-b@sub.domain.gov.kz",
    "aidana @ mail.kz",
    "aidana@ mail . kz",
    "aidana@mail,ru",
    "aidana(at)mail.kz",
    "aidana [at] mail.kz",
    "aidana собака mail.ru",
    "айдана@пошта.қаз",
]

ASKED = [
    "197 amendments",
    "145",
    "145 депутатов",
    "500 человек",
    "10 thousand",
    "10 000 тенге",
    "1 000 000 подписей",
    "20 000 000 человек",
    "1998–2022",
    "1998-2022 годы",
    "1998 – 2022, 197 поправок",
    "1998–2022 197 поправок",
    "2026 1 000 000 подписей",
    "1995 1998 2007 2011 2017 2019 2022",
    "1995, 1998, 2007, 2011, 2017, 2019, 2022",
    "2026-03-15",
    "15.03.2026",
    "15/03/2026",
    "15.03.2026–18.03.2026",
    "15.03.2026 - 18.03.2026 12:30",
    "2026-03-15 – 2026-03-16",
    "15 марта 2026 года",
    "2026 жылғы 15 наурыз",
    "№ 133-VII",
    "закон № 2454 от 28.09.1995",
    "№ 2733-XII, ст. 53.1, п. 2",
    "80, 145, 197, 500",
    "2/3 голосов, 50% + 1",
    "0,5% ВВП",
    "статья 91 пункт 2",
    "@constitution_bot",
    "1. Сколько депутатов? 2. Кто их выбирает?",
    "спросите a собака b",
]


def test_what_points_to_a_person_is_removed() -> None:
    with every_case() as case:
        for written, around in product(
            PERSONAL, ["{}", "Меня зовут Айдана, {}, когда референдум?", "тел:{}.", "ЖСН{} деген"]
        ):
            with case(written, around):
                scrubbed = scrub(around.format(written))

                assert REMOVED in scrubbed
                assert "mail" not in scrubbed.lower()
                runs = ("4567", "30012", "300123", "5678", "1998", "1234", "7260", "0100")
                assert [run for run in runs if run in scrubbed] == []


def test_what_is_asked_stays_as_it_was() -> None:
    with every_case() as case:
        for written, around in product(ASKED, ["{}", "Правда ли: {}?", "({})"]):
            with case(written, around):
                assert scrub(around.format(written)) == around.format(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Пишите на a@mail.ru. Когда референдум?", f"Пишите на {REMOVED}. Когда референдум?"),
        ("a@mail.ru, b@mail.ru", f"{REMOVED}, {REMOVED}"),
        ("ИИН 900101300123, тел. 8 701 123 45 67.", f"ИИН {REMOVED}, тел. {REMOVED}."),
        ("В 2026 8 701 123 45 67 звонил", f"В 2026 {REMOVED} звонил"),
        ("/start 87011234567", f"/start {REMOVED}"),
        ("/start@constitution_bot. Привет", "/start@constitution_bot. Привет"),
    ],
)
def test_the_words_around_stay(written: str, kept: str) -> None:
    assert scrub(written) == kept


_typed = st.text(st.sampled_from("0123456789 +-()./@,_abя▮\n\u200b–")) | st.text()


@given(_typed)
@example("2022 2026 2030 87011234567")
@example("a@b.c@d.e 123456789")
def test_scrubbing_twice_changes_nothing_more_and_nothing_grows(text: str) -> None:
    once = scrub(text)

    assert scrub(once) == once
    assert len(once) <= len(text)


@given(st.text(), st.text(), st.from_regex(r"(?:\+7|8)[ -]?7\d\d[ -]?\d{3}[ -]?\d\d[ -]?\d\d", fullmatch=True))
def test_no_mobile_number_survives_wherever_it_stands(before: str, after: str, phone: str) -> None:
    assert phone not in scrub(f"{before} {phone} {after}")


def test_a_very_long_message_is_scrubbed_in_no_time() -> None:
    assert scrub("a" * 4096) == "a" * 4096
    assert scrub("1 " * 2048) == f"{REMOVED} "
    assert scrub("a@" * 2048) == "a@" * 2048


def test_a_person_keeps_one_code_under_one_key() -> None:
    assert pseudonym(7_000_000_001, b"key") == pseudonym(7_000_000_001, b"key")
    assert len(pseudonym(1, b"key")) == 32
    assert "7000000001" not in pseudonym(7_000_000_001, b"key")


def test_another_person_and_another_key_give_another_code() -> None:
    codes = {pseudonym(person, key) for person in (1, 2, 12) for key in (b"one", b"two")}

    assert len(codes) == 6


@pytest.mark.parametrize("text", ["мой иин {}, сколько будет депутатов?", "Менің ЖСН {}", "my IIN: {}"])
def test_what_is_called_an_iin_is_taken_out_even_if_it_cannot_be_one(text: str) -> None:
    assert scrub(text.format("1234567")) == text.format(REMOVED)


@pytest.mark.parametrize("text", ["498 612 847 000", "498 612 847 452 тенге", "нужен ли ИИН в 2026 году?"])
def test_a_large_sum_and_a_year_stay(text: str) -> None:
    assert scrub(text) == text
