package io.antiphon.spi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a signal is found in a record of an outside format, as people configure it: one setting {@code map.PART} for each
 * part of the signal, whose value is an address in the record (a JSON Pointer, a column's name). What an address means is
 * the connector's; a value {@code =words} is the words themselves. Immutable; any thread.
 *
 * <p>The parts are {@code kind, externalId, channel, unit, occurredAt, direction, conversation, inReplyTo, language, text,
 * rating}, and by name {@code identity.SCHEME, attribute.NAME, profile.NAME}.
 */
public final class Mapping {

    private static final Set<String> PARTS = Set.of(
            "kind",
            "externalId",
            "channel",
            "unit",
            "occurredAt",
            "direction",
            "conversation",
            "inReplyTo",
            "language",
            "text",
            "rating");
    private static final Set<String> NAMED_PARTS = Set.of("identity", "attribute", "profile");

    private final Map<String, String> addresses;
    private final String kind;
    private final boolean everything;
    private final Times times;

    private Mapping(Map<String, String> addresses, String kind, boolean everything, Times times) {
        this.addresses = addresses;
        this.kind = kind;
        this.everything = everything;
        this.times = times;
    }

    /** What is in one record of the outside. */
    public interface Parts {
        /**
         * The value at an address: a string, number, boolean, list or map; null if there is none.
         *
         * @throws IllegalArgumentException if the address is none
         */
        @Nullable
        Object at(String address);

        /** Everything at its top level that none of these addresses names. */
        Map<String, Object> but(Set<String> used);
    }

    /**
     * The parts of a JSON value given as strings, numbers, booleans, lists and maps. An address that starts with a slash is
     * a JSON Pointer, any other the name of a member.
     */
    public static Parts json(@Nullable Object value) {
        return new JsonParts(value);
    }

    /**
     * The fields of a mapping, for a connector's spec.
     *
     * @param addresses what an address is, for who fills it in: {@code a JSON Pointer such as /customer/email}
     * @param example an example address
     */
    public static Field[] fields(String addresses, String example) {
        return new Field[] {
            Field.text("kind", "Kind")
                    .describe("What the signals are, unless map.kind finds it in each of them.")
                    .orElse("message")
                    .example("review"),
            Field.map("map", "Mapping")
                    .describe("Where each part of a signal is found: map.PART = " + addresses
                            + ", or =words for the words themselves. The parts are externalId, text, rating, occurredAt,"
                            + " kind, channel, unit, direction, conversation, inReplyTo, language, identity.SCHEME,"
                            + " profile.NAME and attribute.NAME.")
                    .example(example),
            Field.choice("attributes", "Everything else", "all", "none")
                    .describe("Whether what is mapped to nothing else becomes attributes.")
                    .orElse("all"),
            Field.text("timeFormat", "Form of times")
                    .describe(
                            "How times are written, as a java.time pattern; empty for ISO 8601, RFC 1123 and seconds or"
                                    + " milliseconds since 1970.")
                    .example("MM/dd/yyyy hh:mm:ss a"),
            Field.text("zone", "Time zone")
                    .describe("The zone of times that do not name one.")
                    .orElse("UTC")
                    .example("Europe/Berlin"),
        };
    }

    /**
     * Reads the settings that {@link #fields} asks for.
     *
     * @throws AntiphonException INVALID with everything that {@link #problems} finds
     */
    public static Mapping of(Settings settings) {
        List<Problem> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID, problems.get(0).toString());
        }
        return new Mapping(
                new TreeMap<>(settings.map("map")),
                settings.find("kind").orElse("message"),
                !settings.find("attributes").orElse("all").equals("none"),
                Times.of(settings));
    }

    /** What is wrong with the settings; empty if nothing. */
    public static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>(Times.problems(settings));
        for (String part : settings.map("map").keySet()) {
            int dot = part.indexOf('.');
            boolean known = dot < 0
                    ? PARTS.contains(part)
                    : NAMED_PARTS.contains(part.substring(0, dot)) && dot + 1 < part.length();
            if (!known) {
                problems.add(Problem.error(
                        "map." + part,
                        "A signal has no part '" + Text.shown(part) + "'.",
                        "It has " + PARTS.stream().sorted().toList()
                                + ", identity.SCHEME, profile.NAME and attribute.NAME."));
            }
        }
        return List.copyOf(problems);
    }

    /** The addresses in use, so that a connector can check them. */
    public Set<String> addresses() {
        Set<String> used = new HashSet<>(addresses.values());
        used.removeIf(address -> address.startsWith("="));
        return used;
    }

    /**
     * The signal in a record.
     *
     * @throws IllegalArgumentException if something in it is not as it should be; the message names the part, the address
     *     and the value
     */
    public Signal signal(Parts record) {
        Finder finder = new Finder(record);
        String foundKind = finder.text("kind");
        SignalBuilder signal = Signal.of(foundKind == null ? kind : foundKind)
                .externalId(finder.text("externalId"))
                .channel(finder.text("channel"))
                .unit(finder.text("unit"))
                .occurredAt(finder.found("occurredAt", times::read))
                .direction(finder.found("direction", Mapping::direction))
                .conversation(finder.text("conversation"))
                .inReplyTo(finder.text("inReplyTo"))
                .language(finder.text("language"))
                .text(finder.text("text"))
                .rating(finder.found("rating", Mapping::number));
        if (everything) {
            signal.attributes(record.but(addresses()));
        }
        addNamed(signal, finder);
        return signal.build();
    }

    private void addNamed(SignalBuilder signal, Finder finder) {
        Map<String, Object> profile = new LinkedHashMap<>();
        for (String part : addresses.keySet()) {
            String name = part.substring(part.indexOf('.') + 1);
            if (part.startsWith("identity.")) {
                finder.texts(part).forEach(value -> signal.identity(name, value));
            } else if (part.startsWith("attribute.")) {
                signal.attribute(name, finder.value(part));
            } else if (part.startsWith("profile.") && finder.value(part) != null) {
                profile.put(name, finder.value(part));
            }
        }
        if (!profile.isEmpty()) {
            signal.attribute("profile", profile);
        }
    }

    private static Direction direction(Object value) {
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "inbound", "in", "incoming" -> Direction.INBOUND;
            case "outbound", "out", "outgoing" -> Direction.OUTBOUND;
            default -> throw new IllegalArgumentException("inbound or outbound");
        };
    }

    private static Double number(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : Double.valueOf(value.toString().strip());
    }

    /** Makes something of a value, or throws an IllegalArgumentException. */
    private interface Reader<T> {
        T read(Object value);
    }

    /** Finds values in one record and says where when it cannot. */
    private final class Finder {

        private final Parts record;

        Finder(Parts record) {
            this.record = record;
        }

        @Nullable
        Object value(String part) {
            String address = addresses.get(part);
            if (address == null) {
                return null;
            }
            if (address.startsWith("=")) {
                return address.substring(1);
            }
            try {
                Object value = record.at(address);
                return value instanceof String text && text.isBlank() ? null : value;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(part + ": " + e.getMessage(), e);
            }
        }

        <T> @Nullable T found(String part, Reader<T> reader) {
            Object value = scalar(part, value(part));
            if (value == null) {
                return null;
            }
            try {
                return reader.read(value);
            } catch (IllegalArgumentException e) {
                String wanted = e instanceof NumberFormatException ? "a number" : e.getMessage();
                throw new IllegalArgumentException(
                        part + ": '" + addresses.get(part) + "' holds '" + Text.shown(value.toString()) + "', not "
                                + wanted,
                        e);
            }
        }

        @Nullable
        String text(String part) {
            Object value = scalar(part, value(part));
            return value == null ? null : value.toString();
        }

        List<String> texts(String part) {
            Object value = value(part);
            List<String> texts = new ArrayList<>();
            for (Object one : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
                Object scalar = scalar(part, one);
                if (scalar != null) {
                    texts.add(scalar.toString());
                }
            }
            return texts;
        }

        private @Nullable Object scalar(String part, @Nullable Object value) {
            if (value instanceof List || value instanceof Map) {
                throw new IllegalArgumentException(part + ": '" + addresses.get(part) + "' holds "
                        + (value instanceof List ? "a list" : "an object") + ", not a single value");
            }
            return value;
        }
    }
}
