"""PDFs: their words in order, with the structure that the file or its looks give them."""

from __future__ import annotations

import base64
import subprocess
import sys
import time
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_writer import Pdf, assembled
from read_helpers import ANYONE, links, placed, rows, sections, texts, told

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.read import limits
from monitor.read.document import Document
from monitor.read.reader import read, read_index


def of(file: Pdf) -> Document:
    return read(file.write(), ANYONE)


def leaflet() -> Pdf:
    """Two pages of a leaflet, with a running head and page numbers; a sentence goes over the end of the first page."""
    file = Pdf(title="Leaflet", language="en-GB")
    first = file.page()
    first.text(72, 810, "Help abroad: Freedonia", 8).text(300, 30, "Page 1", 8)
    first.text(72, 740, "Help for travellers", 24)
    first.text(72, 700, "Emergencies", 16)
    first.lines(
        72,
        670,
        [
            "Call the police on 112. The line is open day and night, and somebody there speaks English and",
            "Russian. You may be asked for the number of your passport, and for the address of the place",
        ],
    )
    second = file.page()
    second.text(72, 810, "Help abroad: Freedonia", 8).text(300, 30, "Page 2", 8)
    second.lines(72, 740, ["where you stay."])
    second.text(72, 700, "Laws", 16)
    second.lines(72, 670, ["Smoking in public places is an offence."])
    return file


def test_the_largest_letters_are_the_title_and_the_next_ones_headings() -> None:
    document = of(leaflet())
    assert document.title == "Help for travellers"
    assert sections(document) == ["Emergencies", "Laws"]
    assert (document.layout, document.language) == ("pdf", "en")


def test_a_sentence_that_goes_over_the_end_of_a_page_is_one_paragraph_without_heads_and_page_numbers() -> None:
    assert placed(of(leaflet())) == [
        "Emergencies | Call the police on 112. The line is open day and night, and somebody there speaks English and "
        "Russian. You may be asked for the number of your passport, and for the address of the place where you stay.",
        "Laws | Smoking in public places is an offence.",
    ]


def test_first_lines_of_the_text_are_no_running_head_though_two_pages_begin_alike() -> None:
    file = Pdf()
    for number in (1, 2, 3):
        file.page().lines(
            72, 780, ["You must carry your passport.", f"This is rule {number} of the town of Freedonia."]
        )
    assert texts(of(file)).count("You must carry your passport.") == 3


def test_a_number_that_does_not_count_pages_is_no_page_number() -> None:
    file = Pdf()
    for number in ("112", "102", "103"):
        file.page().text(72, 400, f"Text about {number} things.").text(72, 30, f"Dial {number}", 9)
    assert [text for text in texts(of(file)) if text.startswith("Dial")] == ["Dial 112", "Dial 102", "Dial 103"]


def test_a_paragraph_ends_where_the_next_word_would_have_found_room() -> None:
    file = Pdf()
    file.page().lines(
        72,
        700,
        [
            "The embassy answers letters within two weeks, and the telephone only in an emergency of a citizen. It",
            "is closed on holidays.",
            "British Embassy",
            "12 Duck Street",
            "Freedonia City",
        ],
    )
    assert texts(of(file))[1:] == ["British Embassy", "12 Duck Street", "Freedonia City"]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("in that coun-", "try you must", "in that country you must"),
        ("a well-", "known rule, known well to", "a well-known rule, known well to"),
        ("under Article 12-", "B you must", "under Article 12-B you must"),
        ("see https://example.org/foreign-", "advice for more", "see https://example.org/foreign-advice for more"),
    ],
)
def test_a_word_that_is_broken_at_the_end_of_a_line_is_whole(above: str, below: str, whole: str) -> None:
    before = "It is well known that many a rule of this place is older than anybody who lives in it, and "
    file = Pdf()
    file.page().lines(72, 700, [before + above, below + " the end."], size=9)
    assert texts(of(file)) == [f"{before}{whole} the end."]


def test_marks_and_numbers_make_list_items_with_their_depth_and_lead() -> None:
    file = Pdf()
    page = file.page()
    page.text(72, 700, "You must not bring:")
    for y, x, words in (
        (680, 90, "• cats"),
        (660, 90, "• dogs that are younger than twelve months, or older than twelve years, or have no chip and"),
        (646, 100, "no passport"),
        (626, 110, "– terriers"),
        (606, 90, "• fish"),
    ):
        page.text(x, y, words)
    document = of(file)
    assert told(document) == [
        "paragraph: You must not bring:",
        "item: cats",
        "item: dogs that are younger than twelve months, or older than twelve years, or have no chip and no passport",
        "item: terriers",
        "item: fish",
    ]
    assert [block.depth for block in document.blocks] == [0, 1, 1, 2, 1]
    assert document.blocks[1].lead == "You must not bring:"


