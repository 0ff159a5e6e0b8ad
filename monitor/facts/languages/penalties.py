"""The words of punishment: what it is called, what makes a threat of it, what it is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyWords:
    """What a language must give for penalties; all but `stems` are regular expressions, read without case.

    A punishment has four forms, by what else a sentence must say before it is a threat:

    - `names` are nouns that mean a punishment wherever they stand ("fine", "prison sentence");
    - `events` are nouns that also tell what happened to others ("arrest", "detention");
    - `suffered` are participles ("may be *detained*", "have been *fined* for");
    - `inflicted` are verbs of officials ("police may *confiscate* it").
    """

    stems: tuple[str, ...]
    """Small letters; a sentence in which none of them stands threatens nothing."""
    names: dict[str, str]
    events: dict[str, str]
    suffered: dict[str, str]
    inflicted: dict[str, str]
    beside: dict[str, str]
    """Words of many senses, which are a punishment beside another one or with its length ("a fine and a ban")."""
    unnamed: str
    """What says that there is a punishment, and not which; it counts beside one that is named."""
    degree: dict[str, str]
    """Adjectives that weigh a punishment, by their sense: a lengthy prison term is a long one."""
    modifier: str
    """Other words that belong to a punishment's name."""
    link: str
    """Small words between a punishment and what belongs to it."""
    may_be: str
    """The verbs before a punishment that say how sure it is."""
    whom: str
    """On whom an official inflicts it, between the verb and the next punishment ("fine *you* or jail you")."""
    what: str
    """What is taken, right behind the verb that takes it ("impound *a vehicle*")."""
    joiner: str
    """What may stand between two punishments of one threat."""
    term_joiner: str
    """What may stand between a punishment and its length or amount."""
    due: str
    """What stands between a fine, with what it is for, and its amount behind that ("fines for ... *range from*")."""
    per: str
    """How often an amount is due."""
    tail: str
    """What may follow a punishment and belongs to it."""
    aside: tuple[str, ...]
    """Phrases in which a word of punishment threatens nobody: offices, places, papers, fines that are paid."""
    may: str
    """Modal verbs: what follows may befall the reader."""
    threat: str
    """Verbs and nouns that govern a punishment."""
    habit: str
    """What makes a present tense a threat: "are regularly arrested"."""
    past: str
    """Auxiliaries of the past: what follows has befallen somebody."""
    deny: str
    """What says that no punishment follows."""
    open_clause: str
    """What opens a clause that tells a condition and threatens nothing."""
    is_said: str
    """What follows a punishment that is the subject of its sentence: "Fines *are* heavy"."""
    people: str
    """Whose arrest in the past is a warning to the reader."""
    reason: str
    """What gives the reason of an arrest in the past."""
    deed: str
    """A deed as the reason, whoever it was that did it."""
    for_what: str
    """What stands between a punishment and its offence behind it."""
    by_whom: str
    """Openings before an offence, with it as group `what`: "If you overstay, you may be fined"."""
    threatens: str
    """What stands behind an offence that is the subject: "Smoking here *is punishable by*"."""
    no_offence: str
    """Subjects and openings that are no offence: "you", "the penalty", "convicted offenders"."""
    pronoun: str
    """Who may stand at the end of what is no deed: "section 14 *you*"."""
    guilty: str
    """What leads in the deed itself: "caught", "found guilty of"."""
    ends: str
    """What an offence does not reach beyond."""


_ENGLISH_STEMS = (
    "prison", "jail", "fine", "deport", "expel", "expul", "arrest", "detain", "detention", "custod", "incarcerat",
    "confiscat", "seiz", "impound", "banned", " ban", "-ban", "barred", "blacklist", "death p", "death s", "by death",
    "to death", "executed", "execution", "capital p", "life sentence", "life term", "caning", "the cane", "whipp",
    "death by", "without charge", "without trial", "for questioning", "caned", "flog", "lashed", "lashes", "lashing",
    "stoning", "corporal", "community service", "community work", "sentence", "behind bars", "liberty",
    "removed from", "removal from", "restrict you", "restrict the", "bar you", "bar them", "kicked out", "forfeit",
)  # fmt: skip

