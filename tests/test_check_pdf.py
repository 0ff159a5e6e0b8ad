"""A PDF is watched like any page: asked, kept, read, compared and told."""

from __future__ import annotations

from pathlib import Path

from world import PATH, Answer, world_in

from monitor.fetch.visit import Verdict

PDF = (("Content-Type", "application/pdf"),)


def leaflet(words: str, date: str) -> bytes:
    """A file of one page, as small as can be; `date` is when the file was made."""
    drawn = f"BT /F1 24 Tf 72 700 Td (Help abroad) Tj /F1 11 Tf 0 -40 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</ModDate(D:%s)>>" % date.encode(),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return body + b"trailer\n<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n0\n%%EOF\n"


def test_a_number_that_changed_in_a_pdf_is_told_and_a_new_export_is_not(tmp_path: Path) -> None:
    with world_in(tmp_path) as world:
        world.watch()
        first, again, moved = (
            leaflet("Call the police on 112.", "20260101"),
            leaflet("Call the police on 112.", "20260201"),
            leaflet("Call the police on 102.", "20260301"),
        )
        looks = []
        for body in (first, again, moved):
            world.server.answer(PATH, Answer(200, body, PDF))
            looks.append(world.round().outcomes[0])
        assert [look.verdict for look in looks] == [Verdict.PAGE] * 3
        assert [look.change is not None for look in looks] == [False, False, True]
        (line,) = world.told()
        assert "112 -&gt; 102" in line
        assert len(list(world.snapshots.rglob("*.pdf.gz"))) == 3
