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
     * The least role that may ask; who has a lesser one gets 403. By default a {@code GET} is for everybody who is signed in and
     * everything else for administrators.
     */
    default Role role() {
        return method().equals("GET") ? Role.VIEWER : Role.ADMINISTRATOR;
    }

    /**
     * Answers. Any thread, concurrently; within 30 seconds. What belongs to a unit is shown only to a person who {@link Person#covers}
     * it: the endpoint sees to that.
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

    /** A resource made of its parts, for the role that its method suggests. */
    static Endpoint of(String method, String path, String summary, Handler handler) {
        return of(method, path, summary, method.equals("GET") ? Role.VIEWER : Role.ADMINISTRATOR, handler);
    }

    /** A resource made of its parts. */
    static Endpoint of(String method, String path, String summary, Role role, Handler handler) {
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
            public Role role() {
                return role;
            }

            @Override
            public Response handle(Request request) throws Exception {
                return handler.handle(request);
            }
        };
    }
}
