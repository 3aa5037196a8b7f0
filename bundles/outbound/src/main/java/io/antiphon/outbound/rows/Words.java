package io.antiphon.outbound.rows;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the journal that this room reads and writes. */
public final class Words {

    /** Nothing leaves that the scope covers. */
    public static final String STOP = "stop";
    /** A stop ends. */
    public static final String RESUME = "resume";
    /** An action may leave as far as that depends on a person. */
    public static final String APPROVE = "approve";
    /** What somebody wants to hear. */
    public static final String CONSENT = "consent";
    /** A document of settings. */
    public static final String SETTINGS = "settings";
    /** An action is about to leave and counts against somebody's allowance. */
    public static final String RESERVE = "reserve";
    /** Before the id of an action in a subject. */
    public static final String ACTION = "action ";
    /** The subject of this room's settings. */
    public static final String OUTBOUND = "settings outbound";
    /** Whatever purpose or channel. */
    public static final String ANY = "*";
    /** The purpose of what answers or informs. */
    public static final String SERVICE = "service";

    private Words() {}

    /** A detail that is a text; empty if it is none. */
    public static String text(Map<String, Object> details, String name) {
        return details.get(name) instanceof String text ? text : "";
    }

    /** A detail that is an instant. */
    static @Nullable Instant instant(Map<String, Object> details, String name) {
        String told = text(details, name);
        try {
            return told.isEmpty() ? null : Instant.parse(told);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A detail that is a list of texts. */
    static List<String> texts(Map<String, Object> details, String name) {
        return details.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** What stands behind a word in an order's subject; empty if it is about something else. */
    public static String subject(Entry.Commanded order, String before) {
        return order.subject().startsWith(before) ? order.subject().substring(before.length()) : "";
    }

    /** What an action is for. */
    public static String purpose(Action action) {
        String stated = text(action.attributes(), "purpose");
        return stated.isBlank() ? SERVICE : stated;
    }
}
