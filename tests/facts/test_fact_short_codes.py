from __future__ import annotations

import pytest
from facts.texts import of_kind, values


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
        ("YT", "## Emergency services\n\nAmbulance: 15\n\nFire: 18\n\nPolice: 17", ["15", "18", "17"]),
        ("TM", "Ambulance:\n\n* 03 from landline\n* 003 from mobile", ["03", "003"]),
        ("XK", "Police: 192 from a mobile (92 from a landline)", ["192", "92"]),
        ("LK", "Call 1990 and ask for an ambulance.", ["1990"]),
        ("LK", "The tourist hotline is available on 1912.", ["1912"]),
        ("DZ", "The crime emergency lines in Algeria are 1548 and 17.", ["1548", "17"]),
        ("SB", "Call the local emergency number (+677) 999.", ["999"]),
        ("TW", "Call the police “110” and medical assistance “119.”", ["110", "119"]),
        ("VN", "| Service | Number |\n| --- | --- |\n| Police | 113 |\n", ["113"]),
        ("VN", "| Number | Service |\n| --- | --- |\n| 113 | Police |\n", ["113"]),
    ],
)
def test_short_codes_count_and_belong_to_their_country(country: str, text: str, codes: list[str]):
    assert of_kind("phone", text, country) == [(code, f"{country}:{code}") for code in codes]


@pytest.mark.parametrize(
    "text",
    [
        "The local equivalent of “911” is missing.",
        "There is no equivalent to the UK’s 999 emergency number.",
        "The police guard bus lines 13, 14 and 15.",
        "Police were on National Road number 34 and on RN13.",
        "The emergency app is called 112 Iceland App.",
        "The club has 112 members, and the police 102 stations.",
        "Police were called for an attack on 18 February.",
        "The embassy is at 103 E. 37th St., New York, N.Y., 10016, and the police near by.",
        "Since 2017 police have stopped two attacks, and in 2022 one.",
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


@pytest.mark.parametrize(("words", "value"), [("1-1-2", "KZ:112"), ("116 117", "KZ:116117"), ("10-10", "KZ:1010")])
def test_a_short_code_has_no_hyphens_and_spaces_in_its_value(words: str, value: str):
    assert of_kind("phone", f"Call the police on {words} at any hour.") == [(words, value)]
