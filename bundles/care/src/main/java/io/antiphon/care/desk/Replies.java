package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders replies, each once: one at a time for a case, after everything that was journaled until then has been folded, and only if
 * who answers has seen what stands.
 */
final class Replies {

    private static final int MOST_TEXT = 100_000;
    private static final int MOST_KEY = 100;

    private final Kernel kernel;
    private final Locks locks;

    Replies(Kernel kernel, Locks locks) {
        this.kernel = kernel;
        this.locks = locks;
    }

    /** What came of it: where the reply stands, or why there is none. */
    record Result(
            Position position, boolean repeated, @Nullable Response refusal) {}

    /** @param key makes a repeat harmless; empty for none */
    Result reply(long id, Body body, String key, Person agent) throws Exception {
        if (key.length() > MOST_KEY) {
            throw new IllegalArgumentException("Idempotency-Key: at most " + MOST_KEY + " characters");
        }
        body.needed("text", MOST_TEXT);
        return locks.with(id, () -> {
            kernel.await(kernel.journal().end());
            Case one = kernel.find(CaseId.of(id), agent);
            String own = key.isEmpty() ? "" : agent.name() + " " + key;
            long before = own.isEmpty() ? 0 : kernel.read(cases -> cases.replied(one.id, own));
            if (before > 0) {
                return new Result(Position.of(before), true, null);
            }
            Response refusal = refusal(one, body);
            if (refusal != null) {
                return new Result(Position.START, false, refusal);
            }
            Map<String, Object> told = arguments(one, body);
            told.put("key", own);
            Entry order = Entry.Commanded.of(agent.name(), "reply", CaseId.subject(one.id), told);
            return new Result(kernel.recorder().append(List.of(order)).get(0).position(), false, null);
        });
    }

    private @Nullable Response refusal(Case one, Body body) {
        Position seen;
        try {
            seen = Position.parse(body.needed("seen", 40));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seen: the case's 'seen' as it was shown, such as 0-1027", e);
        }
        if (one.relevant <= seen.offset()) {
            return null;
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "Conflict");
        problem.put("status", 409);
        problem.put("detail", detail(one));
        problem.put("who", one.relevantBy);
        kernel.journal().get(Position.of(one.relevant)).ifPresent(entry -> problem.put("at", entry.at()));
        problem.put("what", one.relevantWhat);
        problem.put("latest", Position.of(one.relevant).toString());
        return new Response(409, Map.of("content-type", "application/problem+json"), problem);
    }

    private String detail(Case one) {
        String who = kernel.title(one.relevantBy);
        String what =
                switch (one.relevantWhat) {
                    case "signal" -> "The customer has written again";
                    case "undelivered" -> "An earlier answer came back undelivered";
                    case "close" -> who + " has closed this case";
                    case "reopen" -> who + " has opened this case again";
                    case "merge" -> who + " has merged another case into this one";
                    default -> who + " has answered already";
                };
        return what + "; read that first.";
    }

    private Map<String, Object> arguments(Case one, Body body) {
        String connection = body.text("connection", 64);
        Entry.Heard heard = latest(one, connection)
                .orElseThrow(() -> new IllegalArgumentException(
                        connection.isEmpty()
                                ? "connection: the customer's words are gone, so say where to answer"
                                : "connection: the customer has not written by '" + connection + "' in this case"));
        check(heard.connection());
        Map<String, Object> told = target(heard);
        told.put("text", body.text("text", MOST_TEXT));
        told.put("unit", one.unit);
        told.put("profile", one.profile);
        told.put("language", body.has("language") ? body.text("language", 35) : one.language);
        told.put("answers", one.latestSignal);
        told.put("cause", heard.position().toString());
        for (String name : List.of("conversation", "to", "subject")) {
            if (body.has(name)) {
                told.put(name, body.text(name, Signal.MOST_NAME));
            }
        }
        if (told.get("to") instanceof String to && !to.isEmpty()) {
            Identity.parse(to);
        }
        return told;
    }

    private void check(String connection) {
        boolean known = kernel.connections()
                .get()
                .map(all -> all.get(connection).isPresent())
                .orElse(true);
        if (!known) {
            throw new AntiphonException(
                    AntiphonException.Code.CONFLICT,
                    "There is no connection '" + connection + "' any more; answer by another");
        }
    }

    /** Where an answer to a signal goes. */
    static Map<String, Object> target(Entry.Heard heard) {
        Signal signal = heard.signal();
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("connection", heard.connection());
        target.put("channel", signal.channel());
        target.put("conversation", signal.conversation() == null ? "" : signal.conversation());
        target.put("inReplyTo", signal.externalId() == null ? "" : signal.externalId());
        target.put(
                "to",
                signal.identities().isEmpty() ? "" : signal.identities().get(0).toString());
        target.put("subject", subject(signal));
        return target;
    }

    private static String subject(Signal signal) {
        Object subject = signal.attributes().get("subject");
        if (!(subject instanceof String told) || told.isBlank()) {
            return "";
        }
        return told.regionMatches(true, 0, "re:", 0, 3) ? told : "Re: " + told;
    }

    /** The customer's latest words, by a connection or by any. */
    Optional<Entry.Heard> latest(Case one, String connection) {
        List<Long> offsets =
                new ArrayList<>(kernel.read(cases -> cases.signals(one.id)).keySet());
        Collections.reverse(offsets);
        return offsets.stream()
                .limit(200)
                .flatMap(offset -> kernel.journal().get(Position.of(offset)).stream())
                .filter(Entry.Heard.class::isInstance)
                .map(Entry.Heard.class::cast)
                .filter(heard -> heard.signal().direction() == io.antiphon.spi.Direction.INBOUND)
                .filter(heard -> connection.isEmpty() || heard.connection().equals(connection))
                .findFirst();
    }
}
