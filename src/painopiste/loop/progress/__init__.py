"""Progress rounds (seurantakierrokset): chairs tell how their focus area goes, measure leads how their measures go."""
