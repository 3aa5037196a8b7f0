package io.antiphon.rules.lang;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What conditions look at: a signal with what was understood of it and who gave it, or what happened to a case. */
public final class Facts {

    /** So much of a text is looked at. */
    static final int MOST_TEXT = 20_000;

    private final String event;
    private final @Nullable Signal signal;
    private final String connection;
    private final List<Insight> insights;
    private final Profile profile;
    private final Map<String, Object> arguments;
    private final Map<String, Double> understood = new HashMap<>();
    private @Nullable String text;
    private @Nullable String folded;

    private Facts(
            String event,
            @Nullable Signal signal,
            String connection,
            List<Insight> insights,
            Profile profile,
            Map<String, Object> arguments) {
        this.event = event;
        this.signal = signal;
        this.connection = connection;
        this.insights = insights;
        this.profile = profile;
        this.arguments = arguments;
    }

    /** About a signal. */
    public static Facts of(Entry.Understood understood, Profile profile) {
        Facts facts = new Facts(
                Rule.SIGNAL,
                understood.heard().signal(),
                understood.heard().connection(),
                understood.insights(),
                profile,
                Map.of());
        boolean language = false;
        for (Insight insight : understood.insights()) {
            facts.note(insight);
            language |= insight.type().equals("language");
        }
        String stated = understood.heard().signal().language();
        if (!language && stated != null) {
            facts.note("language", stated, 1);
            facts.note("language", primary(stated), 1);
        }
        return facts;
    }

    /** About what happened to a case. */
    public static Facts of(Entry.Commanded order, Profile profile) {
        return new Facts(order.command(), null, "", List.of(), profile, order.arguments());
    }

    private void note(Insight insight) {
        if (insight.type().equals("sentiment") && insight.about() != null) {
            return;
        }
        note(insight.type(), insight.value(), insight.confidence());
        switch (insight.type()) {
            case "language" -> note("language", primary(insight.value()), insight.confidence());
            case "topic" -> {
                above(insight.value(), insight.confidence());
                if (insight.attributes().get("path") instanceof String path) {
                    note("topic", path, insight.confidence());
                    above(path, insight.confidence());
                }
            }
            default -> {}
        }
    }

    private void above(String path, double confidence) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            note("topic", path.substring(0, slash), confidence);
        }
    }

    private void note(String type, String value, double confidence) {
        understood.merge(key(type, value), confidence, Math::max);
        understood.merge(key(type, "*"), confidence, Math::max);
    }

    static String key(String type, String value) {
        return type + '=' + value;
    }

    static String primary(String tag) {
        int dash = tag.indexOf('-');
        return (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
    }

    /** The keys of all that was understood, with how sure it is. */
    Map<String, Double> understood() {
        return understood;
    }

    String event() {
        return event;
    }

    @Nullable
    Signal signal() {
        return signal;
    }

    String connection() {
        return connection;
    }

    List<Insight> insights() {
        return insights;
    }

    Profile profile() {
        return profile;
    }

    Map<String, Object> arguments() {
        return arguments;
    }

    String unit() {
        Signal heard = signal;
        return heard != null ? heard.unit() : arguments.get("unit") instanceof String unit ? unit : "";
    }

    /** The text, bounded. */
    String text() {
        String cut = text;
        if (cut == null) {
            String whole = signal == null || signal.text() == null ? "" : signal.text();
            cut = whole.length() > MOST_TEXT ? whole.substring(0, MOST_TEXT) : whole;
            text = cut;
        }
        return cut;
    }

    /** The text, bounded and in small letters. */
    String folded() {
        String small = folded;
        if (small == null) {
            small = fold(text());
            folded = small;
        }
        return small;
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** An attribute of the signal by the names on the way to it, joined by dots; null if there is none. */
    @Nullable
    Object attribute(String path) {
        Map<String, Object> from = signal == null ? arguments : signal.attributes();
        return at(from, path);
    }

    static @Nullable Object at(Map<String, Object> from, String path) {
        Object whole = from.get(path);
        if (whole != null) {
            return whole;
        }
        Object at = from;
        for (String step : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }
}
