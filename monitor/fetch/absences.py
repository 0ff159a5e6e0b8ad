"""The signs of an answer without the page, under a status of success.

`absent.py` tells how the weights are added up. Titles are matched part by part ("SafeTravel | Page not found" has two),
and parts and headings as a whole: a page "Passport not found: what to do" is none of these.
"""

from __future__ import annotations

from enum import StrEnum

from monitor.fetch.signs import Place, Sign


class Absence(StrEnum):
    """What came instead of the page."""

    NOT_FOUND = "not found"
    MAINTENANCE = "maintenance"
    SCRIPTS = "scripts"
    """A shell that scripts fill in a browser."""
    ONWARD = "onward"
    """Nothing but the word to go elsewhere, by `<meta>` or by script."""


SENTENCES = {
    Absence.NOT_FOUND: 'The site says "not found", though it answered as if it were a page',
    Absence.MAINTENANCE: "Instead of the page came a notice that the site is down for now",
    Absence.SCRIPTS: "The page came without its text, which scripts would fetch in a browser: try `browser: true`",
    Absence.ONWARD: "The page came without text: it only sends on to another address, by script or <meta>",
}
"""What is said of each; the status follows."""

LONGEST = {Absence.NOT_FOUND: 1_500, Absence.MAINTENANCE: 1_000, Absence.SCRIPTS: 120, Absence.ONWARD: 120}
"""Characters of content (without navigation, header and footer) from which on a page is none of this; only where both
title and heading say "not found" a page may be longer."""

SILENCE = {
    Absence.NOT_FOUND: ((300, 2),),
    Absence.MAINTENANCE: ((300, 2),),
    Absence.SCRIPTS: ((1, 4), (60, 3), (120, 1)),
    Absence.ONWARD: ((60, 3), (120, 1)),
}
"""Content of fewer characters than this weighs so much."""

# What the standard texts of content systems and servers say, by language.
_NOT_FOUND = (
    # English
    r"(?:requested )?(?:web ?)?page (?:(?:was|is|could|can) ?)?(?:not (?:be )?|n?.t be )found",
    r"(?:requested )?(?:web ?)?page (?:does not|doesn.t|no longer) exists?",
    r"(?:sorry, )?we (?:could not|couldn.t|can ?not|can.t) find (?:that|the|this|your) (?:web ?)?page",
    r"page (?:(?:that )?you(?: a| we|.)re (?:looking|searching) for|you (?:requested|have requested|asked for)) "
    r"(?:(?:could|can|does|did|was|is|has|have|had|might|may) ?(?:n.t|not|no longer|have|been|be)|couldn|doesn|isn)\b",
    r"requested url (?:\S{1,80} )?was not found on this server",
    # German, Dutch, Danish, Norwegian, Swedish, Finnish
    r"seite (?:(?:wurde|konnte) )?(?:leider )?(?:nicht gefunden|existiert nicht|nicht vorhanden|nicht mehr vorhanden)",
    r"pagina (?:is )?(?:niet gevonden|bestaat niet)",
    r"siden (?:blev ikke fundet|findes ikke|kunne ikke findes|ikke fundet|ble ikke funnet|finnes ikke|ikke funnet)",
    r"sidan (?:kunde inte hittas|hittades inte|finns inte|kan inte hittas)",
    r"sivua ei (?:löytynyt|löydy)",
    # French, Spanish, Italian, Portuguese, Romanian
    r"page (?:(?:demandée|recherchée|que vous (?:demandez|recherchez)) )?(?:est )?(?:introuvable|inexistante|"
    r"non trouvée|n.existe (?:pas|plus)|n.a pas été trouvée|n.a pu être trouvée)",
    r"nous ne pouvons (?:pas )?trouver cette page",
    r"página (?:solicitada )?(?:no (?:encontrada|existe|se encuentra|se ha encontrado|ha sido encontrada)|inexistente)",
    r"pagina (?:richiesta )?(?:non (?:trovata|esiste|è stata trovata)|inesistente)",
    r"página (?:solicitada )?(?:não (?:encontrada|existe|foi encontrada))",
    r"pagina nu (?:a fost găsită|există)",
    # Polish, Czech, Hungarian, Turkish, Greek
    r"nie znaleziono strony|strona nie (?:została znaleziona|istnieje)",
    r"stránka (?:nebyla nalezena|nenalezena|neexistuje)",
    r"oldal nem található",
    r"sayfa bulunamadı",
    r"η σελίδα δεν (?:βρέθηκε|υπάρχει)",
    # Russian, Ukrainian, Kazakh
    r"страниц[аы] не (?:найдена|существует)|такой страницы (?:нет|не существует)",
    r"сторінк[ау] не (?:знайден[оа]|існує)",
    r"бет табылмады",
    # Japanese, Chinese, Korean, Arabic
    r"ページ(?:が|は)(?:見つかりません|存在しません)",
    r"(?:页面|網頁|网页|頁面)(?:未找到|不存在|找不到)|找不到(?:页面|頁面|网页|網頁)",
    r"페이지를 찾을 수 없습니다",
    r"الصفحة غير موجودة|لم يتم العثور على الصفحة",
)
_NOT_FOUND_WHOLE = (
    # Too common in prose to be looked for there; as a title or a heading they say it.
    r"(?:(?:file|file or directory|resource|document|url) )?not found",
    r"(?:(?:http )?(?:error|status|fehler|erreur|errore|fout|ошибка) )?404(?: error)?",
    r"(?:(?:the|this) )?(?:page|content|document|article) (?:is )?(?:no longer|not) available",
    r"(?:(?:the|this) )?page (?:(?:has been|was) )?(?:removed|deleted|missing)",
)
_NUMBER = r"(?:(?:error |http status |fehler |erreur |errore |ошибка )?404[ :.–—-]*)?"
_SIGH = r"(?:(?:oops|sorry|whoops|hoppla|ups)[ !,.…:–—-]*)?"
_ARTICLE = r"(?:(?:die|de|la|cette|the|this|that|your|az) )?(?:(?:angeforderte|gesuchte|opgevraagde|gevraagde) )?"
"""What may stand before them in a title or a heading."""

