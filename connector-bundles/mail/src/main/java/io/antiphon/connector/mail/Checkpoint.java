package io.antiphon.connector.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a folder has been heard.
 *
 * @param place which folder of which server, as a hash
 * @param validity of its UIDs; another one means that they were given anew
 * @param uid of the last mail that was heard
 * @param begun when hearing began: mails that arrived later must all be heard
 */
record Checkpoint(String place, long validity, long uid, Instant begun) {

    static final String KEY = "checkpoint";

    static String place(Server server, String folder) {
        return Hash.of(server.address() + "\n" + server.user() + "\n" + folder).substring(0, 16);
    }

    /** What was remembered of that place; empty if it was another one. */
    static Optional<Checkpoint> of(String remembered, String place) {
        String[] words = remembered.split(" ", -1);
        if (words.length != 4 || !words[0].equals(place)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Checkpoint(place, Long.parseLong(words[1]), Long.parseLong(words[2]), Instant.parse(words[3])));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    Checkpoint at(long laterUid) {
        return new Checkpoint(place, validity, laterUid, begun);
    }

    @Override
    public String toString() {
        return place + " " + validity + " " + uid + " " + begun;
    }
}
