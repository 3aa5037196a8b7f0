package io.antiphon.spi;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a connection was configured with: strings by name, with the defaults of the {@link
 * ConnectorSpec} filled in. Values were linted against the spec before a plugin sees them. {@link
 * #toString} shows names only, never values.
 */
public final class Settings {

    private static final Settings NONE = new Settings(Map.of());

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Settings of these values; blank ones count as absent. */
    public static Settings of(Map<String, String> values) {
        Map<String, String> present = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                present.put(name, value.strip());
            }
        });
        return new Settings(present);
    }

    /** No settings. */
    public static Settings none() {
        return NONE;
    }

    /** All values, in no order. */
    public Map<String, String> values() {
        return values;
    }

    /** Whether there is a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A value, or empty. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A value.
     *
     * @throws AntiphonException INVALID if it is absent
     */
    public String text(String name) {
        return find(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    /**
     * A whole number.
     *
     * @throws AntiphonException INVALID if it is absent or none
     */
    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw invalid(name, "is a whole number, not '" + Text.shown(text(name)) + "'");
        }
    }

    /** Whether the value is {@code true}; absent is false. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /**
     * A span of time, written {@code 500ms, 30s, 5m, 2h, 1d} or as ISO 8601.
     *
     * @throws AntiphonException INVALID if it is absent or none
     */
    public Duration duration(String name) {
        return parseDuration(text(name))
                .orElseThrow(() -> invalid(
                        name, "is a span of time such as 30s, 5m or PT1H, not '" + Text.shown(text(name)) + "'"));
    }

    /**
     * An address.
     *
     * @throws AntiphonException INVALID if it is absent or none
     */
    public URI uri(String name) {
        try {
            return URI.create(text(name));
        } catch (IllegalArgumentException e) {
            throw invalid(name, "is an address, not '" + Text.shown(text(name)) + "'");
        }
    }

    /** The parts of a comma-separated value, stripped, blanks left out; empty if absent. */
    public List<String> list(String name) {
        return Arrays.stream(values.getOrDefault(name, "").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /**
     * The values whose name starts with {@code prefix.}, by the rest of their name, in alphabetical
     * order: for fields of the type {@link FieldType#MAP}.
     */
    public Map<String, String> map(String prefix) {
        Map<String, String> under = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix + ".")) {
                under.put(name.substring(prefix.length() + 1), value);
            }
        });
        return under;
    }

    static Optional<Duration> parseDuration(String text) {
        try {
            if (text.startsWith("P") || text.startsWith("p")) {
                return Optional.of(Duration.parse(text));
            }
            int unit = 0;
            while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
                unit++;
            }
            long amount = Long.parseLong(text.substring(0, unit));
            return switch (text.substring(unit).strip()) {
                case "ms" -> Optional.of(Duration.ofMillis(amount));
                case "s" -> Optional.of(Duration.ofSeconds(amount));
                case "m" -> Optional.of(Duration.ofMinutes(amount));
                case "h" -> Optional.of(Duration.ofHours(amount));
                case "d" -> Optional.of(Duration.ofDays(amount));
                default -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static AntiphonException invalid(String name, String what) {
        return new AntiphonException(AntiphonException.Code.INVALID, "Setting '" + name + "' " + what);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Settings" + new TreeMap<>(values).keySet();
    }
}
