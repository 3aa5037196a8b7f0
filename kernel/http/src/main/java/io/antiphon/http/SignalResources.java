package io.antiphon.http;

import static io.antiphon.http.Route.api;

import io.antiphon.spi.Connections;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Role;
import io.antiphon.spi.Signal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/signals}: what was heard. */
final class SignalResources {

    private static final String OWN_CONNECTION = "api";
    private static final int PAGE = 50;
    private static final int MOST_PAGE = 1_000;
    private static final int MOST_CONNECTION = 64;
    private final Services services;

    SignalResources(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                api("POST", "/api/signals", this::post)
                        .tells("Offers signals, all or none; answers when they are durable.")
                        .asks(
                                "connection",
                                "The connection they belong to; api if absent. Its unit and channel hold where a signal states none.")
                        .takes("application/json", "Signals")
                        .takes("application/x-ndjson", "Signal")
                        .takes("application/jsonl", "Signal")
                        .takes("application/cloudevents+json", "CloudEvent")
                        .takes("application/cloudevents-batch+json", "CloudEvents")
                        .gives(202, "Receipts"),
                api("GET", "/api/signals", this::page)
                        .least(Role.VIEWER)
                        .tells("A page of signals: newest first, or oldest first if only 'after' is given.")
                        .asks("after", "Only later ones: a position such as 0-1027.")
                        .asks("before", "Only earlier ones: a position.")
                        .asks(
                                "limit",
                                "At most so many, 1 to 1000; 50 if absent. A page of long texts, or for who is limited to"
                                        + " units, may be shorter.")
                        .asks("connection", "Only those heard by this connection.")
                        .asks("profile", "Only those of this profile, newest first.")
                        .asks("order", "newest or oldest first.")
                        .asks("personal", Shown.ASKED)
                        .gives(200, "SignalPage"),
                api("GET", "/api/signals/{id}", this::one)
                        .least(Role.VIEWER)
                        .tells("A signal with its trace: all that came of it, in order.")
                        .asks("personal", Shown.ASKED)
                        .gives(200, "TracedSignal"));
    }

    private void post(Exchange exchange) throws IOException {
        Intakes intakes = services.need(Intakes.class);
        intakes.admit();
        String connection = connection(exchange);
        List<Receipt> receipts = intakes.accept(connection, belonging(connection, read(exchange)));
        exchange.json(202, json -> ThingJson.receipts(json, receipts));
    }

    /** Those that do not say otherwise are of the unit and the channel of their connection, if there is one. */
    private List<Signal> belonging(String connection, List<Signal> signals) {
        Connections connections = services.find(Connections.class).orElse(null);
        Connections.Connection of =
                connections == null ? null : connections.get(connection).orElse(null);
        if (connections == null || of == null) {
            return signals;
        }
        String channel = connections.specs().stream()
                .filter(spec -> spec.name().equals(of.connector()))
                .findFirst()
                .map(ConnectorSpec::channel)
                .orElse("");
        return signals.stream()
                .map(signal -> belonging(signal, of.unit(), channel))
                .toList();
    }

    private static Signal belonging(Signal signal, String unit, String channel) {
        if (!signal.unit().isEmpty() && !signal.channel().isEmpty()) {
            return signal;
        }
        return signal.with()
                .unit(signal.unit().isEmpty() ? unit : signal.unit())
                .channel(signal.channel().isEmpty() ? channel : signal.channel())
                .build();
    }

    private static String connection(Exchange exchange) {
        String name = exchange.query("connection");
        if (name == null) {
            return OWN_CONNECTION;
        }
        boolean good = name.length() <= MOST_CONNECTION
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-');
        if (!good) {
            throw Refusal.of(400, "connection: 1 to 64 lower-case letters, digits, '_' or '-'.");
        }
        return name;
    }

    private static List<Signal> read(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        String type = exchange.mediaType();
        String charset = request.getCharacterEncoding();
        if (charset != null && !charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
            throw Refusal.of(415, "Signals are read in UTF-8, not in " + Problems.shown(charset) + ".");
        }
        String coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.toLowerCase(Locale.ROOT).equals("identity")) {
            throw Refusal.of(415, "Signals are read without a content coding, not in " + Problems.shown(coding) + ".")
                    .header("Accept-Encoding", "identity");
        }
        int most = exchange.limits().signals();
        if (CloudEvents.isBinary(request)) {
            return CloudEvents.binary(request, type, exchange.body());
        }
        return switch (type) {
            case "", "application/json" -> new SignalBody(exchange.body(), most).json();
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                new SignalBody(exchange.body(), most).lines();
            case "application/cloudevents+json" -> CloudEvents.structured(exchange.body());
            case "application/cloudevents-batch+json" -> CloudEvents.batched(exchange.body(), most);
            default ->
                throw Refusal.of(
                        415,
                        "Signals are application/json, application/x-ndjson, application/jsonl,"
                                + " application/cloudevents+json or application/cloudevents-batch+json, not "
                                + Problems.shown(type) + ".");
        };
    }

    private void page(Exchange exchange) throws IOException {
        int limit = exchange.limit(PAGE, MOST_PAGE);
        Position after = exchange.position("after");
        Position before = exchange.position("before");
        String connection = exchange.query("connection");
        String profile = exchange.query("profile");
        boolean newestFirst = newestFirst(exchange, after, before, profile);
        Sight sight = Sight.of(exchange, services);
        SignalPage page = profile == null
                ? SignalPage.ofJournal(sight, after, before, connection, newestFirst, limit)
                : SignalPage.ofProfile(sight, profile, after, before, connection, limit);
        Map<Position, String> profiles = services.find(Profiles.class)
                .map(all -> all.of(page.positions()))
                .orElse(Map.of());
        Shown shown = Shown.to(exchange, services);
        exchange.json(
                200,
                json -> Json.page(
                        json,
                        page.items(),
                        (j, heard) -> EntryJson.item(j, shown.of(heard), profiles.get(heard.position()), null),
                        page.next()));
    }

    private static boolean newestFirst(
            Exchange exchange, @Nullable Position after, @Nullable Position before, @Nullable String profile) {
        String order = exchange.query("order");
        if (order == null) {
            return profile != null || after == null || before != null;
        }
        return switch (order) {
            case "newest", "desc" -> true;
            case "oldest", "asc" -> {
                if (profile != null) {
                    throw Refusal.of(400, "order: the signals of a profile come newest first.");
                }
                yield false;
            }
            default -> throw Refusal.of(400, "order: newest or oldest.");
        };
    }

    private void one(Exchange exchange) throws IOException {
        Journal journal = services.need(Journal.class);
        String id = exchange.parameter("id");
        Entry.Heard heard = heard(journal, id, Sight.of(exchange, services));
        Trace trace = Trace.of(journal, heard);
        String profile = services.find(Profiles.class)
                .map(all -> all.of(List.of(heard.position())).get(heard.position()))
                .orElse(null);
        List<Insight> insights = trace.entries().stream()
                .filter(Entry.Understood.class::isInstance)
                .flatMap(entry -> ((Entry.Understood) entry).insights().stream())
                .toList();
        Shown shown = Shown.to(exchange, services);
        exchange.json(200, json -> {
            EntryJson.openItem(json, shown.of(heard, insights), profile, null);
            json.writeArrayFieldStart("trace");
            for (Entry entry : trace.entries()) {
                EntryJson.entry(json, shown.of(entry, insights));
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", trace.truncated());
            json.writeEndObject();
        });
    }

    private static Entry.Heard heard(Journal journal, String id, Sight sight) {
        Position position;
        try {
            position = Position.parse(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("'" + Problems.shown(id) + "' is no signal; the id of one looks like 0-1027.");
        }
        Entry entry = journal.get(position).orElse(null);
        if (entry instanceof Entry.Heard heard && sight.sees(heard)) {
            return heard;
        }
        throw Refusal.notFound(
                entry == null || !sight.isWhole()
                        ? "There is no signal at " + position + ", or no longer."
                        : "There is no signal at " + position + " but something derived or ordered"
                                + (entry.cause() == null ? "." : "; it is in the trace of " + entry.cause() + "."));
    }
}
