package io.antiphon.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One method on one path template: who may, what it takes and gives, and who answers. Also what the API's description is made of. */
final class Route {

    /** Who may ask. */
    enum Access {
        /** Everybody. */
        OPEN,
        /** Who shows the administrator's token. */
        TOKEN
    }

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
    private final Access access;
    private final Handler handler;
    private Meter meter = new Meter();
    private final List<Parameter> query = new ArrayList<>();
    private final Map<String, String> takes = new TreeMap<>();
    private final Map<Integer, String> gives = new TreeMap<>();
    private String summary = "";
    private boolean anyQuery;

    private Route(String method, String template, Access access, Handler handler) {
        this.method = method;
        this.template = template;
        this.access = access;
        this.handler = handler;
    }

    static Route open(String method, String template, Handler handler) {
        return new Route(method, template, Access.OPEN, handler).anyQuery();
    }

    static Route api(String method, String template, Handler handler) {
        return new Route(method, template, Access.TOKEN, handler);
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

    Access access() {
        return access;
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
