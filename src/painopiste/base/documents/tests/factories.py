"""Small reports for tests, and words that try to be more than words."""

from datetime import date
from typing import Any

from painopiste.base.documents import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    from_markdown,
)

WICKED = (
    '#panic() #read("/etc/passwd") $x$ @viite <liite> <script>alert("1")</script> "lainaus" \'x\' \\ & ]]> {{ x }} '
    "åäö ÅÄÖ → ✓ 中文 \U0001f6a8 \x00\x07\x1b " + "x" * 300
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 240" role="img"><title>t</title>'
    '<rect x="0" y="0" width="400" height="60" fill="#2a6ebb"/>'
    '<text x="10" y="120" font-size="14">Työn alla 中</text></svg>'
)
COLUMNS = (Column("Nro"), Column("Toimenpide"), Column("Lukumäärä", "end"))


def table(caption: str = "Toimenpiteet", count: int = 3, **more: Any) -> Table:
    rows = tuple((Cell(f"2.{n}", f"/fi/toimenpiteet/2.{n}/"), "Selvitys", f"{n}") for n in range(1, count + 1))
    return Table(caption, COLUMNS, rows, **more)


def figure(**more: Any) -> Figure:
    return Figure(SVG, "Tilat", "Työn alla on 34 toimenpidettä.", **({"table": table("Luvut")} | more))


def report(*blocks: Block, **more: Any) -> Document:
    given = {
        "title": "Väliraportti",
        "language": "fi",
        "date": date(2022, 5, 24),
        "base_url": "https://painopiste.example",
    }
    return Document(blocks=blocks, **(given | more))


def every_block(text: str = "Teksti") -> tuple[Block, ...]:
    return (
        Heading(1, text, id="p1"),
        Heading(2, text),
        Paragraph(text),
        *from_markdown("Katso *tämä* ja **tuo** [luku](#p1).\n\n- yksi\n- kaksi\n\n1. eka"),
        BulletList((text, (Run(text, strong=True, href="https://example.org/?a=1&b=2"),)), ordered=True),
        Paragraph((Run(text, language="sv", emphasis=True), Run("62", href="/fi/toimenpiteet/"))),
        Table(
            text, (Column(text), Column(text, "end")), ((text, Cell(text, "/fi/")),), note=text, source=text, href="/x"
        ),
        Table("Tyhjä", (Column("A"), Column("B")), ()),
        Figure(SVG, text, text, table=table(text), note=text, source=text, href="/y", print_table=True),
        Facts(((text, text), ("Vastuutaho", Cell("SM", "/fi/organisaatiot/sm/")))),
        Callout("decision", text, title=text),
        Callout("note", text),
        PageBreak(),
        Callout("warning", text),
    )


def wicked_report() -> Document:
    return report(
        *every_block(WICKED),
        title=WICKED,
        subtitle=WICKED,
        organisation=WICKED,
        authors=(WICKED,),
        keywords=(WICKED,),
        description=WICKED,
        demonstration=WICKED,
    )


def long_report() -> Document:
    """A report of some fifty pages with ten figures and thirty tables."""
    blocks: list[Block] = []
    words = "Poikkihallinnollisen yhteistyön kehittämiseksi on laadittu yhteinen toimintamalli. " * 12
    for chapter in range(1, 11):
        blocks.append(Heading(1, f"Painopiste {chapter}"))
        for part in range(3):
            blocks += [Heading(2, f"Osa {part}"), *[Paragraph(words)] * 3, table(count=18, source="Painopiste")]
        blocks.append(figure())
    return report(*blocks, organisation="Sisäministeriö", demonstration="Esittelyaineisto")
