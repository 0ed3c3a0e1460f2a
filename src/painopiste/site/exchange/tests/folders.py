"""A small programme folder for tests: a city's, with a bit of everything."""

from pathlib import Path

FILES = {
    "programme.yaml": """\
key: kaupunki-2023
name: {fi: Kaupungin turvallisuusmalli, sv: Stadens säkerhetsmodell, en: The city's safety model}
owner: kaupunki
began: '2023-01'
term_ends: '2025'
status_on: 2024-06-30
demonstration: true
source_title: Raportti 2024
""",
    "organisations.yaml": """\
organisations:
  - key: kaupunki
    abbreviation: KPK
    name: {fi: Kaupunki, sv: Staden, en: The city}
    kind: municipal_body
    source: raportti:1
  - key: pelastus
    abbreviation: PELA
    name: {fi: Pelastuslaitos}
    kind: municipal_body
    parent: kaupunki
    valid_to: '2025-12-31'
    successor: uusi-pelastus
    aliases: [Palokunta, Brandkåren]
  - key: uusi-pelastus
    abbreviation: UPELA
    name: {fi: Uusi pelastuslaitos}
    kind: county
    valid_from: '2026-01-01'
""",
    "bodies.yaml": """\
bodies:
  - key: ryhma
    kind: cooperation_group
    name: {fi: Turvallisuusryhmä}
    tempo: quarterly
    members:
      - {organisation: KPK, role: chair, since: '2023'}
      - {organisation: Palokunta, role: member, source: raportti:2}
  - key: alaryhma
    kind: subgroup
    name: {fi: Alaryhmä}
    parent: ryhma
    rotating_chair: true
    members:
      - {organisation: pelastus, role: chair, rank: 2}
      - {organisation: kaupunki, role: chair, rank: 1}
""",
    "decisions.yaml": """\
decisions:
  - key: 2023-01-start
    body: ryhma
    decided_on: '2023-01-15'
    reference: KPK 1/2023
    title: {fi: Malli alkaa}
    audience: public
    source: raportti:3
  - key: 2023-04-jatko
    body: ryhma
    meeting: 2023-04-kokous
    number: 1
    decided_on: '2023-04-12'
    way: vote
    votes_for: 7
    votes_against: 2
    title: {fi: Työ jatkuu}
    dissent: {fi: Voimavarat eivät riitä}
    audience: public
""",
    "meetings.yaml": """\
meetings:
  - key: 2023-04-kokous
    body: ryhma
    held_on: '2023-04-12'
    state: approved
    place: Kaupungintalo
    minutes: {fi: Käytiin läpi tilanne}
    audience: public
    items:
      - {kind: decision, title: {fi: Työn jatko}, text: {fi: Jatketaanko}}
      - {kind: information, title: {fi: Muut asiat}}
    attendance:
      - {organisation: kaupunki, people: 2}
      - {organisation: pelastus, presence: absent}
    points:
      - {kind: success, text: {fi: Yhteistyö sujuu}, source: raportti:9}
follow_ups:
  - key: selvitys
    body: ryhma
    meeting: 2023-04-kokous
    organisation: pelastus
    text: {fi: Selvittää voimavarat}
    due_on: '2023-09'
    state: done
    closed_on: 2023-08-30
    outcome: {fi: Voimavarat riittävät}
    audience: public
""",
    "focus-areas/asuminen.yaml": """\
key: asuminen
number: 1
name: {fi: Asumisen turvallisuus, sv: Tryggt boende}
former_names:
  - name: {fi: Kotien turvallisuus}
    used_until: '2023-05'
phenomenon:
  fi: |-
    Ensimmäinen kappale.

    - kohta
    - toinen
group: alaryhma
audience: public
participants_stated: true
source: raportti:4-9
leads:
  - {organisation: kaupunki, until: '2023-12-31', source: raportti:5}
  - organisation: PELA
    part: {fi: paloturvallisuus}
    since: '2024-01-01'
participants:
  - organisation: uusi-pelastus
changes:
  - {state: proposed, happened_on: '2022-23'}
  - {state: approved, happened_on: '2023-01-15', decision: 2023-01-start, body: ryhma}
  - {state: running, happened_on: '[..2024-06-30]', source: raportti:6}
plans:
  - key: asuminen-1
    number: 1
    state: approved
    approved_on: '2023-02'
    audience: public
    chain:
      - key: asuminen-tavoite
        level: aim
        text: {fi: Kukaan ei kuole palossa}
        indicators:
          - {kind: effect, name: {fi: Palokuolemat}}
      - key: asuminen-tuotos
        level: output
        parent: asuminen-tavoite
        text: {fi: Koteihin varoittimet}
measures:
  - key: '1.1'
    number: '1.1'
    title: {fi: Varoittimet vuokrataloihin}
    kind: tool
    audience: public
    starts_on: '2023-02'
    due_on: '2024'
    timing: {fi: vuoden 2024 aikana}
    parties:
      - {role: lead, organisation: brandkåren}
      - {role: participant, body: ryhma}
      - {role: audience, named: {fi: Vuokralaiset}}
    changes:
      - {state: planned, source_status: planned, happened_on: '2023-02'}
      - {state: under_way, happened_on: '2023-21'}
      - state: blocked
        blocked_by: funding
        happened_on: '2024-05'
    milestones:
      - {key: 1.1-puolet, title: {fi: Puolet asennettu}, due_on: '2023-12'}
    deliverables:
      - {key: 1.1-ohje, title: {fi: Ohje}, link: 'https://example.org/ohje'}
    funding:
      - {key: 1.1-raha, amount: 20000.50, from: {fi: Avustus}, state: applied}
    depends_on:
      - {measure: '1.2', kind: supports}
    chain: [asuminen-tuotos]
    pilot: {decision: extended, decided_on: '2024-02'}
    needed: {person_months: 2.5, euros: 0}
  - key: '1.2'
    number: '1.2'
    title: {fi: Neuvonta}
    kind: communication
    audience: members
""",
    "model.yaml": """\
measures:
  - key: g.1
    number: G.1
    title: {fi: Mittarit}
    kind: indicators
    audience: public
    changes:
      - {state: continuous}
""",
    "interfaces.yaml": """\
interfaces:
  - {key: varoittimet-neuvonta, measure: '1.1', kind: supports, other_measure: '1.2', note: {fi: Samat kodit}}
  - key: asuminen-neuvonta
    measure: '1.2'
    kind: overlaps
    other_focus_area: asuminen
    coordinator: PELA
    source: raportti:7
""",
    "commitments.yaml": """\
commitments:
  - key: pelastus-1.1
    measure: '1.1'
    organisation: brandkåren
    reference: PELA/2023/4
    unit: {fi: Riskienhallinta}
    responsible: palotarkastaja
    place: {fi: Toimintasuunnitelma 2024}
    person_months: 1.5
    euros: 12000
    years: '2023/2024'
    since: '2023-03'
    until: '2024'
    audience: members
    source: raportti:7
    changes:
      - {state: asked, happened_on: '2023-02'}
      - {state: declined, happened_on: '2023-02', reason: {fi: Ei rahaa}}
      - {state: decided, happened_on: '2023-03-01', source: raportti:8}
  - key: kaupunki-1.1
    measure: '1.1'
    organisation: kaupunki
    audience: public
""",
    "consultations.yaml": """\
consultations:
  - key: turvallisuuskysely
    title: {fi: Miten kodit pidetään turvallisina, sv: Hur hålls hemmen trygga}
    purpose: {fi: Näkemyksiä suunnitelman pohjaksi}
    material: {fi: Luonnos}
    links: https://esimerkki.example/luonnos
    focus_area: asuminen
    opens_on: '2023-02'
    closes_on: '2023-03-15'
    state: closed
    synthesis: {fi: Vastaajat toivoivat neuvontaa}
    told_organisations: 12
    told_participants: 40
    told_participants_qualifier: about
    audience: public
    source: raportti:9
    questions:
      - {key: puutteet, text: {fi: Mitä puuttuu?}, help: {fi: Lyhyesti}}
      - {key: keinot, text: {fi: Mitä tehdään?}}
    events:
      - key: seminaari
        name: {fi: Seminaari}
        held_on: '2023-02'
        place: Kaupungintalo
        state: cancelled
        reason: {fi: Tila vietiin}
        source: raportti:9
  - key: peruttu-kysely
    title: {sv: En inställd förfrågan}
    state: cancelled
    reason: {sv: Behövdes inte}
    audience: members
""",
    "timeline.yaml": """\
events:
  - key: alku
    name: {fi: Malli alkoi}
    happened_on: '2023-01-15'
    theme: model
    about: asuminen
    audience: public
""",
    "findings.yaml": """\
findings:
  - {key: v1, kind: strength, theme: yhteistyö, text: {fi: Kaikki ovat mukana}, rank: 1, audience: public}
""",
    "figures.yaml": """\
figures:
  - {key: kuulemiset, name: {fi: Kuullut}, value: 120, qualifier: more_than, stated_on: '2023', audience: public}
  - {key: osuus, name: {fi: Osuus}, value: 69.5, unit: '%', audience: public}
""",
    "rounds/2024-kevat.yaml": """\
key: 2024-kevat
title: {fi: Kevään 2024 kierros}
opens_on: 2024-05-01
closes_on: 2024-06-15
status_on: 2024-06-30
closed: true
audience: public
answers:
  - focus_area: asuminen
    activity: active
    state: running
    obstacles: [funding]
    forecast: partly
    done: {fi: Varoittimia on asennettu., sv: Brandvarnare har installerats.}
    obstacles_text: {fi: Rahaa puuttuu.}
    audience: public
measures:
  - {measure: '1.1', state: blocked, blocked_by: funding, note: {fi: Odotetaan.}}
""",
    "accounts.yaml": """\
accounts:
  - username: sihteeristo
    name: Sihteeristö (demo)
    roles:
      - {role: secretariat}
    memberships:
      - {organisation: kaupunki}
  - username: puheenjohtaja
    name: Ryhmän puheenjohtaja (demo)
    language: sv
    roles:
      - {role: group_chair, body: alaryhma, organisation: pelastus}
""",
}


def write_folder(path: Path, **texts: str | None) -> Path:
    """Write the folder; a file given by its name (dots and slashes as `__`) has another text, or None: is left out."""
    given = {name.replace("__", "/") + ".yaml": text for name, text in texts.items()}
    for name, text in (FILES | given).items():
        (path / name).unlink(missing_ok=True)
        if text is not None:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(text, encoding="utf-8")
    return path


def change(path: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of one file, which must be there."""
    text = (path / name).read_text(encoding="utf-8")
    assert old in text, f"{name} does not have {old!r}"
    (path / name).write_text(text.replace(old, new), encoding="utf-8")


def read_all(path: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}
