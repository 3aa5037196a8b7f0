package io.antiphon.insight.again;

import io.antiphon.spi.Enricher;

/** An enricher that is plugged in, as the road calls it. */
record Plugged(String name, String version, Enricher enricher) {}