ENGLISH = PenaltyWords(
    stems=_ENGLISH_STEMS,
    names={
        "death": r"(?:the\s+)?death\s+(?:penalty|sentences?)|capital\s+punishment|sentenced\s+to\s+death|execution|death\s+by\s+\w+|(?:(?<=by\s)|(?<=penalty\sof\s))death\b",
        "life": r"life\s+(?:sentences?|imprisonment|terms?|in\s+(?:prison|jail))|imprisonment\s+for\s+life",
        "prison": r"(?:prison|jail|custodial)\s+(?:sentences?|terms?|time|stays?)|imprisonment|time\s+in\s+(?:prison|jail)|deprivation\s+of\s+liberty",
        "fine": r"fines?(?:\s+on\s+the\s+spot)?",
        "ban": r"(?:(?:re-?entry|entry|exit|travel|Schengen)\s+|(?:lifetime|permanent|year)\s+)bans?|bans?\s+(?:from|on)\s+(?:re-?ent\w+|return\w*|entering|entry|travel\w*|leaving)(?:\s+(?:to|in|into)\s+[\w ]{3,30}?(?=[.,;)]|$))?",
        "corporal": r"(?:\d+\s+)?strokes?\s+of\s+the\s+cane|whippings?|caning|flogging|lash(?:es|ings?)|stoning|corporal\s+punishment",
        "community service": r"community\s+(?:service|work)",
    },
    events={
        "prison": r"prison|jail|incarceration|behind\s+bars",
        "detention": r"detention|detainment|(?:police\s+)?custody",
        "arrest": r"arrests?",
        "deportation": r"deportation|expulsion|removal\s+from\s+(?:the\s+country|[A-Z]\w+)",
        "confiscation": r"confiscation|seizure(?:\s+of)?|impoundment|forfeiture",
    },
    suffered={
        "death": r"executed",
        "life": r"(?:imprisoned|jailed)\s+for\s+life",
        "prison": r"imprisoned|jailed|incarcerated|spend\s+(?:[\w-]+\s+){1,4}in\s+(?:prison|jail)|(?:put|sent|sentenced|thrown|placed|held)\s+(?:in|to|into)\s+(?:prison|jail)",
        "detention": r"detained|(?:held|placed|put|kept)\s+in\s+(?:police\s+)?(?:custody|detention)|held\s+(?:for\s+questioning|(?:for\s+(?:\w+\s+){1,4})?without\s+(?:charges?|trial))|taken\s+into\s+custody",
        "arrest": r"arrested",
        "fine": r"fined",
        "deportation": r"deported|expelled|removed\s+from\s+(?:the\s+)?country|kicked\s+out\s+of\s+the\s+(?:country|area)",
        "confiscation": r"confiscated|seized|impounded|forfeited",
        "ban": r"(?:banned|barred)\s+from\s+(?:re-?enter\w*|return\w*|enter\w*|travel\w*|leav\w*|future\s+(?:travel|entry))(?:\s+(?!for\b)[\w’'-]+){0,5}?(?=\s*(?:[.,;)]|$|\bfor\b|\bin\s+the\s+future))|blacklisted",
        "corporal": r"caned|flogged|lashed|whipped",
    },
    inflicted={
        "prison": r"(?:imprison|jail|incarcerate)|land\s+(?:you|them|people)\s+(?:\w+ly\s+)?in\s+(?:prison|jail)|(?:go|send\s+you)\s+to\s+(?:prison|jail)",
        "detention": r"detain",
        "arrest": r"arrest",
        "fine": r"fine",
        "deportation": r"deport|expel",
        "confiscation": r"confiscate|seize|impound",
        "ban": (
            r"ban\s+(?:you|them|him|her)(?:\s+from\s+\w+(?:\s+the\s+country)?)?|"
            r"(?:restrict|bar)\s+(?:you|them)\s+from\s+(?:future\s+travel|(?:future\s+)?(?:re-?)?entr(?:y|ies)|(?:re-?)?entering|returning)(?:\s+to\s+[A-Z]\w+)?|"
            r"restrict\s+(?:your|their)\s+future\s+(?:travel|entry)(?:\s+to\s+[A-Z]\w+)?"
        ),
    },
    beside={"ban": r"bans?(?!\s+on\b)"},
    unnamed=(
        r"(?:\w+\s+)?(?:penalt(?:y|ies)|punishments?)|punish(?:ed|able)|sentenced?|sentences|prosecut(?:ed|ion)|"
        r"criminal\s+(?:charges|proceedings)|criminally\s+charged"
    ),
    degree={
        "heavy": "heavy|hefty|large|severe|strict|stiff|harsh|steep|substantial|significant|considerable|high|huge|big|tough",
        "long": "long|lengthy|prolonged|extended|long-term",
        "light": "minor|small|short",
        "unlimited": "unlimited|indefinite",
        "mandatory": "mandatory",
    },
    modifier=(
        r"between|on-the-spot|spot|immediate|possible|potential|automatic|administrative|criminal|financial|monetary|traffic|overstay|"
        r"court-ordered|additional|minimum|maximum|up|pre-?trial|police|temporary|permanent|lifetime|year|"
        r"(?:very|extremely|fairly|relatively|particularly)"
    ),
    link=r"a|an|the|of|in|or|to|for",
    may_be=r"may|can|could|will|might|would|must|shall|be|get|faces?|risks?|attracts?|expect|receive",
    whom=r"you|them|violators|offenders",
    what=(
        r"(?:an?|the|your|their|any|all|such)\s+(?:\w+\s+)?(?:vehicles?|cars?|passports?|(?:mobile\s+)?phones?|devices?|drones?|goods|items?|property|cash|money|"
        r"currency|equipment|cameras?|medications?|medicines?|documents?|weapons?|alcohol|food|products?)"
    ),
    joiner=(
        r"between|is|are|includes?|rang(?:es?|ing)|from|and|or|and/or|as\s+well\s+as|plus|with|without|including|such\s+as|even|then|also|be|been|being|to|of|in|for|a|an|the|"
        r"by|given|both|either|faces?|faced|facing|risk|possibly|potentially|subsequently|eventually|immediately|summarily|"
        r"may|can|could|will|might|get|getting|receive|your|their|his|its|"
        r"equipment|drone|device|vehicle|passport|phone|goods|property|items?|money|prison|jail|court|fee|"
        r"refused\s+(?:entry|re-?entry)|denied\s+(?:entry|re-?entry)|questioned|questioning|interrogated|interrogation|searched|charged|"
        r"have|up|not\s+returned|terms?|period|results?\s+in|resulting\s+in|leads?\s+to|in\s+(?:some|certain|severe|extreme|serious)\s+cases"
    ),
    term_joiner=(
        r"of|for|from|with|is|are|to|up|a|an|in|between|ranging|ranges?|start(?:s|ing)?|at|the|terms?|periods?|sentences?|"
        r"as\s+(?:high|much|long)\s+as|prison|jail|equal|worth|approximately|about|around|imprisonment|lasting|can\s+be|may\s+be|by|authorities|police"
    ),
    due=(
        r"\s+(?:is|are|was|were|ha(?:s|ve)\s+(?:been|ranged|reached|amounted)|(?:may|can|could|will|would)\s+(?:be|reach|range|exceed|amount|vary|go)|"
        r"rang(?:es?|ed|ing)|starts?|reach(?:es)?|amounts?|var(?:y|ies)|goes|go|begins?)(?:\s+(?:currently|now|usually|typically|also|set|up|as\s+(?:high|much)\s+as))*"
    ),
    per=r"(?:for\s+(?:each|every)|per|a|each|every)\s+(?:day|person|week|month|night|hour)(?:\s+of\s+overstay)?",
    tail=(
        r"\s*(?:\((?:or\s+)?(?:\d+\s+in\s+some\s+cases|of\s+up\s+to\s+\d+\s+years?)\)|(?:and|,\s+and)\s+not\s+returned|on\s+the\s+spot|on\s+arrival|"
        r"for\s+(?:(?:several|many|a\s+few|some)\s+)?(?:hours|days|weeks|months|years)(?!\s+(?:before|after))|"
        r"without\s+(?:trial|charges?|bail|parole|warning)|indefinitely|immediately|for\s+life|in\s+the\s+future)"
    ),
    aside=(
        r"fine(?=\s+(?:dust|partic\w+|sand|weather|print|arts?|dining|wines?|line|tooth))",
        r"(?:is|are|was|were|be|feels?|looks?|works?)\s+(?:\w+ly\s+)?fine(?=\s*(?:[.,;]|$)|\s+(?:to|for|with|but|and)\b)",
        r"(?:kidnap\w*|abduct\w*|hostage-taking)(?:\s*,|\s+(?:and|or))\s+(?:\w+\s+)?(?:detention|arrest|detained|arrested)",
        r"(?:unpaid|outstanding|pending|previous|existing|alleged|bogus|fake|required|imposed|any|these|this|those|written|parking)\s+(?:the\s+|a\s+|all\s+|any\s+)?(?:\w+\s+)?fines?(?!\s+(?:of|up|from|or|between|and)\b)",
        r"(?:pay|paying|paid|settle|contest|dispute)\s+(?:(?:any|all|the|these|this|those|that|your|their|traffic|parking|such|required|alleged|bogus|off|outstanding|overstay)\s+)+(?:\w+\s+)?fines?",
        r"(?:(?<!may\s)(?<!also\s)(?<!will\s)(?<!could\s)(?<!can\s)pay|paying|paid|collect|collecting|reduce|refuse|solicit|demand\w*|extort\w*|owe)\s+(?:on-the-spot\s+)?fines(?!\s+of)",
        r"fines?(?=\s+(?:is|are|has|have|had|must|should|need|can|may|will)(?:\s+(?:to|not|be|been|only|also))*\s+(?:paid|settled|collected|resolved|payable|appealed))",
        r"(?:asks?|asked|asking|requested|told)\s+(?:you\s+)?(?:to\s+pay|for)\s+an?\s+(?:\w+\s+)?fine|(?:cover|payments?\s+of\s[^.;]{0,40})\s*fines?",
        r"the\s+(?:written\s+|associated\s+)?fine(?=\s*,?\s+(?:which|that|has|have))|(?:copy|copies)\s+of\s+the\s+(?:\w+\s+)?fines?",
        r"fine(?=\s+(?:collection|payment|notice|certificate|receipt|slip))",
        r"(?:house|city|cardiac|citizens[’']?|under|warrants?\s+for(?:\s+(?:your|the|his|an))?|notified\s+of(?:\s+(?:your|the|his|an))?|during(?:\s+(?:your|the|their))?(?:\s+initial)?|reason\s+for(?:\s+(?:your|the))?)\s+(?:arrests?|detention)",
        r"(?:arrests?|detention|custody|prison|jail)(?=[’']?\s+(?:warrant|cent|facilit|condition|notif|camp|guidance|webpage|rates?|staff|official|officer|guard|system|cell|visit|tour|population|break|authorit|service|pack|transfer|powers|orders?|campaign|decision|dispute|battle|agreement|ministr|record|inmate|population|wall))",
        r"(?:adoption\s+and|transferred\s+to|child|parental|joint|sole|legal|main|central|local|notorious|\w+ian|\w+ese|\w+ish|escape\w*\s+from|release\w*\s+from|out\s+of|visit\w*|near|overcrowded|former|of|from|in\s+the|transfer\s+to)\s+(?:a\s+|the\s+)?(?:custody|prison|jail)",
        r"(?:wrongful|wrongfully|arbitrary|arbitrarily|unlawful|unjust|unjustly|extra-?judicial|mass|immigration|of\s+possible)\s+(?:(?:arrests?|detentions?|detained|arrested)(?:\s*(?:,|or|and)\s+)?)+",
        r"(?<!have\s)(?<!has\s)(?<!also\s)(?<!been\s)(?<!times\s)(?<!and\s)(?:arrested|detained|imprisoned|incarcerated|jailed|deported|confiscated|seized|banned|expelled)(?=\s+(?:individuals?|persons?|people|suspects?|U\.?S\.?|British|Canadians?|American|foreign\w*|dual|citizens?|nationals?|travell?ers?|minors?|members|goods|items|abroad|overseas|aid|journalist)\b)",
        r"(?:individuals?|persons?|people|those|suspects?|anyone|someone|somebody|citizens?|nationals?|canadians?|americans?|whose|foreigners|detainees|wrongly)\s+(?:wrongfully\s+|also\s+)?(?:arrested|detained|imprisoned|jailed|incarcerated|deported|fined|held)(?:\s*(?:,|or|and)\s+(?:arrested|detained|imprisoned|jailed|incarcerated|deported|fined|held))*",
        r"(?:exit|travel|entry|Schengen|flight|airline)\s+bans?(?=\s+(?:system|list))",
        r"(?:day|national|monthly)\s+(?:of|for)\s+community\s+(?:service|work)",
        r"(?:detained|detention|arrested|arrest|held|seized)(?=(?:\s+(?:or|and)\s+\w+)?\s+by\s+(?:\w+\s+)?(?:armed|rebel|militant|terror|militia|extremis|pirate|criminal|gang|insurgent))",
        r"(?:seizures?)(?!\s+of|,?\s+(?:or|and)\s)",
        r"(?:see|read)\s+[‘“'\"][^’”'\"]{3,60}[’”'\"]",
        r"(?:notification|news|notice|informed)\s+of\s+(?:(?:your|the|an|any|their)\s+)?(?:arrest|detention)",
        r"serve\s+(?:your|their|the|his)\s+(?:\w+\s+)?sentences?|(?:prison|jail)\s+sentences?(?=\s+(?:is|are)\s+served)",
        r"summary\s+executions?|extra-?judicial\s+executions?",
        r"lash(?=\s+out)",
        r"(?:travel|entry)\s+bans?(?=\s+(?:on|imposed\s+on|for)\s+(?:nationals|citizens|travell?ers|people|all|passengers|goods|products))",
        r"(?:sentence|sentences)(?=\s+(?:structure|served|transfer))",
    ),
    may=r"may|can|could|will|might|would|must|shall|you[’']ll|are\s+able\s+to|(?:ha(?:s|ve)|with)\s+the\s+(?:right|power|authority)\s+to|been\s+known\s+to|lets?\s+(?:the\s+)?\w+|(?:ability|authority|powers?|right|authori[sz]ed|entitled|allowed|seek|sought|known|likely|reason\s+enough|allows?|permits?)[^.;,]{0,40}?\s+to(?=\s+\w)",
    threat=(
        r"risk(?:s|ing)?(?:\s+of)?|at\s+risk\s+of|fac(?:e|es|ed|ing)|subject(?:ed)?\s+to|liable\s+(?:to|for)|punish\w*|penal\w+|result(?:s|ing)?\s+in|"
        r"lead(?:s|ing)?\s+to|carr(?:y|ies|ying)|expect|receiv(?:e|es|ing)|get|attracts?|includ(?:e|es|ed|ing)|incur\w*|"
        r"sentenc(?:e|es|ed|ing)|impos(?:e|es|ed|ing)|charg(?:ed|es)|(?:enforce\w*|convict\w*)(?=\s+(?:with|by|through))|there\s+(?:is|are)|entails?|"
        r"means?|grounds\s+for|consequences?|(?:to|or)\s+avoid|pay\s+an?|result\s+will\s+be|such\s+as|threat\w*|possibility\s+of|given|issue[sd]?|"
        r"send(?:s|ing)?(?=\s+(?:you\s+|out\s+)?(?:an?\s+)?fines?)|apply|appl(?:ies|ied)|serve|serving|levied|fear\s+of|danger\s+of|end\s+up|prescribes?"
    ),
    habit=(
        r"(?:is|are|get|be)\s+(?:\w+ly\s+|often\s+|sometimes\s+|always\s+)*(?:regularly|routinely|often|frequently|sometimes|usually|immediately|always|automatically|typically|generally|normally|commonly|also|occasionally|summarily)|"
        r"routinely|regularly|frequently|usually|automatically|often|sometimes|occasionally"
    ),
    past=r"(?:ha(?:s|ve|d)|[’']ve)(?:\s+(?:\w+ly|also|since|recently|previously|now|even|sometimes))*(?:\s+been(?!\s+known\s+to)|(?=\s+(?:\w+ed|put|sent|held)\b))|were|was|resulted\s+in|led\s+to",
    deny=(
        r"(?:may|can|could|will|might|would|must|shall|do|does|did|is|are|was|were|has|have|should)\s?(?:not|n[’']t)|cannot|can[’']t|won[’']t|don[’']t|doesn[’']t|isn[’']t|aren[’']t|never|no\s+longer|no\s+risk\s+of|unable\s+to|"
        r"you(?:[’']ve|\s+have|\s+were)(?:\s+(?:also|ever|previously))?(?:\s+been)?|exempt\s+\w+\s+from|protect\w*|prevent\w*|help\s+you\s+avoid|instead\s+of|(?:absence|lack)\s+of(?:\s+(?:the\s+)?grounds\s+for)?|rather\s+than|unlikely\s+to|abolished|moratorium"
    ),
    open_clause=(
        r"if|when|whenever|in\s+case(?:\s+of)?|in\s+the\s+event(?:\s+of|\s+that)?|in\s+cases|should\s+(?:you|anyone|a)|unless|until|who|whose|whether|where|while|"
        r"before|after|because|since|once|following|during|being|getting|of\s+having|having|regarding|on\s+what\s+to\s+do|information\s+on|in\s+relation\s+to|due\s+to|reports?\s+of|cases?\s+of|incidents?\s+of|number\s+of|which"
    ),
    is_said=(
        r"\s*(?:\([^)]{1,60}\)\s*)?(?:for|of|if|when|in)?[^.;:,]{0,60}?\b(?:is|are|appl(?:y|ies)|ranges?|starts?|var(?:y|ies)|may|can|could|will|might|would|at|exist|include|possible)\b|\s*(?:for|if|where|when)\b|\s*:"
    ),
    people=(
        r"nationals?|citizens?|foreigners?|foreign\s+\w+|travell?ers?|visitors?|tourists?|\w{3,}ans|britons|british|irish|westerners|expatriates?|non-\w+s|"
        r"drivers|journalists|people|persons|men|women|individuals|violators|some|others|passengers|students|aid\s+workers|users"
    ),
    reason=r"\b(?:even\s+with|despite|accused|for(?!\s+(?:questioning|\d|several|many|years|months|weeks|days|hours|up))|after|due\s+to|because|over(?!\s+(?:\d|the))|under|based\s+on|suspected|on\s+suspicion|without\s+(?:a\s+|the\s+)?(?:permi\w+|licen\w+|visa|authori\w+|proper|prescription)|while|when|in\s+possession|breaking|in\s+connection)\b",
    deed=r"\bfor\s+(?:\w+ly\s+)?(?!questioning|processing)\w+ing\b",
    for_what=(
        r"\s*(?:(?:per|a|each|every)\s+\w+\s+)?(?:each\s+)?(?:for(?!\s+(?:life|questioning|an?\s+(?:\w+\s+)?(?:amount|period|term|time|first|second|additional|further)|up\s+to|at\s+least|no\s+longer|the\s+(?:duration|rest|first)|several|many|multi\w*|long|lengthy|extended|each|every|\d|(?:two|three|four|five|six|seven|eight|nine|ten)\b|those\s+who|anyone|people|individuals|foreign\w*|violat\w+\b\s*[.;]|example))|if|(?:when|where)(?=\s+(?:the|a|an)\s)|in\s+cases?\s+of)\s+(?=\w)"
    ),
    by_whom=(
        r"(?:^|[\s,(])(?:if|when|should|anyone|anybody|those|people|persons?|individuals?|travell?ers|visitors|drivers|foreigners|nationals|citizens|passengers|tourists|violators|motorists)\s+(?:you|they|one|someone|anyone|who|that|a\s+person|travell?ers)?\b\s*"
        r"(?P<what>(?!(?:may|can|could|will|might|should|must|are|is|have|has|of|with|or|and|for|from)\b(?!\s+(?:caught|found|convicted|suspected|involved)))[^,;:.]{4,120}?)"
        r"(?=,|\s+(?:you\s+)?(?:may|can|could|will|might|would|risks?|faces?(?=\s+(?:an?\s|the\s|up\s|heavy|long|lengthy|severe|fines?|jail|prison|arrest|detention|deport|criminal|prosecut|penalt|charges|\d))|facing|must|should|is|are|get|incurs?|pay|have\s+been|has\s+been)\b|$)"
    ),
    threatens=(
        r"(?<!\sto)\s+(?:is|are|was|were|may|can|could|will|might|would|carr(?:y|ies)|results?|leads?|risks?|attracts?|remains?|faces?(?=\s+(?:an?\s|the\s|up\s|heavy|long|lengthy|severe|fines?|jail|prison|arrest|detention|deport|criminal|prosecut|penalt|charges|\d))|incurs?|entails?|constitutes?|has|have|means|includes?|rang(?:es?|ed)|var(?:y|ies)|depends?)\b"
    ),
    no_offence=(
        r"(?:(?:if|when|should)\s.*|do\s+not\s.*|not|do(?:ing)?(?:\s+(?:so|not|this|that|it))?|(?:if\s+)?(?:you|they)\s+(?:do|fail)(?:\s+(?:not|so|this|to\s+do\s+so|to\s+comply))?|fail(?:ing|ure)?(?:\s+to\s+(?:do\s+so|comply))?|(?:do\s+not|don[’']t|cannot|can[’']t|refuse\s+to)\s+(?:comply|pay).*|police\s+stop\s+you|\w+\s+who|asked\s+to.*|confirm.*|so|(?:almost\s+)?(?:always|often|usually)|(?:\w+\s+and\s+)?(?:asked|requested)\s+to.*|such\s+\w+|in\s+general|however|necessary|(?:found\s+)?guilty|(?:\w+\s+){0,2}bans?|convicted|caught|detained|arrested|in\s+addition.*|in\s+some\s+cases|these\s+actions|"
        r"you|they|he|she|it|this|that|these|those|there|we|one|police|officers?|customs|officials|courts?|judges?|prosecutors|security|immigration|border|airport|military|anyone|people|others|some|many|"
        r"(?:\w+\s+){0,2}(?:authorities|police|government|offenders|law|laws|penalt\w+|fines?|punishments?|sentences?|conviction|citizens?|nationals?|travell?ers|visitors|tourists|foreigners|travellers|individuals|persons|people|canadians|violators|violations?|drivers|owners|consequences|courts|officials|forces|prison|detention|arrest|system|term|regulations|rules|officers|guards|employers|companies|violence|suspects?|embassy))\b"
    ),
    pronoun=r"you|they|he|she|we|anyone|everyone",
    guilty=(
        r"(?:(?:and\s+)?(?:however,?|even|also|you|you[’']re|[’']re|re|are|is|be|been|were|caught|found|convicted|suspected|guilty|accused|charged|with|of|to\s+be|to\s+have|have|has|who|for|in|by|the|a|an|any|someone|anyone|stopped|deemed|determined|seen|arrested|under|suspicion|they)\s+)+"
    ),
    ends=r"[.;:()]|,(?!\s(?:(?:or|and)\s)?\w+(?:,|\s(?:or|and)\b))(?!\s(?:or|and)\s\w+ing\b)|\s(?:and|or)\s+(?:you|may|can|could|will|they|life|fines?|up\s+to|\d)\b|\s[-–]\s|\s(?:you|they)\s+(?:may|can|could|will|might)\b",
)

