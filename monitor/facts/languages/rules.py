"""The words by which a sentence is told to be a rule, and which kind of rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Modality = Literal["prohibited", "required", "permitted", "not required", "may", "will"]
"""What a rule does: it forbids, requires, permits or exempts the reader, or says what officials may or will do."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Patterns of one language, in verbose regular expressions that ignore case."""

    cues: tuple[tuple[Modality, tuple[str, ...]], ...]
    """By modality the words that make a clause such a rule; the modalities are tried in this order."""
    stems: dict[Modality, tuple[str, ...]]
    """By modality, in small letters, what stands in every clause that its cues fit: so that few clauses are looked at."""
    officials: str
    """Who has power over the reader."""
    official_stems: tuple[str, ...]
    """In small letters, what stands in every sentence that names officials."""
    bare_stems: tuple[str, ...]
    """The same of `bare`, where no stem of the cues stands in it."""
    acts: str
    """Behind the officials' name: may, will, have closed, strictly enforce."""
    helps: str
    """Behind the officials' name: what serves the reader and binds nobody."""
    aside: tuple[str, ...]
    """Clauses whose cues rule nothing: "whether you need a visa", "a shop that requires cash", "if you have to go"."""
    speaker: str
    """At the beginning of a clause: the publisher or its embassy, which says what it can do for the reader."""
    pointer: str
    """At the beginning of a sentence: words that lead to another page, office or insurer."""
    tip: str
    """At the beginning of a sentence: an imperative that takes care of the reader."""
    binds: str
    """Words that bind even in a tip."""
    bare: tuple[tuple[Modality, str], ...]
    """At the beginning of a sentence: imperatives that bind by themselves ("Declare cash", "Do not photograph")."""
    idle: str
    """Sentences in which a cue binds nobody: cost and means of treatment, cars and cards, what insurers want."""
    threat: str
    """Beside a punishment: it is threatened to whoever does something, which is a rule of what officials may do."""
    platitude: str
    """What holds for everybody everywhere: "You must follow local laws"."""
    condition: str
    """Words that begin a condition or an exception."""
    empty: str
    """What stands before a cue and is no subject: "it is", "there are", auxiliaries."""


_MUST = r"must(?!\s+not\b)(?!n[’']t)(?!-)"
_READER = (
    r"(?:you|travell?ers?|visitors?|nationals?|citizens?|tourists|residents|passengers|foreigners|holders|"
    r"children|women|men|minors?|couples|partners|persons|people|individuals|anyone|journalists|students|workers|vessels|vehicles|boats|canadians?|americans?|australians?|britons?|drivers?|pilgrims?)(?!\s+(?:areas?|resorts?|sites?|destinations?|attractions?))"
)
_OPEN = r"(?:now\s+|currently\s+|again\s+|also\s+|temporarily\s+|still\s+|strictly\s+|generally\s+|only\s+|all\s+|no\s+longer\s+)*"

