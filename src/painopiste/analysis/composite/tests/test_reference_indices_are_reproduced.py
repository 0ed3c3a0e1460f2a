"""Against published indices, when they are beside the checkout: ASEM, HDI, GDI, the handbook's example."""

import math

import numpy as np

from painopiste.analysis.composite import (
    Node,
    Recipe,
    available,
    compute,
    correlations,
    filled,
    kemeny,
    mean,
    min_max,
    outranking,
    principal_components,
    rank_of,
    share_of_best,
    to_reference,
    z_scores,
)
from painopiste.analysis.tests.reference import Case


def number(text):
    return math.nan if text in ("", "NA") else float(text)


def matrix(rows, codes):
    return np.array([[number(row[code]) for code in codes] for row in rows])


def test_the_asem_index_of_four_levels():
    case = Case("composite_asem")
    units, meta = case.rows("asem_iData.csv"), case.rows("asem_iMeta.csv")
    indicators = [row for row in meta if row["Type"] == "Indicator"]
    codes = tuple(row["iCode"] for row in indicators)
    nodes = []
    for level in ("2", "3", "4"):
        for parent in (row["iCode"] for row in meta if row["Level"] == level):
            children = [row for row in meta if row["Parent"] == parent]
            weights = tuple(float(row["Weight"]) for row in children)
            nodes.append(Node(parent, tuple(row["iCode"] for row in children), weights))
    directions = {row["iCode"]: int(row["Direction"]) for row in indicators}
    recipe = Recipe(codes, tuple(nodes), directions, treat_outliers=True, fill_gaps="mean")

    data = matrix(units, codes)
    for at, row in enumerate(indicators):
        if row["Denominator"] != "NA":
            data[:, at] /= [number(unit[row["Denominator"]]) for unit in units]
    groups = [unit["EurAsia_group"] for unit in units]
    assert available(filled(data, groups), 0.9).all()
    index = compute(recipe, data, groups)

    ours = {"n_units": len(units)}
    for at, unit in enumerate(units):
        ours[f"rank.{unit['uCode']}"] = index.ranks[at]
        ours |= {f"{unit['uCode']}.{code}": scores[at] for code, scores in index.scores.items()}
    case.assert_reproduced({name: value for name, value in ours.items() if name in case.expected})


def human_development(rows, ends, life):
    le, eys, mys, gni = matrix(rows, ends).T
    health = min_max(le[:, None], posts=[[life[0]], [life[1]]])
    education = min_max(np.column_stack([eys, mys]), posts=[[0, 0], [18, 15]])
    income = min_max(np.log(gni)[:, None], posts=np.log([[100], [75_000]]))
    schooling = np.where(np.isnan(education).any(axis=1), np.nan, mean(education))
    parts = np.column_stack([health[:, 0], schooling, income[:, 0]])
    return np.where(np.isnan(parts).any(axis=1), np.nan, mean(parts, way="geometric"))


def test_the_human_development_index_and_that_of_gender():
    case = Case("composite_hdi_gdi")
    rows = case.rows("hdi_inputs_2021.csv")
    both = human_development(rows, ("le_2021", "eys_2021", "mys_2021", "gnipc_2021"), (20, 85))
    women = human_development(rows, ("le_f_2021", "eys_f_2021", "mys_f_2021", "gni_pc_f_2021"), (22.5, 87.5))
    men = human_development(rows, ("le_m_2021", "eys_m_2021", "mys_m_2021", "gni_pc_m_2021"), (17.5, 82.5))
    ours = {f"hdi.{row['iso3']}": round(value, 3) for row, value in zip(rows, both, strict=True)}
    ours |= {f"gdi.{row['iso3']}": round(value, 3) for row, value in zip(rows, women / men, strict=True)}
    case.assert_reproduced({name: value for name, value in ours.items() if name in case.expected})


def test_the_worked_example_of_the_handbook():
    case = Case("composite_tai_handbook")
    rows = case.rows("tai23.csv")
    codes = [code for code in rows[0] if code != "country"]
    data, schooling = matrix(rows, codes), matrix(rows, ["schooling"])
    scales = {
        "z": z_scores(schooling),
        "minmax": min_max(schooling),
        "ratio_mean": 1 + to_reference(schooling, schooling.mean(axis=0)),
        "ratio_best": share_of_best(schooling),
        "ratio_worst": 1 + to_reference(schooling, schooling.min(axis=0)),
    }
    geometric = rank_of(mean(data, way="geometric"))
    ours = {}
    for at, row in enumerate(rows):
        ours |= {f"T15.{row['country']}.{name}": scale[at, 0] for name, scale in scales.items()}
        ours[f"T38.GME.{row['country']}"] = geometric[at]
    together = correlations(data)
    for at, one in enumerate(codes):
        ours |= {f"T6.{one}.{other}": together[at, codes.index(other)] for other in codes}
    ours |= {f"T7.var{i}": 100 * share for i, share in enumerate(principal_components(data).shares, 1)}

    five = case.rows("tai_table35.csv")
    small, names = matrix(five, codes), [row["country"] for row in five]
    above = outranking(small)
    for at, one in enumerate(names):
        ours |= {f"T36.{one}.{other}": above[at, i] for i, other in enumerate(names)}
    ours["T37.best_score"], orders = kemeny(small)
    ours["T37.n_best"] = len(orders)
    case.assert_reproduced({name: value for name, value in ours.items() if name in case.expected})
