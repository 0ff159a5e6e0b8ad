from __future__ import annotations

import pytest
from facts.texts import of_kind, values


@pytest.mark.parametrize(
    ("country", "value", "ways"),
    [
        (
            "IE",
            "+35314082000",
            [
                "+353 1 4082000",
                "+353 1 408 2000",
                "00353 1 4082000",
                "+353 (0)1 408 2000",
                "(+353) 1 408 2000",
                "+353-1-408-2000",
                "01 408 2000",
                "(01) 408 2000",
            ],
        ),
        ("TJ", "+992372318036", ["(+99237) 2318036", "(+99237) 231 80 36", "+992 37 231 8036", "+992 (37) 231-80-36"]),
        ("KZ", "+77172702100", ["(+7) 7172-70-21-00", "8 (7172) 70-21-00", "+7 7172 702100", "+7 (7172) 70 21 00"]),
        ("KG", "+996312597000", ["+996 (312) 597 000", "+996 312 597000", "00996 312 597 000"]),
        (
            "KZ",
            "+442070085000",
            ["020 7008 5000", "+44 20 7008 5000", "+44 (0)20 7008 5000", "+44 (0) 20 7008 5000", "00 44 20 7008 5000"],
        ),
    ],
    ids=["Dublin", "Dushanbe", "Astana", "Bishkek", "London on a UK page"],
)
def test_one_number_in_many_forms_has_one_value(country: str, value: str, ways: list[str]):
    for words in ways:
        assert of_kind("phone", f"Call the embassy on {words} in an emergency.", country) == [(words, value)]


def test_a_national_number_belongs_to_the_page_first_and_to_the_publisher_second():
    assert values("phone", "Call us on 020 7008 5000.", "KZ", "uk-fcdo") == ["+442070085000"]
    assert values("phone", "Call us on 0141 211 8175.", "KZ", "uk-fcdo") == ["+441412118175"]
    assert values("phone", "Call us on 01 408 2000.", "IE", "uk-fcdo") == ["+35314082000"]
    assert values("phone", "Call 1-888-407-4747.", "SY", "us-state") == ["+18884074747"]
    assert values("phone", "Call 888-407-4747.", "SY", "us-state") == ["+18884074747"]


@pytest.mark.parametrize(
    ("country", "words", "value"),
    [
        ("KZ", "8 800 080 7777", "+78000807777"),
        ("AE", "800 4888", "+9718004888"),
        ("BS", "322-1181", "+12423221181"),
        ("KG", "(0312) 597-000", "+996312597000"),
        ("CF", "2161-2200", "+23621612200"),
        ("EG", "02 2791 6000", "+20227916000"),
    ],
)
def test_numbers_as_a_country_prints_its_own(country: str, words: str, value: str):
    assert of_kind("phone", f"Call {words} by day.", country) == [(words, value)]


def test_narrow_spaces_and_odd_hyphens_inside_a_number():
    assert values("phone", "Call\u202f+44\u202f(0)20\u202f7008\u202f5000 now.") == ["+442070085000"]
    assert values("phone", "Call +44\u00a020\u00a07008\u00a05000 now.") == ["+442070085000"]
    assert values("phone", "Call +7\u20117172\u2011556200 now.") == ["+77172556200"]


@pytest.mark.parametrize(
    "words",
    [
        "+7 (727) 250-48-02 ext. 4901",
        "+7 (727) 250-48-02, ext 4901",
        "+7 (727) 250-48-02, extension 4901",
        "+7 (727) 250-48-02 x4901",
        "+7 (727) 250-48-02, x 4901",
        "+7 (727) 250-48-02 (extension 4901)",
        "+7 (727) 250-48-02, доб. 4901",
    ],
)
def test_an_extension_is_part_of_the_number(words: str):
    assert of_kind("phone", f"Call the consulate at {words} by day.", by="us-state") == [
        (words, "+77272504802;ext=4901")
    ]


def test_an_extension_belongs_to_a_number_that_no_plan_knows_too():
    [one], [other] = (values("phone", f"Call +254 (0)722 074 564 5 ext. {n} by day.", "KE") for n in (12, 13))
    assert one != other
    assert one.endswith(";ext=12")


