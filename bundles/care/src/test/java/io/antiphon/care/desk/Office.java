package io.antiphon.care.desk;

import io.antiphon.care.cases.Play;
import io.antiphon.care.cases.ReplyPolicy;
import io.antiphon.care.settings.SettingsCache;
import io.antiphon.spi.Action;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.People;
import io.antiphon.spi.Person;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import io.antiphon.spi.State;
import io.antiphon.tck.MemoryProfiles;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk over a journal in which a test lets things happen. */
final class Office {

    static final Person OLGA = new Person("olga", "Olga", Role.AGENT, List.of("acme"), List.of("ru", "en"), List.of());
    static final Person ADA = new Person("ada", "Ada", Role.AGENT, List.of("acme"), List.of("en"), List.of("law"));
    static final Person BOSS = new Person("boss", "Boss", Role.SUPERVISOR, List.of(), List.of(), List.of());
    static final Person STRANGER = new Person("eve", "Eve", Role.AGENT, List.of("other"), List.of(), List.of());

    final Play play;
    final Kernel kernel;
    final Presence presence;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private int decided;

    Office() throws SQLException {
        play = new Play();
        State state = new State() {
            @Override
            public <T> T read(String fold, Query<T> query) {
                return play.state().read(fold, query);
            }
        };
        kernel = new Kernel(
                state,
                play.journal(),
                play.journal(),
                new MemoryProfiles(play.journal()),
                () -> Optional.of(new Staff()),
                () -> Optional.of(text -> text.replaceAll("\\d", "•")),
                Optional::empty,
                play.clock(),
                new SettingsCache());
        presence = new Presence(play.clock());
        endpoints.addAll(new CaseResources(kernel, presence).all());
        endpoints.addAll(new CareResources(kernel, presence).all());
    }

    private record Staff() implements People {
        @Override
        public List<Person> list() {
            return List.of(OLGA, ADA, BOSS, STRANGER);
        }

        @Override
        public Optional<Person> find(String name) {
            return list().stream().filter(one -> one.name().equals(name)).findFirst();
        }
    }

    Response ask(Person who, String method, String address, String body, Map<String, String> headers) {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        for (Endpoint endpoint : endpoints) {
            Map<String, String> parameters = match(endpoint.path(), path);
            if (endpoint.method().equals(method) && parameters != null) {
                if (!who.role().includes(endpoint.role())) {
                    return Response.of(403, Map.of());
                }
                Map<String, String> query = mark < 0 ? Map.of() : Request.readQuery(address.substring(mark + 1));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                try {
                    return endpoint.handle(new Request(method, path, parameters, query, headers, bytes, who));
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalArgumentException("No resource at " + method + " " + path);
    }

    private static Map<String, String> match(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (given.length != wanted.length) {
                return null;
            }
            if (wanted[i].startsWith("{")) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return null;
            }
        }
        return parameters;
    }

    Response get(Person who, String address) {
        return ask(who, "GET", address, "", Map.of());
    }

    Response post(Person who, String address, String body) {
        return ask(who, "POST", address, body, Map.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(Response response) {
        return (Map<String, Object>) response.body();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> items(Response response, String name) {
        return (List<Map<String, Object>>) json(response).get(name);
    }

    /** Lets the policy decide about all that was ordered. */
    List<Entry.Decided> decide() {
        List<Entry.Decided> all = new ArrayList<>();
        List<Entry.Commanded> orders = play.journal().all(Entry.Commanded.class);
        for (; decided < orders.size(); decided++) {
            Entry.Commanded order = orders.get(decided);
            for (Action action : new ReplyPolicy().decide(order, Profile.ANONYMOUS)) {
                all.add(play.decided(order, "care", action));
            }
        }
        return all;
    }

    long replies() {
        return play.journal().all(Entry.Commanded.class).stream()
                .filter(order -> order.command().equals("reply"))
                .count();
    }
}
