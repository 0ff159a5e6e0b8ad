from __future__ import annotations

import pytest
from facts.texts import facts, of_kind, values


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
    assert values("phone", text) == ["+77172300001", "+77020000002"]


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
    ],
)
@pytest.mark.parametrize("country", ["KZ", "JP"])
def test_what_is_no_number_to_dial(text: str, country: str):
    assert values("phone", text, country) == []


@pytest.mark.parametrize(
    ("country", "text", "codes"),
    [
        ("KZ", "Call the police on 102.", ["102"]),
        ("KZ", "Report crimes to the local police at 102.", ["102"]),
        ("KZ", "For an ambulance call 103 or 112.", ["103", "112"]),
        ("KZ", "Call the confidential helpline 150 at any hour.", ["150"]),
        ("KZ", "The helpline for minors is 111.", ["111"]),
        ("KZ", "The emergency number 112 works on any phone.", ["112"]),
        ("KZ", "Dial *1234# to hear your balance.", ["*1234#"]),
        ("KZ", "Полиция: 102, скорая помощь: 103.", ["102", "103"]),
        ("KG", "Report crimes to the local police at 112.", ["112"]),
        ("ME", "Ambulance: 124", ["124"]),
        ("ME", "Ambulance: 112", ["112"]),
        ("CZ", "Dial 158 for the police.", ["158"]),
        ("LY", "You can reach the tourist police by phone on 1415.", ["1415"]),
        ("TH", "In an emergency dial 199 (police), 1669 (ambulance) or 191.", ["199", "1669", "191"]),
        ("US", "Call 911.", ["911"]),
        ("GB", "Call 999 or 112 for help.", ["999", "112"]),
        ("FR", "Call 15 (ambulance), 17 (police) or 18 (fire).", ["15", "17", "18"]),
        ("EG", "Call 122 for the police, 123 for an ambulance, 180 for fire.", ["122", "123", "180"]),
        ("AE", "Emergency numbers: 999 (police), 998 (ambulance), 997 (fire)", ["999", "998", "997"]),
        ("AU", "Dial 000 or 112 from mobiles.", ["000", "112"]),
        ("KZ", "Text 61016 to report crime on trains.", ["61016"]),
        ("KZ", "* police: 102\n* ambulance: 103\n* fire: 101", ["102", "103", "101"]),
        ("KZ", "| Service | Number |\n| --- | --- |\n| Police | 102 |\n| Ambulance | 103 |\n", ["102", "103"]),
        ("KZ", "## Emergency numbers\n\n112", ["112"]),
    ],
)
def test_short_codes_count_and_belong_to_their_country(country: str, text: str, codes: list[str]):
    assert of_kind("phone", text, country) == [(code, f"{country}:{code}") for code in codes]


@pytest.mark.parametrize(
    "text",
    [
        "The police counted 285 people in the square.",
        "The police reported 150 attacks.",
        "In 2022 the police used force.",
        "Police said on 18 February that 12 people had died.",
        "Call within 24 hours.",
        "Call the police within 102 hours.",
        "Room 102 is on the first floor.",
        "Emergency medical help is 150 km away.",
        "An emergency ambulance costs £112.",
        "The ambulance takes 112 minutes.",
        "Police duties last for 120 days.",
        "An emergency visa costs 150 US dollars.",
        "About 102% of the police budget is spent.",
    ],
)
def test_what_is_no_short_code(text: str):
    assert values("phone", text) == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Write to Help.Desk@Example.ORG for advice.", "Help.Desk@Example.ORG", "help.desk@example.org"),
        ("Write to help@example.online.", "help@example.online", "help@example.online"),
        ("E-mail: visa_office+kz@mfa.example.co.uk, or call.", *["visa_office+kz@mfa.example.co.uk"] * 2),
        ("Write to [help@example.org](mailto:help@example.org).", "help@example.org", "help@example.org"),
        ("(info@example.org)", "info@example.org", "info@example.org"),
    ],
)
def test_an_address_is_one_value_in_any_case(text: str, words: str, value: str):
    assert of_kind("email", text) == [(words, value)]


@pytest.mark.parametrize(
    "text", ["Follow @embassy on the network.", "See user@host for more.", "[email protected]", "See example.org."]
)
def test_what_is_no_address(text: str):
    assert values("email", text) == []


def test_a_number_inside_an_address_is_no_phone():
    assert [(f.kind, f.text) for f in facts("Write to 0207008500@example.org today.")] == [
        ("email", "0207008500@example.org")
    ]
