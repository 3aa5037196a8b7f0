package io.antiphon.insight.queries;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;

/** A resource of listening queries. */
record Door(String method, String path, String summary, Handler handler) implements Endpoint {

    /** Answers. */
    @FunctionalInterface
    interface Handler {
        Response handle(Request request) throws Exception;
    }

    @Override
    public Response handle(Request request) throws Exception {
        return handler.handle(request);
    }
}
