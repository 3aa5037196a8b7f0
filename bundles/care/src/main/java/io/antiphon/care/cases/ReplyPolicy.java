package io.antiphon.care.cases;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Named;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Decides that what a person ordered to be answered leaves: a pure function of the order. */
@Component(service = Policy.class)
@Named("care")
public final class ReplyPolicy implements Policy {

    private static final List<String> HANDED_ON = List.of("unit", "channel", "subject", "language", "answers");

    /** Called by declarative services. */
    public ReplyPolicy() {}

    @Override
    public List<Action> decide(Entry entry, Profile profile) {
        return entry instanceof Entry.Commanded order && order.command().equals("reply") ? decide(order) : List.of();
    }

    private static List<Action> decide(Entry.Commanded order) {
        Map<String, Object> told = order.arguments();
        long id = CaseId.ofSubject(order.subject()).orElse(0L);
        String connection = Batch.text(told, "connection");
        String text = Batch.text(told, "text");
        if (id == 0 || connection.isEmpty() || text.isBlank()) {
            return List.of();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        for (String name : HANDED_ON) {
            Object value = told.get(name);
            if (value != null && !value.equals("")) {
                details.put(name, value);
            }
        }
        details.put("case", CaseId.of(id));
        details.put("by", order.who());
        details.put("purpose", "service");
        return List.of(new Action(
                "",
                "reply",
                connection,
                identity(Batch.text(told, "to")),
                orNull(Batch.text(told, "conversation")),
                orNull(Batch.text(told, "inReplyTo")),
                text,
                null,
                details));
    }

    private static @Nullable Identity identity(String written) {
        try {
            return written.isEmpty() ? null : Identity.parse(written);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