@pytest.mark.parametrize(
    ("text", "country", "words"),
    [
        ("Send a WhatsApp message to +77080000003 at any hour.", "KZ", "+77080000003"),
        ("Mobile: +7 (708) 000-00-04 (WhatsApp).", "KZ", "+7 (708) 000-00-04"),
        ("Fax: +7 7172 556211.", "KZ", "+7 7172 556211"),
        ("Call +254 (0)722 074 564 5, which has a digit too many.", "KE", "+254 (0)722 074 564 5"),
        ("Call 876-962-2278-9 for help.", "JM", "876-962-2278-9"),
        ("Call 0800 389 4424 / 4425 for help.", "KZ", "0800 389 4424 / 4425"),
    ],
)
def test_a_number_is_found_whole(text: str, country: str, words: str):
    assert [said for said, _ in of_kind("phone", text, country)] == [words]


def test_two_numbers_in_one_cell_are_two():
    text = "| Centre | Number |\n| --- | --- |\n| Crisis centre | +7 7172300001; +7 7020000002 (WhatsApp) |\n"
    assert values("phone", text) == ["+77172300001", "+77020000002;channel=whatsapp"]


def test_another_ending_makes_another_value():
    one = values("phone", "Call 0800 389 4424 / 4425 for help.")
    other = values("phone", "Call 0800 389 4424 / 4426 for help.")
    alone = values("phone", "Call 0800 389 4424 for help.")
    assert one != other != alone != one


@pytest.mark.parametrize(
    "text",
    [
        "The camp lies at 33.09758890871794, 44.37283.",
        "See the [map](https://maps.example.org/?ll=33.09758890871794,44.3).",
        "See https://maps.example.org/?ll=33.09758890871794 for the place.",
        "See https://example.org/page?cq_ck=1708701048867 for more.",
        "See https://example.org/call?id=2025550123 for more.",
        "See www.example.org/0207008500 for more.",
        "Our address is 1-6-1 Marunouchi, Chiyoda-ku, Tokyo 102-0083.",
        "The number 2021 was never reached in the years 2019-2024.",
        "Case number 2024-2025 was closed.",
        "The office is open 08:30-12:30 and 13:30-17:00.",
        "The office is open 0900-1700.",
        "The fee is 1 200 000 tenge.",
        "The capital has 19 644 100 people.",
        "The law of 30.12.2025 applies.",
        "Passports of 01/01/2020-31/12/2022 are valid.",
        "On 21 June 2026 2000 people came.",
        "Account 4563 9876 1234 was closed.",
        "The guide has the number ISBN 978-0-306-40615-7.",
        "It is at 43.2389 N, 76.8897 E.",
        "Flight 7172 leaves from gate 12.",
        "Articles 120-124 and 317-2 apply.",
        "It lies at 43°14'20\"N 76°53'22\"E.",
        "Write to P.O. Box 30465, Nairobi.",
        "The chancery is at 2305 Calvert Street NW, Washington, D.C. 20008, open by day.",
        "Passport number N 12345678 was lost.",
        "The line is open at 0830-1630 and on 2019-2024.",
        "Mail for safety goes by eur03.safelinks.protection.outlook.com/?data=05%7C02%7C2025550123 first.",
    ],
)
@pytest.mark.parametrize("country", ["KZ", "JP"])
def test_what_is_no_number_to_dial(text: str, country: str):
    assert values("phone", text, country) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("WhatsApp: +7 708 000 00 03", "+77080000003;channel=whatsapp"),
        ("Send a WhatsApp message to +7 708 000 00 03.", "+77080000003;channel=whatsapp"),
        ("Mobile: +7 708 000 00 03 (WhatsApp).", "+77080000003;channel=whatsapp"),
        ("Mobile: +7 708 000 00 03 (WhatsApp only).", "+77080000003;channel=whatsapp"),
        ("Fax: +7 7172 556211", "+77172556211;channel=fax"),
        ("Fax number +7 7172 556211", "+77172556211;channel=fax"),
        ("Факс: +7 7172 556211", "+77172556211;channel=fax"),
        ("Send an SMS to +7 708 000 00 03.", "+77080000003;channel=sms"),
        ("Telephone: +7 708 000 00 03", "+77080000003"),
        ("Tel/fax: +7 7172 556211", "+77172556211"),
        ("Call or text +7 708 000 00 03.", "+77080000003"),
        ("WhatsApp or call +7 708 000 00 03.", "+77080000003"),
        ("The fax is broken. Call +7 708 000 00 03.", "+77080000003"),
    ],
)
def test_a_number_that_is_not_spoken_on_says_so(text: str, value: str):
    assert values("phone", text) == [value]


