package io.antiphon.http;

import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One method on one path template: who may, what it takes and gives, and who answers. Also what the API's description is made of. */
final class Route {

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        /** Answers by the exchange. */
        void handle(Exchange exchange) throws Exception;
    }

    /** A query parameter. */
    record Parameter(String name, String description, String schema) {}

    private final String method;
    private final String template;
    private final boolean open;
    private final Handler handler;
    private Meter meter = new Meter();
    private final List<Parameter> query = new ArrayList<>();
    private final Map<String, String> takes = new TreeMap<>();
    private final Map<Integer, String> gives = new TreeMap<>();
    private String summary = "";
    private boolean anyQuery;
    private Role least = Role.ADMINISTRATOR;
    private boolean whole;

    private Route(String method, String template, boolean open, Handler handler) {
        this.method = method;
        this.template = template;
        this.open = open;
        this.handler = handler;
    }

    static Route open(String method, String template, Handler handler) {
        return new Route(method, template, true, handler).anyQuery();
    }

    /** For those who are signed in and have the role of an administrator, or the {@link #least} that is said. */
    static Route api(String method, String template, Handler handler) {
        return new Route(method, template, false, handler);
    }

    /** The least role that may ask. */
    Route least(Role role) {
        least = role;
        return this;
    }

    /** It tells of all units: only those may ask who are not limited to some. */
    Route whole() {
        whole = true;
        return this;
    }

    Route tells(String itsSummary) {
        summary = itsSummary;
        return this;
    }

    /** It counts on what another one counted. */
    Route countsOn(Meter itsMeter) {
        meter = itsMeter;
        return this;
    }

    /** A query parameter of the type string; a number if it is called a limit. */
    Route asks(String name, String description) {
        query.add(new Parameter(name, description, name.equals("limit") ? "integer" : "string"));
        return this;
    }

    /** It takes any query: others decide what may stand there. */
    Route anyQuery() {
        anyQuery = true;
        return this;
    }

    Route takes(String mediaType, String schema) {
        takes.put(mediaType, schema);
        return this;
    }

    /** What it answers: a name of a schema, a media type, or nothing for no body. */
    Route gives(int status, String schemaOrType) {
        gives.put(status, schemaOrType);
        return this;
    }

    String method() {
        return method;
    }

    String template() {
        return template;
    }

    /** Whether everybody may ask. */
    boolean isOpen() {
        return open;
    }

    /** The least role that may ask; of no matter if everybody may. */
    Role least() {
        return least;
    }

    boolean isWhole() {
        return whole;
    }

    /** Refuses who may not ask. */
    void check(Person person) {
        if (open) {
            return;
        }
        check(person, least);
        if (whole && !person.units().isEmpty()) {
            throw Refusal.of(
                    403, "This tells of all units; you are limited to " + String.join(", ", person.units()) + ".");
        }
    }

    /** Refuses who has a lesser role. */
    static void check(Person person, Role least) {
        if (!person.role().includes(least)) {
            throw Refusal.of(
                    403,
                    "This takes the role " + least.word() + "; you have the role "
                            + person.role().word() + ".");
        }
    }

    Handler handler() {
        return handler;
    }

    Meter meter() {
        return meter;
    }

    String summary() {
        return summary;
    }

    List<Parameter> query() {
        return query;
    }

    boolean isAnyQuery() {
        return anyQuery;
    }

    boolean asksFor(String name) {
        for (Parameter parameter : query) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    Map<String, String> takes() {
        return takes;
    }

    Map<Integer, String> gives() {
        return gives;
    }
}
