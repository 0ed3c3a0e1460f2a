"""Plans (painopistesuunnitelmat) and measures (toimenpiteet): what is done, by whom, and how it should lead to the aim."""