def test_each_number_of_a_line_has_the_channel_of_its_own_words():
    text = "Telephone +996 312 597 000 Emergency +996 312 597 001 Fax +996 312 597 744"
    assert values("phone", text, "KG") == ["+996312597000", "+996312597001", "+996312597744;channel=fax"]
    assert values("phone", "Fax: +33 1 44 51 31 01, +33 1 44 51 31 02", "FR") == [
        "+33144513101;channel=fax",
        "+33144513102;channel=fax",
    ]


@pytest.mark.parametrize(
    ("country", "words", "value"),
    [
        ("KZ", "0800 389 4424 / 4425", "+448003894424/+448003894425"),
        ("GE", "+995 32 227 77 24/25", "+995322277724/+995322277725"),
        ("AL", "+355 4 223 4973/4/5", "+35542234973/+35542234974/+35542234975"),
        ("JM", "876-962-2278-9", "+18769622278/+18769622279"),
        ("US", "(202) 599-6192 or 6193", "+12025996192/+12025996193"),
        ("ER", "+ (291) 1-202-914 / 201-917", "+2911202914/+2911201917"),
        ("KE", "2040 395 / 285 / 225 / 000", "2040395/2040285/2040225/2040000"),
        ("AR", "+54 11 4309 9600, extensions 1099 or 1098", "+541143099600;ext=1099/1098"),
    ],
)
def test_numbers_that_share_their_head_are_one_fact_with_each_in_full(country: str, words: str, value: str):
    assert of_kind("phone", f"Call: {words}.", country, "us-state" if country in ("US", "JM") else "uk-fcdo") == [
        (words, value)
    ]


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("Telephone: 020 7008 5000 24/7", "KZ", ["+442070085000"]),
        ("Telephone: 020 7008 5000 - 24 hours", "KZ", ["+442070085000"]),
        ("Call 011 269 1111 or 1990.", "LK", ["+94112691111", "LK:1990"]),
        ("Call +254 20 222 2222 or 999.", "KE", ["+254202222222", "KE:999"]),
    ],
)
def test_what_is_no_other_ending(text: str, country: str, found: list[str]):
    assert values("phone", text, country) == found


@pytest.mark.parametrize(
    ("country", "by", "words", "value"),
    [
        ("US", "us-state", "1-800-FLY-EASY", "+18003593279"),
        ("US", "us-state", "1-800-222-TIPS", "+18002228477"),
        ("GB", "uk-fcdo", "0800 FLY EASY", "+448003593279"),
    ],
)
def test_letters_of_the_keypad_are_digits(country: str, by: str, words: str, value: str):
    assert of_kind("phone", f"Call {words} by day.", country, by) == [(words, value)]


@pytest.mark.parametrize(
    ("country", "words", "value"),
    [
        ("SO", "(254) (20) 363-6000", "+254203636000"),
        ("AD", "(34) 915-872-200", "+34915872200"),
        ("KI", "(679) 3370 733", "+6793370733"),
        ("SY", "00353 1 4082000", "+35314082000"),
        ("BS", "+(242) 322-1181", "+12423221181"),
        ("SX", "+(246) 431-0179", "+12464310179"),
    ],
)
def test_a_code_of_a_country_or_an_area_in_an_unusual_place(country: str, words: str, value: str):
    assert of_kind("phone", f"Telephone: {words}.", country, "us-state") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("From a landline within Hanoi: 3850-5000", "3850-5000"),
        ("Call the City Traffic Inspectorate at 235-6623.", "235-6623"),
        ("Report crimes to the Central Police Station, 777-777, and to us.", "777-777"),
    ],
)
def test_a_local_number_that_no_plan_knows_is_one_where_the_words_ask_for_it(text: str, words: str):
    assert [said for said, _ in of_kind("phone", text, "VN", "us-state")] == [words]