def test_lines_with_gaps_in_the_same_places_are_rows() -> None:
    file = Pdf()
    page = file.page()
    for y, cells in ((700, ("Offence", "Penalty")), (680, ("Smoking", "A fine of 500")), (660, ("Theft", "Prison"))):
        for x, words in zip((72, 250), cells, strict=True):
            page.text(x, y, words, bold=y == 700)
    page.text(250, 646, "of 5 years")
    assert rows(of(file)) == [
        (("Offence", "Penalty"), ()),
        (("Smoking", "A fine of 500"), ("Offence", "Penalty")),
        (("Theft", "Prison of 5 years"), ("Offence", "Penalty")),
    ]


def test_rules_hold_a_row_together_and_end_the_table() -> None:
    file = Pdf()
    page = file.page()
    for y in (700, 680, 640, 600):
        page.draw(b"70 %d m 500 %d l S" % (y, y))
    for x in (70, 200, 300, 500):
        page.draw(b"%d 700 m %d 600 l S" % (x, x))
    for y, cells in (
        (686, {74: "Service", 204: "Fee", 304: "Remark"}),
        (668, {74: "Passport for", 204: "100", 304: "Only by"}),
        (654, {74: "adults", 304: "appointment"}),
        (628, {74: "Visa", 204: "60", 304: "Bring the exact amount"}),
        (614, {304: "in cash"}),
    ):
        for x, words in cells.items():
            page.text(x, y, words, bold=y == 686)
    page.text(74, 580, "Fees may change.")
    document = of(file)
    heads = ("Service", "Fee", "Remark")
    assert rows(document) == [
        (heads, ()),
        (("Passport for adults", "100", "Only by appointment"), heads),
        (("Visa", "60", "Bring the exact amount in cash"), heads),
    ]
    assert told(document)[-1] == "paragraph: Fees may change."


def test_an_underlined_word_parts_no_rows() -> None:
    file = Pdf()
    page = file.page()
    for y, cells in ((700, ("Police", "112")), (686, ("Fire", "101")), (672, ("Ambulance", "103"))):
        page.text(72, y, cells[0]).text(250, y, cells[1]).draw(b"72 %d m 90 %d l S" % (y - 2, y - 2))
    assert texts(of(file)) == ["Police | 112", "Fire | 101", "Ambulance | 103"]


def test_a_link_has_the_words_that_it_lies_on() -> None:
    file = Pdf()
    page = file.page()
    page.text(72, 700, "See").text(95, 700, "the list of doctors").text(190, 700, "in town.")
    page.link(94, 697, 187, 712, "https://example.org/doctors")
    document = of(file)
    assert texts(document) == ["See the list of doctors in town."]
    assert links(document) == [("https://example.org/doctors", "the list of doctors")]


def test_titles_of_the_outline_are_headings_whatever_their_size() -> None:
    file = Pdf(outline=("Health", "Laws"))
    page = file.page()
    page.text(72, 700, "Health").text(72, 670, "Drink bottled water.").text(72, 640, "Laws").text(72, 610, "Obey them.")
    assert placed(of(file)) == ["Health | Drink bottled water.", "Laws | Obey them."]


def test_a_bold_beginning_opens_a_section_as_in_other_pages() -> None:
    file = Pdf()
    file.page().text(72, 700, "Crime:", bold=True).text(112, 700, "The most common crime is pickpocketing.")
    assert placed(of(file)) == ["Crime | The most common crime is pickpocketing."]


def test_turned_text_is_read_too() -> None:
    file = Pdf()
    file.page().draw(b"BT /F1 11 Tf 0 1 -1 0 300 100 Tm (Wide table of fees) Tj ET")
    assert texts(of(file)) == ["Wide table of fees"]


def test_the_dates_of_the_file_are_not_those_of_the_page() -> None:
    """They move with each export: two files with the same words are the same document."""
    old, new = (replace(leaflet(), dates=dates) for dates in ("D:20260101120000Z", "D:20261101120000Z"))
    assert of(old) == of(new)
    assert of(new).stamps.date is None


