package io.antiphon.rules.lang;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What actions are made of: where the signal came from and how to answer it. Can be remembered in an action's attributes, with the
 * values of the variables that are needed later.
 *
 * @param signal the signal's position; empty if it is about a case
 * @param to by whom it was given, as {@code scheme:value}
 * @param automatic whether a machine wrote it, which is never answered
 * @param caseId the case's id; empty if it is not known
 * @param variables values of the template's variables that do not follow from the rest
 */
public record Situation(
        String signal,
        String connection,
        String channel,
        String unit,
        String conversation,
        String externalId,
        List<String> to,
        String language,
        boolean automatic,
        String caseId,
        Map<String, String> variables,
        Profile profile) {

    private static final int MOST_TEXT = 500;
    private static final Set<String> MACHINES = Set.of("bounce", "auto-reply", "delivery-report", "receipt");

    /** Copies. */
    public Situation {
        to = List.copyOf(to);
        variables = Map.copyOf(variables);
    }

    /** That of a signal. @param wanted the variables whose values are needed */
    static Situation of(Entry.Understood understood, Facts facts, Set<String> wanted) {
        Signal signal = understood.heard().signal();
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : wanted) {
            String value = value(name, signal, facts);
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        return new Situation(
                understood.heard().position().toString(),
                understood.heard().connection(),
                signal.channel(),
                signal.unit(),
                told(signal.conversation()),
                told(signal.externalId()),
                signal.identities().stream().map(Identity::toString).toList(),
                language(facts),
                isAutomatic(signal),
                told(signal.attributes().get("case")),
                values,
                facts.profile());
    }

    /** That of something that happened to a case. */
    static Situation of(Entry.Commanded order, Facts facts) {
        String subject = order.subject();
        Map<String, String> values = new LinkedHashMap<>();
        order.arguments().forEach((name, value) -> {
            if (value instanceof String || value instanceof Long) {
                values.put("attribute." + name, Words.cut(String.valueOf(value), MOST_TEXT));
            }
        });
        return new Situation(
                "",
                "",
                "",
                facts.unit(),
                "",
                "",
                List.of(),
                "",
                true,
                subject.startsWith("case ") ? subject.substring(5) : subject,
                values,
                facts.profile());
    }

    private static String told(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static String value(String name, Signal signal, Facts facts) {
        return switch (name) {
            case "signal.text" -> Words.cut(facts.text(), MOST_TEXT);
            case "signal.kind" -> signal.kind();
            case "signal.rating" -> signal.rating() == null ? "" : Compare.shown(signal.rating());
            case "signal.subject" -> Words.cut(told(signal.attributes().get("subject")), MOST_TEXT);
            case "topic" ->
                facts.insights().stream()
                        .filter(insight -> insight.type().equals("topic"))
                        .findFirst()
                        .map(insight -> insight.value().replace('-', ' '))
                        .orElse("");
            default ->
                name.startsWith("attribute.")
                        ? Words.cut(told(facts.attribute(name.substring("attribute.".length()))), MOST_TEXT)
                        : "";
        };
    }

    private static String language(Facts facts) {
        String best = "";
        double sure = 0;
        for (var insight : facts.insights()) {
            if (insight.type().equals("language") && insight.confidence() > sure) {
                best = insight.value();
                sure = insight.confidence();
            }
        }
        Signal signal = facts.signal();
        return best.isEmpty() && signal != null ? told(signal.language()) : best;
    }

    private static boolean isAutomatic(Signal signal) {
        return MACHINES.contains(signal.kind())
                || isYes(signal.attributes().get("auto"))
                || isYes(signal.attributes().get("automatic"));
    }

    /** Also a word that says which kind of machine it was. */
    private static boolean isYes(@Nullable Object told) {
        return told instanceof String word
                ? !word.isBlank() && !word.equalsIgnoreCase("false") && !word.equalsIgnoreCase("no")
                : Boolean.TRUE.equals(told);
    }

    /** The value of a variable; empty if it has none. */
    String value(String name) {
        return switch (name) {
            case "signal.id" -> externalId.isEmpty() ? signal : externalId;
            case "signal.channel" -> channel;
            case "signal.unit" -> unit;
            case "language" -> language;
            case "case" -> caseId;
            case "profile.id" -> profile.id();
            case "profile.name" -> told(profile.traits().get("name"));
            default -> {
                String known = variables.get(name);
                yield known != null
                        ? known
                        : name.startsWith("profile.")
                                ? told(Facts.at(profile.traits(), name.substring("profile.".length())))
                                : "";
            }
        };
    }

    /** The first identity of a scheme: in the signal, or else of the profile; null if there is none. */
    @Nullable
    Identity identity(String scheme) {
        for (String text : to) {
            if (scheme.isEmpty() || text.startsWith(scheme + ":")) {
                return Identity.parse(text);
            }
        }
        return profile.identities().stream()
                .filter(one -> scheme.isEmpty() || one.scheme().equals(scheme))
                .findFirst()
                .orElse(null);
    }

    Situation with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(variable, value);
        return new Situation(
                signal,
                connection,
                channel,
                unit,
                conversation,
                externalId,
                to,
                language,
                automatic,
                caseId,
                more,
                profile);
    }

    /** As attributes, to be remembered. */
    Map<String, Object> remembered() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("signal", signal);
        all.put("connection", connection);
        all.put("channel", channel);
        all.put("unit", unit);
        all.put("conversation", conversation);
        all.put("externalId", externalId);
        all.put("to", to);
        all.put("language", language);
        all.put("automatic", automatic);
        all.put("case", caseId);
        all.put("variables", new java.util.TreeMap<>(variables));
        return all;
    }

    /** What was remembered. */
    static Situation of(Map<?, ?> remembered, Profile profile) {
        List<String> to = new ArrayList<>();
        if (remembered.get("to") instanceof List<?> list) {
            list.forEach(one -> to.add(String.valueOf(one)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (remembered.get("variables") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Situation(
                told(remembered.get("signal")),
                told(remembered.get("connection")),
                told(remembered.get("channel")),
                told(remembered.get("unit")),
                told(remembered.get("conversation")),
                told(remembered.get("externalId")),
                to,
                told(remembered.get("language")),
                Boolean.TRUE.equals(remembered.get("automatic")),
                told(remembered.get("case")),
                values,
                profile);
    }
}