_RUSSIAN_STEMS = (
    "лишени", "тюр", "тюрем", "заключени", "задерж", "арест", "штраф", "депорт", "выдвор", "конфиск", "изъят", "казн",
    "пожизн", "работ", "запрет", "высыл",
)  # fmt: skip

RUSSIAN = PenaltyWords(
    stems=_RUSSIAN_STEMS,
    names={
        "death": r"смертн\w+\s+казн\w*",
        "life": r"пожизненн\w+\s+(?:лишени\w+\s+свободы|заключени\w+)",
        "prison": r"лишени\w+\s+свободы|тюремн\w+\s+(?:заключени\w+|срок\w*)",
        "fine": r"штраф\w*",
        "ban": r"запрет\w*\s+на\s+(?:въезд|выезд)",
        "community service": r"(?:общественн|обязательн|исправительн|принудительн)\w+\s+работ\w*",
        "arrest": r"(?:административн\w+\s+)?арест\w*",
    },
    events={
        "detention": r"задержани\w+",
        "deportation": r"депортаци\w+|выдворени\w+|высылк\w+",
        "confiscation": r"конфискаци\w+|изъяти\w+",
    },
    suffered={
        "prison": r"заключен\w*\s+в\s+тюрьму|посажен\w*|лиш[её]н\w*\s+свободы",
        "detention": r"задержан\w*",
        "arrest": r"арестован\w*",
        "fine": r"оштрафован\w*",
        "deportation": r"депортирован\w*|выдворен[аыо]?|выслан\w*",
        "confiscation": r"конфискован\w*|изъят[аыо]?",
    },
    inflicted={
        "detention": r"задержать",
        "arrest": r"арестовать",
        "fine": r"оштрафовать",
        "deportation": r"депортировать|выдворить|выслать",
        "confiscation": r"конфисковать|изъять",
    },
    beside={},
    unnamed=r"наказани\w+|наказыва\w+|уголовн\w+\s+ответственност\w+|административн\w+\s+ответственност\w+|взыскани\w+",
    degree={"heavy": r"крупн\w+|больш\w+|строг\w+|суров\w+", "long": r"длительн\w+|долг\w+"},
    modifier=r"административн\w+|уголовн\w+|возможн\w+|немедленн\w+|максимальн\w+|минимальн\w+",
    link=r"на|в|до|от|и",
    may_be=r"может|могут|будет|будут|быть",
    whom=r"вас|их|нарушителей",
    what=r"(?:ваш\w*\s+)?(?:автомобил\w+|паспорт\w*|телефон\w*|имуществ\w+|деньги|товар\w*)",
    joiner=r"и|или|либо|и/или|а\s+также|с|со|вплоть|до|на|в|срок|сроком|виде",
    term_joiner=r"на|в|до|от|срок|сроком|размере|составляет|период",
    due=r"\s+(?:составля\w+|состав(?:ит|ят)|достига\w+|равен|равны|может\s+достигать|могут\s+достигать)",
    per=r"(?:за\s+)?(?:в|кажд\w+)\s+(?:день|сутки|месяц)",
    tail=r"\s*без\s+(?:суда|права\s+\w+)",
    aside=(
        r"(?:уплат\w+|оплат\w+|оплачива\w+|неоплаченн\w+)\s+(?:\w+\s+)?штраф\w*",
        r"(?:ордер\w*\s+на|день|под)\s+арест\w*",
        r"(?:мест\w+|бывш\w+)\s+лишени\w+\s+свободы",
    ),
    may=r"может|могут|можете|будет|будут|будете|вправе|обязан\w*",
    threat=(
        r"грозит|грозят|наказыва\w+|наказани\w+|караетс\w+|карают\w+|влеч[её]т|влекут|предусмотрен\w*|предусматрива\w+|в\s+виде|риск\w*|"
        r"подлежит|подлежат|приговор\w*|ответственност\w+|взима\w+|налагает\w+|назнача\w+|составля\w+|привести\s+к|приводит\s+к|вплоть\s+до|санкци\w+"
    ),
    habit=r"часто|обычно|регулярно|немедленно",
    past=r"был[иао]?",
    deny=r"не\s+(?:может|могут|будет|будут|грозит|влеч[её]т)|освобожда\w+\s+от",
    open_clause=r"если|когда|в\s+случае|при|после|до\s+тех\s+пор|пока|котор\w+",
    is_said=r"\s*(?:за|—|–|-|:|составля\w+|взима\w+|налага\w+|может|могут|от\s+\d|до\s+\d|в\s+размере)",
    people=r"гражд\w+|иностран\w+|турист\w+|путешественник\w+|люд\w+",
    reason=r"\b(?:за|из-за|по\s+подозрению)\b",
    deed=r"\bза\s+(?:то,\s+что|\w+)",
    for_what=r"\s*(?:за(?!\s+(?:каждый|день|сутки))|если|при|в\s+случае)\s+(?=\w)",
    by_whom=r"(?:^|[\s,(])(?:если|кто|лица,\s+котор\w+)\s+(?:вы\s+)?(?P<what>[^,;:.]{4,120}?)(?=,|\s+(?:может|могут|грозит)\b|$)",
    threatens=r"\s+(?:наказыва\w+|караетс\w+|влеч[её]т|влекут|грозит|может|могут)\b",
    no_offence=r"(?:вы|они|он|она|это|эти|полиция|власти|наказание|штраф\w*)\b",
    pronoun=r"вы|они|он|она|мы",
    guilty=r"(?:(?:за|в|о|об|вас|признан\w*|виновн\w*)\s+)+",
    ends=r"[.;:()]|,(?!\s(?:(?:or|and)\s)?\w+(?:,|\s(?:or|and)\b))(?!\s(?:or|and)\s\w+ing\b)|\s(?:и|или)\s+(?:вы|может|могут)\b",
)

BY_LANGUAGE: dict[str, PenaltyWords] = {"en": ENGLISH, "ru": RUSSIAN}
