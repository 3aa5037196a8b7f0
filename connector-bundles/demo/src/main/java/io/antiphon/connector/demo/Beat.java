package io.antiphon.connector.demo;

import io.antiphon.spi.Direction;

/**
 * One signal of a story.
 *
 * @param about which lines are said; empty if nothing is said
 * @param worst the lowest rating; negative if nothing is rated
 * @param best the highest rating
 */
record Beat(String kind, String channel, Direction direction, String about, int worst, int best) {

    static Beat heard(String kind, String channel, String about) {
        return new Beat(kind, channel, Direction.INBOUND, about, -1, -1);
    }

    static Beat said(String kind, String channel, String about) {
        return new Beat(kind, channel, Direction.OUTBOUND, about, -1, -1);
    }

    Beat rated(int from, int to) {
        return new Beat(kind, channel, direction, about, from, to);
    }
}
