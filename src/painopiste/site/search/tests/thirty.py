"""Thirty texts as officials write them, and for each a question in other inflected forms, or by a part of a compound.

The third part is the question: it must find its text, and better than any other text of the thirty.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """A title and a text, their language, and the question that must find them."""

    title: str
    text: str
    asked: str
    language: str = "fi"


THIRTY = (
    Case("Kuntien turvallisuustyön verkosto", "Kunta nimeää yhdyshenkilön.", "kunnissa verkostoja"),
    Case("Katujengien tilannekuva", "Katujengeistä kootaan yhteinen kuva.", "katujengeille"),
    Case("Lähisuhdeväkivallan ehkäisy", "Uhrin apu kuvataan palvelupolkuna.", "lähisuhdeväkivaltaa uhreille"),
    Case("Poliisilaitosten yhteinen ohje", "Ohje annetaan jokaiselle.", "poliisilaitoksella ohjeen"),
    Case("Ikääntyneiden huijaukset", "Pankit varoittavat vanhuksia puhelimessa.", "vanhusten huijauksista"),
    Case(
        "Pelastuslaitosten varautuminen", "Sähkökatkoihin valmistaudutaan harjoituksin.", "sähkökatkon harjoituksissa"
    ),
    Case(
        "Verkkorikollisuuden selvittäminen",
        "Tutkijoita koulutetaan jäljittämään rahaa.",
        "verkkorikollisuudesta tutkijoille",
    ),
    Case("Koulukiusaaminen yläkoulussa", "Opettajat puuttuvat kiusaamiseen heti.", "koulukiusaamisen opettajia"),
    Case("Maahanmuuttajanaisten neuvonta", "Neuvontaa annetaan omalla kielellä.", "maahanmuuttajanaisille neuvontaa"),
    Case("Asuntojen paloturvallisuus", "Kotikäynneillä tarkastetaan palovaroittimet.", "palovaroittimia kotikäynnillä"),
    Case(
        "Vapautuvien vankien asuminen", "Vankila ja kunta sopivat asunnosta ennen vapautumista.", "vangeille asuntoja"
    ),
    Case("Rajaseudun yhteiset partiot", "Rajavartijat ja tulli partioivat yhdessä.", "rajavartijoiden partioissa"),
    Case("Huumeiden käyttäjien hoitoonohjaus", "Hoitoon pääsee samana päivänä.", "huumeista hoitoihin"),
    Case("Liikenneonnettomuudet taajamissa", "Nopeuksia lasketaan risteyksissä.", "liikenneonnettomuuksien risteykset"),
    Case("Vihapuhe sosiaalisessa mediassa", "Ylläpitäjät poistavat vihapuheen nopeasti.", "vihapuheeseen"),
    Case("Ihmiskaupan uhrien tunnistaminen", "Työsuojelutarkastajat oppivat merkit.", "ihmiskauppaa tarkastajille"),
    Case(
        "Hyvinvointialueiden päivystys",
        "Sosiaalipäivystys vastaa ympäri vuorokauden.",
        "hyvinvointialueella päivystyksestä",
    ),
    Case("Öljyntorjunnan aluskalusto", "Alukset sijoitetaan saaristoon.", "öljyntorjuntaan aluksia"),
    Case("Väkivaltainen ekstremismi", "Exit-toiminta auttaa irtautumaan liikkeestä.", "ekstremismistä liikkeisiin"),
    Case("Nuorisotalojen aukioloajat", "Nuorisotalot pidetään auki iltaisin.", "nuorisotalossa aukioloajoista"),
    Case(
        "Kyberhyökkäyksiin varautuminen",
        "Kunnat harjoittelevat järjestelmien palauttamista.",
        "kyberhyökkäyksistä järjestelmiin",
    ),
    Case("Metsäpalojen lentotähystys", "Lentäjät ilmoittavat savuista.", "metsäpaloissa lentäjien"),
    Case("Todistajien suojelu", "Todistajaa suojellaan oikeudenkäynnissä.", "todistajia oikeudenkäyntiin"),
    Case("Syrjäytymisvaarassa olevat nuoret", "Ohjaamot etsivät nuoria työpajoille.", "ohjaamoista nuorille"),
    Case(
        "Naapuriapu haja-asutusalueella",
        "Kyläyhdistykset järjestävät naapuriavun.",
        "kyläyhdistysten haja-asutusalueet",
    ),
    Case(
        "Rahanpesun ilmoitukset", "Kirjanpitäjät ilmoittavat epäilyttävistä siirroista.", "rahanpesusta kirjanpitäjille"
    ),
    Case(
        "Säkerhetsplaner i kommunerna",
        "Kommunen skriver planen tillsammans med polisen.",
        "kommunernas säkerhetsplan",
        "sv",
    ),
    Case("Ungdomsgårdarnas öppettider", "Gårdarna håller öppet på kvällarna.", "kvällar ungdomsgård", "sv"),
    Case("Bränder i bostäder", "Räddningsverket kontrollerar brandvarnare i hemmen.", "brandvarnaren hemmet", "sv"),
    Case("Våld i nära relationer", "Offren får hjälp samma dag.", "offer hjälpen", "sv"),
)