_DOWN = (
    r"(?:(?:the|this|our) )?(?:web ?)?(?:site|service|server|page|system)?(?: is)? ?(?:currently |temporarily )?"
    r"(?:under|down for|undergoing|in|closed for) (?:(?:scheduled|planned|routine|site) )?maintenance(?: mode)?",
    r"(?:(?:the|this|our) )?(?:(?:web ?)?(?:site|service|server|page) )?(?:is )?(?:currently |temporarily )"
    r"(?:unavailable|out of service|offline|down)",
    r"service (?:is )?unavailable|(?:web ?)?site (?:is )?(?:offline|unavailable)|maintenance mode",
    r"(?:scheduled|planned|routine|emergency) (?:(?:site|system) )?maintenance",
    r"(?:we(?:.ll| will) )?be (?:right )?back(?: (?:soon|shortly))?",
    r"(?:wegen )?wartungsarbeiten|wartungsmodus|vorübergehend nicht (?:erreichbar|verfügbar)",
    r"(?:site |service )?(?:(?:est )?(?:actuellement )?en )?(?:cours de )?maintenance en cours|site en maintenance|"
    r"(?:site |service )?(?:est )?(?:temporairement|momentanément) indisponible",
    r"(?:sitio (?:web )?|página )?en mantenimiento|(?:sitio )?temporalmente (?:no disponible|fuera de servicio)",
    r"(?:sito )?in manutenzione|(?:sito |servizio )?temporaneamente non disponibile",
    r"(?:website |site )?in onderhoud|(?:website |site )?tijdelijk niet (?:beschikbaar|bereikbaar)",
    r"(?:site |página )?em manutenção|temporariamente indisponível",
    r"(?:ведутся |проводятся )?технические работы|(?:сайт )?временно (?:недоступен|не работает)",
    r"(?:ただいま)?メンテナンス中(?:です)?",
)
_PERHAPS_DOWN = (r"(?:(?:scheduled|planned|site|website|system) )?maintenance", r"wartung", r"entretien", r"onderhoud")
"""A page of the law on children may be called "Maintenance"."""
_DOWN_TEXT = (
    r"we (?:are|.re) (?:currently )?(?:performing|carrying out|doing|undergoing) (?:\w+ )?maintenance",
    r"(?:site|service) is (?:currently |temporarily )?(?:under|down for|undergoing|closed for) (?:\w+ )?maintenance",
    r"(?:check|come|try) (?:again|back) (?:soon|later|shortly|in (?:a few|some) minutes)",
    r"we(?:.ll| will) be (?:right )?back (?:soon|shortly|online)",
    r"(?:später|in kürze) (?:erneut|noch einmal|wieder)|(?:réessaye|reveni|revene)[rz] (?:plus tard|ultérieurement)",
    r"(?:vuelva|inténtelo|intente) (?:a intentarlo )?más tarde|riprova(?:re)? più tardi",
    r"probeer het later|попробуйте позже",
)
_BROKEN = (
    # What content systems, PHP and gateways print where the page should be, some under status 200.
    r"error establishing a database connection",
    r"(?:fatal|parse) error ?: .{1,300} on line \d",
    r"(?:500 internal server error|502 bad gateway|503 service (?:temporarily )?unavailable|504 gateway time-?out)\b",
)

