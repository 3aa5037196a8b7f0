package io.antiphon.scripting.kinds;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The positional arguments that {@code host/calls.js} takes: scalars now, and a subject for what may be asked for. */
final class Arguments {

    private static final int SIGNAL = 11;
    private static final int PROFILE = 4;
    private static final Double NOT_A_NUMBER = Double.NaN;

    private Arguments() {}

    static Object[] understood(Entry.Understood entry, Profile profile) {
        Entry.Heard heard = entry.heard();
        Signal signal = heard.signal();
        String position = heard.position().toString();
        Object[] all = new Object[5 + SIGNAL + PROFILE];
        all[0] = Subject.of(entry, profile);
        all[1] = signal.externalId() == null ? position : heard.connection() + "/" + signal.externalId();
        all[2] = millis(heard.at());
        all[3] = position;
        all[4] = heard.connection();
        profile(profile, all, signal(signal, all, 5));
        return all;
    }

    static Object[] other(Entry entry, Profile profile) {
        Object[] all = new Object[3 + PROFILE];
        all[0] = Subject.of(entry, profile);
        all[1] = entry.position().toString();
        all[2] = millis(entry.at());
        profile(profile, all, 3);
        return all;
    }

    static Object[] enriched(Signal signal, Profile profile) {
        Object[] all = new Object[1 + SIGNAL + PROFILE];
        all[0] = Subject.of(signal, profile);
        profile(profile, all, signal(signal, all, 1));
        return all;
    }

    private static int signal(Signal signal, @Nullable Object[] all, int from) {
        int at = from;
        all[at++] = signal.externalId();
        all[at++] = signal.kind();
        all[at++] = signal.channel();
        all[at++] = signal.unit();
        all[at++] = millis(signal.occurredAt());
        all[at++] = signal.direction() == Direction.OUTBOUND;
        all[at++] = signal.conversation();
        all[at++] = signal.inReplyTo();
        all[at++] = signal.language();
        all[at++] = signal.text();
        Double rating = signal.rating();
        all[at++] = rating == null ? NOT_A_NUMBER : rating;
        return at;
    }

    private static void profile(Profile profile, Object[] all, int from) {
        int at = from;
        all[at++] = profile.id();
        all[at++] = (double) profile.signals();
        all[at++] = millis(profile.firstSeen());
        all[at] = millis(profile.lastSeen());
    }

    private static Double millis(@Nullable Instant time) {
        return time == null ? NOT_A_NUMBER : Double.valueOf(time.toEpochMilli());
    }
}
