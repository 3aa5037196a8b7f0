package io.antiphon.http;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown of signals: what is personal in a text is masked, unless somebody asks for it with {@code personal=shown},
 * which is recorded.
 */
final class Shown {

    /** What its query parameter does. */
    static final String ASKED =
            "shown: with what is personal in texts, for supervisors, which is recorded; masked if absent.";

    private static final String QUERY = "personal";
    private static final String COMMAND = "show-personal";
    private static final String PERSONAL = "pii";
    private static final List<String> WRITTEN = List.of("text", "reason");
    private static final char DOT = '•';

    private final @Nullable PersonalData mask;

    private Shown(@Nullable PersonalData mask) {
        this.mask = mask;
    }

    /** To whom nobody asked for. */
    static Shown masked(Services services) {
        return new Shown(services.find(PersonalData.class).orElse(null));
    }

    /** To somebody who asks. */
    static Shown to(Exchange exchange, Services services) {
        String wanted = Optional.ofNullable(exchange.query(QUERY)).orElse("masked");
        return switch (wanted) {
            case "masked" -> masked(services);
            case "shown" -> {
                Route.check(exchange.person(), Role.SUPERVISOR);
                Entry order = Entry.Commanded.of(exchange.user(), COMMAND, exchange.path(), asked(exchange));
                services.need(Recorder.class).append(List.of(order));
                yield new Shown(null);
            }
            default -> throw Refusal.of(400, QUERY + ": masked or shown.");
        };
    }

    /** What tells whose it is beside the path. */
    private static Map<String, Object> asked(Exchange exchange) {
        Map<String, Object> asked = new TreeMap<>(exchange.query());
        asked.remove(QUERY);
        return asked;
    }

    /** The entry as it is shown. */
    Entry.Heard of(Entry.Heard heard) {
        return of(heard, List.of());
    }

    /**
     * The entry as it is shown.
     *
     * @param insights what was found in it: of whom it is, the mask alone does not know
     */
    Entry.Heard of(Entry.Heard heard, List<Insight> insights) {
        String text = heard.signal().text();
        if (mask == null || text == null) {
            return heard;
        }
        String masked = found(text, mask.mask(text), insights);
        return masked.equals(text)
                ? heard
                : new Entry.Heard(
                        heard.position(),
                        heard.id(),
                        heard.at(),
                        heard.connection(),
                        heard.signal().with().text(masked).build());
    }

    /** Masks what was found to be personal and is as it was. */
    private static String found(String text, String masked, List<Insight> insights) {
        StringBuilder shown = new StringBuilder(masked);
        for (Insight insight : insights) {
            Insight.Span span = insight.type().equals(PERSONAL) ? insight.span() : null;
            if (span != null && text.regionMatches(span.from(), masked, span.from(), span.to() - span.from())) {
                for (int i = span.from(); i < span.to(); i++) {
                    char c = text.charAt(i);
                    shown.setCharAt(i, Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? DOT : c);
                }
            }
        }
        return shown.toString();
    }

    /** Insights as they are shown: what one is about may be a name and a number from the text. */
    List<Insight> of(List<Insight> insights) {
        return mask == null
                ? insights
                : insights.stream()
                        .map(insight -> insight.about() == null ? insight : insight.about(mask.mask(insight.about())))
                        .toList();
    }

    /** An entry of a trace as it is shown. @param insights what was found in its signal */
    Entry of(Entry entry, List<Insight> insights) {
        if (mask == null) {
            return entry;
        }
        if (entry instanceof Entry.Heard heard) {
            return of(heard, insights);
        }
        if (entry instanceof Entry.Understood one) {
            return new Entry.Understood(
                    one.position(),
                    one.id(),
                    one.at(),
                    of(one.heard(), insights),
                    one.profile(),
                    of(one.insights()),
                    of(one.replaced()));
        }
        if (entry instanceof Entry.Decided one) {
            return new Entry.Decided(
                    one.position(),
                    one.id(),
                    one.at(),
                    one.cause(),
                    one.profile(),
                    one.policy(),
                    one.version(),
                    of(one.action()));
        }
        if (entry instanceof Entry.Commanded one) {
            return new Entry.Commanded(
                    one.position(), one.id(), one.at(), one.who(), one.command(), one.subject(), of(one.arguments()));
        }
        return entry instanceof Entry.Performed one
                ? new Entry.Performed(
                        one.position(), one.id(), one.at(), one.cause(), one.profile(), of(one.action()), one.outcome())
                : entry;
    }

    /** What somebody wrote in an order. */
    private Map<String, Object> of(Map<String, Object> arguments) {
        Map<String, Object> shown = new TreeMap<>(arguments);
        for (String written : WRITTEN) {
            if (mask != null && shown.get(written) instanceof String text) {
                shown.put(written, mask.mask(text));
            }
        }
        return shown;
    }

    private Action of(Action action) {
        String text = action.text();
        return mask == null || text == null
                ? action
                : new Action(
                        action.id(),
                        action.type(),
                        action.connection(),
                        action.to(),
                        action.conversation(),
                        action.inReplyTo(),
                        mask.mask(text),
                        action.notBefore(),
                        action.attributes());
    }
}