_NEEDS_SCRIPTS = (
    r"enable java ?script to (?:run|use|view|access|see) (?:this|the|our) (?:app|site|web|page|content|service)\w*",
    r"(?:this|the|our) (?:app|site|web ?site|web ?page|page|application|web ?app) (?:requires|needs) java ?script",
    r"doesn.t work (?:properly )?without java ?script",
    r"(?:you need to|please|must) (?:enable|turn on|activate|allow) java ?script",
    r"java ?script (?:is|must be|has to be) (?:required|disabled|not enabled|enabled|turned on|switched off)",
    r"java ?script (?:aktivieren|ist (?:deaktiviert|nicht aktiviert))|aktivieren sie (?:bitte )?java ?script",
    r"activ(?:er|ez) (?:le )?java ?script|habilit(?:e|ar) (?:el |o )?java ?script|activ(?:e|ar) (?:el )?java ?script",
    r"(?:abilita|attiva)(?:re)? java ?script|java ?script (?:inschakelen|is uitgeschakeld)|ativar o java ?script",
    r"(?:включите|включить|активируйте) java ?script|włącz(?:yć)? (?:obsługę )?java ?script",
)
_ROOT = (
    r"<div[^<>]{0,200}\bid=[\"']?(?:root|app|__next|__nuxt|___gatsby|app-root|main-app|react-root|q-app|svelte)\b"
    r"[^<>]{0,200}>\s*(?:<!--[^<>]{0,80}-->\s*)?</div",
    r"<(?:app-root|my-app|app-main)\b[^<>]{0,200}>\s*</(?:app-root|my-app|app-main)",
)
_ONWARD = (
    r"<meta[^<>]{0,200}http-equiv=.?refresh\b[^<>]{0,200}content=.?\s*[0-5]\s*;\s*url\s*=[^<>]{0,200}",
    r"(?:window|document|top|self|parent)\.location(?:\.href)?\s*=\s*[\"'][^\"']{0,200}|"
    r"location\.(?:replace|assign)\([^()]{0,200}",
)

_ONWARD_TEXT = (r"redirect(?:ed|ing)\b", r"(?:has|have) moved\b", r"click here|weitergeleitet|redirigé|перенаправ")


def _rows(of: Absence, place: Place, phrases: tuple[str, ...], weight: int) -> Sign:
    """All phrases as one sign: two of them say no more than one."""
    return Sign(of, place, "|".join(phrases), weight)


def _whole(of: Absence, phrases: tuple[str, ...], before: str, weight: int = 3) -> tuple[Sign, Sign]:
    """The phrases as a whole part of the title, and as a whole heading."""
    said = f"{before}(?:{'|'.join(phrases)})[ !.…?]*(?:[(\\[](?:(?:error|fehler|erreur) )?404[)\\]])?"
    part = rf"(?:\A|[|–—:·»>•-] ?)(?:{said})(?=\Z| ?[|–—:·«<•-] )"
    return (
        Sign(of, Place.TITLE, part, weight),
        # A heading may go on: "Page not found. It may have moved."
        Sign(of, Place.HEADING, rf"\A(?:{said})(?=\Z|[.!:–—-]| [(–—-])", weight),
    )


SIGNS: tuple[Sign, ...] = (
    *_whole(Absence.NOT_FOUND, _NOT_FOUND + _NOT_FOUND_WHOLE, _NUMBER + _SIGH + _ARTICLE),
    _rows(Absence.NOT_FOUND, Place.TEXT, _NOT_FOUND, 3),
    *_whole(Absence.MAINTENANCE, _DOWN, _SIGH),
    *_whole(Absence.MAINTENANCE, _PERHAPS_DOWN, "", 1),
    _rows(Absence.MAINTENANCE, Place.TEXT, _DOWN_TEXT, 2),
    _rows(Absence.MAINTENANCE, Place.TEXT, _BROKEN, 3),
    _rows(Absence.SCRIPTS, Place.MARKUP, _ROOT, 2),
    _rows(Absence.SCRIPTS, Place.MARKUP, (r"<script\b",), 1),
    _rows(Absence.SCRIPTS, Place.NOSCRIPT, _NEEDS_SCRIPTS, 1),
    _rows(Absence.SCRIPTS, Place.TEXT, _NEEDS_SCRIPTS, 4),
    _rows(Absence.SCRIPTS, Place.TEXT, (r"\A(?:loading|please wait|wird geladen|chargement|cargando|загрузка)\b",), 1),
    _rows(Absence.ONWARD, Place.MARKUP, _ONWARD[:1], 3),
    _rows(Absence.ONWARD, Place.MARKUP, _ONWARD[1:], 2),
    _rows(Absence.ONWARD, Place.TEXT, _ONWARD_TEXT, 1),
)
