"""Against the table whose least cost was found by trying everything, when it is beside the checkout."""

import numpy as np

from painopiste.analysis.disclosure import audit, known_sums, protect, table
from painopiste.analysis.tests.reference import Case


def test_six_municipalities_by_five_ages_with_both_margins_out():
    case = Case("sdc_audit")
    rows = case.rows("cells.csv")
    counts = np.array([[float(row[age]) for age in list(row)[1:]] for row in rows])
    margins = np.vstack([np.kron(np.eye(6), np.ones(5)), np.kron(np.ones(6), np.eye(5))])
    out = table(counts, known=known_sums(margins, margins @ counts.ravel()))
    chosen = protect(out)
    case.assert_reproduced(
        {
            "n_primary": int(chosen.primary.sum()),
            "optimal_cost": chosen.cost,
            "single_primary_only_is_unsafe": not audit(out, ~out.protected).safe.all(),
            "optimum_is_safe": bool(audit(out, chosen.published).safe.all()),
        }
    )
