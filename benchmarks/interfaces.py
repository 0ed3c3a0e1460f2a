"""How well the finder of interfaces finds the real ones, beside plainer ways in the same run, and how long it takes.

python -m benchmarks.interfaces     needs no database
"""

import math
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping

from painopiste.analysis.language import word_of, words
from painopiste.analysis.nearness import Item, Nearness
from painopiste.analysis.nearness import finder as finding
from painopiste.analysis.nearness.finder import Space
from painopiste.analysis.nearness.tests.labelled import Pair, Ranking, figures, read_pairs, read_programme
from painopiste.analysis.nearness.weights import counted

PROGRAMME = read_programme()
ITEMS = PROGRAMME.items
MANY, SEED = 5_000, 20_220_524


def memory() -> float:
    """Megabytes that this process holds."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def texts(item: Item) -> str:
    return f"{item.title.get('fi', '')} {item.text.get('fi', '')}".lower()


def forms(item: Item) -> Mapping[str, float]:
    """Words as they are written: what a plain TF-IDF counts."""
    return Counter(re.findall(r"\w\w+", texts(item)))


def letters(item: Item) -> Mapping[str, float]:
    """Runs of four and five letters inside words, as scikit-learn's char_wb has them."""
    runs = Counter(
        padded[start : start + size]
        for word in re.findall(r"\w+", texts(item))
        for padded in [f" {word} "]
        for size in (4, 5)
        for start in range(max(1, len(padded) - size + 1))
    )
    return {run: 1 + math.log(times) for run, times in runs.items()}


def lemmas(item: Item) -> Mapping[str, float]:
    """Base forms alone, without the parts of compounds."""
    return {term: 1 + math.log(n) for term, n in Counter(w.lemma for w in words(texts(item), language="fi")).items()}


def by_terms(terms: Callable[[Item], Mapping[str, float]]) -> Ranking:
    """Order by the cosine of TF-IDF vectors of these terms."""
    space = Space({key: terms(item) for key, item in ITEMS.items()})

    def ranking(key, among):
        likeness = space.cosines(key)
        return sorted(among, key=lambda other: -likeness.get(other, 0.0))

    return ranking


def ours() -> Ranking:
    near = Nearness(ITEMS.values())

    def ranking(key, among):
        return [each.key for each in near.nearest(key, limit=len(among), without=set(ITEMS) - set(among))]

    return ranking


def by_chance(pairs: list[Pair]) -> float:
    asks = [len(PROGRAMME.asked_for(key)) for pair in pairs for key in pair]
    return sum(5 / among for among in asks) / len(asks)


def quality() -> None:
    tuning, held_out = read_pairs()
    across = [pair for pair in tuning + held_out if PROGRAMME.areas[pair[0]] != PROGRAMME.areas[pair[1]]]
    sets = {"all": tuning + held_out, "tuning": tuning, "held out": held_out, "across areas": across}
    ways = {
        "plain TF-IDF, words as written": by_terms(forms),
        "runs of 4-5 letters": by_terms(letters),
        "base forms": by_terms(lemmas),
        "base forms and parts, titles x3": by_terms(lambda item: counted(item, "fi")),
        "ours: the same with shared facts": ours(),
    }
    print(f"{len(tuning + held_out)} labelled pairs asked from both ends, among {len(ITEMS)} measures and focus areas")
    print(f"{'':34}" + "".join(f"{name + ' (' + str(2 * len(pairs)) + ')':>26}" for name, pairs in sets.items()))
    print(f"{'':34}" + f"{'@5   @10    MRR':>26}" * len(sets))
    for name, ranking in ways.items():
        found = [figures(pairs, ranking, PROGRAMME) for pairs in sets.values()]
        print(f"{name:34}" + "".join(f"{each.at_5:>12.3f} {each.at_10:.3f}  {each.mrr:.3f}" for each in found))
    print(f"{'by chance':34}" + "".join(f"{by_chance(pairs):>12.3f}{'':14}" for pairs in sets.values()))


def invented(count: int) -> list[Item]:
    """Measures whose titles and sentences are drawn from the real ones."""
    draw = random.Random(SEED)
    titles = [item.title["fi"] for item in ITEMS.values()]
    sentences = [one for item in ITEMS.values() for one in re.split(r"(?<=[.:]) ", item.text.get("fi", "")) if one]
    facts = [item.facts for item in ITEMS.values()]
    return [
        Item(str(n), {"fi": draw.choice(titles)}, {"fi": " ".join(draw.choices(sentences, k=3))}, draw.choice(facts))
        for n in range(count)
    ]


def speed() -> None:
    for name, items in (("62 measures and 9 focus areas", list(ITEMS.values())), (f"{MANY} measures", invented(MANY))):
        begun = time.perf_counter()
        near = Nearness(items)
        near.nearest(items[0].key)
        ready = time.perf_counter()
        for item in items[:50]:
            near.nearest(item.key)
        asked = (time.perf_counter() - ready) / 50
        print(f"{name:34} made and first asked in {1000 * (ready - begun):7.1f} ms, then {1000 * asked:6.2f} ms each")
    new = [f"{a}{b}" for a in ("turvallisuus", "kunta", "asuinalue", "nuoriso") for b in ("malli", "opas", "väylä")]
    begun = time.perf_counter()
    for form in new:
        word_of(form + "issa", "fi")
    print(f"{'a word not met before':34} {1e6 * (time.perf_counter() - begun) / len(new):.0f} µs")


def main() -> None:
    before, begun = memory(), time.perf_counter()
    word_of("turvallisuus", "fi")
    print(f"Finnish dictionary read in {time.perf_counter() - begun:.1f} s, {memory() - before:.0f} MB")
    print(f"shared facts weigh {finding.FACTS}")
    quality()
    speed()


if __name__ == "__main__":
    main()
