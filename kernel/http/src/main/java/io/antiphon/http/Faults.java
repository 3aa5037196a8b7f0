package io.antiphon.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one body, up to a bound, told by place. */
final class Faults {

    private static final int MOST = 50;

    private final List<Refusal.Fault> faults = new ArrayList<>();
    private final boolean sequence;
    private final boolean many;
    private String prefix = "";

    private Faults(boolean many, boolean sequence) {
        this.many = many;
        this.sequence = sequence;
    }

    /** Of a document that is one signal. */
    static Faults ofOne() {
        return new Faults(false, false);
    }

    /** Of a document that is an array of signals. */
    static Faults ofArray() {
        return new Faults(true, false);
    }

    /** Of documents that follow each other, each of which is a signal. */
    static Faults ofSequence() {
        return new Faults(true, true);
    }

    /** What stands before every pointer from now on: the place of a document within another. */
    void within(String pointer) {
        prefix = pointer;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    int count() {
        return faults.size();
    }

    /** Something is wrong with the value at the parser's place, or with what is in it under a name. */
    void here(JsonParser parser, String name, String detail) {
        String pointer = parser.getParsingContext().pathAsPointer(sequence).toString();
        at(name.isEmpty() ? pointer : pointer + "/" + name, detail);
    }

    /** Something is wrong at a pointer below the prefix. */
    void at(String pointer, String detail) {
        String whole = prefix + pointer;
        String label = label(whole);
        faults.add(new Refusal.Fault(whole, label.isEmpty() ? detail : label + ": " + detail, ""));
        if (faults.size() >= MOST) {
            throw refusal();
        }
    }

    /** The JSON itself is malformed, so that nothing behind that place can be read. */
    Refusal malformed(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String where = place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
        faults.add(new Refusal.Fault(prefix, where + reason(e), ""));
        return refusal();
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "the JSON nests deeper than " + Limits.DEPTH + " levels, or a name or number in it is too long.";
        }
        if (e instanceof JsonEOFException) {
            return "the JSON ends too early.";
        }
        String message = e.getOriginalMessage();
        int end = message.indexOf(" (start marker");
        String first = (end < 0 ? message : message.substring(0, end))
                .lines()
                .findFirst()
                .orElse("malformed");
        return "malformed JSON: " + Problems.shown(first);
    }

    Refusal refusal() {
        String first = faults.get(0).detail();
        String detail = faults.size() == 1
                ? "Nothing was accepted. " + first
                : "Nothing was accepted for " + faults.size() + (faults.size() < MOST ? "" : " or more")
                        + " errors. The first: " + first;
        return Refusal.faulty(400, detail, faults);
    }

    /** {@code /3/identities/0/value} as {@code signals[3].identities[0].value}. */
    private String label(String pointer) {
        if (pointer.isEmpty()) {
            return "";
        }
        StringBuilder label = new StringBuilder(many ? "signals" : "");
        for (String part : pointer.substring(1).split("/", -1)) {
            boolean index = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (index) {
                label.append('[').append(part).append(']');
            } else {
                label.append(label.length() == 0 ? "" : ".")
                        .append(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return Problems.shown(label.toString());
    }
}
