"""The command palette: Ctrl and K, with a keyboard alone, told to screen readers, under the strict policy."""

import pytest
