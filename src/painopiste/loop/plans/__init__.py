"""Plans (painopistesuunnitelmat) and measures (toimenpiteet): what is done, by whom, and to what it should lead."""
