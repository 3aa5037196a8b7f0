package io.antiphon.http;

import io.antiphon.spi.Entry;
import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Recorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown of signals: what is personal in a text is masked, unless somebody asks for it with {@code personal=shown},
 * which is recorded.
 */
final class Shown {

    private static final String QUERY = "personal";
    private static final String COMMAND = "show-personal";

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
                Entry order = Entry.Commanded.of(exchange.user(), COMMAND, exchange.path(), Map.of());
                services.need(Recorder.class).append(List.of(order));
                yield new Shown(null);
            }
            default -> throw Refusal.of(400, QUERY + ": masked or shown.");
        };
    }

    /** The entry as it is shown. */
    Entry.Heard of(Entry.Heard heard) {
        String text = heard.signal().text();
        if (mask == null || text == null) {
            return heard;
        }
        String masked = mask.mask(text);
        return masked.equals(text)
                ? heard
                : new Entry.Heard(
                        heard.position(),
                        heard.id(),
                        heard.at(),
                        heard.connection(),
                        heard.signal().with().text(masked).build());
    }

    /** The entry as it is shown. */
    Entry of(Entry entry) {
        return entry instanceof Entry.Heard heard ? of(heard) : entry;
    }
}
