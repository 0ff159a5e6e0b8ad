"""The names of those who are called and of what is paid, stayed for or limited: what labels are made of.

Every field is an alternation of regular expressions without groups that capture.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What a language must give for labels. Case is ignored but in `bodies`, which are part of proper names."""

    bodies: str
    """Last words of the names of offices: "the Zambian High Commission", "the Polish Border Guard"."""
    of: str
    """What joins such a name to its place: "the U.S. Embassy in Dakar"."""
    services: str
    """Those who are called and have no proper name."""
    lines: str
    """Words for a line or a way to write that do not say whose it is."""
    telling: str
    """Those of them that tell one line of an office from another: fax, emergencies, after hours."""
    things: str
    """What is paid for, valid, limited, required."""
    persons: str
    """Whose age it is ("*children* under 14")."""
    who_are: str
    """What may stand between them and their age."""
    ages: str
    """What names an age by what it is for ("*drinking age*")."""
    times: str
    """What a date or a time is of, beside `things`."""
    offences: str
    """What is punished."""
    serves: str
    """What leads from a number to whom it reaches: "101 for an ambulance"."""
    sentence: str
    """Words that stand in sentences and not in a line of a directory ("‘Hope’ centre Astana +7 ...")."""
    towards: str
    """Words behind which a number follows within a sentence ("the embassy on +7 ...")."""
    articles: str
    """Small words between a value and what it is of."""
    of_what: str
    """What leads from a value to what it is of ("£25 for a visa")."""
    joins: str
    """What joins two numbers."""
    lead_words: str
    """Words with a capital letter before a name that are no part of it ("Contact the ...")."""


