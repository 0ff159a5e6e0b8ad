"""What a country's people and its capital are called in English, by ISO 3166-1 alpha-2.

Babel knows the names of countries and nothing of these. The names of the people are nouns and adjectives; plurals in
"s" need no entry. A word that is no less a common word or the name of another country's people stands for both: the
names are only taken out of the text of the country's own pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class People:
    """The names of one country's capital and people."""

    capitals: tuple[str, ...]
    """The present one first; also an earlier name, and where governments sit or embassies stand elsewhere."""
    demonyms: tuple[str, ...]


_NONE = People((), ())


def people_of(code: str) -> People:
    """The names of a country's capital and people; none of a country that is not in the table."""
    return _table().get(code, _NONE)


@cache
def _table() -> dict[str, People]:
    found: dict[str, People] = {}
    for line in _PEOPLES.strip().splitlines():
        code, capitals, demonyms = (part.strip() for part in line.split("|"))
        found[code] = People(_names(capitals), _names(demonyms))
    return found


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


_PEOPLES = """
AD | Andorra la Vella | Andorran
AE | Abu Dhabi | Emirati, Emirian
AF | Kabul | Afghan, Afghani
AG | St John's, Saint John's | Antiguan, Barbudan
AI | The Valley | Anguillan
AL | Tirana | Albanian
AM | Yerevan | Armenian
AO | Luanda | Angolan
AR | Buenos Aires | Argentine, Argentinian, Argentinean
AS | Pago Pago | American Samoan
AT | Vienna | Austrian
AU | Canberra | Australian
AW | Oranjestad | Aruban
AZ | Baku | Azerbaijani, Azeri
BA | Sarajevo | Bosnian, Herzegovinian
BB | Bridgetown | Barbadian, Bajan
BD | Dhaka, Dacca | Bangladeshi
BE | Brussels | Belgian
BF | Ouagadougou | Burkinabe, Burkinabè, Burkinabé
BG | Sofia | Bulgarian
BH | Manama | Bahraini
BI | Gitega, Bujumbura | Burundian
BJ | Porto-Novo, Cotonou | Beninese
BM | Hamilton | Bermudian, Bermudan
BN | Bandar Seri Begawan | Bruneian
BO | La Paz, Sucre | Bolivian
BQ | Kralendijk | Bonairean
BR | Brasília, Brasilia | Brazilian
BS | Nassau | Bahamian
BT | Thimphu | Bhutanese
BW | Gaborone | Botswanan, Batswana, Motswana
BY | Minsk | Belarusian, Belarussian
BZ | Belmopan | Belizean
CA | Ottawa | Canadian
CD | Kinshasa | Congolese
CF | Bangui | Central African
CG | Brazzaville | Congolese
CH | Bern, Berne | Swiss
CI | Yamoussoukro, Abidjan | Ivorian, Ivoirian
CK | Avarua | Cook Islander
CL | Santiago, Santiago de Chile | Chilean
CM | Yaoundé, Yaounde | Cameroonian
CN | Beijing, Peking | Chinese
CO | Bogotá, Bogota | Colombian
CR | San José, San Jose | Costa Rican
CU | Havana | Cuban
CV | Praia | Cabo Verdean, Cape Verdean
CW | Willemstad | Curaçaoan, Curacaoan
CY | Nicosia | Cypriot
CZ | Prague | Czech
DE | Berlin | German
DJ | Djibouti | Djiboutian
DK | Copenhagen | Danish, Dane
DM | Roseau | Dominican
DO | Santo Domingo | Dominican
DZ | Algiers | Algerian
EC | Quito | Ecuadorian, Ecuadorean
EE | Tallinn | Estonian
EG | Cairo | Egyptian
EH | Laayoune, El Aaiún | Sahrawi, Sahrawian
ER | Asmara | Eritrean
ES | Madrid | Spanish, Spaniard
ET | Addis Ababa | Ethiopian
FI | Helsinki | Finnish, Finn
FJ | Suva | Fijian
FK | Stanley | Falkland Islander
FM | Palikir | Micronesian
FO | Tórshavn, Torshavn | Faroese
FR | Paris | French
GA | Libreville | Gabonese
GB | London | British, Briton
GD | St George's, Saint George's | Grenadian
GE | Tbilisi | Georgian
GF | Cayenne | French Guianese
GH | Accra | Ghanaian
GI | Gibraltar | Gibraltarian
GL | Nuuk | Greenlandic, Greenlander
GM | Banjul | Gambian
GN | Conakry | Guinean
GP | Basse-Terre | Guadeloupean
GQ | Malabo | Equatorial Guinean, Equatoguinean
GR | Athens | Greek, Hellenic
GT | Guatemala City | Guatemalan
GU | Hagåtña, Hagatna | Guamanian
GW | Bissau | Bissau-Guinean, Guinean
GY | Georgetown | Guyanese
HK | Hong Kong | Hong Konger
HN | Tegucigalpa | Honduran
HR | Zagreb | Croatian, Croat
HT | Port-au-Prince | Haitian
HU | Budapest | Hungarian, Magyar
ID | Jakarta | Indonesian
IE | Dublin | Irish
IL | Jerusalem, Tel Aviv | Israeli
IN | New Delhi, Delhi | Indian
IQ | Baghdad | Iraqi
IR | Tehran, Teheran | Iranian
IS | Reykjavík, Reykjavik | Icelandic, Icelander
IT | Rome | Italian
JM | Kingston | Jamaican
JO | Amman | Jordanian
JP | Tokyo | Japanese
KE | Nairobi | Kenyan
KG | Bishkek | Kyrgyzstani, Kyrgyz, Kirghiz
KH | Phnom Penh | Cambodian, Khmer
KI | Tarawa, South Tarawa | I-Kiribati
KM | Moroni | Comorian, Comoran
KN | Basseterre | Kittitian, Nevisian
KP | Pyongyang | North Korean
KR | Seoul | South Korean, Korean
KW | Kuwait City | Kuwaiti
KY | George Town | Caymanian
KZ | Astana, Nur-Sultan, Almaty | Kazakhstani, Kazakh
LA | Vientiane | Laotian, Lao
LB | Beirut | Lebanese
LC | Castries | St Lucian, Saint Lucian
LI | Vaduz | Liechtensteiner
LK | Colombo | Sri Lankan
LR | Monrovia | Liberian
LS | Maseru | Basotho, Mosotho, Lesotho
LT | Vilnius | Lithuanian
LU | Luxembourg | Luxembourgish, Luxembourger
LV | Riga | Latvian
LY | Tripoli | Libyan
MA | Rabat | Moroccan
MC | Monaco | Monegasque, Monégasque
MD | Chisinau, Chişinău, Chișinău | Moldovan
ME | Podgorica | Montenegrin
MG | Antananarivo | Malagasy, Madagascan
MH | Majuro | Marshallese
MK | Skopje | Macedonian, North Macedonian
ML | Bamako | Malian
MM | Naypyidaw, Nay Pyi Taw, Yangon, Rangoon | Burmese, Myanmarese
MN | Ulaanbaatar, Ulan Bator | Mongolian
MO | Macao, Macau | Macanese
MQ | Fort-de-France | Martinican
MR | Nouakchott | Mauritanian
MS | Brades, Plymouth | Montserratian
MT | Valletta | Maltese
MU | Port Louis | Mauritian
MV | Malé, Male | Maldivian
MW | Lilongwe | Malawian
MX | Mexico City | Mexican
MY | Kuala Lumpur | Malaysian
MZ | Maputo | Mozambican
NA | Windhoek | Namibian
NC | Nouméa, Noumea | New Caledonian
NE | Niamey | Nigerien
NG | Abuja, Lagos | Nigerian
NI | Managua | Nicaraguan
NL | Amsterdam, The Hague | Dutch
NO | Oslo | Norwegian
NP | Kathmandu | Nepalese, Nepali
NR | Yaren | Nauruan
NU | Alofi | Niuean
NZ | Wellington | New Zealander
OM | Muscat | Omani
PA | Panama City | Panamanian
PE | Lima | Peruvian
PF | Papeete | French Polynesian, Polynesian
PG | Port Moresby | Papua New Guinean
PH | Manila | Philippine, Filipino, Filipina
PK | Islamabad | Pakistani
PL | Warsaw | Polish, Pole
PR | San Juan | Puerto Rican
PS | Ramallah | Palestinian
PT | Lisbon | Portuguese
PW | Ngerulmud, Koror | Palauan
PY | Asunción, Asuncion | Paraguayan
QA | Doha | Qatari
RE | Saint-Denis | Réunionese
RO | Bucharest | Romanian
RS | Belgrade | Serbian, Serb
RU | Moscow | Russian
RW | Kigali | Rwandan
SA | Riyadh | Saudi, Saudi Arabian
SB | Honiara | Solomon Islander
SC | Victoria | Seychellois
SD | Khartoum, Port Sudan | Sudanese
SE | Stockholm | Swedish, Swede
SG | Singapore | Singaporean
SI | Ljubljana | Slovenian, Slovene
SK | Bratislava | Slovak, Slovakian
SL | Freetown | Sierra Leonean
SM | San Marino | Sammarinese
SN | Dakar | Senegalese
SO | Mogadishu | Somali, Somalian
SR | Paramaribo | Surinamese
SS | Juba | South Sudanese
ST | São Tomé, Sao Tome | São Toméan, Santomean
SV | San Salvador | Salvadoran, Salvadorian, Salvadorean
SX | Philipsburg | St Maartener
SY | Damascus | Syrian
SZ | Mbabane | Swazi, Eswatini
TC | Cockburn Town | Turks and Caicos Islander
TD | N'Djamena, N’Djamena, Ndjamena | Chadian
TG | Lomé, Lome | Togolese
TH | Bangkok | Thai
TJ | Dushanbe | Tajikistani, Tajik
TL | Dili | Timorese, East Timorese
TM | Ashgabat, Ashkhabad | Turkmenistani, Turkmen
TN | Tunis | Tunisian
TO | Nuku'alofa, Nuku’alofa | Tongan
TR | Ankara | Turkish, Turk
TT | Port of Spain | Trinidadian, Tobagonian
TV | Funafuti | Tuvaluan
TW | Taipei | Taiwanese
TZ | Dodoma, Dar es Salaam | Tanzanian
UA | Kyiv, Kiev | Ukrainian
UG | Kampala | Ugandan
US | Washington, Washington DC, Washington, D.C. | American
UY | Montevideo | Uruguayan
UZ | Tashkent | Uzbekistani, Uzbek
VA | Vatican City | Vatican
VC | Kingstown | Vincentian
VE | Caracas | Venezuelan
VG | Road Town | British Virgin Islander
VN | Hanoi, Ha Noi | Vietnamese
VU | Port Vila | ni-Vanuatu, Vanuatuan
WF | Mata-Utu | Wallisian
WS | Apia | Samoan
XK | Pristina, Prishtina | Kosovan, Kosovar
YE | Sana'a, Sana’a, Sanaa, Sanaʽa | Yemeni
YT | Mamoudzou | Mahoran
ZA | Pretoria, Cape Town, Tshwane | South African
ZM | Lusaka | Zambian
ZW | Harare | Zimbabwean
"""