def test_a_date_that_the_text_prints_is_a_stamp() -> None:
    file = Pdf()
    file.page().text(72, 700, "Last updated: 3 May 2026").text(72, 650, "Drink bottled water.")
    assert read(file.write(), publisher("anybody")).stamps.updated == "2026-05-03"


@pytest.mark.parametrize("given", ["Advice for Freedonia", "Microsoft Word - advice.docx", "advice_final.pdf", ""])
def test_the_title_of_the_file_serves_where_the_text_has_none_and_it_is_one(given: str) -> None:
    file = Pdf(title=given)
    file.page().text(72, 700, "Drink bottled water.")
    assert of(file).title == (given if given.startswith("Advice") else "")


def test_a_pdf_is_no_index() -> None:
    assert read_index(leaflet().write(), ANYONE) is None


def test_blanks_before_a_pdf_do_not_matter() -> None:
    assert read(b"\r\n" + leaflet().write(), ANYONE).title == "Help for travellers"


def refused(body: bytes) -> str:
    with pytest.raises(UnreadableError) as refusal:
        read(body, ANYONE)
    return str(refusal.value)


def test_a_scan_is_refused_for_it_has_no_text() -> None:
    file = Pdf()
    file.page().draw(b"q 500 0 0 700 0 0 cm Q")
    assert refused(file.write()).startswith("is a PDF without text")


def test_fonts_that_do_not_tell_their_letters_are_named() -> None:
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%s]>>" % inner
    content = b"BT /F1 11 Tf 72 700 Td <000100020003> Tj ET"
    body = assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
            font,
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    )
    assert refused(body) == "is a PDF whose fonts do not tell which letters they show"