BY_LANGUAGE: dict[str, LabelWords] = {
    "en": LabelWords(
        bodies=(
            r"Embassy|High Commission|Consulate(?:[- ]General)?|Consular (?:Section|Agency|Agent|Office)|Mission|Ministry|"
            r"Department|Authority|Fund|Agency|Bureau|Directorate|Institute|Federation|Association|Cent(?:er|re)|"
            r"Clinic|Hospital|Police(?: Station| Force| Department| Headquarters)?|Border Guards?|Coast\s?[Gg]uard|Civil Guard|Customs(?: Service| Department| Authority)?|"
            r"Immigration(?: Department| Office| Service)?|Inspectorate|Brigade|Red Cross|Helpline|Hotline|Hot Line|Lifeline|Crisis Line|"
            r"Rescue(?: Service| Team)?|Services?|Safety Board|Organi[sz]ation|Gendarmerie|Civil Defen[cs]e|Civil Protection|Office|Assistance"
        ),
        of=r"in|of|for|at",
        services=(
            r"(?:FCDO|Foreign Office|Foreign,? Commonwealth (?:and|&) Development Office)(?: in London)?|"
            r"(?:(?:British|U\.S\.|US|American|Canadian|Australian|Irish|nearest) )?(?:embassy|high commission|consulate)|"
            r"consular (?:help|assistance|services?|emergenc\w+|staff|section|numbers?|lines?|telephones?|phones?)|"
            r"(?:(?:tourist|local|traffic|transit|border|national|general|special|military|nearest|federal) )*police(?: (?:group|emergenc\w+|assistance|stations?))?|"
            r"(?:public )?ambulances?(?: services?)?|paramedics?|fire[- ]?fighters|fire and rescue|"
            r"fire (?:brigade|services?|department)|(?:in case of |the event of )?fires?(?=\s*(?:[:)(–,.;-]|$|and\b|or\b|emergenc))|"
            r"(?:general |medical )?emergenc(?:y|ies)(?:[ /](?:and|or|rescue|services?|numbers?|medical|assistance|response|telephone|lines?|room))*|"
            r"medical (?:emergenc\w+|assistance|help|services?)|"
            r"(?:mountain |sea |air |search and )?rescue(?: services?)?|coast\s?guard|border (?:guards?|police)|civil (?:guard|defen[cs]e|protection)|gendarmerie|carabinieri|"
            r"roadside assistance|traffic accidents?|road accidents?|tour operator|"
            r"(?:(?:child|domestic|women[’']s|men[’']s|sexual|violence|abuse|crisis|confidential|national|tourist|toll-free|suicide|prevention|government|emergency|general|information|24-hour) )*"
            r"(?:help ?lines?|hot ?lines?|crisis cent(?:re|er)s?|shelters?)(?: (?:for|aimed at) [a-z]+(?: (?!(?:is|are|was|has|can|on|at|in|by|to|via|or|and|with|from|the|number|call|dial)\b)[a-z]+)?)?(?: [‘“\"][^’”\"]{2,40}[’”\"])?|"
            r"domestic violence|sexual assault(?: (?:referral )?cent(?:re|er))?|SARC|hospitals?|poison(?:s)? (?:control|information)(?: cent(?:re|er))?|"
            r"travel advice|visa (?:section|office)|immigration|customs"
        ),
        lines=(
            r"(?:emergency |after[- ]hours |working[- ]hours |consular |general |main |contact |landline |office |local |direct |toll[- ]free |24[- ]hour )*"
            r"(?:(?:tele)?phones?|tel|calls?|calling|dial|mobiles?|cell(?:ular)?|numbers?|e-?mail(?: us| address(?:es)?)?(?: at)?|"
            r"write to|contact(?: us| details)?|whats\s?app|(?:tele)?fax|sms|text|landline)"
            r"(?: (?:numbers?|lines?|address(?:es)?|us))?(?: at| on)?|"
            r"emergency(?: contact| after[- ]hours)*|after[- ]hours|(?:after|outside|during|out of) (?:working |office |business |normal )*hours|hours|opening hours|office hours|in an emergency|emergencies"
        ),
        telling=r"fax|emergenc\w+|after[- ]hours|whats\s?app|mobile|cell\w*|sms|toll[- ]free|hours|landline",
        things=(
            r"(?:(?:single|double|multiple|dual)[- ]entry |tourist |transit |business |visitor |visit |entry |exit |e-?|electronic |work |student |residence |"
            r"temporary |short[- ]stay |long[- ]stay |emergency )*visas?(?:[- ](?:on[- ]arrival|free entry|free|waivers?|fees?|extensions?|overstays?|validity))?|"
            r"(?:Blank )?passport (?:pages|validity)|passports?|blank pages|date of issue|expiry date|"
            r"(?:entry |exit |departure |airport |visa |tourist |tourism |registration |processing |reciprocity |admission |park |environmental |extension |overstay |security |application )*(?:fees?|tax(?:es)?|levy|surcharge)|"
            r"(?:on-the-spot |traffic |overstay )?fines?|deposit|bail|"
            r"(?:residence |residency |work |exit |entry |driving |driver[’']?s |international driving |import |export |fishing |trekking |travel |transit |temporary |special )*permits?|"
            r"(?:medical |health |travel |car |vehicle |liability )*insurance|"
            r"quarantine|isolation|(?:proof of )?onward travel|extensions? of (?:your )?stay|stays?|overstay\w*|"
            r"(?:foreign |local |cash )?currency(?: restrictions| declarations?)?|cash|appeal|(?:restraining|protective) orders?|"
            r"detention|without charges?|(?:emergency )?contraception|abortion|treatment|medication|prescriptions?|"
            r"(?:yellow fever |polio |measles |rabies )?(?:vaccinat\w+|vaccine)(?: certificates?)?|certificates?|"
            r"(?:hotel |police )?registration|register|compensation|alcohol(?: limit)?|drink[- ]driv\w+|speed limits?|"
            r"(?:international |driving |driver[’']?s )*licen[cs]es?|toll|duty[- ]free|customs (?:declaration|duty)|"
            r"tobacco|cigarettes|drones?|curfew|ransom|tickets?|refund|e-?gates?|travel authori[sz]ation|ETA|ESTA|ETIAS|EES|minimum age|age of consent|"
            r"legal age to drive|drinking age|smoking age|adoption|marriage|consultations?|follow-ups?|check-?ups?|appointments?"
        ),
        persons=(
            r"(?:(?:unaccompanied|accompanied|pregnant|young|dual|foreign|male|female) )?(?:children|child|minors?|infants?|bab(?:ies|y)|toddlers?|people|persons?|"
            r"travell?ers?|passengers?|drivers?|riders?|men|man|women|woman|girls?|boys?|males?|females?|youths?|adults?|nationals?|citizens?|visitors?|"
            r"applicants?|students?|individuals?|residents?|teenagers?|victims?|tourists?|foreigners|pilgrims?|spouses?|siblings?)"
        ),
        who_are=r"(?:,? (?:who|that))? (?:is|are|was|were)| aged?| over the age of| under the age of| between| from",
        ages=(
            r"(?:(?:legal|minimum|maximum|permitted) )*(?:drinking|driving|smoking|voting|marriage|retirement|conscription|consent|purchasing|military|minimum|legal|maximum) (?:[a-z]+ )?age"
            r"(?: (?:for|to) (?:[a-z]+ ){0,3}?[a-z]+(?= (?:is|are|was|remains)\b))?|age of (?:consent|majority|marriage|criminal responsibility)"
        ),
        times=(
            r"(?:national |nationwide |night-?time )?curfew|state of (?:emergency|siege|alarm)|martial law|"
            r"(?:(?:presidential|parliamentary|general|local|legislative|municipal|snap) )*elections?|referendum|"
            r"(?:rainy|wet|dry|monsoon|hurricane|cyclone|typhoon|tropical storm|flu|avalanche|dust storm|wildfire|bushfire|forest fire|ski|hunting|climbing)(?: and \w+)? season|monsoon|"
            r"Ramadan|Eid(?: al-\w+)?|Hajj|Carnival|Christmas|Easter|New Year|ceasefire|coup|earthquakes?|volcan\w+ eruption|floods?|"
            r"border crossing|closures?|strikes?|Olympic Games|World Cup|Schengen"
        ),
        offences=(
            r"rape|sexual (?:assault|violence|activity|relations)|drugs?|cannabis|smuggling|possess\w*|traffick\w*|drunk|"
            r"drink(?:ing)? driv\w*|alcohol|smok\w+|vap\w+|overstay\w*|photograph\w*|social media|drones?|blasphemy|defamation|"
            r"insult\w*|protest\w*|demonstrations?|same-sex|lgbt\+?|firearms?|ammunition|weapons?|currency|dual national\w*|"
            r"false (?:statements?|accusations?)|restraining order|gambling|begging|espionage"
        ),
        serves=(
            r"for|to (?:reach|contact|call|speak to|talk to|report)|and ask for|connects? (?:you )?to|and select|and choose"
        ),
        sentence=(
            r"you|your|is|are|can|may|must|should|will|call|contact|if|please|dial|report|visit|we|our|was|were|only"
        ),
        towards=r"on|at|by|to|via|is|are|from|or|and|number",
        articles=r"an?|the|your|each|any",
        of_what=r"for|per|in|as|of",
        joins=r"or|and",
        lead_words=(
            r"the|a|an|contact|call|contacting|calling|for|in|at|if|you|your|our|please|email|e-mail|telephone|phone|visit|see|"
            r"dial|report|through|from|by|to|with|and|or|also|via|this|that|any|inform|of|on|nearest|is|are"
        ),
    ),
    "ru": LabelWords(
        bodies=r"Посольство|Консульство|Министерство|Центр|Департамент|Служба",
        of=r"в|г\.",
        services=(
            r"(?:туристическ\w+ |дорожн\w+ )?полици\w+|милици\w+|скор\w+ помощ\w*|пожарн\w+(?: служб\w+| охран\w+)?|"
            r"спасател\w+|служб\w+ спасени\w+|экстренн\w+ служб\w*|служб\w+ экстренн\w+ помощи|един\w+ дежурн\w+ служб\w+|горяч\w+ лини\w+|телефон\w* доверия|посольств\w+|консульств\w+|кризисн\w+ центр\w*"
        ),
        lines=r"тел(?:ефон\w*)?|факс|моб(?:ильн\w+)?|номер\w*|эл(?:ектронн\w+)? почт\w+|e-?mail",
        telling=r"факс|моб\w*|экстренн\w+",
        things=(
            r"(?:однократн\w+ |многократн\w+ |туристическ\w+ |транзитн\w+ |рабоч\w+ )*виз[аыуе]\w*|паспорт\w*|сбор\w*|пошлин\w+|"
            r"штраф\w*|налог\w*|регистраци\w+|пребывани\w+|разрешени\w+|страхов\w+|карантин\w*|валют\w+"
        ),
        persons=r"дет(?:и|ей|ям)|реб[её]н\w+|несовершеннолетн\w+|лиц\w*|граждан\w*|мужчин\w*|женщин\w*|водител\w+",
        who_are=r",? (?:не )?достигш\w+| в",
        ages=r"(?:минимальн\w+ |пенсионн\w+ |призывн\w+ )возраст\w*|возраст\w* согласия",
        times=r"комендантск\w+ час\w*|чрезвычайн\w+ положени\w+|выбор\w+|референдум\w*",
        offences=r"изнасиловани\w+|наркотик\w*|хранени\w+|контрабанд\w+|оружи\w+|хулиганств\w+|взятк\w+",
        serves=r"для",
        sentence=r"вы|вас|вам|можно|следует|нужно|звоните|обратитесь|если",
        towards=r"по|на|или|и",
        articles=r"кажд\w+",
        of_what=r"за|на",
        joins=r"или|и",
        lead_words=r"в|на|по|или|и",
    ),
}
