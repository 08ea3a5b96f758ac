SELECT task FROM paused;
