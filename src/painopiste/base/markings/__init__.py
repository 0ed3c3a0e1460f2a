"""Markings: for whom a row is, why, and until when. Pages, exports and counts ask one policy that reads them."""
