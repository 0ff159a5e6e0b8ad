"""Tables in HTML: rows with their heads, and tables that only lay things out."""

from __future__ import annotations

from read_helpers import of_html, rows, texts, told


def table(*lines: str) -> str:
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_a_cell_knows_the_head_of_its_column() -> None:
    document = of_html(table("<th>Who</th><th>Number</th>", "<td>Police</td><td>112</td>"))
    assert rows(document) == [(("Who", "Number"), ()), (("Police", "112"), ("Who", "Number"))]
    assert texts(document) == ["Who | Number", "Police | 112"]


def test_the_head_of_a_row_is_one_of_its_cells() -> None:
    document = of_html(table("<th>Who</th><th>Number</th>", "<th>Police</th><td>112</td>", "<th>Fire</th><td>110</td>"))
    assert rows(document)[1:] == [(("Police", "112"), ("Who", "Number")), (("Fire", "110"), ("Who", "Number"))]


def test_a_table_with_row_heads_alone_has_no_column_heads() -> None:
    document = of_html(table("<th>Police</th><td>112</td>", "<th>Fire</th><td>110</td>"))
    assert rows(document) == [(("Police", "112"), ()), (("Fire", "110"), ())]


def test_a_first_row_in_bold_is_the_head() -> None:
    document = of_html(table("<td><b>Who</b></td><td><strong>Number</strong></td>", "<td>Police</td><td>112</td>"))
    assert rows(document)[1] == (("Police", "112"), ("Who", "Number"))


def test_an_empty_cell_is_left_out_and_the_others_keep_their_heads() -> None:
    document = of_html(
        table("<th>Who</th><th>By day</th><th>By night</th>", "<td>Embassy</td><td></td><td>227 70 00</td>")
    )
    assert rows(document)[1] == (("Embassy", "227 70 00"), ("Who", "By night"))
    assert texts(document)[1] == "Embassy | 227 70 00"


def test_a_head_over_two_columns_holds_for_both() -> None:
    document = of_html(table('<th>Who</th><th colspan="2">Numbers</th>', "<td>Umit</td><td>1</td><td>2</td>"))
    assert rows(document)[1] == (("Umit", "1", "2"), ("Who", "Numbers", "Numbers"))


def test_two_rows_of_heads_are_one() -> None:
    document = of_html(
        '<table><thead><tr><th></th><th colspan="2">Fee</th></tr>'
        "<tr><th>Visa</th><th>Lari</th><th>Euro</th></tr></thead>"
        "<tbody><tr><td>Tourist</td><td>50</td><td>17</td></tr></tbody></table>"
    )
    assert rows(document)[2] == (("Tourist", "50", "17"), ("Visa", "Fee Lari", "Fee Euro"))


def test_a_cell_over_two_rows_is_said_in_both() -> None:
    document = of_html(
        table(
            "<th>City</th><th>Centre</th>",
            '<td rowspan="2">Almaty</td><td>Rodnik</td>',
            "<td>Zhan-Saya</td>",
            "<td>Oral</td><td>Umit</td>",
        )
    )
    assert [cells for cells, _ in rows(document)[1:]] == [
        ("Almaty", "Rodnik"),
        ("Almaty", "Zhan-Saya"),
        ("Oral", "Umit"),
    ]
    assert rows(document)[2][1] == ("City", "Centre")


def test_a_head_between_the_rows_is_a_row() -> None:
    document = of_html(table("<th>Who</th><th>Number</th>", '<th colspan="2">Almaty</th>', "<td>Rodnik</td><td>5</td>"))
    assert rows(document) == [(("Who", "Number"), ()), (("Almaty",), ()), (("Rodnik", "5"), ("Who", "Number"))]


def test_lines_of_a_cell_are_parted_by_a_space() -> None:
    document = of_html(table("<td>Umit</td><td>1<br>2<p>3</p><ul><li>4</li></ul></td>"))
    assert texts(document) == ["Umit | 1 2 3 4"]


def test_a_caption_stands_before_its_table() -> None:
    assert told(of_html("<table><caption>Numbers</caption><tr><td>Fire</td><td>110</td></tr></table>")) == [
        "paragraph: Numbers",
        "row: Fire | 110",
    ]


def test_a_table_round_a_table_only_lays_it_out() -> None:
    inner = table("<td>Fire</td><td>110</td>")
    document = of_html(table(f"<td><p>Numbers</p>{inner}</td><td><p>All are free.</p></td>"))
    assert told(document) == ["paragraph: Numbers", "row: Fire | 110", "paragraph: All are free."]


def test_a_table_with_a_page_in_a_cell_only_lays_it_out() -> None:
    document = of_html(
        table("<td><a href='/'>Home</a></td><td><h2>Crime</h2><p>Little.</p><ul><li>Lock up</li></ul></td>")
    )
    assert told(document) == ["paragraph: Home", "heading: Crime", "paragraph: Little.", "item: Lock up"]


def test_a_table_for_presentation_and_a_box_of_one_cell_are_no_tables() -> None:
    document = of_html('<table role="presentation"><tr><td>One</td><td>Two</td></tr></table>' + table("<td>Boxed</td>"))
    assert told(document) == ["paragraph: One", "paragraph: Two", "paragraph: Boxed"]


def test_spans_beyond_all_measure_do_no_harm() -> None:
    document = of_html(table('<td colspan="999999999" rowspan="999999999">a</td><td colspan="x">b</td>', "<td>c</td>"))
    assert [cells for cells, _ in rows(document)] == [("a", "b"), ("a", "c")]
