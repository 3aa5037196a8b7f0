package io.antiphon.connector.demo;

import static io.antiphon.connector.demo.Beat.heard;
import static io.antiphon.connector.demo.Beat.said;

import java.util.List;
import java.util.Random;

/** Something that happens to a customer, in six beats. */
enum Story {
    LATE(
            heard("order", "shop", ""),
            heard("shipment", "carrier", ""),
            heard("message", "webchat", "late"),
            heard("complaint", "email", "complaint"),
            said("message", "email", "answer"),
            heard("review", "store", "bad").rated(1, 2)),
    HAPPY(
            heard("order", "shop", ""),
            heard("shipment", "carrier", ""),
            heard("message", "email", "praise"),
            heard("review", "store", "good").rated(4, 5),
            heard("survey-response", "survey", "survey-good").rated(9, 10),
            heard("visit", "store", "")),
    RETURN(
            heard("order", "shop", ""),
            heard("shipment", "carrier", ""),
            heard("message", "phone", "return"),
            said("message", "phone", "returned"),
            heard("refund", "shop", ""),
            heard("survey-response", "survey", "survey-mid").rated(6, 8)),
    CURIOUS(
            heard("message", "webchat", "question"),
            said("message", "webchat", "reply"),
            heard("order", "shop", ""),
            heard("shipment", "carrier", ""),
            heard("review", "store", "good").rated(4, 5),
            heard("survey-response", "survey", "survey-good").rated(8, 10)),
    PUBLIC(
            heard("order", "shop", ""),
            heard("shipment", "carrier", ""),
            heard("mention", "social", "mention"),
            heard("complaint", "email", "complaint"),
            said("message", "email", "answer"),
            heard("survey-response", "survey", "survey-bad").rated(0, 5));

    /** How many beats each has. */
    static final int BEATS = 6;

    private static final List<Story> BY_FREQUENCY =
            List.of(HAPPY, HAPPY, HAPPY, CURIOUS, CURIOUS, RETURN, LATE, LATE, PUBLIC);

    private final List<Beat> beats;

    Story(Beat... beats) {
        this.beats = List.of(beats);
    }

    static Story any(Random random) {
        return BY_FREQUENCY.get(random.nextInt(BY_FREQUENCY.size()));
    }

    Beat beat(int index) {
        return beats.get(index);
    }

    /** Whether the parcel is late in it. */
    boolean isLate() {
        return this == LATE || this == PUBLIC;
    }
}
