package io.antiphon.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A resource under {@code /api} that a bundle brings. A service. The kernel does authentication, roles, limits,
 * errors (problem+json), the OpenAPI description and the held door.
 */
@ConsumerType
public interface Endpoint {

    /** In capitals: {@code GET, POST, PUT, DELETE}. */
    String method();

    /** A template under {@code /api/}: {@code /api/cases/{id}}. */
    String path();

    /** A sentence for the OpenAPI description. */
    default String summary() {
        return "";
    }

    /**
     * Answers. Any thread, concurrently; within 30 seconds.
     *
     * @throws Exception an {@link AntiphonException} becomes the status of its code with its message as
     *     detail; an {@link IllegalArgumentException} becomes 400; anything else 500 without detail
     */
    Response handle(Request request) throws Exception;

    /** What answers; see {@link Endpoint#handle}. */
    @FunctionalInterface
    interface Handler {
        /** Answers. */
        Response handle(Request request) throws Exception;
    }

    /** A resource made of its parts. */
    static Endpoint of(String method, String path, String summary, Handler handler) {
        return new Endpoint() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public String path() {
                return path;
            }

            @Override
            public String summary() {
                return summary;
            }

            @Override
            public Response handle(Request request) throws Exception {
                return handler.handle(request);
            }
        };
    }
}