# "Drink bottled water." in AES-256 by another writer, packed: by the owner's password alone, and by a user's, too.
AGAINST_EDITING = (
    "c-"
    "oy*ON(4p5MJrxx^pj_%`8;nJ?{r;2IkRCBolj>*7zce^Qbe^(sS={`*cWL4TvytE4Yg;eC%8b?o|+@%p&4KgqRHe13?fJ&+YD+Zs;t6eS1+==h"
    "XLA)v2nr-R<5b@{%gn9-"
    "W=uF9^b@cJCCOPEqbQb(nZ)P{(s2f{V@xA~7=*lorl1A57%h2gwAcns6JXv6L&zotF#(p%H{<Sg#lB>jhMyMW#y(uiicaRPNe+7#HPMJ*g5RMR"
    "|1?#^`Ot^Tj=MW671RxNg~GNA-"
    "R&!$2+eUQzZZX*8^|uBZ9}fIpVID6c^n+Rge_X2tmvMj*{;=FUM?392+kVg|hj<9gEgjNM}N^65+<NX{<wC{pLF`JV}z>_3le5s6req&FO;T;;"
    "MivI(}q*CB_r1J!;yKpMAB<J5pXES~=6?x!z&ad+p=!CP<qb^QF_pPhX4)#)!+AN~08<$uoZ{rS`B@BhAX^vurp@1Hz(|L0#Hy!Y(!*S|fLUi|"
    "XpA-ebQ!%vQ{{DJ#FT>kdX=VuSz{O*IUX@i+V&%=@{1!_|)%E82?soEOz6K&ctOp`CK!00BVp|?fZt#atYY9E!a537x8JUlln<*oid!KKZ56rP"
    "MlFIW~vvqXIziTsvGUeuY2Ebk&t4L4FzLl@67NVW>L$<%$+(U#zRj%^@@S)-"
    "NGTuT<Ew_E@>HVDm`vqF0#h2+9uE{F+^Qs=Q`41iHZ7*Or9tb)c^1%|C+mTQ$KrF<>V8;Ib8r_?a16pk?y7%D&uPE{mYdM61m!ej_SL`i{hYZ&"
    "!hyC{G$M;r}6Kr<n!#m)#uxszT6YrJ8ZWve%B+(8O+X=9QOx;NWiEw^jmKZ2^gbPbgo-NAKsQ7A^wJA050duRsGD$PRacTvZ94uMH+h*bupB-T"
    "L=Ix<adq&is7KpDXumLg&)W8N&(E5l4)7*0$JkzqV#I5297gIqIWl+9UWI6<X#EKq_uC>I!uE@Gve=ON=!&tzo6QfMa-"
    "n!`M<8a%aBbE_x;<EY{$S`*vgY;fEz@2Fc1!~!FN3w-"
    "fIQV1qcL>D%ahj@BYUDya=t2RYfY?P@L8&j)zIn5QDq^lf?uKFsz<eM5h96>W}{=x8FXmcy~>N+7d+gmSJu|{MrZ|6nWp(Jqc^U4RK0?}Y|FGr"
    "A3NyTX{<oc6bxiKBs=JruS=6nT?lWo$p#Drl|tgUtXz2ZNJBh?%"
)
WITH_A_PASSWORD = (
    "c-oy*&5ImG6bC)oin)u20-0m%`u>1naCc`0bvMqkV<IYhsLxI7Z1<+8Cu{<N{1t)-"
    ";!W@m(7PxeBYF`;6a%7Yf+x{~;Om*$nSse6*xk_eUe){kUj6FT>m2rnm&uDN>->EG-nSV+7*+0_tlQ1<!@3GHA8XV#DHxBV^bUJ31EE}d<`gzw"
    "aD$VGN;t)n^h^gLJl2LuXStEuSZx*QWxZY&%g`dz4Tjfmokf%%+LJiV^1W(SHi%^Tei5eVZNy>W5jx%oWm}<pwy~4yBwJvh7W*j6N3&*9lwj+*"
    "y$0Zq<j(RdF%)*UItNw^uP_2>PJtVeDw|j~QzRD9M{!!sY7f{g#t>!~1A^pY!H^<#!3rM`)DXYSY@LbN$YfYd8c;bOPHYqV(N_UdI*8>-"
    "a~)~i22Gnf+S9D_*3+N7|K10mpVtS!-"
    "~QpZOV9oL;ng2||FHdo=bya)?nl4&|NfMJ_0!$&UwZXT`qZ6|%i`hAUw6K__nLe5!Grx5zB~T%>t{au;^BdM;?EnG?%w$2k2aYl^fE2EB~ZJ?E"
    "FaHYGdEi&9MP_w#`)&+m*eDSYzl9)d{9E_MR|hqH;QtnoE8_3jeV>CPjGp+nuNz=(QB5q(`-;*Ljukc$(7Dj!1xexYM^QrHFSL}<HnZ3)<8W%-"
    "9#mJKD5Q}iB*9n8WSZ{(!@M=&P6V;NS>t_G}nn+t{r#Ad#fx7&JfO+B0?mdw3e1TCap<S1w~jO7%Ju}um}tFXOjyKbE~zILWU%yOGz^;wXh)($"
    "qkQyt^!ON%YqhM(-"
    "bM@j96zK%)5|mPyzr<icSa5O;S<<%ieHaxZ@@)M?16T`ru|;t9ifjqqA7Hi>{!2XE46TRzfj)QQ70>bchxJtx>Oy(ExP`(SeD`i8aI<iybB2Q;"
    "m~y@aHNdDMXAKbB7ZPI3&fC(%e%i4cM&^0HYL0q^M`0wy@ZPMlm@C%>@kawWcz7IDn{#r-"
    "2!*d0<wADBHgm?G23eDO}g!6;_@Y&nywdC26Py&|n!gLdLk+qt5G?GK>h$@ajR3FB2%Cm5;zBp3jskA0cepr|6cCGPUJnY8y{bx#g2|n?up<Sj"
    "9JDo7xtWSkH@pT-=WB-twcWY7krWtyjuaA+j9zp%HeK4cyqMJcu80WKppMl6oq<w3x8o<19IzU)cKAS%b_)3!FB#ZsrmbhDp}x3`WE3KZC{ADg"
)


def unpacked(packed: str) -> bytes:
    return zlib.decompress(base64.b85decode(packed))


def test_a_file_that_is_locked_against_editing_is_read() -> None:
    assert texts(read(unpacked(AGAINST_EDITING), ANYONE)) == ["Drink bottled water."]


def test_a_file_that_is_locked_with_a_password_says_so() -> None:
    assert refused(unpacked(WITH_A_PASSWORD)) == "is a PDF that is locked with a password"


def test_without_the_library_the_error_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pdfminer'] = None\n"
        "from monitor.errors import UnreadableError; from monitor.publishers.publisher import Publisher\n"
        "from monitor.read.reader import read\n"
        "try: read(b'%PDF-1.4', Publisher(id='a', name='A'))\n"
        "except UnreadableError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "is a PDF; install advisory-monitor[pdf] to read it"


