package io.antiphon.http;

import static io.antiphon.http.Route.api;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/profiles}: who is known. */
final class ProfileResources {

    private static final int PAGE = 50;
    private static final int MOST_PAGE = 1_000;
    private static final int MOST_TIMELINE = 200;
    private static final List<String> LINK_FIELDS = List.of("one", "other", "reason");

    private final Services services;

    ProfileResources(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                api("GET", "/api/profiles", this::page)
                        .least(Role.VIEWER)
                        .tells("The profile of an identity, or a page of profiles, last seen first.")
                        .asks("identity", "Only the profile with this identity, written scheme:value.")
                        .asks("q", "Only those with this in an identity or a name.")
                        .asks("after", "Only those behind this id: what 'next' said.")
                        .asks("limit", "At most so many, 1 to 1000; 50 if absent.")
                        .gives(200, "ProfilePage"),
                api("GET", "/api/profiles/candidates", this::candidates)
                        .least(Role.SUPERVISOR)
                        .whole()
                        .tells("Pairs of identities that wait for a person's word, the likeliest first.")
                        .asks("after", "Only those behind this id: what 'next' said.")
                        .asks("limit", "At most so many, 1 to 1000; 50 if absent.")
                        .gives(200, "CandidatePage"),
                api("GET", "/api/profiles/{id}", this::one)
                        .least(Role.VIEWER)
                        .tells("A profile, also by an id it had before it was joined to another.")
                        .gives(200, "Profile"),
                api("GET", "/api/profiles/{id}/timeline", this::timeline)
                        .least(Role.VIEWER)
                        .tells("A profile's signals with what was understood of them, newest first.")
                        .asks("before", "Only earlier ones: a position, or what 'next' said.")
                        .asks("limit", "At most so many, 1 to 200; 50 if absent.")
                        .asks("personal", Shown.ASKED)
                        .gives(200, "SignalPage"),
                api("GET", "/api/profiles/{id}/portrait", this::portrait)
                        .least(Role.VIEWER)
                        .whole()
                        .tells("Which word on each trait counts and who gave it, channels, languages, accounts.")
                        .gives(200, "Portrait"),
                api("GET", "/api/profiles/{id}/links", this::links)
                        .least(Role.VIEWER)
                        .whole()
                        .tells("The links that hold a profile together, with their evidence.")
                        .gives(200, "LinkPage"),
                api("POST", "/api/profiles/unlink", exchange -> link(exchange, false))
                        .least(Role.SUPERVISOR)
                        .tells("Undoes the link between two identities and forbids it for the future.")
                        .takes("application/json", "LinkOrder")
                        .gives(200, "Linked"),
                api("POST", "/api/profiles/link", exchange -> link(exchange, true))
                        .least(Role.SUPERVISOR)
                        .tells("Links two identities on a person's word.")
                        .takes("application/json", "LinkOrder")
                        .gives(200, "Linked"));
    }

    private void page(Exchange exchange) throws IOException {
        Profiles profiles = services.need(Profiles.class);
        String identity = exchange.query("identity");
        int limit = exchange.limit(PAGE, MOST_PAGE);
        List<Profile> found = identity == null
                ? profiles.page(new Profiles.ProfileQuery(exchange.query("q"), exchange.query("after"), limit))
                : profiles.find(parsed("identity", identity)).map(List::of).orElse(List.of());
        String next =
                identity == null && found.size() == limit ? found.get(limit - 1).id() : null;
        Sight sight = Sight.of(exchange, services);
        List<Profile> seen = found.stream().filter(sight::sees).toList();
        exchange.json(200, json -> Json.page(json, seen, ThingJson::profile, next));
    }

    private Profile profile(Exchange exchange) {
        String id = exchange.parameter("id");
        return services.need(Profiles.class)
                .get(id)
                .filter(Sight.of(exchange, services)::sees)
                .orElseThrow(() -> Refusal.notFound("There is no profile '" + Problems.shown(id) + "'."));
    }

    private void one(Exchange exchange) throws IOException {
        Profile profile = profile(exchange);
        exchange.json(200, json -> ThingJson.profile(json, profile));
    }

    private void timeline(Exchange exchange) throws IOException {
        Profile profile = profile(exchange);
        int limit = exchange.limit(PAGE, MOST_TIMELINE);
        Position before = exchange.position("before");
        Journal journal = services.need(Journal.class);
        SignalPage page = SignalPage.ofProfile(Sight.of(exchange, services), profile.id(), null, before, null, limit);
        Map<Position, List<Insight>> insights = new LinkedHashMap<>();
        for (Entry.Heard heard : page.items()) {
            insights.put(heard.position(), insights(journal, heard));
        }
        Shown shown = Shown.to(exchange, services);
        exchange.json(
                200,
                json -> Json.page(
                        json,
                        page.items(),
                        (j, heard) -> {
                            List<Insight> found = insights.getOrDefault(heard.position(), List.of());
                            EntryJson.item(j, shown.of(heard, found), profile.id(), shown.of(found));
                        },
                        page.next()));
    }

    private static List<Insight> insights(Journal journal, Entry.Heard heard) {
        List<Insight> latest = List.of();
        for (Entry entry : journal.causedBy(heard.position())) {
            if (entry instanceof Entry.Understood understood) {
                latest = understood.insights();
            }
        }
        return latest;
    }

    private void links(Exchange exchange) throws IOException {
        Profile profile = profile(exchange);
        List<Profiles.Link> links = services.need(Profiles.class).links(profile.id());
        exchange.json(200, json -> Json.page(json, links, IdentityJson::link, null));
    }

    private void candidates(Exchange exchange) throws IOException {
        int limit = exchange.limit(PAGE, MOST_PAGE);
        List<Profiles.Candidate> found = services.need(Profiles.class).candidates(exchange.query("after"), limit);
        String next = found.size() == limit ? found.get(limit - 1).id() : null;
        exchange.json(200, json -> Json.page(json, found, IdentityJson::candidate, next));
    }

    private void portrait(Exchange exchange) throws IOException {
        Profile profile = profile(exchange);
        Profiles.Portrait portrait = services.need(Profiles.class)
                .portrait(profile.id())
                .orElseThrow(() -> Refusal.notFound("Nothing more is known of the profile " + profile.id() + "."));
        exchange.json(200, json -> IdentityJson.portrait(json, portrait));
    }

    private void link(Exchange exchange, boolean join) throws IOException {
        Profiles profiles = services.need(Profiles.class);
        Map<String, Object> body = JsonBody.object(exchange);
        for (String name : body.keySet()) {
            if (!LINK_FIELDS.contains(name)) {
                throw faulty(name, "unknown field; known are " + String.join(", ", LINK_FIELDS));
            }
        }
        Identity one = identity(body, "one");
        Identity other = identity(body, "other");
        String reason = body.get("reason") instanceof String text ? text : "";
        Sight sight = Sight.of(exchange, services);
        for (Identity identity : List.of(one, other)) {
            if (!sight.isWhole() && profiles.find(identity).filter(sight::sees).isEmpty()) {
                throw Refusal.notFound("The identity " + Problems.shown(identity.toString()) + " is unknown.");
            }
        }
        if (join) {
            profiles.link(one, other, exchange.user(), reason);
        } else {
            profiles.unlink(one, other, exchange.user(), reason);
        }
        Profile first = profiles.find(one).orElse(null);
        Profile second = profiles.find(other).orElse(null);
        exchange.json(200, json -> {
            json.writeStartObject();
            json.writeFieldName("one");
            Json.value(json, first);
            json.writeFieldName("other");
            Json.value(json, second);
            json.writeEndObject();
        });
    }

    private static Identity identity(Map<String, Object> body, String name) {
        @Nullable Object value = body.get(name);
        if (value instanceof String text) {
            return parsed(name, text);
        }
        if (value instanceof Map<?, ?> map
                && map.get("scheme") instanceof String scheme
                && map.get("value") instanceof String itsValue) {
            return parsed(name, scheme + ":" + itsValue);
        }
        throw faulty(name, "an identity, written email:ada@example.org or {scheme, value}");
    }

    private static Identity parsed(String name, String text) {
        try {
            return Identity.parse(text);
        } catch (IllegalArgumentException e) {
            throw faulty(name, String.valueOf(e.getMessage()));
        }
    }

    private static Refusal faulty(String name, String detail) {
        return Refusal.faulty(
                400, name + ": " + detail + ".", List.of(new Refusal.Fault("/" + name, name + ": " + detail, "")));
    }
}