ENGLISH = RuleWords(
    cues=(
        (
            "prohibited",
            (
                r"(?<!not )(?<!n[’']t )illegal\b(?=\s*(?:to|in|for|under|at|without|on|if|unless|and|or|when|throughout|across|anywhere|even|[,.;:()—–]|$))",
                r"unlawful\b",
                r"against\s+the\s+law\b",
                r"(?<!not )(?:strictly\s+|expressly\s+)?(?:prohibited|forbidden|outlawed|banned)\b",
                r"(?<!not )(?<!n[’']t )(?:(?:prohibit|forbid|outlaw)s?|bans(?=\s+(?!on|against|and|or|for|from|of|may|are|have|in|by)\w))\b(?!\s+(?:discrimination|the use of the death))",
                r"(?:prohibition|ban)s?\s+(?:on|of|against)\b",
                r"not\s+(?:be\s+|been\s+|\w+ly\s+)*(?:allowed|permitted|legal|lawful|recogni[sz]ed|extendable|transferable|eligible|valid)\b",
                r"(?:visas?|etas?|permits?|entry|extensions?)\b[^.;]{0,40}?(?:\bnot|n[’\']t)\s+(?:currently\s+)?(?:be\s+)?(?:available|issued|granted)\b",
                r"\w+n[’']t\s+(?:be\s+|legally\s+)*(?:allowed|permitted|legal|recogni[sz]ed|extendable|eligible|valid)\b",
                r"must\s+(?:not|never)\b",
                r"mustn[’']t\b",
                rf"{_READER}\b(?:(?!\bthat\b)[^.;:]){{0,60}}?\b(?:cannot|can[’']t|can\s+not|(?:can|may)\s+no\s+longer|may\s+not\s+(?!be\s+(?:able|available|aware|as|safe|covered)|have\b|always\b|receive\b|get\b|easily\b|recogni|know\b|see\b|feel\b|find\b|want\b|need\b|understand\b|realise\b|realize\b|follow\b|respect\b|obey\b|stop\b|yield\b|speak\b)|shall\s+not|are\s+(?:currently\s+)?unable\s+to\s+(?:enter|travel|leave|cross|board))\b",
                r"(?:it|this|these|they|visas?|passports?|permits?|licen[cs]es?|cards?|prescriptions?|goods|items|medicines?|drones?|stays?)\s+(?:cannot|can[’']t|can\s+not)\b\s+(?:be\s+)?(?!guarantee|rule|provide|help|assist|intervene|offer|always|get\s+you)",
                r"(?<!not )(?<!to )criminali[sz]e[sd]?\b",
                r"(?:is|are|be|been|considered|constitutes?|as|remains?)\s+(?:\w+ly\s+|also\s+|now\s+)*(?:a|an)\s+(?:serious\s+|criminal\s+|punishable\s+)*(?:offen[cs]e|crime)\b(?=\s*(?:[.,;:(]|$|in|to|for|under|and|or|punish|which|that|if))",
                r"criminal\s+offen[cs]es?\b",
                r"(?:restricted|barred|banned|prevented|excluded)\s+from\b",
                r"off[\s-]limits\b",
                r"visa[\s-]free\b[^.;:]{0,60}?\b(?:ends?|ended|suspended|abolished|cancelled)\b",
                r"(?:is|are|remains?)\s+(?:\w+ly\s+)?not\s+(?:\w+ly\s+)?open\b",
                r"(?:is|are|has|have|remains?|been)\s+(?:\w+ly\s+|been\s+|now\s+|also\s+)*closed\b(?!\s+(?:to\s+the\s+main|mondays|for\s+(?:lunch|holidays)))",
                r"(?:be|been|are|is|being)\s+(?:\w+ly\s+)*(?:denied|refused)\s+(?:entry|boarding|permission|exit|access)\b",
                r"(?:do|does|did|will)\s*(?:n[’']t|\s+not)\s+(?:\w+ly\s+)?(?:recogni[sz]e|allow|permit|let(?!\s+your)|admit|issue)\b",
                r"offen[cs]es?\s+(?:also\s+)?includ\w+\b",
                r"(?:licen[cs]es?|passports?|cards?|documents?|copies|cash|currency|banknotes|visas?|permits?|certificates?)\b[^.;:]{0,30}?(?:\bnot|n[’']t)\s+(?:be\s+|currently\s+)?accepted\b",
                r"(?:refusal|denial)\s+of\s+(?:entry|permission)\b",
                r"(?:laws?|code|legislation|act|decree)\b[^.;:]{0,60}?\b(?:includes?|provides?\s+for|carr(?:y|ies)|sets?\s+out)\s+(?:\w+\s+){0,2}?(?:penalt(?:y|ies)|punishments?|fines?|prison)\b",
                r"(?:cannot|can[’']t|can\s+not)\s+be\s+(?:sold|bought|carried|imported|exported|taken|brought|used|refunded|extended|renewed|possessed|removed|photographed|transferred|held|withdrawn|exchanged|issued)\b",
                r"^only\s[^.;:]{1,60}?\b(?:can|may)\b",
                r"won[’']t\s+(?:let|allow|admit|be\s+allowed|be\s+able\s+to\s+enter)\b",
                r"no\s+longer\s+(?:be\s+)?(?:allowed|permitted|possible|accepted|valid|available|legal|eligible|issued|recogni[sz]ed)\b",
                r"(?:places?|imposed?|introduced|put)\s+(?:\w+\s+)?(?:limits?|limitations|restrictions|a\s+ban|bans)\s+(?:on|in)\b",
                r"(?:there\s+are|there\s+may\s+be)\s+(?!no\b)(?:\w+\s+){0,4}?(?:restrictions|limits|bans)\s+on\b",
                r"only\s+(?:be\s+)?(?:allowed|permitted|valid|legal)\b",
                r"only\s+[\w\s]{1,40}\s+(?:are|is)\s+(?:allowed|permitted)\b",
                r"zero[\s-]tolerance\b",
                r"suspended\b(?=[^.;]{0,30}\b(?:entry|visas?|flights|services?|issu))",
            ),
        ),
        (
            "may",
            (
                r"(?:rules?|this|these|it|they|requirements?|restrictions?|measures|law)\s+may\s+(?:also\s+)?apply\b(?!\s+for\b)",
                r"(?:may|might|could|will)\s+not\s+be\s+(?:informed|notified|told|given\s+access)\b",
                r"(?:may|might|could|can)\s+(?:also\s+|then\s+|still\s+)*(?:need\s+(?:to|a|an)\b(?!\s+(?:travel\s+to|be\s+(?:aware|careful|evacuated)|wait|call))|have\s+to\b(?!\s+(?:travel|wait|be\s+evacuated))|be\s+(?:subject\s+to\b(?!\s+(?:delay|change|cancel|attack|flood|harass|abuse|some|certain|discriminat|availab))|required|obliged|charged|asked|requested|screened|quarantined|questioned|searched|stopped|subjected\s+to|refused|turned\s+(?:away|back)|monitored|interviewed)\b)",
            ),
        ),
        (
            "not required",
            (
                r"(?:do|does|did|will)\s+not\s+(?:currently\s+|normally\s+|usually\s+)?(?:need|have\s+to|require)\b",
                r"(?:don|doesn|won)[’']t\s+(?:currently\s+|normally\s+|usually\s+)?(?:need|have\s+to|require)\b",
                r"not\s+(?:be\s+|currently\s+|normally\s+|usually\s+|legally\s+)*(?:required|necessary|needed|obliged|mandatory|compulsory)\b",
                r"\w+n[’']t\s+(?:required|necessary|needed|obliged|mandatory)\b",
                r"(?:are|is|be|were)\s+(?:\w+ly\s+)?exempt(?:ed)?\b",
                r"exemptions?\s+(?:from|for|to)\b",
                r"no\s+longer\s+(?:be\s+)?(?:need(?:ed)?|required?|have\s+to|mandatory|compulsory)\b",
                r"without\s+a\s+visa\b",
                r"visa[\s-](?:free|exempt)\b",
                r"visa[\s-]exemption\b",
                r"(?:do|does)\s*(?:n[’']t|\s+not)\s+apply\b(?!\s+for\b)",
                r"no\s+(?:visa|permit|vaccinations?|quarantine|tests?|fee|charge)\s+(?:is\s+|are\s+)?(?:required|needed)\b",
            ),
        ),
        (
            "required",
            (
                _MUST + r"\b",
                r"shall\b",
                rf"{_READER}\b[^.;:]{{0,40}}?\b(?:need|need\s+to|have\s+to)(?:\s+(?:all\s+of\s+)?the\s+following)?\s*:?$",
                r"(?:mandatory|compulsory|obligatory)\b",
                r"(?:is|are|be|was|were|been|remains?|also)\s+(?:\w+ly\s+|also\s+|now\s+|still\s+|all\s+|both\s+)*(?:required|obliged)\b(?!\s+to\s+(?:travel|be\s+evacuated))",
                r"(?<=:\s)(?:always\s+|sometimes\s+)?required\b",
                r"^required\b",
                r"requires?\s+(?!treatment|medical|evacuation|immediate|hospital|caution|care\b|patience|surgery)(?!travel\s+to)",
                rf"{_READER}\b[^.;:]{{0,40}}?\b(?:need|needs)\s+(?:to\s+(?!be\s+(?:aware|careful|near|evacuated|around)|travel\s+to\s+another|call\s+a)|a\s|an\s|at\s+least|one\b|two\b|three\b|four\b|\d|proof|your|their|prior|permission|authori[sz]ation|written|both|special|official|valid|visas?|health|insurance|an?\b)",
                rf"{_READER}\b[^.;:]{{0,40}}?\b(?:have|has|having|had)\s+to\s+(?!be\s+(?:aware|careful))",
                r"will\s+(?:need|have)\s+(?:to\b|a\b|an\b|your\b|at\b|proof\b|both\b|\d)",
                r"\w+[’']ll\s+(?:need|have\s+to|be\s+(?:asked|required|charged))\b",
                r"subject\s+to\s+(?!(?:\w+\s+)?attacks?|local\s+law|the\s+law|domestic|delay|change|availab|abuse|harass|some\s+form|certain\s+form|discriminat|attack|the\s+same|these\s+laws|flood|cancel|scrutin|arrest|temporary\s+recommend)",
                r"(?:should|must)\s+(?:always\s+|also\s+)?(?:carry|register|declare|hold|present|produce|have\s+(?:a\s+)?(?:valid|your))\b",
                r"should\s+be\s+(?:accompanied|registered|declared|signed)\b",
                r"(?:is|are)\s+expected\s+to\s+(?:pay|show|carry|register|provide|present|wear|dress|leave|report|declare)\b",
                r"should\s+expect\s+to\s+(?:provide|undergo|show|be\s+asked)\b",
                r"will\s+(?:also\s+)?be\s+(?:required|obliged|charged|asked|provided|screened|quarantined)\b",
                r"passports?\b[^.;:]{0,60}?\bvalid\s+(?:for|until|on|at|throughout|beyond|when)\b",
                r"(?:at\s+least|minimum(?:\s+of)?)\s+[\w\s]{1,20}\s+validity\b",
                r"requirements?\s+(?:is|are|for|to|include)\b",
                r"obligations?\b(?=\s+(?:to|including|under|on|for))",
                r"needs?\s+to\s+be\s+(?:valid|signed|stamped|registered|declared|certified|approved|paid|obtained|carried|made|completed|submitted|accompanied)\b",
                r"(?:rules?|this|these|it|they|requirements?|restrictions?|measures|law)\s+(?:will\s+|also\s+|only\s+)*appl(?:y|ies)\b(?!\s+for\b)",
            ),
        ),
        (
            "permitted",
            (
                r"there\s+(?:are|is)\s+(?:currently\s+)?no\s+(?:\w+\s+){0,3}(?:requirements?|restrictions?|limits?)\b",
                r"(?:not|n[’']t)\s+(?:\w+ly\s+)?(?:illegal|prohibited|forbidden|banned|criminali[sz]ed|an?\s+(?:offen[cs]e|crime)|against\s+the\s+law)\b",
                r"(?:do|does)\s*(?:n[’']t|\s+not)\s+(?:\w+ly\s+)?(?:prohibit|forbid|criminali[sz]e|ban)\b",
                r"(?<!not )(?:is|are)\s+legally\s+recogni[sz]ed\b",
                r"(?<!not )(?:is|are|be|it[’']s|now|also|remains?)\s+(?:\w+ly\s+|now\s+|also\s+)*(?:legal|lawful|allowed|permitted)\b",
                r"legali[sz]ed?\b",
                r"decriminali[sz]ed?\b",
                r"(?:is|are|be)\s+(?:\w+ly\s+)?(?:entitled\s+to|extendable|eligible\s+(?:for|to)|exempted)\b",
                r"(?:allows?|permits?)\s+(?:you|travell?ers|visitors|nationals|citizens|foreigners|holders|stays?|entry|importation|up\s+to)\b",
                rf"{_READER}\s+(?:\w+\s+){{0,6}}?(?:can|may)\s+(?:also\s+|now\s+|normally\s+|only\s+|still\s+|legally\s+)*(?:(?:stay|continue|request|attempt|be\s+(?:granted|issued|given)|enter|re-enter|travel\s+(?:to|with|on|without)|bring|extend|drive|work|import|export|cross|withdraw|transit|remain|leave|exit|take\s+(?:in|out|up\s+to|into))\b(?!\s+in\s+touch)|(?:get|obtain|apply\s+for|use|hold|receive)\s+(?:[\w-]+\s+){{0,4}}?(?:visas?|e-?visas?|permits?|permission|stamp|extensions?|licen[cs]e|passport|etd))",
                r"(?:is|are|remains?|has|have|been|reopened)\s+(?:\w+ly\s+|been\s+|now\s+|also\s+)*(?:re-?opened|open|operational)\b(?!\s+(?:24|during|from|until|daily|every|between|and\s+close|to\s+abuse|at\b|on\s+weekdays|mon))",
                r"will\s+(?:get|receive|be\s+given|be\s+issued|be\s+granted)\s+(?:[\w-]+\s+){0,4}?(?:visas?|permits?|permission|stamp|entry|days|months|stay|leave)\b",
                r"visas?\s+(?:on\s+arrival\s+)?(?:is|are)\s+(?:also\s+|now\s+)?(?:available|issued|granted)\b",
                r"recogni[sz]es\b",
                r"grants?\s+(?:you|visitors|travell?ers|law|police|stays?|entry)\b",
            ),
        ),
        (
            "will",
            (
                r"(?:introduc(?:e[ds]?|ing)|impos(?:e[ds]?|ing|ition\s+of)|announc(?:e[ds]|ing)|implement(?:s|ed|ing)|declar(?:e[ds]?|ing)|lift(?:s|ed|ing)|extend(?:s|ed|ing)|suspend(?:s|ed|ing)?|tighten(?:s|ed|ing)|eas(?:e[ds]|ing)|put\s+in\s+place|brought\s+in|bringing\s+in|enforc(?:e[ds]?|ing))\s+(?:(?!not\b)[\w’'-]+\s+){0,5}?(?:border\s+measures|health\s+measures|screening|restrictions?|(?:border|entry|security|additional|new|extra|random|health|exit)\s+(?:checks?|controls?|measures?|requirements?|rules?)|curfews?|bans?|fees?|laws?|legislation|state\s+of\s+emergency|martial\s+law|visa\s+\w+|quarantine|limits?|tax(?:es)?|surcharge|rationing|limitations|process|procedures?|systems?|scheme)\b",
                r"(?:restrictions?|bans?)\s+(?:will|may|are|remain)\s+(?:be\s+)?(?:strictly\s+|also\s+)?(?:enforced|in\s+(?:place|force|effect))\b",
                r"(?:is|are)\s+(?:now\s+|currently\s+)?(?:limiting|restricting|rationing|banning|suspending|closing)\b",
                r"(?:this|these|it|rules?|laws?|ban|order)\s+(?:will|is|are)\s+(?:be\s+)?(?:being\s+)?(?:strictly\s+)?enforced\b",
                r"(?:temporary|new|additional|extra)\s+(?:border|entry|health|screening|security)\s+(?:measures?|checks?|controls?|requirements?|rules?)\b",
                r"states?\s+of\s+(?:emergency|exception|siege)\b",
                r"martial\s+law\b",
                r"curfews?\b",
                r"be\s+(?:placed\s+in\s+)?(?:isolat(?:ed|ion)|quarantined?)\b",
            ),
        ),
    ),
    stems={
        "prohibited": (
            "visa",
            "illegal",
            "unlawful",
            "against the law",
            "prohibit",
            "forbid",
            "outlaw",
            "ban",
            "not",
            "n't",
            "n’t",
            "never",
            "cannot",
            "no longer",
            "unable",
            "crim",
            "offen",
            "restrict",
            "barred",
            "prevent",
            "exclud",
            "off-limits",
            "off limits",
            "closed",
            "denied",
            "refus",
            "denial",
            "penalt",
            "punish",
            "fine",
            "prison",
            "limit",
            "only",
            "tolerance",
            "suspend",
        ),
        "may": ("may ", "might ", "could ", "can ", "will not"),
        "not required": (
            "not",
            "n't",
            "n’t",
            "exempt",
            "no longer",
            "without a visa",
            "visa-free",
            "visa free",
            "no ",
        ),
        "required": (
            "expect",
            "must",
            "shall",
            "mandatory",
            "compulsory",
            "obligat",
            "oblig",
            "requir",
            "need",
            "have",
            "has to",
            "having to",
            "had to",
            "’ll",
            "'ll",
            "subject to",
            "should",
            "will ",
            "passport",
            "validity",
            "appl",
        ),
        "permitted": (
            "criminali",
            "no ",
            "not",
            "n't",
            "n’t",
            "legal",
            "lawful",
            "allow",
            "permit",
            "entitled",
            "extendable",
            "eligible",
            "exempt",
            "can ",
            "may ",
            "open",
            "operational",
            "will ",
            "visa",
            "recogni",
            "grant",
        ),
        "will": (
            "limit",
            "ration",
            "clos",
            "introduc",
            "impos",
            "announc",
            "implement",
            "declar",
            "lift",
            "exten",
            "suspend",
            "tighten",
            "eas",
            "place",
            "brought",
            "bring",
            "enforc",
            "measure",
            "check",
            "control",
            "emergency",
            "martial",
            "curfew",
            "isolat",
            "quarantin",
            "restrict",
            "ban",
            "siege",
            "exception",
            "new ",
            "temporary",
            "additional",
            "extra",
        ),
    },
    official_stems=(
        "authorit",
        "police",
        "officer",
        "official",
        "security",
        "court",
        "judge",
        "immigration",
        "customs",
        "border",
        "minist",
        "government",
        "airline",
        "carrier",
        "hotel",
        "employer",
        "bars",
        "military",
        "army",
        "soldier",
        "guard",
        "law",
        "they",
        "junta",
        "regime",
        "personnel",
        "inspector",
    ),
    bare_stems=("declare", "register", "apply", "obtain"),
    officials=(
        r"(?:(?:local|national|federal|immigration|customs|border|health|airport|regional|military|security|traffic|religious|port|state|law\s+enforcement)\s+(?:and\s+\w+\s+)?)*"
        r"(?:authorit(?:y|ies)|police(?:\s+(?:officers?|forces?))?|officers?|officials?|security\s+(?:forces?|personnel|services?|staff)|courts?|judges?|immigration|customs|border\s+(?:guards?|force|control|police)|ministry|minister|government|"
        r"airlines?|carriers?|military(?!\s+(?:action|activity|activities|operations?|strikes?|buildup|escalation))|army|soldiers|guards|law\s+enforcement|they(?=\s+(?:may|can|could|will|might)\s+(?:also\s+)?(?:detain|arrest|stop|search|ask|check|question|refuse|deny|fine|confiscate|seize|demand|inspect|take|require|deport))|junta|regime|personnel|inspectors)"
    ),
    acts=(
        r"(?:may|can|could|might|will|shall|would|have\s+the\s+(?:right|power|authority)|has\s+the\s+(?:right|power|authority)|are\s+able|is\s+able|do\s+not|does\s+not|don[’']t|doesn[’']t|(?:regularly|often|sometimes|strictly|routinely|frequently|randomly|rigorously)\s+(?:stop|check|search|conduct|carry|set\s+up|ask|enforce|refuse|deny|detain|close|block|arrest|fine|deport|inspect|request|demand|confiscat|question|monitor)\w*|enforces?|considers?|treats?|reserves?|conducts?|carry\s+out|carries\s+out|"
        r"ha(?:s|ve)\s+(?:also\s+|recently\s+|now\s+|been\s+|strictly\s+|temporarily\s+)*(?:closed|opened|reopened|suspended|lifted|refused|denied|decreed|banned|restricted|required|ordered|authori[sz]ed|tightened|eased|stopped|confiscated|deported|fined)|"
        r"(?:closed|suspended|lifted|banned)\b|(?:is|are)\s+(?:checking|enforcing|conducting|stopping|restricting))"
    ),
    helps=(
        r"(?:(?:may|can|could|might|will|would|do|does|are|is|often|sometimes)\s+)?(?:not\s+)?(?:always\s+|be\s+)?(?:able\s+to\s+)?(?:help|support|assist|respond|provide\s+(?:assistance|help|support|information|advice|updates?)|tell\s+you|advise|speak|lack|guarantee|evacuate|have\s+(?:limited|the\s+(?:resources|capacity|equipment))|be\s+limited|limited|unable|work|operate|offer|give\s+(?:information|advice)|update|issue\s+(?:warnings?|alerts?|updates?|advice|weather)|warn|publish|remain|continue|deploy|cordon|monitor\s+the)"
    ),
    aside=(
        r"^(?:when|while|although|though|because|as|since|once|after|before|in\s+case|should\s+you|depending\s+on|even\s+though)\b[^,:;]{0,240},",
        r"\bif\s+\S+\s[^,:;]{0,240}?(?=[,:;]|$|\s(?:you|they|it|we|travell?ers)\s+(?:must|will|can|need|should|may|cannot|could|have|do\s+not|are\s+(?:not|required)))",
        r"\b(?:whether|in\s+case|because|(?<!is\s)(?<!are\s)what|how|where\s+to|why)\b[^,:;]{0,240}",
        r"\b(?:who|that|which)\s+(?:\w+ly\s+|also\s+|may\s+|might\s+|will\s+|do\s+not\s+|are\s+|is\s+)*(?:needs?|requires?|required|have|has|cannot|can[’']t|allows?|prohibits?|permits?|legal|illegal|open|closed|eligible|accepts?|must|banned|prohibited|forbidden|restricted|allowed|permitted|unlawful)\b",
        r"\b(?:that|which|who)\s+the\s+\w+\s+(?:considers?|deems?)\b",
        r"\bunable\s+to\b[^,.;:]{0,120}",
        r"\b(?:check|confirm|verify)(?:\s+that)?\b[^,;:]{0,160}",
        r"\bas\s+(?:required|needed|permitted|necessary|much\s+as)\b",
        r"\buntil\b[^,;:]{0,60}\bhave\b[^,;:]{0,60}",
        r"\bnot\s+(?:just|only)\b",
        r"\balthough\b[^,;:]{0,160}",
    ),
    speaker=(
        r"(?:(?:additionally|however|also|in\s+addition|therefore|furthermore)\W+)?(?:(?:the|our|your|staff\s+(?:at|of)\s+the|diplomats\s+(?:at|of)\s+the)\s+)*(?:(?:british|us|u\.s\.|american|canadian|australian|irish|uk|nearest|department\s+of\s+(?:state|foreign\s+affairs)|government\s+of\s+canada|australian\s+government|global\s+affairs)\s*)*"
        r"(?:embass(?:y|ies)|consulates?(?:[\s-]general)?|high\s+commissions?|consular\s+\w+|government\s+of\s+canada|uk\s+government|u\.s\.\s+government|british\s+government|australian\s+government|department\s+of\s+state|fcdo|foreign,?\s+commonwealth|we|dfat|department\s+of\s+foreign\s+affairs)\b(?!\s+(?:employees|personnel|staff|workers|officials\s+(?:and|are|must)|(?:has\s+|currently\s+)?(?:prohibit|restrict|requir|limit|bar)\w*\s+(?:its|all|u\.s\.|us|government|the\s+travel)|(?:will|may|might)\s+not\s+be\s+(?:informed|notified)))"
    ),
    pointer=(
        r"(?:more\s+information|for\s+(?:more|further|full|the\s+latest|a\s+(?:complete\s+|full\s+)?list|detailed|details|general|information)|see\b|read\b|find\s+out|learn\b|check\s|contact\b|consult\b|visit\s+(?:the|our)\b|refer\s+to|sign\s+up|follow\s+(?:the|fcdo|us|local|instructions)|review\b|enrol|confirm\b|verify\b|speak\s+to|ask\b|get\s+(?:advice|information|vaccinat|travel|comprehensive)|"
        r"this\s+(?:information|guide|page|advice)\s+is|it\s+is\s+based\s+on|(?:the\s+)?authorities\s+in\s+[\w .’'-]+\s+set\s+and\s+enforce|if\s+you(?:’|'|\s+a)re\s+not\s+sure|(?:your|travel|make\s+sure\s+(?:you|your)\s+(?:travel\s+)?)\s*insur|no\s+travel\s+can|"
        r"you\s+(?:may|should|can)\s+(?:also\s+)?(?:find|want|wish|consider|check|read|see|contact|ask)|they\s+will\s+tell\s+you|it[’']?s?\s+(?:is\s+)?(?:recommended|advisable|a\s+good\s+idea)|depending\s+on\b|travell?ers\s+get\s+vaccinated)"
    ),
    tip=(
        r"[•*·\s]*(?:use|keep|obey|observe|avoid|wash|take\s+(?:care|extra|sensible|precautions)|drink|eat|stay|be|consider|ensure|seek|talk|tell|try|remember\s+to|plan|book|buy|monitor|leave|store|beware|exercise|allow|choose|protect|wear|learn|prepare|report|obtain\s+(?:detailed|information|advice)|"
        r"carry\s+(?!your|a\s+valid|valid|id\b|identification|passport|proof|original|photo|a\s+copy)|do\s+not\s+(?:leave|rely|assume|accept|walk|travel|drink|eat|touch|display|open|hike|go|use\s+(?:atms|taxis|unlicensed))|don[’']t\s+(?:leave|rely|assume|accept|walk|drink|eat|touch|display|open|hike|go|enter))\b"
    ),
    binds=r"\b(?:illegal|banned|against\s+the\s+law|not\s+(?:allowed|permitted)|prohibited|forbidden|required|must|by\s+law|the\s+law|valid\s+for|mandatory|compulsory|offen[cs]e)\b",
    bare=(
        (
            "required",
            r"(?:declare|register\s+(?:with|your|within|at|upon|on)|apply\s+for\s+(?:a|an|your|the)\s+(?:visa|permit|e-?visa|eta|exit)|apply\s+and\s+obtain|obtain\s+(?:a|an|your|the)\s+(?:visa|permit|e-?visa|licen[cs]e|exit))\b",
        ),
        (
            "prohibited",
            r"(?:do\s+not|don[’']t|never)\s+(?:carry|bring|take|import|export|photograph|film|buy|sell|fly|overstay|enter\s+the\s+(?:country|area|zone)|cross\s+the\s+border)\b(?!\s+(?:large|too|valuables|risks|more\s+cash|all|any\s+risks|chances))",
        ),
    ),
    idle=(
        r"\b(?:insurers?|insurance\s+(?:policy|policies|compan\w+|provider)|upfront|up-front|up\s+front|(?:immediate|cash|advance)\s+payments?|medical\s+(?:care|facilities|treatment|evacuation|procedures|providers|cases)|serious\s+(?:medical\s+)?(?:cases|illness\w*|injur\w*)|health[\s-]?care\s+providers|hospitals?\s+(?:and|may|usually|often|will|require)|doctors?\s+(?:and|may|usually|often|require)|treatment\s+(?:may|is|for)|evacuat\w+|four[\s-]wheel|4x4|atms?\b|credit\s+cards?|debit\s+cards?|bank\s+cards?|"
        r"some\s+forms?\s+of\s+harassment|in\s+need\s+of|vaccin\w+\s+(?:is|are)\s+recommended|recommended\s+vaccin\w+|legal\s+(?:options|advice|aid|services)|public\s+transport\s+is)\b"
    ),
    platitude=(
        r"\b(?:violates?|breaks?|breaking)\s+(?:a\s+|the\s+|any\s+|these\s+)?(?:local\s+|\w+ian\s+)?laws?\b|"
        r"\b(?:(?:subject\s+to|follow|obey|respect|comply\s+with|abide\s+by|observe)\s+(?:all\s+|the\s+)?(?:local|its|their|these|this|\w+ian|\w+ese|\w+ish|\w+i|countr\w+[’']s?)?\s*(?:laws?|regulations|customs)(?!\s+(?:that|which)))\b"
    ),
    threat=r"\b(?:(?P<may>may|can|could|might|risks?|face|faces|liable)|will|would|leads?\s+to|results?\s+in|punish\w*|carr(?:y|ies)|attracts?|includes?|expect)\b",
    condition=r"\b(?:if|unless|when|where|except(?:\s+for|\s+if)?|only\s+if|provided(?:\s+that)?|as\s+long\s+as|before|after|within|without|until|while|for\s+stays)\b",
    empty=r"(?:\b(?:it|there|this|that|is|are|was|were|be|been|being|has|have|had|it[’']s|also|now|strictly|currently|generally|normally|usually|still|always|not|may|might|will|would|should|can|could|and|or|but|then|to|do|does|however|additionally)\b[\s,]*)+",
)

BY_LANGUAGE: dict[str, RuleWords] = {"en": ENGLISH}