def test_a_file_that_breaks_off_anywhere_is_refused() -> None:
    body = leaflet().write().rstrip()
    for end in range(5, len(body) - 1, 7):
        assert refused(body[:end]) == "is a PDF that breaks off before its end"


@given(st.integers(min_value=9), st.integers(min_value=1, max_value=255))
@settings(deadline=None, max_examples=25)
def test_a_file_with_a_wrong_byte_anywhere_is_a_document_or_refused(at: int, by: int) -> None:
    body = bytearray(leaflet().write())
    body[at % len(body)] ^= by
    try:
        document = read(bytes(body), ANYONE)
    except UnreadableError as error:
        said = str(error)
    else:
        said = repr(document)
    assert said == said.strip()
    assert said


STANDARD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def hostile(drawn: bytes, *more: bytes, font: bytes = STANDARD, catalog: bytes = b"", page: bytes = b"") -> bytes:
    """A file of one page; `more` are objects from 6 on. What is packed says so itself."""
    packed = b"/Filter/FlateDecode" if drawn[:1] == b"\x78" else b""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Count 1/Kids[3 0 R 2 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>%s>>/Contents 5 0 R>>"
            % page,
            font,
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(drawn), packed, drawn),
            *more,
        ]
    )


def stream(data: bytes, inside: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), inside, data)


def bomb() -> bytes:
    """600 MB of blanks."""
    packer = zlib.compressobj()
    return b"".join([*(packer.compress(b" " * 10_000_000) for _ in range(60)), packer.flush()])


WORDS = b"BT /F1 11 Tf 72 700 Td (Drink bottled water.) Tj ET"
WIDE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H%s"
    b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X%s>>]>>"
)
DRAWS = b"/XObject<</X %d 0 R>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<" + DRAWS + b">>"


@pytest.mark.parametrize(
    "body",
    [
        hostile(bomb()),
        hostile(b"/X Do " * 100_000, stream(b"/X Do " * 1_000, FORM % 7), stream(b"q Q", FORM % 9), page=DRAWS % 6),
        hostile(WORDS, font=WIDE % (b"", b"/W[0 2000000000 500]")),
        hostile(
            WORDS,
            stream(b"beginbfrange <00000000> <7fffffff> <0041> endbfrange"),
            font=WIDE % (b"/ToUnicode 6 0 R", b""),
        ),
        hostile(WORDS, *(b"<</Kids[%d 0 R %d 0 R]>>" % (n, n) for n in range(7, 60)), catalog=b"/PageLabels 6 0 R"),
    ],
    ids=["bomb", "forms", "widths", "codes", "labels"],
)
def test_a_file_that_asks_for_work_without_end_is_stopped(body: bytes) -> None:
    began = time.monotonic()
    assert refused(body).startswith(f"is a PDF that takes more than {limits.PDF_SECONDS} seconds or")
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "body",
    [
        hostile(b"/X Do " + WORDS, stream(b"/X Do", FORM % 6), page=DRAWS % 6),
        hostile(WORDS, b"<</Title(x)/First 6 0 R/Next 6 0 R>>", catalog=b"/Outlines 6 0 R"),
        hostile(WORDS + b"BT 1e308 0 0 1e308 1e308 1e308 Tm /F1 1e308 Tf ( ) Tj ET"),
    ],
    ids=["form in itself", "outline in itself", "beyond numbers"],
)
def test_a_circle_does_not_hide_the_text(body: bytes) -> None:
    assert texts(read(body, ANYONE)) == ["Drink bottled water."]


def test_a_file_with_too_many_pages_is_refused() -> None:
    file = Pdf()
    for _ in range(501):
        file.page()
    assert refused(file.write()) == "is a PDF of more than 500 pages"


def test_a_page_whose_drawing_is_damaged_is_not_half_read() -> None:
    packed = zlib.compress(WORDS * 9)
    assert refused(hostile(packed[: len(packed) // 2])).startswith("is a PDF that is broken")


def test_a_file_that_has_lost_a_page_is_refused() -> None:
    body = leaflet().write()
    lost = body.replace(b"/Count 2", b"/Count 3")
    assert refused(lost) == "is a PDF that is broken (1 of 3 pages are missing)"
    assert refused(hostile(WORDS).replace(b"/Contents 5 0 R", b"/Contents 9 0 R")).startswith("is a PDF that is broken")
